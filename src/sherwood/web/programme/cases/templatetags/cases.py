"""Drawing words of the cases: money and parts."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import template

from sherwood.governance.case import Offered

register = template.Library()


@register.filter
def money(value: Decimal | int) -> str:
    """£12,300, with a minus sign where there is less than nothing."""
    pounds = round(Decimal(value))
    return f"{'−' if pounds < 0 else ''}£{abs(pounds):,}"


@register.filter
def part(value: Decimal) -> str:
    return f"{value * 100:.0f}%"


@register.simple_tag
def amounts(by_year: Mapping[int, int]) -> str:
    return ", ".join(f"year {year} {money(amount)}" for year, amount in sorted(by_year.items())) or "none"


@register.simple_tag
def scored(offered: Offered, name: str) -> str:
    found = (offered.option.scores or {}).get(name)
    return "not scored" if found is None else str(found)


@register.filter
def at(sequence: Sequence, place: int):
    return sequence[place]
