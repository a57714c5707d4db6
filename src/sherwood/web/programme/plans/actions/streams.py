"""Writing work streams, recording what a review of one found, and saying what larger one a project split from."""

from datetime import date

from django.db.models import Max

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.plans.actions.writing import check_writes
from sherwood.web.programme.plans.models import Split, StreamReview, WorkStream
from sherwood.web.programme.programmes.models import Body, Project
from sherwood.web.programme.programmes.models import by as whom
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.action_log.actions import ActionOrigin, add_action
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.acts import act, person, rule
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


@act(needs=check_writes, about="project")
def add_stream(
    *, project: Project, words: str, owner_post: Post, from_on: date | None, to_on: date | None, by
) -> WorkStream:
    """Add a work stream after those there are. Without both days it counts as not dated."""
    _check_dates(from_on, to_on)
    last = project.streams.aggregate(last=Max("position"))["last"] or 0
    made = WorkStream.objects.create(
        project=project, words=words, owner_post=owner_post, from_on=from_on, to_on=to_on, position=last + 1
    )
    trail.record(verb="added a work stream", what=project, detail={"stream": made.pk}, by=by)
    return made


@act(needs=check_writes, about="stream")
def change_stream(
    *,
    stream: WorkStream,
    words: str,
    owner_post: Post,
    from_on: date | None,
    to_on: date | None,
    by,
) -> None:
    _check_dates(from_on, to_on)
    stream.words, stream.owner_post, stream.from_on, stream.to_on = words, owner_post, from_on, to_on
    stream.save()
    trail.record(verb="changed a work stream", what=stream.project, detail={"stream": stream.pk}, by=by)


@rule(Permission.CHALLENGE, Permission.RUN_PROGRAMME, Permission.KEEP_MEETINGS)
def check_reviews(stream: WorkStream, by) -> None:
    """The body that challenges, whose reviews others record; never the project's lead."""
    if stream.project.is_led_by(by):
        raise Refusal("You lead this project, so somebody else reviews its work streams.")


@act(needs=check_reviews, about="stream")
def review_stream(
    *,
    stream: WorkStream,
    reviewed_on: date,
    reviewed_by: Post | Body,
    stands: str,
    help_agreed: str = "",
    help_owner_post: Post | None = None,
    help_due_on: date | None = None,
    by,
) -> StreamReview:
    """Record what a body found of a work stream; help that it agreed goes on the action log."""
    if reviewed_on > today():
        raise SherwoodError("A review is recorded on its day, or after. Give today or an earlier day.")
    action = _help(stream, help_agreed.strip(), help_owner_post, help_due_on, by)
    made = StreamReview.objects.create(
        stream=stream,
        reviewed_on=reviewed_on,
        stands=stands,
        help_agreed=help_agreed.strip(),
        action=action,
        entered_by=person(by),
        **whom(reviewed_by),
    )
    detail = {"stream": stream.pk, "help": bool(action)}
    trail.record(verb="recorded a review of a work stream", what=stream.project, detail=detail, by=by)
    return made


def _said_split(project: Project) -> str:
    said = Split.objects.filter(project=project).select_related("parent").first()
    return f"{said.larger}. {said.moved}" if said else ""


@act(needs=check_writes, about="project", stands=Split.standing, says=_said_split)
def say_split(*, project: Project, parent: Project | None, parent_name: str, moved: str, by) -> Split:
    """Say from which larger work stream a project split, and what moved. Said again, it takes the place of before."""
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


def _help(stream: WorkStream, words: str, owner_post: Post | None, due_on: date | None, by) -> Action | None:
    if not words:
        if owner_post or due_on:
            raise SherwoodError("Say what help was agreed, or leave who gives it and the day empty too.")
        return None
    if not owner_post or not due_on:
        raise SherwoodError("Help that was agreed needs the post that gives it and the day it is due.")
    project = stream.project
    origin = ActionOrigin(
        Action.Origin.STREAM_REVIEW,
        str(stream.pk),
        f"Review of a work stream of {project.key}: {stream.words}"[:200],
        f"/programme/projects/{project.key}/plan/",
        project,
    )
    return add_action(words=words, owner_post=owner_post, due_on=due_on, origin=origin, by=by)
