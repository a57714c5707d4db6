"""Writing work streams, recording what a review of one found, and saying what larger one a project split from."""

from datetime import date

from django.db.models import Max

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.plans.actions import check_writes
from sherwood.web.programme.plans.models import Split, StreamReview, WorkStream
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.models import User
from sherwood.web.site.action_log.actions import Origin, add_action
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.trail.refusals import refusals_told
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.overtaking import check_as_read


@refusals_told
def add_stream(
    *, project: Project, words: str, owner_post: str, from_on: date | None, to_on: date | None, by
) -> WorkStream:
    """Add a work stream after those there are. Without both days it counts as not dated."""
    check_writes(project, by)
    _check_dates(from_on, to_on)
    last = project.streams.aggregate(last=Max("position"))["last"] or 0
    made = WorkStream.objects.create(
        project=project, words=words, owner_post=owner_post, from_on=from_on, to_on=to_on, position=last + 1
    )
    trail.record(verb="added a work stream", what=project, detail={"stream": made.pk}, by=by)
    return made


@refusals_told
def change_stream(
    *,
    stream: WorkStream,
    words: str,
    owner_post: str,
    from_on: date | None,
    to_on: date | None,
    revision: int,
    by,
) -> None:
    check_writes(stream.project, by)
    _check_dates(from_on, to_on)
    now = WorkStream.objects.select_for_update().get(pk=stream.pk)
    if now.revision != revision:
        raise Refusal(
            "Somebody saved this work stream after you opened it. Read what they saved, then save again."
        )
    now.words, now.owner_post, now.from_on, now.to_on = words, owner_post, from_on, to_on
    now.revision += 1
    now.save()
    trail.record(verb="changed a work stream", what=stream.project, detail={"stream": stream.pk}, by=by)


@refusals_told
def review_stream(
    *,
    stream: WorkStream,
    reviewed_on: date,
    reviewed_by: str,
    stands: str,
    help_agreed: str = "",
    help_owner_post: str = "",
    help_due_on: date | None = None,
    by,
) -> StreamReview:
    """Record what a body found of a work stream; help that it agreed goes on the action log."""
    _check_reviews(stream.project, by)
    if reviewed_on > today():
        raise SherwoodError("A review is recorded on its day, or after. Give today or an earlier day.")
    action = _help(stream, help_agreed.strip(), help_owner_post.strip(), help_due_on, by)
    made = StreamReview.objects.create(
        stream=stream,
        reviewed_on=reviewed_on,
        reviewed_by=reviewed_by,
        stands=stands,
        help_agreed=help_agreed.strip(),
        action=action,
        entered_by=by if by.pk else None,
    )
    detail = {"stream": stream.pk, "help": bool(action)}
    trail.record(verb="recorded a review of a work stream", what=stream.project, detail=detail, by=by)
    return made


@refusals_told
def say_split(
    *,
    project: Project,
    parent: Project | None,
    parent_name: str,
    moved: str,
    as_read: str | None = None,
    by,
) -> Split:
    """Say from which larger work stream a project split, and what moved. Said again, it takes the place of before."""
    check_writes(project, by)
    Project.objects.select_for_update().get(pk=project.pk)
    said = Split.objects.filter(project=project).select_related("parent").first()
    check_as_read(as_read, Split.standing(project), f"{said.larger}. {said.moved}" if said else "")
    if (parent is None) == (not parent_name.strip()):
        raise SherwoodError("Choose the project it split from, or name a larger work stream: one of the two.")
    if parent == project:
        raise SherwoodError("A project does not split from itself. Choose the larger one.")
    if not moved.strip():
        raise SherwoodError("Say what moved, and what stayed.")
    values = {"parent": parent, "parent_name": parent_name.strip(), "moved": moved.strip()}
    made, _ = Split.objects.update_or_create(project=project, defaults=values)
    trail.record(verb="said what a project split from", what=project, detail={"from": made.larger}, by=by)
    return made


def _check_dates(from_on: date | None, to_on: date | None) -> None:
    if from_on and to_on and to_on < from_on:
        raise SherwoodError("The last day is before the first. Give the same day or a later one.")


def _check_reviews(project: Project, by) -> None:
    may = (Permission.CHALLENGE, Permission.RUN_PROGRAMME, Permission.KEEP_MEETINGS)
    if not any(by.may(one) for one in may):
        raise Refusal("Work streams are reviewed by the executive group and recorded by the programme team.")
    if project.is_led_by(by):
        raise Refusal("You lead this project, so somebody else reviews its work streams.")


def _help(stream: WorkStream, words: str, owner_post: str, due_on: date | None, by) -> Action | None:
    if not words:
        if owner_post or due_on:
            raise SherwoodError("Say what help was agreed, or leave who gives it and the day empty too.")
        return None
    if not owner_post or not due_on:
        raise SherwoodError("Help that was agreed needs the post that gives it and the day it is due.")
    project = stream.project
    origin = Origin(
        "stream review",
        str(stream.pk),
        f"Review of a work stream of {project.key}: {stream.words}"[:200],
        f"/programme/projects/{project.key}/plan/",
    )
    owner = User.objects.filter(post=owner_post, is_active=True).first()
    return add_action(words=words, owner_post=owner_post, owner=owner, due_on=due_on, origin=origin, by=by)
