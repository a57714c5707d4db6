"""Entering, changing and closing risks and issues."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.programmes.models.scales import standing_scale
from sherwood.web.programme.risks.models import AFFECTS, SCORES, Issue, Risk, ScoredThen
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.acts import act, person, rule
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today

Line = TypeVar("Line", Risk, Issue)


@rule(Permission.RUN_PROGRAMME, Permission.WRITE_CASE)
def check_keeps(of: Project | Risk | Issue | None, by) -> None:
    """A project's lead; of those and the programme's own, the programme manager."""
    if by.may(Permission.RUN_PROGRAMME):
        return
    project = of.project if isinstance(of, (Risk, Issue)) else of
    if project is None:
        raise Refusal("Risks and issues of the whole programme are entered by the programme manager.")
    leads = project.is_led_by(by)
    if not (leads and by.may(Permission.WRITE_CASE)):
        raise Refusal(
            f"The risks and issues of {project.key} are entered by who leads it, {project.lead}, "
            "or by the programme manager."
        )


@act(needs=check_keeps, about="project")
def enter_risk(
    *,
    programme: Programme,
    project: Project | None,
    words: str,
    level: str,
    owner_post: Post,
    mitigation: str,
    scores: Mapping[str, int],
    raised_on: date,
    by,
) -> Risk:
    """Put a risk on the register. `scores`: likelihood and impact by the names in `models.SCORES`."""
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


@act(needs=check_keeps, about="risk")
def change_risk(
    *,
    risk: Risk,
    words: str,
    level: str,
    owner_post: Post,
    mitigation: str,
    scores: Mapping[str, int],
    by,
) -> None:
    """Say a risk anew. Changed scores are added to its history; nobody who saved since is overwritten."""
    _check_live(risk)
    scored = risk.scores != dict(scores)
    values = {"words": words, "level": level, "owner_post": owner_post, "mitigation": mitigation}
    _write(risk, values | _complete(scores))
    if scored:
        _keep_scores(risk, today(), by)
    trail.record(verb="changed a risk", what=risk, detail=_where(risk) | {"scored": scored}, by=by)


@act(needs=check_keeps, about="project")
def enter_issue(
    *,
    programme: Programme,
    project: Project | None,
    words: str,
    affects: Collection[str],
    owner_post: Post,
    mitigation: str,
    raised_on: date,
    by,
) -> Issue:
    """Put an issue on the register: it says which of time, cost and quality it affects."""
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


@act(needs=check_keeps, about="issue")
def change_issue(
    *, issue: Issue, words: str, affects: Collection[str], owner_post: Post, mitigation: str, by
) -> None:
    _check_live(issue)
    values = {"words": words, "owner_post": owner_post, "mitigation": mitigation}
    _write(issue, values | _affected(affects))
    trail.record(verb="changed an issue", what=issue, detail=_where(issue), by=by)


@act(needs=check_keeps, about="line")
def close(*, line: Line, closed_on: date, because: str, by) -> None:
    """Close a risk or an issue, with the day and the reason. It stays to be read."""
    _check_live(line)
    _check_past(closed_on)
    if closed_on < line.raised_on:
        raise SherwoodError("That day is before the day it was raised. Give that day or a later one.")
    if not because.strip():
        raise SherwoodError("Say why it is closed.")
    kept = {"scaled_by": line.scale.plain()} if isinstance(line, Risk) else {}
    _write(line, {"closed_on": closed_on, "closed_because": because.strip(), **kept})
    kind = line._meta.verbose_name
    trail.record(verb=f"closed {'an' if kind == 'issue' else 'a'} {kind}", what=line, detail=_where(line), by=by)  # fmt: skip


def _check_live(line: Risk | Issue) -> None:
    if not line.live:
        raise Refusal("This is closed, and stays as it was. Enter it anew if it has come back.")


def _write(line: Line, values: dict) -> None:
    for name, value in values.items():
        setattr(line, name, value)
    line.save()


def _complete(scores: Mapping[str, int]) -> dict[str, int]:
    scale = standing_scale()
    complete = set(scores) == set(SCORES)
    if not complete or not all(scale.allows(name.partition("_")[2], mark) for name, mark in scores.items()):
        raise SherwoodError(
            f"Likelihood is from 1 to {len(scale.likelihoods)} and impact from 1 to {len(scale.impacts)}: "
            "before anything is done, now, and wanted."
        )
    return dict(scores)


def _affected(affects: Collection[str]) -> dict[str, bool]:
    if not affects or set(affects) - set(AFFECTS):
        raise SherwoodError("Say what the issue affects: time, cost or quality, at least one of them.")
    return {f"affects_{key}": key in affects for key in AFFECTS}


def _keep_scores(risk: Risk, on: date, by) -> None:
    ScoredThen.objects.create(
        risk=risk, on=on, by=person(by), scaled_by=standing_scale().plain(), **risk.scores
    )


def _check_past(on: date) -> None:
    if on > today():
        raise SherwoodError("That day is still to come. Give today or an earlier day.")


def _where(line: Risk | Issue) -> dict:
    return {"project": line.project.key if line.project else "programme"}
