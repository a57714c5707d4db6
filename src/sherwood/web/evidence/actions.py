"""Tagging measures with what makes cases complex; setting what is wanted of them; approving phases of their charts; giving
what the council's neighbours had."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.measuring import neighbours
from sherwood.measuring.benchmarks import Neighbours
from sherwood.measuring.shelves import all_measures
from sherwood.web.evidence import benchmarks
from sherwood.web.evidence.models import Factor, Phase, SaidOfAMeasure, Target
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.accounts.offered import OfferedBody
from sherwood.web.site.acts import act
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.overtaking import check_as_read, mark_of


@act(needs=Permission.LOAD_DATA)
def add_factor(*, key: str, title: str, why: str, measures: Collection[str], by) -> Factor:
    """Name something that makes cases complex. Its key stands in addresses."""
    if Factor.objects.filter(key=key).exists():
        raise SherwoodError(
            f"There is a factor with the key “{key}” already. Give another key, or change that one."
        )
    made = Factor.objects.create(key=key, title=title.strip(), why=why.strip(), measures=_known(measures))
    trail.record(verb="named a factor", what=made, detail={"measures": len(made.measures)}, by=by)
    return made


@act(needs=Permission.LOAD_DATA, about="factor")
def tag_measures(*, factor: Factor, title: str, why: str, measures: Collection[str], by) -> None:
    """Say anew which measures are read with the factor in mind."""
    factor.title, factor.why, factor.measures = title.strip(), why.strip(), _known(measures)
    factor.save()
    trail.record(verb="tagged measures", what=factor, detail={"measures": factor.measures}, by=by)


def _known(keys: Collection[str]) -> list[str]:
    """In the order of the shelf."""
    return [key for key in all_measures() if key in keys]


@act(needs=Permission.KEEP_TARGETS)
def set_target(
    *,
    measure: str,
    value: Decimal,
    by_on: date,
    agreed_by: Post | OfferedBody,
    agreed_on: date,
    reason: str,
    dimension: str = "",
    part: str = "",
    highest: Decimal | None = None,
    tolerance: Decimal | None = None,
    stood_at: Decimal | None = None,
    stood_on: date | None = None,
    by,
) -> Target:
    """Say what is wanted of a measure by a day. `by` enters it; `agreed_by` are those who agreed."""
    _check_dates(by_on, agreed_on, stood_on)
    if (stood_at is None) != (stood_on is None):
        raise Refusal("Where it stood needs a figure and a day. Give both, or neither.")
    same = Target.objects.standing().filter(measure=measure, dimension=dimension, part=part, by_on=by_on)
    if same.exists():
        raise Refusal("A target for this measure and day stands already. Withdraw it first, with a reason.")
    target = Target.objects.create(
        measure=measure, dimension=dimension, part=part, value=value, highest=highest, tolerance=tolerance or 0, by_on=by_on,
        stood_at=stood_at, stood_on=stood_on, agreed_on=agreed_on, **_agreed(agreed_by),
        reason=reason.strip(), said_by=str(by.post), said_on=today(),
    )  # fmt: skip
    detail = {
        "measure": measure,
        "value": str(value),
        "by_on": by_on.isoformat(),
        "agreed_by": target.agreed_by_whom,
    }
    detail |= {"of": f"{dimension} {part}"} if dimension else {}
    trail.record(verb="set a target", what=target, detail=detail, by=by)
    return target


def _agreed(whom: Post | OfferedBody) -> dict[str, Any]:
    return {"agreed_post": whom} if isinstance(whom, Post) else {"agreed_by": whom.name}


def _check_dates(by_on: date, agreed_on: date, stood_on: date | None) -> None:
    if agreed_on > today():
        raise Refusal("It cannot have been agreed on a day to come. Check the day it was agreed.")
    if by_on <= agreed_on:
        raise Refusal("A target is for a day after it was agreed. Check both days.")
    if stood_on and stood_on >= by_on:
        raise Refusal("Where it stood is before the day by which it is wanted. Check both days.")


@act(needs=Permission.KEEP_TARGETS)
def approve_phase(*, measure: str, from_on: date, label: str, reason: str, by) -> Phase:
    """Let the chart of a measure begin anew on a day, for a reason that can be read."""
    if from_on > today():
        raise Refusal("A phase begins on a day that has come. Check the day.")
    if Phase.objects.standing().filter(measure=measure, from_on=from_on).exists():
        raise Refusal("A phase begins on that day already.")
    phase = Phase.objects.create(
        measure=measure,
        from_on=from_on,
        label=label.strip(),
        reason=reason.strip(),
        said_by=str(by.post),
        said_on=today(),
    )
    detail = {"measure": measure, "from_on": from_on.isoformat(), "label": phase.label}
    trail.record(verb="approved a phase", what=phase, detail=detail, by=by)
    return phase


@act(needs=Permission.KEEP_TARGETS, about="said")
def withdraw(*, said: SaidOfAMeasure, because: str, by) -> None:
    """Take back a target or a phase. What was said stays on record with why it no longer stands."""
    if said.withdrawn_on:
        raise Refusal(f"It was withdrawn on {said.withdrawn_on:%-d %B %Y} already.")
    said.withdrawn_by, said.withdrawn_on, said.withdrawn_because = str(by.post), today(), because.strip()
    said.save()
    trail.record(
        verb=f"withdrew a {said._meta.verbose_name}",
        what=said,
        detail={"measure": said.measure, "because": said.withdrawn_because},
        by=by,
    )


@act(needs=Permission.LOAD_DATA)
def give_benchmarks(*, found: Neighbours, as_read: str = "", by) -> None:
    """Keep what those had whom the council compares itself with, in place of what was held before."""
    check_as_read(as_read, benchmarks.as_kept(), benchmarks.in_words())
    detail = {
        "areas": list(found.areas),
        "values": len(found.rows),
        "mark": mark_of(neighbours.written(found)),
    }
    trail.record(verb="gave the values of neighbours", what=benchmarks.ABOUT, detail=detail, by=by)
    neighbours.keep(found, settings.HOME)


@act(needs=Permission.LOAD_DATA)
def take_benchmarks_away(*, because: str, as_read: str = "", by) -> None:
    """Hold no values but those that are published in Sherwood."""
    check_as_read(as_read, benchmarks.as_kept(), benchmarks.in_words())
    if not benchmarks.as_kept():
        raise Refusal("No values of the council's own are held, so there are none to take away.")
    detail = {"because": because.strip()}
    trail.record(verb="took the values of neighbours away", what=benchmarks.ABOUT, detail=detail, by=by)
    benchmarks.file_kept().unlink()
