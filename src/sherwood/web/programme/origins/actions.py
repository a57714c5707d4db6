"""Earlier plans, and the posts that the programme pays for; what else is kept of origins is a register."""

import hashlib
from datetime import date

from sherwood.governance.money import pounds
from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import spoken
from sherwood.web.programme.origins import earlier_plans
from sherwood.web.programme.origins.models import EarlierAction, EarlierPlan, PaidPost
from sherwood.web.programme.programmes.models import NewPosts, Programme, Project
from sherwood.web.site.acts import act, person
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


@act(needs=Permission.RUN_PROGRAMME)
def import_plan(
    *, programme: Programme, title: str, dated_on: date, content: bytes, file_name: str, by
) -> EarlierPlan:
    """Hold an earlier plan with its actions; the same file twice is refused."""
    digest = hashlib.sha256(content).hexdigest()
    if EarlierPlan.objects.filter(programme=programme, digest=digest).exists():
        raise SherwoodError("This very file is imported already.")
    rows = earlier_plans.read(content, file_name)
    plan = EarlierPlan.objects.create(
        programme=programme,
        title=title,
        dated_on=dated_on,
        file_name=file_name,
        digest=digest,
        imported_by=person(by),
    )
    EarlierAction.objects.bulk_create(EarlierAction(plan=plan, **vars(row)) for row in rows)
    trail.record(verb="imported an earlier plan", what=plan, detail={"actions": len(rows)}, by=by)
    return plan


def _sorted(action: EarlierAction) -> str:
    matters = {None: "", True: "it matters here", False: "it does not matter here"}[action.relevant]
    return f"{matters} {action.project.key if action.project else ''}".strip()


@act(needs=Permission.RUN_PROGRAMME, about="action", stands=EarlierAction.sorted_as, says=_sorted)
def sort_earlier_action(*, action: EarlierAction, relevant: bool, project: Project | None = None, by) -> None:
    """Say whether an action of an earlier plan matters here, and which project takes it up."""
    if project and not relevant:
        raise SherwoodError("An action that does not matter here has no project. Choose one or the other.")
    action.relevant, action.project = relevant, project
    action.save(update_fields=["relevant", "project"])
    detail = {"matters": relevant, "project": project.key if project else ""}
    trail.record(
        verb="sorted an earlier action", what=("earlier action", action.reference), detail=detail, by=by
    )


@act(needs=Permission.KEEP_ESTABLISHMENT, about="kind")
def list_posts(*, kind: NewPosts, number: int, on: date, cost_a_year: int | None, team: str = "", by) -> None:
    """List so many posts of a kind, one by one, as planned since a day; never more than the programme has."""
    if on > today():
        raise SherwoodError("A post is listed on the day it is planned, or after.")
    listed = kind.posts.count()
    if not 0 < number <= kind.number - listed:
        raise SherwoodError(
            f"The programme has {kind.number} of “{kind.title}”, and {listed} are listed already."
        )
    PaidPost.objects.bulk_create(
        PaidPost(kind=kind, number=listed + place, since_on=on, cost_a_year=cost_a_year, team=team)
        for place in range(1, number + 1)
    )
    trail.record(verb="listed posts", what=kind, detail={"posts": number}, by=by)


def _placed(post: PaidPost) -> str:
    cost = "cost not known" if post.cost_a_year is None else f"{pounds(post.cost_a_year)} a year"
    return f"{post.team or 'not placed yet'}, {cost}"


@act(needs=Permission.KEEP_ESTABLISHMENT, about="post", stands=PaidPost.placed, says=_placed)
def place_post(*, post: PaidPost, team: str, cost_a_year: int | None, by) -> None:
    """Say in which team a post is and what it costs a year; empty is not placed, and not known."""
    before = _placed(post)
    post.team, post.cost_a_year = team, cost_a_year
    post.save(update_fields=["team", "cost_a_year"])
    detail = {"from": before, "to": _placed(post)}
    trail.record(verb="placed a post", what=("post", str(post)), detail=detail, by=by)


def _stands(post: PaidPost) -> str:
    since = f" since {spoken(post.since_on)}" if post.since_on else ""
    return f"{post.get_state_display().lower()}{since}"


@act(needs=Permission.KEEP_ESTABLISHMENT, about="post", stands=PaidPost.stands, says=_stands)
def move_post(*, post: PaidPost, state: str, on: date, by) -> None:
    """Move a post on, or back when somebody leaves; the trail keeps each step."""
    if post.state == state:
        raise SherwoodError(f"{post} is {post.get_state_display().lower()} already.")
    if on > today():
        raise SherwoodError("A post is moved on the day it happens, or after.")
    if post.since_on and on < post.since_on:
        raise SherwoodError("That is before its last move. Give that day or a later one.")
    before, post.state, post.since_on = post.state, state, on
    post.save(update_fields=["state", "since_on"])
    trail.record(verb="moved a post", what=("post", str(post)), detail={"from": before, "to": state}, by=by)
