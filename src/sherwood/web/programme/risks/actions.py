"""Entering, changing and closing risks and issues."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.risks.models import AFFECTS, SCORES, Issue, Risk, ScoredThen
from sherwood.web.site.accounts.models import User
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.trail.refusals import refusals_told
from sherwood.web.site.ui.clock import today

Line = TypeVar("Line", Risk, Issue)


def check_keeps(project: Project | None, by) -> None:
    """A project's registers are kept by who leads it; those and the programme's own, by the programme manager."""
    if by.may(Permission.RUN_PROGRAMME):
        return
    if project is None:
        raise Refusal("Risks and issues of the whole programme are entered by the programme manager.")
    leads = project.is_led_by(by)
    if not (leads and by.may(Permission.WRITE_CASE)):
        raise Refusal(
            f"The risks and issues of {project.key} are entered by who leads it, {project.lead}, "
            "or by the programme manager."
        )


@refusals_told
def enter_risk(
    *,
    programme: Programme,
    project: Project | None,
    words: str,
    level: str,
    owner_post: str,
    mitigation: str,
    scores: Mapping[str, int],
    raised_on: date,
    by,
) -> Risk:
    """Put a risk on the register. `scores`: likelihood and impact by the names in `models.SCORES`."""
    check_keeps(project, by)
    _check_past(raised_on)
    made = Risk.objects.create(
        programme=programme,
        project=project,
        words=words,
        level=level,
        owner_post=owner_post,
        mitigation=mitigation,
        raised_on=raised_on,
        **_complete(scores),
    )
    _keep_scores(made, raised_on, by)
    trail.record(verb="entered a risk", what=made, detail=_where(made) | {"level": level}, by=by)
    return made


@refusals_told
def change_risk(
    *,
    risk: Risk,
    words: str,
    level: str,
    owner_post: str,
    mitigation: str,
    scores: Mapping[str, int],
    revision: int,
    by,
) -> None:
    """Say a risk anew. Changed scores are added to its history; nobody who saved since is overwritten."""
    check_keeps(risk.project, by)
    risk = _held(risk, revision)
    scored = risk.scores != dict(scores)
    values = {"words": words, "level": level, "owner_post": owner_post, "mitigation": mitigation}
    _write(risk, values | _complete(scores))
    if scored:
        _keep_scores(risk, today(), by)
    trail.record(verb="changed a risk", what=risk, detail=_where(risk) | {"scored": scored}, by=by)


@refusals_told
def enter_issue(
    *,
    programme: Programme,
    project: Project | None,
    words: str,
    affects: Collection[str],
    owner_post: str,
    mitigation: str,
    raised_on: date,
    by,
) -> Issue:
    """Put an issue on the register: it says which of time, cost and quality it affects."""
    check_keeps(project, by)
    _check_past(raised_on)
    made = Issue.objects.create(
        programme=programme,
        project=project,
        words=words,
        owner_post=owner_post,
        mitigation=mitigation,
        raised_on=raised_on,
        **_affected(affects),
    )
    trail.record(verb="entered an issue", what=made, detail=_where(made) | {"affects": made.affects}, by=by)
    return made


@refusals_told
def change_issue(
    *, issue: Issue, words: str, affects: Collection[str], owner_post: str, mitigation: str, revision: int, by
) -> None:
    check_keeps(issue.project, by)
    issue = _held(issue, revision)
    values = {"words": words, "owner_post": owner_post, "mitigation": mitigation}
    _write(issue, values | _affected(affects))
    trail.record(verb="changed an issue", what=issue, detail=_where(issue), by=by)


@refusals_told
def close(*, line: Line, closed_on: date, because: str, by) -> None:
    """Close a risk or an issue, with the day and the reason. It stays to be read."""
    check_keeps(line.project, by)
    line = _held(line)
    _check_past(closed_on)
    if closed_on < line.raised_on:
        raise SherwoodError("That day is before the day it was raised. Give that day or a later one.")
    if not because.strip():
        raise SherwoodError("Say why it is closed.")
    _write(line, {"closed_on": closed_on, "closed_because": because.strip()})
    kind = line._meta.verbose_name
    trail.record(verb=f"closed {'an' if kind == 'issue' else 'a'} {kind}", what=line, detail=_where(line), by=by)  # fmt: skip


def _held(line: Line, revision: int | None = None) -> Line:
    """The line as it is now, held until the act ends; refused when closed, or saved by another since `revision`."""
    now = type(line).objects.select_for_update().select_related(None).get(pk=line.pk)
    if not now.live:
        raise Refusal("This is closed, and stays as it was. Enter it anew if it has come back.")
    if revision is not None and now.revision != revision:
        raise Refusal(
            "Somebody saved this after you opened it. What you typed is below, and what they saved is above it: "
            "read theirs, then save again."
        )
    return now


def _write(line: Line, values: dict) -> None:
    for name, value in values.items():
        setattr(line, name, value)
    line.revision += 1
    line.save()


def _complete(scores: Mapping[str, int]) -> dict[str, int]:
    if set(scores) != set(SCORES) or not all(mark in range(1, 6) for mark in scores.values()):
        raise SherwoodError("Likelihood and impact are each from 1 to 5: before anything is done, now, and wanted.")  # fmt: skip
    return dict(scores)


def _affected(affects: Collection[str]) -> dict[str, bool]:
    if not affects or set(affects) - set(AFFECTS):
        raise SherwoodError("Say what the issue affects: time, cost or quality, at least one of them.")
    return {f"affects_{key}": key in affects for key in AFFECTS}


def _keep_scores(risk: Risk, on: date, by) -> None:
    ScoredThen.objects.create(risk=risk, on=on, by=_person(by), **risk.scores)


def _check_past(on: date) -> None:
    if on > today():
        raise SherwoodError("That day is still to come. Give today or an earlier day.")


def _where(line: Risk | Issue) -> dict:
    return {"project": line.project.key if line.project else "programme"}


def _person(by) -> User | None:
    return by if by.pk else None
