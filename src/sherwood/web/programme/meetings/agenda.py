"""What waits for a body and belongs on its next agenda, in the order in which it is heard."""

from collections.abc import Iterator
from textwrap import shorten

from sherwood.governance.stages import Stage
from sherwood.web.programme.cases.models import Case
from sherwood.web.programme.meetings.models import Barrier, Meeting
from sherwood.web.programme.programmes.agenda import Subject, Waiting, waiting_for
from sherwood.web.programme.programmes.models import Project

LONGEST = 200  # of an item's title
PLACES = {
    Subject.MILESTONE: 1,
    Subject.MONEY: 3,
}  # in the headings of the remit; everything else: resources and management


def what_waits(meeting: Meeting) -> list[dict]:
    """Slipped key milestones, then late steps, cases before this body, money, risks and issues, barriers."""
    headings = [*meeting.body.agenda, "", "", "", "", ""]
    offered = waiting_for(meeting.body)
    first = [item for item in offered if item.subject is Subject.MILESTONE]
    then = [item for item in offered if item.subject is not Subject.MILESTONE]
    found = [
        *_offered(first, headings),
        *_late_steps(meeting, headings),
        *_cases(meeting, headings),
        *_offered(then, headings),
        *_barriers(meeting, headings),
    ]
    return [item | {"title": shorten(item["title"], LONGEST, placeholder=" …")} for item in found]


def challenges(meeting: Meeting) -> bool:
    return meeting.body.key == meeting.body.programme.challenging_body


def _offered(waiting: list[Waiting], headings: list[str]) -> Iterator[dict]:
    for item in waiting:
        heading = headings[PLACES.get(item.subject, 1)] or headings[1]
        yield {"heading": heading, "title": item.title, "project": item.project}


def _late_steps(meeting: Meeting, headings: list[str]) -> Iterator[dict]:
    if challenges(meeting):
        live = Project.objects.filter(programme=meeting.body.programme).live()
        for project in live.due_within(meeting.held_on, -1):
            yield {"heading": headings[1], "title": f"Late: {project.next_step}", "project": project}


def _cases(meeting: Meeting, headings: list[str]) -> Iterator[dict]:
    programme = meeting.body.programme
    hears = {programme.deciding_body: Stage.DECISION, programme.challenging_body: Stage.CHALLENGE}
    if stage := hears.get(meeting.body.key):
        standing = {"project__programme": programme, "project__stage": stage.name}
        for case in Case.objects.whole().filter(**standing):
            title = f"Business case of {case.project.key}, version {case.submitted.number}"
            yield {
                "heading": headings[0],
                "title": title,
                "project": case.project,
                "version": case.submitted,
            }


def _barriers(meeting: Meeting, headings: list[str]) -> Iterator[dict]:
    if challenges(meeting):
        for barrier in Barrier.objects.unanswered().filter(programme=meeting.body.programme):
            title = f"Barrier: {barrier.words[:150]}"
            yield {"heading": headings[4] or headings[1], "title": title, "project": barrier.project}
