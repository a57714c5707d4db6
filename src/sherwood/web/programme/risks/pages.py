"""What the registers show."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from sherwood.governance.risks import IMPACTS, LIKELIHOODS, Band, Score, band_of
from sherwood.governance.roles import Permission
from sherwood.governance.stages import allows
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.risks.actions import check_keeps
from sherwood.web.programme.risks.models import AFFECTS, Issue, Risk
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import Sheet

SHAPES = {Band.HIGH: ("red", "■"), Band.MEDIUM: ("amber", "▲"), Band.LOW: ("green", "●")}
MARKS = [f"{mark} {position}" for position in ("before", "now", "wanted") for mark in ("Likelihood", "Impact", "Score")]  # fmt: skip
STATES = {"": "Live", "closed": "Closed", "all": "Live and closed"}


@dataclass(frozen=True)
class Chosen:
    """What the address of the register chooses; an unknown value finds nothing rather than everything."""

    level: str = ""
    affects: str = ""
    project: str = ""
    state: str = ""

    @classmethod
    def of(cls, query) -> "Chosen":
        return cls(*(query.get(name, "") for name in ("level", "affects", "project", "state")))

    @property
    def any(self) -> bool:
        return any((self.level, self.affects, self.project, self.state))


def registers(user, chosen: Chosen) -> dict:
    """Both registers as chosen, the matrix of the risks that are live, and what keeps the words of the page."""
    risks, issues = chosen_risks(user, chosen), chosen_issues(user, chosen)
    return {
        "sentence": sentence(
            [risk for risk in risks if risk.live], [issue for issue in issues if issue.live]
        ),
        "risks": [(risk, *SHAPES[risk.now.band]) for risk in risks],
        "issues": [(issue, issue.days_open(today())) for issue in issues],
        "matrix": matrix(risk for risk in risks if risk.live),
        "impacts": IMPACTS,
        "by_affects": _by_affects(issues),
        "chosen": chosen,
        "levels": Risk.Level.choices,
        "affects": AFFECTS,
        "states": STATES,
        "projects": Project.visible_to(user),
        "keeps": bool(user.may(Permission.RUN_PROGRAMME) or kept_projects(user)),
    }


def chosen_risks(user, chosen: Chosen) -> list[Risk]:
    found = Risk.visible_to(user).in_state(chosen.state).of_project(chosen.project).of_level(chosen.level)
    return list(found.largest_first())


def chosen_issues(user, chosen: Chosen) -> list[Issue]:
    found = Issue.visible_to(user).in_state(chosen.state).of_project(chosen.project)
    return list(found.affecting(chosen.affects).longest_open_first())


def project_registers(user, project: Project) -> dict:
    """Everything of one project, what is closed too."""
    return registers(user, Chosen(project=project.key, state="all")) | {
        "project": project,
        "keeps": allows(check_keeps, project, user),
    }


def sentence(risks: list[Risk], issues: list[Issue]) -> str:
    """How many live risks there are of each level and how large, and how long issues have been open."""
    oldest = max((issue.days_open(today()) for issue in issues), default=0)
    then = f"{_count(len(issues), 'open issue')}, the oldest for {_count(oldest, 'day')}"
    return f"{_risks_said(risks)}; {then if issues else 'no open issue'}."


def _risks_said(risks: list[Risk]) -> str:
    if not risks:
        return "No live risk"
    strategic = [risk for risk in risks if risk.level == Risk.Level.STRATEGIC]
    high = sum(risk.now.band is Band.HIGH for risk in strategic)
    minor = len(risks) - len(strategic)
    parts = [f"{len(strategic)} strategic ({high or 'none'} high now)"] if strategic else []
    return (
        f"{_count(len(risks), 'live risk')}: {' and '.join([*parts, f'{minor} minor'] if minor else parts)}"
    )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def matrix(risks: Iterable[Risk]) -> list[dict]:
    """Five rows from almost certain to rare, each with five cells: how many risks stand there now, and the band."""
    counts = Counter(risk.now for risk in risks)
    return [
        {
            "likelihood": f"{likelihood} {words}",
            "cells": [
                {
                    "count": counts[Score(likelihood, impact)],
                    "band": band_of(likelihood, impact).value,
                    "colour": SHAPES[band_of(likelihood, impact)][0],
                    "shape": SHAPES[band_of(likelihood, impact)][1],
                    "impact": f"{impact} {IMPACTS[impact]}",
                    "number": likelihood * impact,
                }
                for impact in IMPACTS
            ],
        }
        for likelihood, words in reversed(LIKELIHOODS.items())
    ]  # fmt: skip


def _by_affects(issues: list[Issue]) -> list[tuple[str, str, int]]:
    return [(key, words, sum(key in issue.affects for issue in issues)) for key, words in AFFECTS.items()]


def kept_projects(user):
    """The live projects whose registers this person keeps."""
    live = Project.visible_to(user).live()
    if user.may(Permission.RUN_PROGRAMME):
        return live
    if not user.may(Permission.WRITE_CASE):
        return live.none()
    own = list(live.led_by(user.post).values_list("pk", flat=True))
    return live.filter(Q(pk__in=own))


def line(found: Risk | Issue, user) -> dict:
    """The page of one risk or issue."""
    return {
        "one": found,
        "keeps": found.live and allows(check_keeps, found.project, user),
        "days": (found.days_open(today()) if isinstance(found, Issue) else None),
        "state": (
            "Live"
            if found.live
            else f"Closed on {spoken(found.closed_on)}. {found.closed_because}"
        ),
    }  # fmt: skip


def risk(found: Risk, user) -> dict:
    return line(found, user) | {
        "positions": [(words, score, *SHAPES[score.band]) for words, score in found.positions],
        "history": found.history.select_related("by"),
    }


def history_sheet(found: Risk) -> Sheet:
    """How a risk was scored over time, the latest first."""
    rows = [
        [
            then.on,
            *(number for score in (then.before, then.now, then.wanted) for number in (score.likelihood, score.impact, score.number)),
            then.by.post if then.by else "Command line",
        ]
        for then in found.history.select_related("by")
    ]  # fmt: skip
    return Sheet(f"How risk {found.pk} was scored", ["On", *MARKS, "By"], rows)


def risks_sheet(user, chosen: Chosen) -> Sheet:
    rows = [
        [
            risk.project.key if risk.project else "Programme",
            risk.get_level_display(),
            risk.words,
            risk.owner_post,
            *(number for _, score in risk.positions for number in (score.likelihood, score.impact, score.number)),
            risk.now.band.value,
            risk.mitigation,
            risk.raised_on,
            risk.closed_on,
            risk.closed_because,
        ]
        for risk in chosen_risks(user, chosen)
    ]  # fmt: skip
    heads = ["Project", "Level", "Risk", "Owner", *MARKS, "Band now", "What is done", "Raised on", "Closed on", "Why closed"]  # fmt: skip
    return Sheet(f"Risks, {spoken(today())}", heads, rows)


def issues_sheet(user, chosen: Chosen) -> Sheet:
    rows = [
        [
            issue.project.key if issue.project else "Programme",
            issue.words,
            *("Yes" if key in issue.affects else "No" for key in AFFECTS),
            issue.owner_post,
            issue.mitigation,
            issue.raised_on,
            issue.closed_on,
            issue.days_open(today()),
            issue.closed_because,
        ]
        for issue in chosen_issues(user, chosen)
    ]
    affects = [f"Affects {words.lower()}" for words in AFFECTS.values()]
    heads = ["Project", "Issue", *affects, "Owner", "What is done", "Raised on", "Closed on", "Days open", "Why closed"]  # fmt: skip
    return Sheet(f"Issues, {spoken(today())}", heads, rows)
