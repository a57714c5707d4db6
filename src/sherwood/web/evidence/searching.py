"""Measures in the search; and one child, by its whole number, for who reaches its records: the look is on the trail."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.measuring.figures import AboutChild
from sherwood.measuring.population import Shape
from sherwood.measuring.shelves import all_measures, in_reading_order, measures_of
from sherwood.web.evidence.entitlement import entitlement_of
from sherwood.web.evidence.ledgers import ledger_of
from sherwood.web.site.registers.description import SEES_ROWS
from sherwood.web.site.search.offered import Searched, SearchHit, answers, brief
from sherwood.web.site.trail.actions import look
from sherwood.web.site.ui.records import current_snapshot


def _measures(request: HttpRequest, words: str) -> Iterable[SearchHit]:
    """None before anything is loaded: a measure has no page then."""
    if current_snapshot(request) is None:
        return
    measures = all_measures()
    for key in in_reading_order(measures):
        measure = measures[key]
        if answers(words, measure.title, measure.code, key.replace("_", " ")):
            more = f"{measure.code}. {measure.why}" if measure.code else measure.why
            yield SearchHit(measure.title, reverse("measure", args=[key]), brief(more))


def _child(request: HttpRequest, words: str) -> Iterable[SearchHit]:
    """What the records hold of one child within somebody's reach, most lately of all first."""
    snapshot, allowed = current_snapshot(request), entitlement_of(request.user)
    if snapshot is None or not allowed.sees_children or len(words.split()) != 1:
        return
    found = ledger_of(snapshot).about(words.strip(), allowed.where)
    if found:
        rows = sum(about.rows for about in found)
        look(at="search for one child", count=rows, scope=allowed.scope.words, by=request.user)
    for about in found:
        yield _drawn(about)


def _drawn(about: AboutChild) -> SearchHit:
    """What lasts leads to the list it stands on today; the address says the team, never the child."""
    population, of = about.population, ", ".join(filter(None, (about.team, about.worker)))
    when = spoken(about.latest_on) if about.latest_on else "a day that is not known"
    if population.shape is Shape.SPELL:
        measure = measures_of(population)[0].key
        asked = urlencode({"when": "now"} | ({"team": about.team} if about.team else {}))
        href = f"{reverse('measure_children', args=[measure])}?{asked}"
        return SearchHit(f"{population.title}, since {when}", href, of)
    count = f"{about.rows}, the last " if about.rows > 1 else ""
    return SearchHit(f"{population.title}: {count}on {when}", "", of)


SEARCHED = (
    Searched("Measures", 30, [Permission.SEE_MEASURES], "a measure, by its title or code", _measures),
    Searched(
        "Records of this child", 4, SEES_ROWS, "a child of yours, by the case system's whole number", _child
    ),
)
