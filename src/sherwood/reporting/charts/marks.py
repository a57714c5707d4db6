"""What stands on a control chart besides its points: where something begins, and what is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sherwood.reporting.charts.palette import INK, QUIET, TARGET


@dataclass(frozen=True)
class ChartMark:
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


def wanted(target: Goal | None) -> list[dict[str, Any]]:
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


def begun(marks: Sequence[ChartMark], points: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A line where something begins, its words beside it, each on a row of its own so that none covers another."""
    if not points:
        return []
    middle = points[len(points) // 2]["on"]
    return [_begin(mark, row, mark.on.isoformat() < middle) for row, mark in enumerate(marks)]


def _begin(mark: ChartMark, row: int, is_early: bool) -> dict[str, Any]:
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
