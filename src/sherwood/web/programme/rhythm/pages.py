"""What the pages of project reports show."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest

from sherwood.governance.rhythm import ExpectedStanding, next_due
from sherwood.governance.roles import Permission, Role
from sherwood.kit.periods import spoken, week_of
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.rhythm import lists, telling
from sherwood.web.programme.rhythm.actions import HOLD_TO_ACCOUNT, TEAM
from sherwood.web.programme.rhythm.expecting import DELIVERING, Expected, expected, late_first, reporting
from sherwood.web.programme.rhythm.lists import WEEK
from sherwood.web.programme.rhythm.models import Report, Rhythm, Update
from sherwood.web.site.ui.clock import today

BEHIND, AHEAD = 4, 1  # weeks shown on either side


def calendar(request: HttpRequest, week: date | None) -> dict:
    """Every report that is expected: what is late, where each stands week by week, and what is missing altogether."""
    user = request.user
    programme = Programme.visible_to(user).first()
    projects = list(reporting(user).with_measures()) if programme else []
    monday = week_of(week or today()).first
    last = max(monday, week_of(today()).first) + WEEK * (AHEAD + 1)
    rows = expected(projects, programme.began_on, last) if programme else []
    owed = lists.read_by(user, late_first(row for row in rows if row.owed))
    mondays = [monday + WEEK * number for number in range(-BEHIND, AHEAD + 1)]
    return {
        "sentence": sentence(rows),
        "owed": lists.REPORTS.shown(request, owed) if owed else "",
        "weeks": [week_of(monday) for monday in mondays],
        "grid": _grid(projects, rows, mondays),
        "earlier": monday - WEEK * BEHIND,
        "later": monday + WEEK * BEHIND,
        "now": week is None,
        "flagged": flagged(projects),
        "rhythms": rhythms(programme),
        "update": told(programme) if programme else None,
        "runs": user.may(Permission.RUN_PROGRAMME),
    }


def sentence(rows: Sequence[Expected]) -> str:
    """How many of those due last are in, how many are not, and what waits."""
    passed = [row.due_on for row in rows if row.due_on <= today()]
    if not passed:
        return (
            "No report has fallen due yet."
            if rows
            else "No reports are expected: no day is set on which they are due."
        )
    day = max(passed)
    due = [row for row in rows if row.due_on == day]
    come_in = sum(report.standing.come_in for report in due)
    when = "today" if day == today() else f"on {spoken(day)}"
    said = f"{come_in} of {len(due)} reports due {when} {_are(come_in)} in"
    late, missed = (
        [row.due_on == day for row in rows if row.standing is standing]
        for standing in (ExpectedStanding.LATE, ExpectedStanding.MISSED)
    )
    waiting = sum(row.standing is ExpectedStanding.SUBMITTED for row in rows)
    more = [f"{sum(late)} {_are(sum(late))} late"] if any(late) else []
    if before := late.count(False):
        more.append(f"{before} of earlier days {_are(before)} late")
    if missed:
        # what is missed is of a day before, so it is none of those just counted
        more.append(f"{len(missed)} of earlier days {'was' if len(missed) == 1 else 'were'} missed")
    more += [f"{waiting} {'waits' if waiting == 1 else 'wait'} to be accepted"] if waiting else []
    return "; ".join([said, *more]) + "."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _grid(projects: Sequence[Project], rows: Sequence[Expected], mondays: Sequence[date]) -> list[tuple]:
    """A line for each project: what each week holds, and when a report was last accepted. Those behind come first."""
    last = Report.objects.last_accepted_on()
    cells: dict[tuple[int, date], list[Expected]] = defaultdict(list)
    for row in rows:
        cells[row.project.pk, week_of(row.due_on).first].append(row)
    lines = [
        (project, [(week_of(monday), cells[project.pk, monday]) for monday in mondays], last.get(project.pk))
        for project in projects
    ]
    return sorted(
        lines, key=lambda line: -sum(report.standing.behind for _, cell in line[1] for report in cell)
    )


def flagged(projects: Sequence[Project]) -> list[tuple[Project, str]]:
    """Projects in delivery or later that nobody could judge: no measure, or no report due."""
    found = []
    for project in projects:
        if project.now in DELIVERING:
            plan = getattr(project, "plan", None)
            lacks = ["no measure is linked"] if not project.measure_keys else []
            lacks += (
                ["its plan sets no day for the first report"] if not (plan and plan.report_due_on) else []
            )
            found += [(project, " and ".join(lacks))] if lacks else []
    return found


def rhythms(programme: Programme | None) -> list[tuple[Rhythm, bool]]:
    """What holds now and what is set to follow; each with whether it has begun."""
    if programme is None:
        return []
    held: dict[str, list[Rhythm]] = defaultdict(list)
    for rhythm in programme.rhythms.all():
        begun = rhythm.first_due_on <= today()
        held[rhythm.what] = [rhythm] if begun else [*held[rhythm.what], rhythm]
    return [(one, one.first_due_on <= today()) for each in held.values() for one in each]


def told(programme: Programme) -> dict:
    """When those who are told of the programme were told last, and when it is next."""
    cadences = [rhythm.cadence for rhythm in programme.rhythms.all() if rhythm.what == Rhythm.What.UPDATE]
    last = Update.objects.filter(programme=programme, body__key=programme.sponsoring_body).issued().first()
    after = last.said_on if last else programme.began_on
    next_on = next_due(cadences, after) if cadences else None
    return {"last": last, "next_on": next_on, "late": bool(next_on and next_on < today())}


def project_reports(project: Project, request: HttpRequest) -> dict:
    user, reports = request.user, lists.REPORTS_OF_PROJECT.shown(request, key=project.key)
    rows = reports.rows
    writes = user.may(Permission.WRITE_CASE) and project.is_led_by(user)
    to_write = [
        row
        for row in rows
        if not row.standing.behind
        and (not row.report or row.standing in (ExpectedStanding.DRAFT, ExpectedStanding.RETURNED))
    ]
    return {
        "project": project,
        "reports": reports,
        "sentence": _of_project(project, rows),
        "next": min(to_write, key=lambda row: row.due_on, default=None) if writes else None,
    }


def _of_project(project: Project, rows: Sequence[Expected]) -> str:
    accepted = [row for row in rows if row.standing is ExpectedStanding.ACCEPTED]
    behind = [row for row in rows if row.standing.behind]
    said = (
        f"The last accepted report was due on {spoken(accepted[0].due_on)}."
        if accepted
        else "No report is accepted yet."
    )
    if behind:
        said += f" {len(behind)} {_are(len(behind))} late or missed; the latest was due on {spoken(behind[0].due_on)}."
    return said


def report(found: Report, user) -> dict:
    """A submitted report as it was, and what was said of it."""
    same = {name: date.fromisoformat(on) for name, on in found.figures["unchanged"].items()}
    versions = Report.visible_to(user).filter(project=found.project, due_on=found.due_on).submitted()
    author = any(author.pk == user.pk for author in found.authors.all())
    return {
        "report": found,
        "project": found.project,
        "fields": [
            (label, name, getattr(found, name), same.get(name)) for name, label in found.called.items()
        ],
        "figures": found.figures,
        "as_at": date.fromisoformat(found.figures["as_at"]) if found.figures["as_at"] else None,
        "period": (date.fromisoformat(found.figures["from"]), date.fromisoformat(found.figures["to"])),
        "others": [version for version in versions.select_related("answer") if version.pk != found.pk],
        "answers": found.state == "submitted" and may_any(user, TEAM) and not author,
        "marks": may_any(user, HOLD_TO_ACCOUNT) and not author,
        "rewrites": found.state == "returned"
        and user.may(Permission.WRITE_CASE)
        and found.project.is_led_by(user)
        and not versions.filter(number__gt=found.number).exists(),
    }


def updates(request: HttpRequest) -> dict:
    programme = Programme.visible_to(request.user).first()
    return {
        "updates": lists.UPDATES.shown(request),
        "told": told(programme) if programme else None,
        "runs": request.user.may(Permission.RUN_PROGRAMME),
    }


def update(found: Update, user) -> dict:
    owner = Role.SENIOR_RESPONSIBLE_OWNER in user.roles and found.by_id != user.pk
    return {
        "update": found,
        "parts": [_read(part) for part in telling.parts_of(found)],
        "corrections": list(found.corrections.all()),
        "signs": owner and not hasattr(found, "sign_off"),
        "corrects": found.issued and user.may(Permission.RUN_PROGRAMME),
    }


def _read(part: telling.Part) -> telling.Part:
    """A part whose cells each know their column, as a table read on a phone needs."""
    blocks = [
        block | {"rows": [list(zip(block["columns"], row, strict=True)) for row in block["rows"]]}
        if "rows" in block
        else block
        for block in part["blocks"]
    ]
    return part | {"blocks": blocks}


def may_any(user, permissions: Sequence[Permission]) -> bool:
    return any(user.may(permission) for permission in permissions)
