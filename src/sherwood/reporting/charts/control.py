"""A control chart: a measure over time with its average, its limits, and what they say of each point."""

from collections.abc import Sequence
from typing import Any

from sherwood.reporting.charts.labels import labels, y_axis
from sherwood.reporting.charts.marks import ChartMark, Goal, begun, wanted
from sherwood.reporting.charts.palette import CONFIG, FALL, LINE, QUIET, RISE, SCHEMA


def control_chart(
    points: Sequence[dict[str, Any]],
    *,
    unit: str,
    share: bool,
    target: Goal | None = None,
    marks: Sequence[ChartMark] = (),
    size: tuple[int, int] = (640, 240),
) -> dict[str, Any]:
    """A control chart. Each point: `on` (ISO day), `value`, `mean`, `low`, `high`, `special` ("", better, worse,
    changed), `phase`, and `immature` where it may still change."""
    form = ".0%" if share else ",.1f"
    x = {
        "field": "on",
        "type": "temporal",
        "axis": {"title": None, "format": "%b %Y", "tickCount": 6, "grid": False},
    }
    layers = [
        _band(x),
        *_still_changing(points),
        *wanted(target),
        _line(x, "mean", form, unit, color=QUIET, strokeWidth=1.5, strokeDash=[6, 3]),
        _line(x, "value", form, unit, color=LINE, strokeWidth=2),
        _marks(x, form),
        *begun(marks, points),
        *labels(points, form, target),
    ]
    return {
        "$schema": SCHEMA,
        "width": size[0],
        "height": size[1],
        "config": CONFIG,
        "data": {"values": list(points)},
        "layer": layers,
    }


def narrow(specification: dict[str, Any]) -> dict[str, Any]:
    """The same chart for a phone: all of it fits, so the latest point is never out of sight."""
    return specification | {"width": 250, "height": 190}


def _band(x: dict[str, Any]) -> dict[str, Any]:
    return {
        "mark": {"type": "area", "color": "#f0f1f2", "opacity": 1},
        "encoding": {
            "x": x,
            "y": {"field": "low", "type": "quantitative"},
            "y2": {"field": "high"},
            "detail": {"field": "phase"},
        },
    }


def _line(x: dict[str, Any], field: str, form: str, unit: str, **mark: Any) -> dict[str, Any]:
    return {
        "mark": {"type": "line", **mark},
        "encoding": {"x": x, "y": y_axis(field, form, unit), "detail": {"field": "phase"}},
    }


def _marks(x: dict[str, Any], form: str) -> dict[str, Any]:
    """Ordinary points are small circles; special ones have a shape of their own, so that colour is never alone."""
    names = ["", "better", "worse", "changed"]
    return {
        "mark": {"type": "point", "filled": True, "opacity": 1},
        "encoding": {
            "x": x,
            "y": y_axis("value", form),
            "shape": {"field": "special", "legend": None, "scale": {
                "domain": names, "range": ["circle", "triangle-up", "triangle-down", "diamond"]}},
            "color": {"field": "special", "legend": None, "scale": {
                "domain": names, "range": [LINE, RISE, FALL, QUIET]}},
            "size": {"condition": {"test": "datum.special == ''", "value": 28}, "value": 110},
        },
    }  # fmt: skip


def _still_changing(points: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A ground behind the latest points that open work can still change, and what it means."""
    young = [point for point in points if point.get("immature")]
    if not young:
        return []
    before = next((point["on"] for point in reversed(points) if not point.get("immature")), young[0]["on"])
    values = {"values": [{"from": before, "until": points[-1]["on"], "words": ["may still", "change"]}]}
    x = {"field": "from", "type": "temporal"}
    return [
        {
            "data": values,
            "mark": {"type": "rect", "color": "#fff7bf", "stroke": QUIET, "strokeDash": [3, 3]},
            "encoding": {"x": x, "x2": {"field": "until"}},
        },
        {
            "data": values,
            "mark": {
                "type": "text",
                "align": "right",
                "baseline": "bottom",
                "dx": -5,
                "color": QUIET,
                "fontSize": 12,
            },
            "encoding": {"x": x, "y": {"value": "height"}, "text": {"field": "words"}},
        },
    ]
