"""Entering where the programme comes from, and keeping its posts."""

import hashlib
from collections.abc import Iterable
from datetime import date

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import spoken
from sherwood.web.programme.origins import earlier_plans
from sherwood.web.programme.origins.models import (
    Cause,
    EarlierAction,
    EarlierPlan,
    EvidenceNeeded,
    PaidPost,
    UrgentAction,
)
from sherwood.web.programme.programmes.models import Finding, Inspection, Programme, Project
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.acts import act, person
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


@act(needs=Permission.RUN_PROGRAMME, about="inspection")
def need_evidence(*, inspection: Inspection, words: str, owner_post: Post, by) -> EvidenceNeeded:
    made = EvidenceNeeded.objects.create(inspection=inspection, words=words, owner_post=owner_post)
    trail.record(verb="listed evidence needed", what=inspection, by=by)
    return made


def _answered(needed: EvidenceNeeded) -> str:
    return f"{needed.get_state_display()}. {needed.where}".strip()


@act(needs=Permission.RUN_PROGRAMME, about="needed", stands=EvidenceNeeded.answered, says=_answered)
def answer_evidence(*, needed: EvidenceNeeded, state: str, where: str = "", by) -> None:
    """Say whether we have it. Having it needs saying where."""
    if state == EvidenceNeeded.State.HAVE and not where.strip():
        raise SherwoodError("Say where it is, so that an inspector can be shown it.")
    needed.state, needed.where = state, where
    needed.save(update_fields=["state", "where"])
    trail.record(verb="answered evidence needed", what=needed.inspection, detail={"state": state}, by=by)


@act(needs=Permission.RUN_PROGRAMME)
def add_cause(*, programme: Programme, words: str, source: str, findings: Iterable[Finding], by) -> Cause:
    tied = list(findings)
    if not tied:
        raise SherwoodError("Tie the cause to at least one finding that it explains.")
    made = Cause.objects.create(programme=programme, words=words, source=source)
    made.findings.set(tied)
    trail.record(
        verb="entered a cause", what=made, detail={"findings": [finding.key for finding in tied]}, by=by
    )
    return made


@act(needs=Permission.KEEP_ACTIONS)
def log_urgent_action(
    *, programme: Programme, on: date, team: str, who_post: Post, words: str, result: str = "", by
) -> UrgentAction:
    if on > today():
        raise SherwoodError(
            "This log is for what has been done. Something still to do belongs in the action log."
        )
    made = UrgentAction.objects.create(
        programme=programme, on=on, team=team, who_post=who_post, words=words, result=result
    )
    trail.record(verb="logged an urgent action", what=made, by=by)
    return made


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


ORDER = [state.value for state in PaidPost.State]


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
