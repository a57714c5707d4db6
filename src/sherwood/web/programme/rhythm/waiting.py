"""What waits for somebody because of a report, in lines that home puts among the others."""

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.rhythm import ExpectedStanding
from sherwood.governance.roles import Permission, Role
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.programme.rhythm.actions import TEAM
from sherwood.web.programme.rhythm.expecting import Expected, expected, led_by, reporting
from sherwood.web.programme.rhythm.models import Report, Update
from sherwood.web.programme.rhythm.pages import may_any, told
from sherwood.web.site.offers.kinds import WaitingLine
from sherwood.web.site.ui.clock import today

SOON = timedelta(days=4)  # a report is asked for from so many days before it is due
LOOK_BACK = timedelta(days=28)
UPDATE_SOON = timedelta(days=7)


def reports_waiting(request: HttpRequest) -> Iterable[WaitingLine]:
    """The reports and updates whose next act is this person's."""
    user = request.user
    if user.may(Permission.WRITE_CASE):
        yield from _to_write(user)
    if may_any(user, TEAM):
        yield from _to_take(user)
    if Role.SENIOR_RESPONSIBLE_OWNER in user.roles:
        for update in Update.visible_to(user).to_sign().exclude(by=user).select_related("body"):
            words = f"Sign off or send back the update of {spoken(update.said_on)}"
            yield WaitingLine(
                words, update.get_absolute_url(), due_on=update.said_on, more=update.body.name, plain=words
            )
    if user.may(Permission.RUN_PROGRAMME):
        yield from _update_due(user)


def _to_write(user) -> Iterable[WaitingLine]:
    """What falls due soon, what came back, and for each project the latest that is late or missed."""
    rows = expected(led_by(user), today() - LOOK_BACK, today() + SOON)
    latest = {row.project.pk: row for row in rows if row.standing.behind}
    for report in rows:
        if report.standing in VERBS and (
            not report.standing.behind or report is latest[report.project.pk] or report.chased
        ):
            asked = f"It was asked for on {spoken(max(report.chased))}." if report.chased else ""
            yield _line(
                f"{VERBS[report.standing]} the report of {report.project}",
                report,
                _write(report),
                asked,
            )


def _line(words: str, one: Expected | Report, href: str, more: str) -> WaitingLine:
    """A line about a project's report. In an email the project is known by its key."""
    plain = words.replace(str(one.project), one.project.key)
    about = (("project", one.project.key), *_reports(one))
    return WaitingLine(words, href, due_on=one.due_on, more=more, plain=plain, about=about)


def _reports(one: Expected | Report) -> tuple[tuple[str, str], ...]:
    report = one if isinstance(one, Report) else one.report
    return (("report", str(report.pk)),) if report else ()


VERBS = {
    ExpectedStanding.DUE: "Write",
    ExpectedStanding.LATE: "Write",
    ExpectedStanding.MISSED: "Write",
    ExpectedStanding.DRAFT: "Finish",
    ExpectedStanding.RETURNED: "Put right",
}


def _write(one: Expected) -> str:
    return reverse("report_write", args=[one.project.key, one.due_on.isoformat()])


def _to_take(user) -> Iterable[WaitingLine]:
    for one in Report.visible_to(user).to_answer().exclude(authors=user):
        words = f"Accept or return the report of {one.project}"
        yield _line(words, one, one.get_absolute_url(), f"Submitted on {spoken(one.submitted_on)}.")
    rows = expected(reporting(user), today() - LOOK_BACK, today())
    behind = [row for row in rows if row.standing.behind and not row.chased]
    if behind:
        words = f"Ask for {len(behind)} late or missed report{'' if len(behind) == 1 else 's'}"
        due_on = min(report.due_on for report in behind)
        yield WaitingLine(words, reverse("reports"), due_on=due_on, plain=words)


def _update_due(user) -> Iterable[WaitingLine]:
    for programme in Programme.visible_to(user):
        due_on = told(programme)["next_on"]
        waits = Update.visible_to(user).to_sign().filter(programme=programme).exists()
        if due_on and not waits and due_on <= today() + UPDATE_SOON:
            words = f"Draft the update to {programme.called('sponsoring_body')}"
            yield WaitingLine(words, reverse("update_new"), due_on=due_on, plain=words)
