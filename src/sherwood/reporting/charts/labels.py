"""Words on a control chart: the latest figure, the average in force, what is wanted; none over another."""

from collections.abc import Sequence
from typing import Any

from sherwood.reporting.charts.marks import Goal
from sherwood.reporting.charts.palette import LINE, QUIET, TARGET


def y_axis(field: str, form: str, unit: str = "") -> dict[str, Any]:
    axis = {
        "title": unit or None,
        "format": form,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleY": -10,
        "titleX": -40,
    }
    return {"field": field, "type": "quantitative", "axis": axis, "scale": {"zero": False, "nice": True}}


def labels(points: Sequence[dict[str, Any]], form: str, target: Goal | None) -> list[dict[str, Any]]:
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
            "y": y_axis("at", form),
        },
    }
