"""Figures become a report: blocks, charts and renderers."""
