"""The lists of milestones, of work streams, and of what plans name; of all projects or of one."""

from collections.abc import Iterable
from dataclasses import replace

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.plans.models import (
    CloseAsked,
    Contributor,
    DateChange,
    Dependency,
    Milestone,
    SentPlan,
    Split,
    WorkStream,
    without_lead_or_streams,
)
from sherwood.web.programme.programmes.lists import NEEDS
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.listings.columns import CellLink, Column, Where
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.ui.clock import today

REVIEWERS = (Permission.CHALLENGE, Permission.RUN_PROGRAMME, Permission.KEEP_MEETINGS)


def _of(key: str, found, user, path: str = "project"):
    """Those of the project that the address names, or of all."""
    return found.filter(**{path: get_object_or_404(Project.visible_to(user), key=key)}) if key else found


def leads(user, project: Project) -> bool:
    return user.may(Permission.WRITE_CASE) and project.is_led_by(user)


def said(milestone: Milestone) -> str:
    """Where a milestone stands, in words."""
    if milestone.actual_on:
        return f"Reached on {spoken(milestone.actual_on)}{_moved(milestone)}"
    late = ", late" if milestone.forecast_on < today() else ""
    return f"Expected on {spoken(milestone.forecast_on)}{late}{_moved(milestone)}"


def _moved(milestone: Milestone) -> str:
    if not milestone.days_moved:
        return ""
    days = abs(milestone.days_moved)
    later = "later" if milestone.days_moved > 0 else "earlier"
    return f" ({days} day{'' if days == 1 else 's'} {later} than first promised)"


def _with_changes(milestone: Milestone) -> str:
    changes = [
        f"{change.get_state_display()}: {spoken(change.before_on)} to {spoken(change.after_on)}, {change.reason}"
        for change in milestone.changes.all()
    ]
    return "\n".join([said(milestone), *changes])


def _to_report(milestone: Milestone, user) -> Iterable[CellLink]:
    if not milestone.actual_on and user.may(Permission.WRITE_CASE):
        yield CellLink("Reached", reverse("milestone_reached", args=[milestone.pk]), milestone.words)
        yield CellLink("Ask for another day", reverse("milestone_move", args=[milestone.pk]), milestone.words)


def _to_answer(change: DateChange, user) -> Iterable[CellLink]:
    if change.state == DateChange.State.ASKED and user.may(Permission.RUN_PROGRAMME):
        yield CellLink("Answer", reverse("milestone_change", args=[change.pk]), change.milestone.words)


def _to_answer_each(milestone: Milestone, user) -> Iterable[CellLink]:
    return [link for change in milestone.changes.all() for link in _to_answer(change, user)]


def _named(milestone: Milestone) -> str:
    return format_html("{} <strong>(key)</strong>", milestone.words) if milestone.is_key else milestone.words


def _to_plan(milestone: Milestone, user) -> Iterable[CellLink]:
    key = milestone.project.key
    yield CellLink(key, reverse("plan", args=[key]), f"plan, {milestone.words}")


def _milestones(user, key: str = ""):
    return _of(key, Milestone.visible_to(user).for_timeline(), user).prefetch_related("changes")


OF_PROJECT = Column("Project", "project.key", where=Where.FILE)
MILESTONE = Column("Milestone", "words", words=_named)
DAYS = [
    Column("Owner", "owner_post"),
    Column("Key", lambda milestone: "Yes" if milestone.is_key else "No", where=Where.FILE),
    Column("First promised", "baseline_on", short="Promised"),
    Column("Expected", "forecast_on", where=Where.FILE),
    Column("Reached", "actual_on", where=Where.FILE),
    Column("Days moved", "days_moved", where=Where.FILE),
]
NOW = Column("Now", said, where=Where.PAGE)

MILESTONES = Listing(
    title="Milestones by project", file_title="Milestones", rows=_milestones, needs=NEEDS,
    file="milestones_file", what="the milestones", empty="None yet.",
    columns=[
        OF_PROJECT, MILESTONE,
        Column("Project", "project.key", words=lambda milestone: "", links=_to_plan, where=Where.PAGE), *DAYS,
        NOW,
    ],
)  # fmt: skip
PROJECT_MILESTONES = replace(
    MILESTONES,
    file_title="Milestones of {key}",
    file="project_milestones_file",
    saved_as="milestones",
    empty="No milestone is promised yet.",
    columns=[
        OF_PROJECT,
        replace(MILESTONE, links=_to_report),
        *DAYS,
        replace(NOW, words=_with_changes, links=_to_answer_each),
    ],
)


