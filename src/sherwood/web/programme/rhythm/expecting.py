"""Which reports are expected of which project, and where each stands: the rules of `governance.rhythm` over the rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from sherwood.governance.rhythm import (
    Cadence,
    ExpectedStanding,
    days_late,
    due_days,
    next_due,
    period_of,
    standing,
    together,
)
from sherwood.governance.stages import Stage
from sherwood.kit.periods import Period
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.rhythm.models import Chase, Report, Rhythm
from sherwood.web.site.ui.clock import today

SILENT = (Stage.IDEA, Stage.CLOSED)  # stages that report nothing
DELIVERING = (Stage.DELIVERY, Stage.EMBEDDING)
WEEK, LONGEST_MONTH = 7, 31  # days


@dataclass(frozen=True)
class Expected:
    """One report that is expected: of which project, by when, what has come, and how often it was asked for."""

    project: Project
    due_on: date
    next_due_on: date | None
    report: Report | None
    chased: tuple[date, ...] = ()
    to_chase: bool = False  # whether who reads it may ask for it now

    @property
    def standing(self) -> ExpectedStanding:
        state = self.report.state if self.report else ""
        if state == "draft" and self.report.number > 1:
            state = "returned"  # it came once, and is being written again
        return standing(due_on=self.due_on, next_due_on=self.next_due_on, on=today(), state=state)

    @property
    def owed(self) -> bool:
        return self.standing.behind or self.standing is ExpectedStanding.RETURNED

    @property
    def issued(self) -> Report | None:
        """What was submitted; not a draft."""
        return self.report if self.report and self.report.locked else None

    @property
    def came_on(self) -> date | None:
        return self.report.submitted_on if self.report else None

    @property
    def days_late(self) -> int:
        return (
            0 if self.standing is ExpectedStanding.RETURNED else days_late(self.due_on, self.came_on, today())
        )

    @property
    def words(self) -> str:
        """Where it stands as a cell of the calendar says it."""
        late = f", {self.days_late} day{'' if self.days_late == 1 else 's'} late" if self.days_late else ""
        if self.standing is ExpectedStanding.LATE:
            return late.removeprefix(", ")
        wrong = ", found wrong" if self.report and self.report.found_wrong else ""
        return self.standing.value + (late if self.standing is not ExpectedStanding.MISSED else "") + wrong

    @property
    def chased_today(self) -> bool:
        return today() in self.chased


@dataclass(frozen=True)
class ReportDays:
    """The days on which one project reports."""

    cadences: Sequence[Cadence]
    since: date  # the day it began to be worked up: nothing is due until after it
    also: date | None  # the first report of delivery, as its plan says

    def days(self, first: date, last: date) -> list[date]:
        return due_days(self.cadences, max(first, self.since + timedelta(1)), last, self.also)

    def after(self, day: date) -> date | None:
        return next_due(self.cadences, max(day, self.since), self.also)

    def period(self, due_on: date) -> Period:
        return period_of(self.cadences, due_on, self.also)


def reporting(user):
    """The projects that owe a report: live, past an idea, and led by somebody."""
    silent = [stage.name for stage in SILENT]
    found = Project.visible_to(user).exclude(stage__in=silent).exclude(lead=None)
    return found.select_related("programme", "plan", "case")


def steps(programme: Programme | None) -> timedelta:
    """How long it is from one report to the next, as it is set now; a week where no day is set."""
    begun = Rhythm.objects.filter(programme=programme, what=Rhythm.What.REPORT, first_due_on__lte=today())
    last = begun.order_by("first_due_on").last()
    if last is None:
        return timedelta(WEEK)
    return timedelta(LONGEST_MONTH if last.by_month else last.every_days)


def led_by(user):
    """Those of them that this person leads, alone or beside another."""
    return list(reporting(user).led_by(user.post))


def due_of(projects: Iterable[Project]) -> dict[int, ReportDays]:
    """By project, in one query for all."""
    projects, held = list(projects), defaultdict(list)
    for rhythm in Rhythm.objects.filter(programme__in={project.programme_id for project in projects}):
        held[rhythm.programme_id, rhythm.what].append(rhythm.cadence)
    return {project.pk: _due(project, held) for project in projects}


def _due(project: Project, held) -> ReportDays:
    ordinary = held[project.programme_id, Rhythm.What.REPORT]
    tighter = held[project.programme_id, Rhythm.What.URGENT_REPORT] if project.urgent else []
    plan, case = getattr(project, "plan", None), getattr(project, "case", None)
    since = case.asked_on if case else project.programme.began_on
    first = plan.report_due_on if plan and project.now in DELIVERING else None
    return ReportDays(together(ordinary, tighter), since, first)


def expected(projects: Iterable[Project], first: date, last: date) -> list[Expected]:
    """Every report due from one day to another, by project and day, in a fixed number of queries."""
    projects = list(projects)
    due, within = due_of(projects), Q(project__in=projects, due_on__range=(first, last))
    reports = {
        (mark.project_id, mark.due_on): mark
        for mark in Report.objects.filter(within).latest().with_marks().select_related("answer")
    }
    chased = defaultdict(list)
    for chase in Chase.objects.filter(within):
        chased[chase.project_id, chase.due_on].append(chase.said_on)
    return [
        Expected(
            project,
            day,
            due[project.pk].after(day),
            reports.get((project.pk, day)),
            tuple(chased[project.pk, day]),
        )
        for project in projects
        for day in sorted({*due[project.pk].days(first, last), *_reported(reports, project)})
    ]


def _reported(reports: dict[tuple[int, date], Report], project: Project) -> set[date]:
    """Days that a report was written for stay, though the rule for them has changed since."""
    return {day for pk, day in reports if pk == project.pk}


def late_first(rows: Iterable[Expected]) -> list[Expected]:
    """Missed, late, returned, and then what is on its way; the oldest first."""
    return sorted(
        rows, key=lambda one: (list(ExpectedStanding).index(one.standing), one.due_on, one.project.position)
    )
