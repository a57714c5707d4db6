"""The demonstration's project reports of four Fridays and two updates, by the people whose acts they are.

Most were accepted; a few came late, one was missed, one came back, one waits, and one was found wrong.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from sherwood.governance.roles import Role
from sherwood.records.snapshots import Store
from sherwood.web.evidence.summaries import summaries
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.programmes.signals import Judged
from sherwood.web.programme.rhythm import actions
from sherwood.web.programme.rhythm.expecting import due_of, reporting
from sherwood.web.programme.rhythm.figures import begun_with, earlier_reports
from sherwood.web.programme.rhythm.models import Report, Rhythm
from sherwood.web.site.accounts.models import User
from sherwood.web.site.ui.clock import given_back, today

BEGAN = date(2010, 2, 8)
LAST_FRIDAY = date(2010, 3, 5)
MONDAY = date(2010, 3, 8)
HINTS = {
    "because": "What you have seen or counted that shows it.",
    "progress": "What is different for children or staff since last time. No child is named or described.",
    "next_step": "One step, as somebody else could check it.",
    "in_the_way": "What you cannot move yourself, and who can.",
    "decisions_needed": "Of whom, and by when.",
}
PROGRESS = (
    "The first team has tried it and told us what to change.",
    "Two more teams were shown how it works; the form was shortened.",
    "Managers looked at the figures together for the first time.",
    "The list of what is left is half as long as a month ago.",
    "The training days were held; nearly everybody came.",
)
IN_THE_WAY = (
    "",
    "Desks for the new staff are promised but not there.",
    "",
    "The case system gives the figures late.",
)
MISSED = {("P10", date(2010, 2, 26))}
NOT_IN_YET = {("P13", LAST_FRIDAY), ("P16", LAST_FRIDAY)}
LATE = {
    ("P12", date(2010, 2, 26)): 3,
    ("P07", date(2010, 2, 19)): 4,
    ("P15", LAST_FRIDAY): 3,
    ("P02", LAST_FRIDAY): 3,
}
WAITING, RETURNED, WRONG = ("P02", LAST_FRIDAY), ("P11", LAST_FRIDAY), ("P01", date(2010, 2, 26))


def seed_rhythm(programme: Programme) -> None:
    """Doing it again changes nothing."""
    if Rhythm.objects.filter(programme=programme).exists():
        return
    with transaction.atomic(), given_back():
        people = {role: User.objects.holding(role).first() for role in Role}
        _set_days(programme, people[Role.PROGRAMME_MANAGER])
        _update(programme, people, date(2010, 2, 10), signed_on=date(2010, 2, 11))
        for friday in (LAST_FRIDAY - timedelta(weeks) for weeks in (21, 14, 7, 0)):
            _week(friday, people)
        _on(date(2010, 3, 2))
        marked = Report.objects.submitted().get(project__key=WRONG[0], due_on=WRONG[1])
        actions.mark_wrong(
            report=marked,
            wrong="It says that ten of the twelve posts are filled.",
            correction="Nine are; the tenth has accepted and starts in April.",
            by=people[Role.EXECUTIVE_GROUP_MEMBER],
        )
        _chase("P10", date(2010, 2, 26), date(2010, 3, 1), people)
        _chase("P13", LAST_FRIDAY, MONDAY, people)
        _update(programme, people, MONDAY)


def _on(day: date) -> None:
    settings.CLOCK = day


def _anew(user: User) -> User:
    """What somebody may do is read once a request, and depends on the day."""
    return User.objects.get(pk=user.pk)


def _set_days(programme: Programme, manager: User) -> None:
    _on(BEGAN)
    for what, first, every in (
        (Rhythm.What.REPORT, date(2010, 2, 12), 7),
        (Rhythm.What.URGENT_REPORT, date(2010, 3, 10), 7),
        (Rhythm.What.UPDATE, date(2010, 2, 10), 28),
    ):
        actions.set_rhythm(programme=programme, what=what, first_due_on=first, every_days=every, by=manager)
    actions.write_hints(programme=programme, by=manager, **HINTS)


def _week(friday: date, people: dict[Role, User]) -> None:
    """Every report due on that Friday, on the days that they came and were answered."""
    _on(friday)
    projects = list(reporting(people[Role.PROGRAMME_MANAGER]).with_measures())
    due = due_of(projects)
    for number, project in enumerate(projects):
        key = (project.key, friday)
        if key not in MISSED | NOT_IN_YET and due[project.pk].days(friday, friday):
            _on(friday + timedelta(LATE.get(key, 0)))
            report = _submit(project, friday, number, User.objects.signing_in().get(post=project.lead))
            _answer(report, key, people[Role.PROGRAMME_OFFICER])


def _submit(project: Project, friday: date, number: int, lead: User) -> Report:
    earlier = earlier_reports(project, friday)
    week = friday.toordinal() // 7 + number
    words = begun_with(project, earlier[0] if earlier else None) | {
        "progress": PROGRESS[week % len(PROGRESS)],
        "in_the_way": IN_THE_WAY[(week // 2) % len(IN_THE_WAY)],
    }
    judged, as_at = _judged([project])
    return actions.submit(
        project=project, due_on=friday, words=words, revision=0, judged=judged[0], as_at=as_at, by=lead
    )


def _judged(projects) -> tuple[list[Judged], date | None]:
    """From the records that were there on the day: none before the first load."""
    snapshot = Store(settings.STORE_ROOT).current()
    if snapshot is None or snapshot.manifest.as_at > today():
        return [Judged(project, {}) for project in projects], None
    found = summaries(snapshot, {key for project in projects for key in project.measure_keys})
    judged = [
        Judged(project, {key: found[key] for key in project.measure_keys if key in found})
        for project in projects
    ]
    return judged, snapshot.manifest.as_at


def _answer(report: Report, key: tuple[str, date], officer: User) -> None:
    if key == WAITING:
        return
    if today() < MONDAY:
        _on(report.due_on + timedelta(max(3, (today() - report.due_on).days)))
    comments = (
        "Say how many of the reports were checked, and what was wrong in them." if key == RETURNED else ""
    )
    actions.answer(report=report, accepted=key != RETURNED, comments=comments, by=_anew(officer))


def _chase(key: str, due_on: date, on: date, people: dict[Role, User]) -> None:
    _on(on)
    project = Project.objects.select_related("programme").get(key=key)
    actions.chase(project=project, due_on=due_on, by=_anew(people[Role.PROGRAMME_OFFICER]))


def _update(programme: Programme, people: dict[Role, User], on: date, signed_on: date | None = None) -> None:
    _on(on)
    manager = _anew(people[Role.PROGRAMME_MANAGER])
    judged, _ = _judged(Project.visible_to(manager).filter(programme=programme).live().with_measures())
    made = actions.draft_update(
        body=programme.body_set.get(key=programme.sponsoring_body),
        summary="Every project has a lead who reports weekly. Initial assessments are the first concern; recruitment "
        "goes well. The figures below are as they stood on the day.",
        judged=judged,
        by=manager,
    )
    if signed_on:
        _on(signed_on)
        actions.sign_off(update=made, signed=True, by=_anew(people[Role.SENIOR_RESPONSIBLE_OWNER]))