def _changes(user, key: str = ""):
    """Every change of a milestone's day that was asked for, and its answer."""
    found = DateChange.visible_to(user).select_related("milestone__project", "asked_by", "answered_by")
    return _of(key, found, user, "milestone__project")


DATE_CHANGES = Listing(
    title="Changes of the days of milestones",
    rows=_changes,
    needs=NEEDS,
    file="date_changes_file",
    saved_as="changes-of-days",
    what="the changes of their days",
    columns=[
        Column("Project", "milestone.project.key"),
        Column("Milestone", "milestone.words"),
        Column("From", "before_on"),
        Column("To", "after_on"),
        Column("Why", "reason", links=_to_answer),
        Column("Asked by", "asked_by.post", where=Where.FILE),
        Column("Asked on", "asked_on", where=Where.FILE),
        Column("State", "get_state_display", where=Where.FILE),
        Column(
            "Answered by", lambda change: change.answered_by and change.answered_by.post, where=Where.FILE
        ),
        Column("Answered on", "answered_on", where=Where.FILE),
    ],
)
PROJECT_CHANGES = replace(DATE_CHANGES, file="project_changes_file")


def dates(stream: WorkStream) -> str:
    """When it runs, in words."""
    if stream.from_on and stream.to_on:
        return f"{spoken(stream.from_on)} to {spoken(stream.to_on)}"
    if stream.from_on or stream.to_on:
        word, day = ("From", stream.from_on) if stream.from_on else ("To", stream.to_on)
        return f"{word} {spoken(day)}; not dated in full"
    return "Not dated"


def _found(head: str, name: str) -> Column:
    """What the latest review of a work stream found, for a file."""

    def latest(stream: WorkStream):
        return getattr(next(iter(stream.reviews.all()), None), name, None)

    return Column(head, latest, where=Where.FILE)


def _to_keep(stream: WorkStream, user) -> Iterable[CellLink]:
    if leads(user, stream.project):
        yield CellLink("Change it", reverse("stream_change", args=[stream.pk]), stream.words)
    elif any(user.may(reviewer) for reviewer in REVIEWERS):
        yield CellLink("Record a review", reverse("stream_review", args=[stream.pk]), stream.words)


STREAMS = Listing(
    title="Work streams", rows=lambda user, key="": _of(key, WorkStream.visible_to(user).for_list(), user),
    needs=NEEDS, file="streams_file", saved_as="work-streams",
    what="all work streams, with their latest reviews", empty="No work stream is entered yet.",
    columns=[
        OF_PROJECT, Column("Work stream", "words", links=_to_keep), Column("Owner", "owner_post"),
        Column("When", dates, where=Where.PAGE),
        Column("From", lambda stream: stream.from_on or "Not dated", where=Where.FILE),
        Column("To", lambda stream: stream.to_on or "Not dated", where=Where.FILE),
        _found("Reviewed on", "reviewed_on"), _found("By", "by_whom"), _found("How it stands", "stands"),
        _found("Help agreed", "help_agreed"),
        Column("What reviews found", str, where=Where.PAGE, template="plans/reviews.html", short="Reviews"),
    ],
)  # fmt: skip
PROJECT_STREAMS = replace(STREAMS, file="project_streams_file", what="the work streams")

SPLITS = Listing(
    title="Projects that split from a larger work stream",
    rows=lambda user: (
        Split.visible_to(user).select_related("project", "parent").order_by("project__position")
    ),
    needs=NEEDS,
    file="splits_file",
    what="the projects that split from a larger work stream",
    columns=[
        OF_PROJECT,
        Column("Name", "project.name"),
        Column("Split from", "larger"),
        Column("What moved, and what stayed", "moved"),
    ],
)


def _lacks(project: Project) -> str:
    found = [] if project.lead else ["no lead"]
    return " and ".join(found if project.streamed else [*found, "no dated work stream"]).capitalize()


