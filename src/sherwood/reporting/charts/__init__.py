"""Pictures as Vega-Lite specifications, and as SVG or PNG made from them without a browser.

One idea each, labels on the thing itself, the same colours for the same things everywhere, and readable in grey.
"""

from sherwood.reporting.charts.control import control_chart, narrow
from sherwood.reporting.charts.drawing import png, svg
from sherwood.reporting.charts.funnel import funnel
from sherwood.reporting.charts.marks import ChartMark, Goal
from sherwood.reporting.charts.multiples import small_multiples
from sherwood.reporting.charts.timeline import timeline

__all__ = [
    "ChartMark",
    "Goal",
    "control_chart",
    "funnel",
    "narrow",
    "png",
    "small_multiples",
    "svg",
    "timeline",
]
