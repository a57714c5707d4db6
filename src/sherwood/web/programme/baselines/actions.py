"""Freezing a version, recording an approval, closing a phase, recording a review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.baselines.document import parts_of
from sherwood.web.programme.baselines.models import Approval, Baseline, Consulted, Review
from sherwood.web.programme.programmes.models import Phase, Programme
from sherwood.web.site.acts import act, person
from sherwood.web.site.kept import digest_of
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today

LEAST_EVENTS = 1  # for a version after the first: what caused it


@dataclass(frozen=True)
class BodyAsked:
    """A body that was asked about a version, when, and what it said."""

    body: str
    on: date
    said: str


@act(needs=Permission.RUN_PROGRAMME, about="programme")
def freeze(
    *, programme: Programme, dated_on: date, events: Sequence[str], consulted: Sequence[BodyAsked], by
) -> Baseline:
    """Freeze the initiation document as the next numbered version."""
    last = programme.baselines.first()
    _check(last, dated_on, events, consulted)
    content = parts_of(programme, dated_on)
    made = Baseline.objects.create(
        programme=programme,
        number=last.number + 1 if last else 1,
        dated_on=dated_on,
        content=content,
        events=[event.strip() for event in events if event.strip()],
        digest=digest_of(content),
        frozen_by=person(by),
    )
    for view in consulted:
        Consulted.objects.create(baseline=made, body=view.body, on=view.on, said=view.said)
    trail.record(
        verb="froze a baseline",
        what=("initiation document", str(made.number)),
        detail={"digest": made.digest},
        by=by,
    )
    return made


def _check(
    last: Baseline | None, dated_on: date, events: Sequence[str], consulted: Sequence[BodyAsked]
) -> None:
    if not consulted:
        raise SherwoodError(
            "Name at least one body whose views shaped this version, with the day and what it said."
        )
    if last and dated_on < last.dated_on:
        raise SherwoodError(
            "A version cannot be dated before the one it follows. Give that day or a later one."
        )
    if last and len([event for event in events if event.strip()]) < LEAST_EVENTS:
        raise SherwoodError("Say what caused this version: at least one event, one a line.")


@act(needs=Permission.RUN_PROGRAMME, about="phase")
def approve(*, phase: Phase, body: str, on: date, note: str = "", by) -> Approval:
    """Record that a body approved what a phase was for. Once for each body; only those the phase needs."""
    if body not in phase.approvals_needed:
        raise SherwoodError(f"{phase.title} needs the approval of: {', '.join(phase.approvals_needed)}.")
    if phase.approvals.filter(body=body).exists():
        raise SherwoodError(f"The approval of {body} is recorded already, and does not change.")
    made = Approval.objects.create(phase=phase, body=body, on=on, note=note, entered_by=person(by))
    trail.record(
        verb="recorded an approval",
        what=("phase", phase.key),
        detail={"body": body, "on": on.isoformat()},
        by=by,
    )
    return made


def check_can_close(phase: Phase) -> None:
    """A phase closes in its turn, when every approval it needs is recorded."""
    if phase.state != "under way":
        raise SherwoodError(f"{phase.title} is {phase.state}, so it cannot be closed now.")
    given = set(phase.approvals.values_list("body", flat=True))
    if lacking := [body for body in phase.approvals_needed if body not in given]:
        raise SherwoodError(
            f"{phase.title} cannot close until these approvals are recorded: {', '.join(lacking)}."
        )


@act(needs=Permission.RUN_PROGRAMME, about="phase")
def close_phase(*, phase: Phase, by) -> None:
    """Close a phase and begin the next; none is skipped, and the last stays open."""
    check_can_close(phase)
    following = phase.programme.phase_set.filter(position__gt=phase.position).first()
    if following is None:
        raise SherwoodError(
            "The last phase stays open after its projects are closed, so that benefits are still measured."
        )
    phase.settle(state="done")
    following.settle(state="under way")
    trail.record(verb="closed a phase", what=("phase", phase.key), detail={"began": following.key}, by=by)


@act(needs=(Permission.RUN_PROGRAMME, Permission.KEEP_MEETINGS), about="programme")
def record_review(
    *,
    programme: Programme,
    of: str,
    number: int,
    body: str,
    reviewed_on: date,
    changed: bool,
    changes: str,
    by,
) -> Review:
    """Record that a body reviewed a version of the document, or the plan beside it, and what it had changed."""
    version = programme.baselines.filter(number=number).first()
    if version is None:
        raise SherwoodError(f"There is no version {number}. Give the number of a version that was frozen.")
    if not version.dated_on <= reviewed_on <= today():
        raise SherwoodError("A review is of a day from that of the version up to today. Give such a day.")
    if changed != bool(changes.strip()):
        raise SherwoodError("Say what changed, or that nothing changed: one of the two.")
    made = Review.objects.create(
        programme=programme,
        of=of,
        number=number,
        body=body,
        reviewed_on=reviewed_on,
        changes=changes.strip(),
        entered_by=person(by),
    )
    detail = {"of": of, "version": number, "body": body, "changed": changed}
    trail.record(verb="recorded a review", what=made, detail=detail, by=by)
    return made
