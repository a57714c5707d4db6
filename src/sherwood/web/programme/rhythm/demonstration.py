"""A demonstration's project reports of several Fridays and its updates, by the people whose acts they are.

Most were accepted; a few came late, some were missed, one may have come back, one waits, and one was found wrong.
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
from sherwood.web.site.offers.kinds import COUNTY, Told
from sherwood.web.site.ui.clock import given_back, today

People = dict[Role, User | None]


def seed_rhythm(programme: Programme, told: Told = COUNTY) -> None:
    """Doing it again changes nothing."""
    if Rhythm.objects.filter(programme=programme).exists():
        return
    texts = told.beside(__file__)
    with transaction.atomic(), given_back():
        people = {role: User.objects.holding(role).first() for role in Role}
        _set_days(texts, programme, people[Role.PROGRAMME_MANAGER])
        first, last = texts["update"]
        _update(programme, people, first)
        odd = {(row["project"], row["due_on"]): row for row in texts["report"]}
        for friday in texts["report_days"]:
            _friday(texts, odd, friday, people)
        for row in odd.values():
            _afterwards(row, people)
        _update(programme, people, last)


def _on(day: date) -> None:
    settings.CLOCK = day


def _anew(user: User) -> User:
    """What somebody may do is read once a request, and depends on the day."""
    return User.objects.get(pk=user.pk)


def _set_days(texts: dict, programme: Programme, manager: User) -> None:
    _on(texts["began_on"])
    for told in texts["day"]:
        days = {"first_due_on": told["first_due_on"], "every_days": told["every_days"]}
        actions.set_rhythm(programme=programme, what=Rhythm.What[told["what"]], **days, by=manager)
    actions.write_hints(programme=programme, by=manager, **texts["hints"])


def _friday(texts: dict, odd: dict, friday: date, people: People) -> None:
    """Every report due on that Friday, on the days that they came and were answered."""
    _on(friday)
    projects = list(reporting(people[Role.PROGRAMME_MANAGER]).with_measures())
    due = due_of(projects)
    for number, project in enumerate(projects):
        row = odd.get((project.key, friday), {})
        if row.get("is") != "missed" and due[project.pk].days(friday, friday):
            _on(friday + timedelta(row.get("late", 0)))
            lead = User.objects.signing_in().get(post=project.lead)
            report = _submit(texts, project, friday, number, lead)
            _answer(texts, row, report, people[Role.PROGRAMME_OFFICER])


def _submit(texts: dict, project: Project, friday: date, number: int, lead: User) -> Report:
    earlier = earlier_reports(project, friday)
    week = friday.toordinal() // 7 + number
    progress, in_the_way = texts["progress"], texts["in_the_way"]
    words = begun_with(project, earlier[0] if earlier else None) | {
        "progress": progress[week % len(progress)],
        "in_the_way": in_the_way[(week // 2) % len(in_the_way)],
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


def _answer(texts: dict, row: dict, report: Report, officer: User) -> None:
    if row.get("is") == "waiting":
        return
    if today() < texts["answered_on"]:
        _on(report.due_on + timedelta(max(3, (today() - report.due_on).days)))
    comments = row.get("comments", "")
    actions.answer(report=report, accepted=not comments, comments=comments, by=_anew(officer))


def _afterwards(row: dict, people: People) -> None:
    """One that was missed is asked for; one that was wrong is marked so, with what is right."""
    project = Project.objects.select_related("programme").get(key=row["project"])
    if "chased_on" in row:
        _on(row["chased_on"])
        officer = _anew(people[Role.PROGRAMME_OFFICER])
        actions.chase(project=project, due_on=row["due_on"], by=officer)
    if "found_on" in row:
        _on(row["found_on"])
        actions.mark_wrong(
            report=Report.objects.submitted().get(project=project, due_on=row["due_on"]),
            wrong=row["wrong"],
            correction=row["correction"],
            by=people[Role.EXECUTIVE_GROUP_MEMBER],
        )


def _update(programme: Programme, people: People, told: dict) -> None:
    _on(told["on"])
    manager = _anew(people[Role.PROGRAMME_MANAGER])
    judged, _ = _judged(Project.visible_to(manager).filter(programme=programme).live().with_measures())
    made = actions.draft_update(
        body=programme.body_set.get(key=programme.sponsoring_body),
        summary=told["summary"],
        judged=judged,
        by=manager,
    )
    if signed_on := told.get("signed_on"):
        _on(signed_on)
        actions.sign_off(update=made, signed=True, by=_anew(people[Role.SENIOR_RESPONSIBLE_OWNER]))
