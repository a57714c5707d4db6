"""Milestones, and how far they moved."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sherwood.reporting.charts.palette import CONFIG, FALL, INK, LINE, QUIET, RISE, SCHEMA


def timeline(milestones: Sequence[dict[str, Any]], on: date) -> dict[str, Any]:
    """Milestones down the page: from the day first promised to the day now expected or reached, and a line for today.

    Each: `name`, `baseline` and `now` (ISO days), `state` (as promised, slipped, reached).
    """
    y = {
        "field": "name",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "labelLimit": 330, "labelOverlap": False, "grid": False},
    }
    states = ["as promised", "slipped", "reached"]
    colours = {"domain": states, "range": [LINE, FALL, RISE]}
    shapes = {"domain": states, "range": ["circle", "triangle-right", "square"]}
    marks = {
        "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
        "encoding": {
            "y": y,
            "x": {
                "field": "now",
                "type": "temporal",
                "axis": {"title": None, "format": "%b %Y", "tickCount": 6},
            },
            "color": {"field": "state", "scale": colours, "legend": {"title": None, "orient": "top"}},
            "shape": {"field": "state", "scale": shapes, "legend": {"title": None, "orient": "top"}},
        },
    }
    moved = {
        "mark": {"type": "rule", "color": QUIET, "strokeWidth": 2},
        "encoding": {"y": y, "x": {"field": "baseline", "type": "temporal"}, "x2": {"field": "now"}},
    }
    today = {
        "data": {"values": [{"on": on.isoformat()}]},
        "mark": {"type": "rule", "color": INK, "strokeDash": [4, 3]},
        "encoding": {"x": {"field": "on", "type": "temporal"}},
    }
    return {
        "$schema": SCHEMA,
        "width": 520,
        "height": {"step": 22},
        "config": CONFIG,
        "data": {"values": list(milestones)},
        "layer": [moved, marks, today],
    }
