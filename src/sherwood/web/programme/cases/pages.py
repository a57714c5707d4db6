"""What the pages of a case show, worked out from a case that was read whole."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.http import Http404
from django.shortcuts import get_object_or_404

from sherwood.governance import appraisal
from sherwood.governance.case import SECTIONS, Content, Offered, offered, said, weights
from sherwood.governance.case_words import Grid, compare, fields, grid
from sherwood.governance.stages import ACTS, Facts, Stage, check_separation
from sherwood.kit.errors import Refusal
from sherwood.web.programme.cases.doings import ANSWERS, DECIDING, DOINGS, OF_A_THING, Doing
from sherwood.web.programme.cases.facts import facts_of, missing_of, why_not
from sherwood.web.programme.cases.models import Case, Version
from sherwood.web.programme.cases.offered import route_of, urgent_route
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import DownloadSheet


def read(user, key: str) -> tuple[Project, Case | None]:
    """The project and its case, read whole; none before one is asked for."""
    if found := Case.visible_to(user).whole().filter(project__key=key).first():
        return found.project, found
    return get_object_or_404(Project.visible_to(user), key=key), None


def case_of(user, key: str) -> Case:
    _, found = read(user, key)
    if found is None:
        raise Http404
    return found


def version_of(case: Case, number: int | str | None) -> Version:
    """The version asked for; the latest when none is."""
    found = [
        version
        for version in case.versions.all()
        if number in (None, "") or str(version.number) == str(number)
    ]
    if not found:
        raise Http404
    return max(found, key=lambda version: version.number)


ELSEWHERE = (*OF_A_THING, *DECIDING)  # begun beside that thing, or in a meeting


@dataclass(frozen=True)
class Offer:
    """An act as one person meets it: it can be begun, or the reason in words why not."""

    key: str
    doing: Doing
    refused: str


def offers(project: Project, case: Case | None, user, keys: Iterable[str] | None = None) -> list[Offer]:
    """The acts of the stage the project is at; or those asked for."""
    facts = facts_of(project, case, user)
    wanted = keys or [
        key for key, one in DOINGS.items() if project.now in one.rule.at and key not in ELSEWHERE
    ]
    found = [Offer(key, DOINGS[key], why_not(DOINGS[key].rule, project, case, user, facts)) for key in wanted]
    found = [_urgent(offer, case, user) if offer.key in DECIDING else offer for offer in found]
    return [
        replace(one, refused=one.refused or _nothing_bars(facts)) if one.key == "ask_exception" else one
        for one in found
    ]


def _urgent(offer: Offer, case: Case | None, user) -> Offer:
    """What is decided in no meeting is asked for by a member, and of another."""
    return replace(offer, refused=offer.refused or (urgent_route().refused(case, user) if case else ""))


def _nothing_bars(facts: Facts) -> str:
    """Why no exception is to be asked for; empty where the separation of duties bars this person from an act."""
    for doing in DOINGS.values():
        if facts.stage in doing.rule.at and any(
            permission in facts.permissions for permission in doing.rule.permissions
        ):
            try:
                check_separation(doing.rule, facts)
            except Refusal:
                return ""
    return "Nothing bars you from an act at this stage, so no exception is needed."


def standing(project: Project, case: Case | None) -> str:
    """Where the case stands, in a sentence."""
    if case is None:
        if project.now is Stage.IDEA:
            return "No case has been asked for yet."
        return f"The project stood at “{project.now.value}” when the programme was loaded; its case is not held here."
    version, called = case.latest, project.programme.called
    return {
        Stage.SCOPING: f"The lead is asked for a case by {_day(case.due_on)}. The scope test comes first.",
        Stage.CASE: _being_written(case),
        Stage.VETTING: f"{version} waits to be vetted.",
        Stage.CHALLENGE: f"{version} has passed vetting and is being challenged by {called('challenging_body')}.",
        Stage.DECISION: f"{version} is before {called('deciding_body')}: implement, amend or close?",
        Stage.CLOSED: "The project is closed. What was written and decided stays here.",
    }.get(project.now, f"{version} was approved: the project is at “{project.now.value}”.")


def _being_written(case: Case) -> str:
    version = case.latest
    if version and version.locked:
        return f"{version} came back. What must change begins version {version.number + 1}."
    lacks = len(missing_of(version)) if version else 0
    if not lacks:
        return f"{version} is complete and can be submitted."
    return f"{version} is being written: {lacks} thing{'s are' if lacks > 1 else ' is'} still missing. It is due by {_day(case.due_on)}."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True)
class SectionRead:
    """A section of a case, to read."""

    key: str
    title: str
    fields: list[tuple[str, str]]
    grid: Grid | None

    @property
    def empty(self) -> bool:
        return not self.fields and self.grid is None


def parts(content: Content) -> list[SectionRead]:
    return [
        SectionRead(section.key, section.title, fields(section, content), grid(section, content))
        for section in SECTIONS.values()
    ]


@dataclass(frozen=True)
class WeighedOption:
    """An option weighed: money first, then what has no price."""

    offered: Offered
    worth: appraisal.Appraised
    score: Decimal | None
    preferred: bool
    switches: tuple[appraisal.Switch, ...]
    sensitivity: list[tuple[str, Decimal]]


@dataclass(frozen=True)
class Weighed:
    rows: list[WeighedOption]
    weights: dict[str, int]
    rates: appraisal.Rates
    factors: list[tuple[int, Decimal]]
    prices: str


def weigh(version: Version) -> Weighed | None:
    """The appraisal of a version, by the rates of the day it was submitted (today for a draft)."""
    options = offered(version.content)
    if not options:
        return None
    rates = appraisal.rates_on(version.submitted_on or today())
    shown = weights(version.content)
    preferred = said(version.content, "preferred", "option")
    nothing = next((option for option in options if option.kind == "do_nothing"), options[0])
    rows = [
        WeighedOption(
            option,
            appraisal.appraise(option.option, rates),
            appraisal.score(option.option, shown),
            option.key == preferred,
            () if option is nothing else appraisal.switching_values(option.option, nothing.option, rates),
            appraisal.sensitivity(option.option, rates),
        )
        for option in options
    ]
    years = sorted({year for option in options for by_year in _streams(option) for year in by_year})
    factors = [(year, appraisal.discount_factor(year, rates)) for year in years]
    return Weighed(rows, shown, rates, factors, said(version.content, "money", "prices"))


def scores(version: Version) -> DownloadSheet:
    """The benefits without a price, each scored from 0 to 5; a column for each option, so it is a matrix and no list."""
    weighed = weigh(version)
    offered = [row.offered for row in weighed.rows] if weighed else []
    rows = [
        [name, weight, *((option.option.scores or {}).get(name, "Not scored") for option in offered)]
        for name, weight in (weighed.weights.items() if weighed else ())
    ]
    heads = ["Benefit", "Weight", *(option.name for option in offered)]
    return DownloadSheet(f"Benefits without a price of {version.key}", heads, rows)


def _streams(one: Offered):
    return (one.option.costs, one.option.benefits, one.option.disbenefits)


def case_page(project: Project, case: Case | None, user) -> dict:
    offered_here = offers(project, case, user)
    return {
        "project": project,
        "case": case,
        "standing": standing(project, case),
        "mine": [doing for doing in offered_here if not doing.refused],
        "others": [doing for doing in offered_here if doing.refused],
        "may_write": not _refused_writing(project, case, user),
        "route": route_of(case, user) if case else None,
        **_of_things(project, case, user),
    }


def _refused_writing(project: Project, case: Case | None, user) -> str:
    return (
        why_not(ACTS["write"], project, case, user, facts_of(project, case, user)) if case else "No case yet."
    )


def _of_things(project: Project, case: Case | None, user) -> dict[str, bool]:
    """For each act on one thing of the case, whether this person may do it: a template asks beside the thing."""
    if case is None:
        return {}
    return {f"may_{offer.key}": not offer.refused for offer in offers(project, case, user, OF_A_THING)}


def decision_page(project: Project, case: Case, user) -> dict:
    """What is asked, what others said, and the three answers it may give."""
    version = case.submitted
    return {
        "project": project,
        "case": case,
        "version": version,
        "before": case.latest if case.latest is not version else None,
        "weighed": weigh(version) if version else None,
        "summary": dict(_summary(version)) if version else {},
        "three": ANSWERS.values(),
        "answers": offers(project, case, user, DECIDING),
        "deciding": project.now is Stage.DECISION,
        "route": route_of(case, user),
        "asks": not offers(project, case, user, ["ask_question"])[0].refused,
        **_of_things(project, case, user),
    }


def _summary(version: Version) -> Iterable[tuple[str, str]]:
    for section, name in (
        ("summary", "what"),
        ("summary", "why"),
        ("findings", "keys"),
        ("findings", "how"),
        ("data", "source"),
        ("preferred", "why"),
    ):
        yield f"{section}_{name}", said(version.content, section, name)


def one_page(version: Version) -> dict:
    """The summary plan on one page, made from the case."""
    content = version.content
    weighed = weigh(version)
    chosen = next((row for row in weighed.rows if row.preferred), None) if weighed else None
    return {
        "summary": dict(_summary(version)),
        "outcomes": grid(SECTIONS["outcomes"], content),
        "checks": grid(SECTIONS["checks"], content),
        "weighed": weighed,
        "chosen": chosen,
        "lacks": len(missing_of(version)),
    }


def difference(before: Version, after: Version) -> list:
    return compare(before.content, after.content)