LACKING = Listing(
    title="Projects with no lead or no dated work stream",
    rows=lambda user: without_lead_or_streams(Project.visible_to(user)).order_by("position"), needs=NEEDS,
    file="lacking_file", saved_as="projects-lacking-a-lead-or-work-streams", what="these projects",
    empty="Every live project has a lead and a dated work stream.",
    columns=[
        Column("Project", "key", words=str, href=lambda project: reverse("plan", args=[project.key])),
        Column("Name", "name", where=Where.FILE), Column("Stage", "now.value"),
        Column("Lead", "lead", where=Where.FILE), Column("Lacks", _lacks),
    ],
)  # fmt: skip


def _answered(sending: SentPlan, name: str):
    return getattr(sending.answer, name, None)


def _decided(asked: CloseAsked, name: str):
    return getattr(asked.answered, name, None)


PLAN_VETTINGS = Listing(
    title="Vetting of the plan", file_title="Vetting of the plan of {key}",
    rows=lambda user, key: _of(
        key, SentPlan.visible_to(user).select_related("plan__project", "sent_by", "vetting__by"), user, "plan__project"
    ),
    needs=NEEDS, file="plan_vettings_file", saved_as="vetting-of-the-plan", what="the vetting of the plan",
    empty="It was never sent for vetting.",
    columns=[
        Column("Version", "number", words=lambda sending: f"Version {sending.number}", href=SentPlan.get_absolute_url),
        Column("Sent on", "sent_on"), Column("Sent by", "sent_by"),
        Column("Answer", lambda sending: _answered(sending, "words"), blank="Not answered"),
        Column("Answered on", lambda sending: _answered(sending, "said_on"), blank="Not answered"),
        Column("Answered by", lambda sending: _answered(sending, "by"), blank="Nobody"),
    ],
)  # fmt: skip

CLOSINGS = Listing(
    title="Whether it is closed", file_title="Whether {key} is closed",
    rows=lambda user, key: _of(
        key, CloseAsked.visible_to(user).select_related("project", "keeper_post", "asked_by", "answer__by"), user
    ),
    needs=NEEDS, file="plan_closings_file", saved_as="closing", what="what was asked and decided of closing it",
    empty="Nobody has asked for it to be closed.",
    columns=[
        Column("Asked on", "asked_on", href=CloseAsked.get_absolute_url), Column("Asked by", "asked_by"),
        Column("What was tested", "tested"), Column("Main measure", "reading"), Column("Reviewed on", "reviewed_on"),
        Column("Who keeps the gain", "keeper_post"),
        Column("Decision", lambda asked: _decided(asked, "words"), blank="Not decided"),
        Column("Reason", lambda asked: _decided(asked, "reason"), blank="Not decided"),
        Column("Decided on", lambda asked: _decided(asked, "said_on"), blank="Not decided"),
        Column("Recorded by", lambda asked: _decided(asked, "by"), blank="Nobody"),
    ],
)  # fmt: skip

CONTRIBUTORS = Listing(
    title="Who helped to make it", file_title="Who helped to make the plan of {key}",
    rows=lambda user, key: _of(key, Contributor.visible_to(user), user, "plan__project"), needs=NEEDS,
    file="contributors_file", saved_as="who-helped", what="who helped", empty="Nobody is named yet.",
    columns=[
        Column("Who", "who_post"), Column("On", "on"), Column("What changed because of them", "changed"),
    ],
)  # fmt: skip


def _to_say(dependency: Dependency, user) -> Iterable[CellLink]:
    if leads(user, dependency.project):
        yield CellLink("Change", reverse("dependency", args=[dependency.pk]), dependency.words)


DEPENDENCIES = Listing(
    title="What it depends on", file_title="What {key} depends on",
    rows=lambda user, key: _of(key, Dependency.visible_to(user).select_related("project"), user), needs=NEEDS, file="dependencies_file",
    what="what it depends on", empty="Nothing outside is recorded.",
    columns=[
        Column("On which programme", "on_programme"), Column("What", "words"), Column("Owner", "owner_post"),
        Column("Needed by", "needed_by_on"), Column("State", "get_state_display", links=_to_say),
    ],
)  # fmt: skip
