"""The registers of risks and of issues, and how a risk was scored over time."""

from dataclasses import replace

from django.shortcuts import get_object_or_404
from django.utils.html import format_html

from sherwood.governance.risks import RiskScore
from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.risks import models
from sherwood.web.programme.risks.models import AFFECTS, POSITIONS, Issue, Risk
from sherwood.web.site.listings.columns import Choice, Column, Where
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.templatetags.ui import marked, shaped

NEEDS = [Permission.SEE_PROGRAMME]


def rated(score: RiskScore) -> str:
    return shaped(*marked(score.band.mark), f"{score.band.title} {score.number}")


def _projects(user) -> list[tuple[str, str]]:
    projects = [(project.key, str(project)) for project in Project.visible_to(user)]
    return [("programme", "The programme as a whole"), *projects]


LEVEL = Choice("level", "Level of risk", Risk.Level.choices, models.RiskQuerySet.of_level, "Both")
AFFECTED = Choice(
    "affects", "Issue affects", list(AFFECTS.items()), models.IssueQuerySet.affecting, "Anything"
)
PROJECT = Choice("project", "Project", _projects, models.RisksAndIssues.of_project)
STATES = [("closed", "Closed"), ("all", "Live and closed")]
STATE = Choice("state", "State", STATES, models.RisksAndIssues.in_state, "Live", always=True)
CHOICES = [LEVEL, AFFECTED, PROJECT, STATE]


def _words(line: Risk | Issue) -> str:
    closed = line.closed_on and format_html(" <strong>Closed {}</strong>", spoken(line.closed_on))
    return format_html("{}{}", line.words, closed or "")


OF_PROJECT = Column("Project", "project.key", blank="Programme")
IN_FILE, ON_PAGE = replace(OF_PROJECT, where=Where.FILE), replace(OF_PROJECT, where=Where.PAGE)
CLOSED = Column("Closed on", "closed_on", where=Where.FILE)
WHY_CLOSED = Column("Why closed", "closed_because", where=Where.FILE)


SCORE_NOW = Column("Score now", "now.number", words=lambda scored: rated(scored.now))


def _marks(position: str) -> list[Column]:
    """What was scored in one position: each mark in a file, their product on a page too."""
    return [
        Column(f"Likelihood {position}", f"{position}.likelihood", where=Where.FILE),
        Column(f"Impact {position}", f"{position}.impact", where=Where.FILE),
        Column(f"Score {position}", f"{position}.number", figure=True) if position != "now" else SCORE_NOW,
    ]


MARKS = [column for position in POSITIONS for column in _marks(position)]

RISKS = Listing(
    title="Risks, strategic first, the highest first",
    file_title="Risks",
    rows=lambda user: Risk.visible_to(user).largest_first(),
    needs=NEEDS,
    file="risks_file",
    what="the risks",
    empty="There is none.",
    choices=[LEVEL, PROJECT, STATE],
    has_form=False,
    columns=[
        IN_FILE,
        Column("Risk", "words", words=_words, href="get_absolute_url"),
        Column("Level", "get_level_display"),
        ON_PAGE,
        Column("Owner", "owner_post"),
        *MARKS,
        Column("Band now", "now.band.title", where=Where.FILE),
        Column("What is done", "mitigation", where=Where.FILE),
        Column("Raised on", "raised_on", where=Where.FILE),
        CLOSED,
        WHY_CLOSED,
    ],
)

ISSUES = Listing(
    title="Issues, the longest open first",
    file_title="Issues",
    rows=lambda user: Issue.visible_to(user).longest_open_first(),
    needs=NEEDS,
    file="issues_file",
    what="the issues",
    empty="There is none.",
    choices=[AFFECTED, PROJECT, STATE],
    has_form=False,
    prefix="issues-",
    columns=[
        IN_FILE,
        Column("Issue", "words", words=_words, href="get_absolute_url"),
        Column("Affects", "affects_words", where=Where.PAGE),
        *(Column(f"Affects {key}", f"affects_{key}", where=Where.FILE) for key in AFFECTS),
        ON_PAGE,
        Column("Owner", "owner_post"),
        Column("What is done", "mitigation"),
        Column("Raised on", "raised_on", where=Where.FILE),
        CLOSED,
        Column("Days open", lambda issue: issue.days_open(today()), figure=True),
        WHY_CLOSED,
    ],
)

SCORES = Listing(
    title="How it was scored over time",
    file_title="How risk {pk} was scored",
    rows=lambda user, pk: get_object_or_404(Risk.visible_to(user), pk=pk).history.select_related("by"),
    needs=NEEDS,
    file="risk_history_file",
    saved_as="scores-of-risk",
    columns=[
        Column("On", "on"),
        *MARKS,
        Column("By", "by.post", blank="Command line"),
    ],
)
