"""What waits in somebody's own part of the service: open work past its limit, counted from the records."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from sherwood.kit.periods import Period
from sherwood.measuring.shelves import all_measures, in_reading_order
from sherwood.records.snapshots import Snapshot
from sherwood.web.evidence.entitlement import Entitlement
from sherwood.web.evidence.ledgers import Narrowed, figure_of
from sherwood.web.site.accounts.models import Scope
from sherwood.web.site.ui.records import manifest_of


@dataclass(frozen=True)
class Overdue:
    """How much of one kind of open work is overdue, on the day of the records, and where its children are listed."""

    title: str
    count: int
    of: int
    on: date
    href: str


def overdue(snapshot: Snapshot | None, scope: Scope) -> list[Overdue]:
    """Each kind of work that has any overdue within somebody's own reach; of the whole council it is no worklist."""
    if snapshot is None or scope.nobody or scope.all:
        return []
    on = manifest_of(snapshot).as_at
    found = [_overdue(snapshot, key, on, narrowed_to(scope)) for key in in_reading_order(_kinds())]
    return [work for work in found if work.count]


def narrowed_to(scope: Scope) -> Narrowed:
    return tuple((name, tuple(allowed)) for name, allowed in Entitlement(scope).where.items())


def _kinds() -> list[str]:
    """The measures of work that is overdue from a day on."""
    return [key for key, measure in all_measures().items() if measure.met_from is not None]


def _overdue(snapshot: Snapshot, key: str, on: date, narrowed: Narrowed) -> Overdue:
    count = figure_of(snapshot, key, Period(on, on), narrowed)
    href = reverse("measure_children", args=[key]) + "?answer=met&when=now"
    return Overdue(all_measures()[key].title, count.numerator, count.denominator, on, href)
