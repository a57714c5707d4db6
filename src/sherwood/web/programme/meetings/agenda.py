"""What waits for a body and belongs on its next agenda, in the order in which it is heard."""

from collections.abc import Iterator
from textwrap import shorten

from sherwood.governance.stages import Stage
from sherwood.web.programme.cases.models import Case
from sherwood.web.programme.meetings.models import Barrier, Meeting
from sherwood.web.programme.programmes.agenda import Subject, Waiting, waiting_for
from sherwood.web.programme.programmes.models import Project

LONGEST = 200  # of an item's title
ORDER = list(Subject)


def what_waits(meeting: Meeting) -> list[dict]:
    """The items, each under the line of the agenda that takes its subject."""
    body = meeting.body
    headings = {subject: line.words for line in body.agenda_lines.all() for subject in line.takes}
    waiting = [*waiting_for(body), *_late_steps(meeting), *_cases(meeting), *_barriers(meeting)]
    return [
        {
            "heading": headings.get(item.subject.value, ""),
            "title": shorten(item.title, LONGEST, placeholder=" …"),
            "project": item.project,
            "version": item.version,
        }
        for item in sorted(waiting, key=lambda item: ORDER.index(item.subject))
    ]


def challenges(meeting: Meeting) -> bool:
    return meeting.body.key == meeting.body.programme.challenging_body


def _late_steps(meeting: Meeting) -> Iterator[Waiting]:
    if challenges(meeting):
        live = Project.objects.filter(programme=meeting.body.programme).live()
        for project in live.due_within(meeting.held_on, -1):
            yield Waiting(Subject.LATE_STEP, f"Late: {project.next_step}", project)


def _cases(meeting: Meeting) -> Iterator[Waiting]:
    programme = meeting.body.programme
    hears = {programme.deciding_body: Stage.DECISION, programme.challenging_body: Stage.CHALLENGE}
    if stage := hears.get(meeting.body.key):
        standing = {"project__programme": programme, "project__stage": stage.name}
        for case in Case.objects.whole().filter(**standing):
            title = f"Business case of {case.project.key}, version {case.submitted.number}"
            yield Waiting(Subject.CASE, title, case.project, case.submitted)


def _barriers(meeting: Meeting) -> Iterator[Waiting]:
    if challenges(meeting):
        for barrier in Barrier.objects.unanswered().filter(programme=meeting.body.programme):
            yield Waiting(Subject.BARRIER, f"Barrier: {barrier.words[:150]}", barrier.project)
