"""Pictures as Vega-Lite specifications, and as SVG or PNG made from them without a browser.

One idea each, labels on the thing itself, the same colours for the same things everywhere, and readable in grey.
"""

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

INK, QUIET, LINE, TARGET = "#0b0c0c", "#505a5f", "#1d70b8", "#00703c"
RISE, FALL = "#0f7a52", "#b33d06"
CONFIG = {
    "aria": False,  # the figure around it carries the words; the marks stay silent
    "font": "Arial, Liberation Sans, sans-serif",
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 13,
        "labelOverlap": "parity",
        "labelSeparation": 12,
        "gridColor": "#dee0e2",
        "domainColor": QUIET,
    },
}


def control_chart(
    points: Sequence[dict[str, Any]],
    *,
    unit: str,
    share: bool,
    target: float | None = None,
    changes: Sequence[tuple[date, str]] = (),
    size: tuple[int, int] = (640, 220),
) -> dict[str, Any]:
    """A control chart. Each point: `on` (ISO day), `value`, `mean`, `low`, `high`, `special` ("", better, worse,
    changed) and `phase`."""
    form = ".0%" if share else ",.1f"
    x = {
        "field": "on",
        "type": "temporal",
        "axis": {"title": None, "format": "%b %Y", "tickCount": 6, "grid": False},
    }
    layers = [
        _band(x),
        _line(x, "mean", form, unit, color=QUIET, strokeWidth=1.5, strokeDash=[6, 3]),
        _line(x, "value", form, unit, color=LINE, strokeWidth=2),
        _marks(x, form),
        *_target(target, form),
        *[_change(day, words) for day, words in changes],
        *_mean_label(points, x, form),
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": size[0],
        "height": size[1],
        "config": CONFIG,
        "data": {"values": list(points)},
        "layer": layers,
    }


def narrow(specification: dict[str, Any]) -> dict[str, Any]:
    """The same chart for a phone: all of it fits, so the latest point is never out of sight."""
    return specification | {"width": 250, "height": 190}


def _y(field: str, form: str, unit: str = "") -> dict[str, Any]:
    axis = {
        "title": unit or None,
        "format": form,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleY": -10,
        "titleX": -40,
    }
    return {"field": field, "type": "quantitative", "axis": axis, "scale": {"zero": False, "nice": True}}


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
        "encoding": {"x": x, "y": _y(field, form, unit), "detail": {"field": "phase"}},
    }


def _marks(x: dict[str, Any], form: str) -> dict[str, Any]:
    """Ordinary points are small circles; special ones have a shape of their own, so that colour is never alone."""
    names = ["", "better", "worse", "changed"]
    return {
        "mark": {"type": "point", "filled": True, "opacity": 1},
        "encoding": {
            "x": x,
            "y": _y("value", form),
            "shape": {"field": "special", "legend": None, "scale": {
                "domain": names, "range": ["circle", "triangle-up", "triangle-down", "diamond"]}},
            "color": {"field": "special", "legend": None, "scale": {
                "domain": names, "range": [LINE, RISE, FALL, QUIET]}},
            "size": {"condition": {"test": "datum.special == ''", "value": 28}, "value": 110},
        },
    }  # fmt: skip


def _target(target: float | None, form: str) -> list[dict[str, Any]]:
    if target is None:
        return []
    at = {"datum": target, "type": "quantitative"}
    words = f"Target {target:.0%}" if form == ".0%" else f"Target {target:,.1f}"
    label = {"type": "text", "text": words, "align": "left", "dy": -7, "color": TARGET, "fontSize": 13}
    return [
        {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "color": TARGET, "strokeWidth": 2},
            "encoding": {"y": at},
        },
        {"data": {"values": [{}]}, "mark": label, "encoding": {"y": at, "x": {"value": 4}}},
    ]


def _change(day: date, words: str) -> dict[str, Any]:
    x = {"field": "on", "type": "temporal"}
    values = {"values": [{"on": day.isoformat(), "words": words}]}
    return {
        "data": values,
        "layer": [
            {"mark": {"type": "rule", "color": INK, "strokeDash": [2, 2]}, "encoding": {"x": x}},
            {
                "mark": {"type": "text", "align": "right", "dx": -5, "color": INK, "fontSize": 13},
                "encoding": {"x": x, "y": {"value": 8}, "text": {"field": "words"}},
            },
        ],
    }


def _mean_label(points: Sequence[dict[str, Any]], x: dict[str, Any], form: str) -> list[dict[str, Any]]:
    """The average in force now, named at the right of the picture where no line runs."""
    known = [point for point in points if point.get("mean") is not None]
    if not known:
        return []
    latest = known[-1]
    words = ["average", f"{latest['mean']:.0%}" if form == ".0%" else f"{latest['mean']:,.1f}"]
    return [
        {
            "data": {"values": [{"mean": latest["mean"]}]},
            "mark": {
                "type": "text",
                "text": words,
                "align": "left",
                "baseline": "middle",
                "dx": 6,
                "color": QUIET,
                "fontSize": 13,
            },
            "encoding": {"x": {"value": "width"}, "y": _y("mean", form)},
        }
    ]


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
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 520,
        "height": {"step": 22},
        "config": CONFIG,
        "data": {"values": list(milestones)},
        "layer": [moved, marks, today],
    }


def svg(specification: dict[str, Any]) -> str:
    """The picture as SVG to stand inside a page: hidden from screen readers, which get the words beside it."""
    drawn = _svg(json.dumps(specification, sort_keys=True))
    return drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def png(specification: dict[str, Any], scale: float = 3) -> bytes:
    import vl_convert

    return vl_convert.vegalite_to_png(specification, scale=scale)


@lru_cache(maxsize=512)
def _svg(specification: str) -> str:
    import vl_convert

    return vl_convert.vegalite_to_svg(specification)
