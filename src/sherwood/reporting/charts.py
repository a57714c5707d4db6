"""Pictures as Vega-Lite specifications, and as SVG or PNG made from them without a browser.

One idea each, labels on the thing itself, the same colours for the same things everywhere, and readable in grey.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import sqrt
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


@dataclass(frozen=True)
class Mark:
    """Something that begins on a day; `faint` where it is only proposed."""

    on: date
    words: str
    faint: bool = False


@dataclass(frozen=True)
class Goal:
    """A target as it is drawn: its value (or the two ends of a band), its tolerance, and the path to it."""

    value: float
    highest: float | None
    tolerance: float
    path: Sequence[tuple[date, float]]
    words: str


def control_chart(
    points: Sequence[dict[str, Any]],
    *,
    unit: str,
    share: bool,
    target: Goal | None = None,
    marks: Sequence[Mark] = (),
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
        *_goal(target),
        _line(x, "mean", form, unit, color=QUIET, strokeWidth=1.5, strokeDash=[6, 3]),
        _line(x, "value", form, unit, color=LINE, strokeWidth=2),
        _marks(x, form),
        *_begins(marks, points),
        *_labels(points, form, target),
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


def _goal(target: Goal | None) -> list[dict[str, Any]]:
    """What is wanted as a line, or a band; how near is near enough; and the path there."""
    if target is None:
        return []
    low = {"datum": target.value, "type": "quantitative"}
    nothing: dict[str, Any] = {"values": [{}]}
    layers: list[dict[str, Any]] = [
        {"data": nothing, "mark": {"type": "rule", "color": TARGET, "strokeWidth": 2}, "encoding": {"y": low}}
    ]
    if target.highest is not None:
        high = {"datum": target.highest, "type": "quantitative"}
        layers.append(
            {
                "data": nothing,
                "mark": {"type": "rule", "color": TARGET, "strokeWidth": 2},
                "encoding": {"y": high},
            }
        )
    if target.path:
        layers.append(_path(target))
    return layers


def _path(target: Goal) -> dict[str, Any]:
    values = [
        {
            "on": day.isoformat(),
            "path": value,
            "under": value - target.tolerance,
            "over": value + target.tolerance,
        }
        for day, value in target.path
    ]
    x = {"field": "on", "type": "temporal"}
    near = {
        "mark": {"type": "area", "color": TARGET, "opacity": 0.12},
        "encoding": {"x": x, "y": {"field": "under", "type": "quantitative"}, "y2": {"field": "over"}},
    }
    line = {
        "mark": {"type": "line", "color": TARGET, "strokeWidth": 1.5, "strokeDash": [2, 3]},
        "encoding": {"x": x, "y": {"field": "path", "type": "quantitative"}},
    }
    return {"data": {"values": values}, "layer": [near, line] if target.tolerance else [line]}


def _begins(marks: Sequence[Mark], points: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A line where something begins, its words beside it, each on a row of its own so that none covers another."""
    if not points:
        return []
    middle = points[len(points) // 2]["on"]
    return [_begin(mark, row, mark.on.isoformat() < middle) for row, mark in enumerate(marks)]


def _begin(mark: Mark, row: int, is_early: bool) -> dict[str, Any]:
    x = {"field": "on", "type": "temporal"}
    values = {"values": [{"on": mark.on.isoformat(), "words": mark.words}]}
    colour = QUIET if mark.faint else INK
    side = {"align": "left", "dx": 5} if is_early else {"align": "right", "dx": -5}
    return {
        "data": values,
        "layer": [
            {
                "mark": {"type": "rule", "color": colour, "strokeDash": [1, 3] if mark.faint else [4, 2]},
                "encoding": {"x": x},
            },
            {
                "mark": {"type": "text", **side, "color": colour, "fontSize": 13},
                "encoding": {"x": x, "y": {"value": 8 + 17 * row}, "text": {"field": "words"}},
            },
        ],
    }


def _labels(points: Sequence[dict[str, Any]], form: str, target: Goal | None) -> list[dict[str, Any]]:
    """The latest figure beside its point; at the right edge, where no line runs, the average in force and what is wanted."""
    latest = next((point for point in reversed(points) if point["value"] is not None), None)
    averages = [point for point in points if point.get("mean") is not None]
    words: list[tuple[float, str, dict[str, Any]]] = []
    if latest:
        words.append((latest["value"], _number(latest["value"], form), {"color": LINE, "fontWeight": "bold"}))
    if averages:
        words.append(
            (averages[-1]["mean"], f"average {_number(averages[-1]['mean'], form)}", {"color": QUIET})
        )
    if target:
        words.append((target.value, target.words, {"color": TARGET}))
    ends_early = bool(target and target.path and latest and target.path[-1][0].isoformat() > points[-1]["on"])
    return [
        _label(
            value, text, style, form, latest["on"] if latest and ends_early and "fontWeight" in style else ""
        )
        for value, text, style in _apart(words, points)
    ]


def _apart(words: list[tuple[float, str, dict[str, Any]]], points: Sequence[dict[str, Any]]) -> list:
    """The same, moved so far from one another that each can be read."""
    drawn = [
        point[name] for point in points for name in ("value", "low", "high") if point.get(name) is not None
    ]
    drawn += [value for value, _, _ in words]
    room = (max(drawn) - min(drawn)) * 0.075 if drawn else 0
    placed: list[tuple[float, str, dict[str, Any]]] = []
    for value, text, style in sorted(words, key=lambda word: word[0]):
        lowest = placed[-1][0] + room if placed else value
        placed.append((max(value, lowest), text, style))
    return placed


def _number(value: float, form: str) -> str:
    return f"{value:.0%}" if form == ".0%" else f"{value:,.1f}"


def _label(value: float, text: str, style: dict[str, Any], form: str, on: str = "") -> dict[str, Any]:
    """Words at the right edge, or beside the point of a day."""
    mark = {"type": "text", "text": text, "align": "left", "baseline": "middle", "dx": 6, "fontSize": 13}
    return {
        "data": {"values": [{"at": value, "on": on}]},
        "mark": mark | style,
        "encoding": {
            "x": {"field": "on", "type": "temporal"} if on else {"value": "width"},
            "y": _y("at", form),
        },
    }


def small_multiples(points: Sequence[dict[str, Any]], names: Sequence[str], share: bool) -> dict[str, Any]:
    """The series of several parts, each in a picture of its own, on one axis. Each point: `name`, `on` and `value`."""
    axis = {"title": None, "format": ".0%" if share else ",.1f", "tickCount": 3}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
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


INNER, OUTER = 1.959964, 3.090232  # standard errors that hold 95% and 99.8%


def funnel(points: Sequence[dict[str, Any]], whole: float) -> tuple[dict[str, Any], list[str]]:
    """Parts by how many each counted, with the limits of chance around the whole; and which lie beyond the outer ones.

    Each point: `name`, `of` (how many it counted) and `value`, a share.
    """
    most = max(point["of"] for point in points)
    sizes = [max(1, round(most * step / 60)) for step in range(1, 64)]

    def reach(of: int, errors: float) -> float:
        return errors * sqrt(whole * (1 - whole) / of)

    limits = [
        {
            "of": of,
            **{
                f"{name}{side}": min(1.0, max(0.0, whole + way * reach(of, errors)))
                for name, errors in (("inner", INNER), ("outer", OUTER))
                for side, way in (("low", -1), ("high", 1))
            },
        }
        for of in sizes
    ]
    beyond = [point["name"] for point in points if abs(point["value"] - whole) > reach(point["of"], OUTER)]
    x = {"field": "of", "type": "quantitative", "axis": {"title": "How many were counted", "grid": False}}
    y = {"type": "quantitative", "axis": {"title": None, "format": ".0%"}}
    lines = [
        {
            "data": {"values": limits},
            "mark": {
                "type": "line",
                "color": QUIET,
                "strokeWidth": 1,
                "strokeDash": [4, 3] if name == "inner" else [1, 0],
            },
            "encoding": {"x": x, "y": y | {"field": f"{name}{side}"}},
        }
        for name in ("inner", "outer")
        for side in ("low", "high")
    ]
    marked = [point | {"beyond": point["name"] in beyond} for point in points]
    dots = {
        "data": {"values": marked},
        "mark": {"type": "point", "filled": True, "opacity": 1},
        "encoding": {
            "x": x,
            "y": y | {"field": "value"},
            "shape": {"condition": {"test": "datum.beyond", "value": "diamond"}, "value": "circle"},
            "size": {"condition": {"test": "datum.beyond", "value": 120}, "value": 60},
            "color": {"condition": {"test": "datum.beyond", "value": FALL}, "value": LINE},
        },
    }
    names = {
        "data": {"values": [point for point in marked if point["beyond"]]},
        "mark": {"type": "text", "align": "left", "dx": 8, "fontSize": 13, "color": INK},
        "encoding": {"x": x, "y": y | {"field": "value"}, "text": {"field": "name"}},
    }
    middle = {
        "data": {"values": [{"at": whole}]},
        "mark": {"type": "rule", "color": QUIET},
        "encoding": {"y": {"field": "at", "type": "quantitative"}},
    }
    return (
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "width": 560,
            "height": 240,
            "config": CONFIG,
            "layer": [*lines, middle, dots, names],
        },
        beyond,
    )


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
