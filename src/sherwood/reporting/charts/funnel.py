"""Parts by how many each counted, within the limits that chance alone would keep them."""

from collections.abc import Sequence
from math import sqrt
from typing import Any

from sherwood.reporting.charts.palette import CONFIG, FALL, INK, LINE, QUIET, SCHEMA, TARGET

INNER, OUTER = 1.959964, 3.090232  # standard errors that hold 95% and 99.8%
X = {"field": "of", "type": "quantitative", "axis": {"title": "How many were counted", "grid": False}}


def funnel(
    points: Sequence[dict[str, Any]], whole: float, published: Sequence[tuple[str, float]] = ()
) -> tuple[dict[str, Any], list[str]]:
    """Parts by how many each counted, with the limits of chance around the whole; and which lie beyond the outer ones.

    Each point: `name`, `of` (how many it counted) and `value`, a share. `published`: what others had, a share each with its
    name, drawn across.
    """
    beyond = [
        point["name"] for point in points if abs(point["value"] - whole) > _reach(whole, point["of"], OUTER)
    ]
    marked = [point | {"beyond": point["name"] in beyond} for point in points]
    picture = {
        "$schema": SCHEMA,
        "width": 560,
        "height": 240,
        "config": CONFIG,
        "layer": [*_lines(points, whole), _middle(whole), *_others(published), _dots(marked), _names(marked)],
    }
    return picture, beyond


def _reach(whole: float, of: int, errors: float) -> float:
    """How far from the whole chance alone takes a part that counted so many."""
    return errors * sqrt(whole * (1 - whole) / of)


def _y(field: str) -> dict[str, Any]:
    return {"type": "quantitative", "axis": {"title": None, "format": ".0%"}, "field": field}


def _lines(points: Sequence[dict[str, Any]], whole: float) -> list[dict[str, Any]]:
    """The inner and the outer limits, each below and above."""
    limits = _limits(max(point["of"] for point in points), whole)
    return [
        {
            "data": {"values": limits},
            "mark": {
                "type": "line",
                "color": QUIET,
                "strokeWidth": 1,
                "strokeDash": [4, 3] if name == "inner" else [1, 0],
            },
            "encoding": {"x": X, "y": _y(f"{name}{side}")},
        }
        for name in ("inner", "outer")
        for side in ("low", "high")
    ]


def _limits(most: int, whole: float) -> list[dict[str, float]]:
    sizes = [max(1, round(most * step / 60)) for step in range(1, 64)]
    return [
        {
            "of": of,
            **{
                f"{name}{side}": min(1.0, max(0.0, whole + way * _reach(whole, of, errors)))
                for name, errors in (("inner", INNER), ("outer", OUTER))
                for side, way in (("low", -1), ("high", 1))
            },
        }
        for of in sizes
    ]


def _middle(whole: float) -> dict[str, Any]:
    return {
        "data": {"values": [{"at": whole}]},
        "mark": {"type": "rule", "color": QUIET},
        "encoding": {"y": {"field": "at", "type": "quantitative"}},
    }


def _others(published: Sequence[tuple[str, float]]) -> list[dict[str, Any]]:
    """A dotted line across for each, named at its right end."""
    if not published:
        return []
    values = {"values": [{"at": value, "name": name} for name, value in published]}
    y = {"field": "at", "type": "quantitative"}
    return [
        {
            "data": values,
            "mark": {"type": "rule", "color": TARGET, "strokeDash": [2, 3], "strokeWidth": 2},
            "encoding": {"y": y},
        },
        {
            "data": values,
            "mark": {"type": "text", "align": "right", "dx": -6, "dy": -8, "fontSize": 13, "color": TARGET},
            "encoding": {"x": {"value": "width"}, "y": y, "text": {"field": "name"}},
        },
    ]


def _dots(marked: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "data": {"values": list(marked)},
        "mark": {"type": "point", "filled": True, "opacity": 1},
        "encoding": {
            "x": X,
            "y": _y("value"),
            "shape": {"condition": {"test": "datum.beyond", "value": "diamond"}, "value": "circle"},
            "size": {"condition": {"test": "datum.beyond", "value": 120}, "value": 60},
            "color": {"condition": {"test": "datum.beyond", "value": FALL}, "value": LINE},
        },
    }


def _names(marked: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The names of the parts that lie beyond the limits."""
    return {
        "data": {"values": [point for point in marked if point["beyond"]]},
        "mark": {"type": "text", "align": "left", "dx": 8, "fontSize": 13, "color": INK},
        "encoding": {"x": X, "y": _y("value"), "text": {"field": "name"}},
    }
