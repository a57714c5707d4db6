"""`{% value x %}`: one cell of a list of rows."""

from datetime import date

from django import template

from sherwood.kit.periods import spoken

register = template.Library()


@register.simple_tag
def value(cell) -> str:
    """A day in words, a number as it is, and "–" for nothing: an open end, or what is not known."""
    if cell is None:
        return "–"
    return spoken(cell) if isinstance(cell, date) else str(cell)
