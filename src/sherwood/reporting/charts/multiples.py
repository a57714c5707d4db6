"""The series of several parts beside one another, on one axis."""

from collections.abc import Sequence
from typing import Any

from sherwood.reporting.charts.palette import CONFIG, INK, LINE, SCHEMA


def small_multiples(points: Sequence[dict[str, Any]], names: Sequence[str], share: bool) -> dict[str, Any]:
    """The series of several parts, each in a picture of its own, on one axis. Each point: `name`, `on` and `value`."""
    axis = {"title": None, "format": ".0%" if share else ",.1f", "tickCount": 3}
    return {
        "$schema": SCHEMA,
        "config": CONFIG
        | {"header": {"labelFontSize": 13, "labelColor": INK, "labelAnchor": "start", "title": None}},
        "data": {"values": list(points)},
        "facet": {
            "field": "name",
            "type": "nominal",
            "sort": list(names),
            "header": {"title": None, "labelLimit": 170},
        },
        "columns": 4,
        "spec": {
            "width": 150,
            "height": 70,
            "mark": {"type": "line", "color": LINE, "strokeWidth": 2, "point": False},
            "encoding": {
                "x": {
                    "field": "on",
                    "type": "temporal",
                    "axis": {"title": None, "format": "%b %y", "tickCount": 2, "grid": False},
                },
                "y": {"field": "value", "type": "quantitative", "axis": axis, "scale": {"zero": False}},
            },
        },
    }
