"""Drawing words of the cases: money, parts, what would have to change."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import template

from sherwood.governance.appraisal import Switch
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


@register.filter
def change(switch: Switch) -> str:
    """How far it would have to move, in words."""
    if switch.change is None:
        return "no change of it would do"
    if switch.change == 0:
        return "already no better"
    return f"{abs(switch.change) * 100:.0f}% {'higher' if switch.change > 0 else 'lower'}"


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
