"""The lists of project reports and of updates."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from django.shortcuts import get_object_or_404
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.rhythm.actions import TEAM
from sherwood.web.programme.rhythm.expecting import Expected, expected, late_first, reporting, steps
from sherwood.web.programme.rhythm.models import Update
from sherwood.web.site.listings.columns import CellLink, Column, Where
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.templatetags.ui import rating

NEEDS = [Permission.SEE_PROGRAMME]
WEEK = timedelta(days=7)


def read_by(user, rows: Iterable[Expected]) -> list[Expected]:
    """Each row with whether this reader may ask for the report now."""
    team = any(user.may(permission) for permission in TEAM)
    return [replace(row, to_chase=team and row.standing.behind and not row.chased_today) for row in rows]


def _of_every_project(user) -> list[Expected]:
    programme = Programme.visible_to(user).first()
    rows = expected(reporting(user), programme.began_on, today() + WEEK) if programme else []
    return late_first(rows)


def _of_project(user, key: str) -> list[Expected]:
    """Everything expected of a project so far and next, the newest first; of a closed one what it reported."""
    project = get_object_or_404(Project.visible_to(user).select_related("programme", "plan", "case"), key=key)
    rows = expected([project], project.programme.began_on, today() + steps(project.programme))
    if not reporting(user).filter(pk=project.pk).exists():
        rows = [row for row in rows if row.report]
    return read_by(user, rows[::-1])


def _to_write(row: Expected, user) -> Iterable[CellLink]:
    if row.standing.behind and user.may(Permission.WRITE_CASE) and row.project.is_led_by(user):
        address = reverse("report_write", args=[row.project.key, row.due_on.isoformat()])
        yield CellLink("Write it", address, f"due on {spoken(row.due_on)}")


def _project_reports(row: Expected) -> str:
    return reverse("project_reports", args=[row.project.key])


def _came(row: Expected) -> str:
    version = f", version {row.issued.number}" if row.issued and row.issued.number > 1 else ""
    return f"{spoken(row.came_on)}{version}" if row.came_on else "Not yet"


def _rating(head: str, of: str, words: str) -> Column:
    """A rating of what was submitted: in words, and on a page with its shape."""
    return Column(
        head,
        lambda row: row.issued and getattr(getattr(row.issued, of), words),
        words=lambda row: row.issued and rating(getattr(row.issued, of)),
    )


def _columns(*heads: str) -> list[Column]:
    """The columns of the file, of which a page shows some."""
    asked_for = Column("Asked for", "chased", template="rhythm/chased.html", where=Where.PAGE)
    columns = [
        Column("Project", lambda row: str(row.project), href=_project_reports),
        Column("Lead", "project.lead"),
        Column("Due on", "due_on", href=lambda row: row.issued.get_absolute_url() if row.issued else ""),
        Column("Where it stands", "standing.value", template="rhythm/standing.html", links=_to_write),
        Column("Submitted on", "came_on", words=_came),
        Column("Days late", lambda row: row.days_late if row.due_on < today() else None),
        Column("Version", lambda row: row.issued and row.issued.number),
        _rating("Declared", "rating", "title"),
        _rating("Measured then", "measured", "words"),
        Column("Last chased on", lambda row: max(row.chased, default=None)),
    ]
    shown = [column if column.head in heads else replace(column, where=Where.FILE) for column in columns]
    return [*shown, asked_for]


REPORTS = Listing(
    title="Late, missed or returned",
    file_title="Project reports",
    rows=_of_every_project,
    needs=NEEDS,
    file="reports_file",
    saved_as="project-reports",
    columns=_columns("Project", "Lead", "Due on", "Where it stands"),
)
REPORTS_OF_PROJECT = replace(
    REPORTS,
    title="",
    file_title="Reports of {key}",
    rows=_of_project,
    file="project_reports_file",
    empty="No report has been due. A project reports from when somebody is asked to work it up until it is closed.",
    columns=_columns("Due on", "Where it stands", "Submitted on", "Declared", "Measured then"),
)


def _corrects(update: Update, user) -> Iterable[CellLink]:
    if update.corrects:
        yield CellLink(f"corrects update {update.corrects.number}", update.corrects.get_absolute_url())


def _stands(update: Update) -> str:
    return f"{update.state} on {spoken(update.answered.said_on)}" if update.answered else update.state


UPDATES = Listing(
    title="",
    file_title="Updates on the programme",
    rows=lambda user: Update.visible_to(user).whole(),
    needs=NEEDS,
    file="updates_file",
    empty="No update is drafted yet.",
    columns=[
        Column("Update", "number", words=str, href="get_absolute_url", links=_corrects),
        Column("As on", "said_on", where=Where.FILE),
        Column("To", "body.name"),
        Column(
            "Corrects update", lambda update: update.corrects and update.corrects.number, where=Where.FILE
        ),
        Column("Where it stands", "state", words=_stands),
        Column("Drafted by", "by.post"),
        Column("Answered by", lambda update: update.answered.by.post if update.answered else "Nobody yet"),
        Column("Answered on", lambda update: update.answered and update.answered.said_on, where=Where.FILE),
    ],
)
