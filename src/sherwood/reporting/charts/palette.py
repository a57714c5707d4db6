"""The colours and letters of every picture: the same for the same things everywhere."""

from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
INK, QUIET, LINE, TARGET = "#0b0c0c", "#505a5f", "#1d70b8", "#00703c"
RISE, FALL = "#0f7a52", "#b33d06"
CONFIG: dict[str, Any] = {
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
