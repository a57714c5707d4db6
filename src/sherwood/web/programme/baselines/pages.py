"""What the pages of this app show."""

from dataclasses import dataclass

from sherwood.governance.roles import Permission
from sherwood.governance.stages import allows
from sherwood.kit.periods import spoken
from sherwood.web.programme.baselines.actions import check_can_close
from sherwood.web.programme.baselines.models import Baseline, Review
from sherwood.web.programme.programmes.models import Phase, Programme


@dataclass(frozen=True)
class PhaseLine:
    """A phase with the approvals it has and those it lacks."""

    phase: Phase
    given: list
    lacking: list[str]
    can_close: bool


def versions(programme: Programme | None, user) -> dict:
    if programme is None:
        return {"programme": None}
    found = list(programme.baselines.prefetch_related("consulted"))
    phases = [_phase(phase) for phase in programme.phase_set.prefetch_related("approvals")]
    return {
        "programme": programme,
        "versions": found,
        "phases": phases,
        "runs": user.may(Permission.RUN_PROGRAMME),
        "reviews": Review.visible_to(user).filter(programme=programme).newest_first(),
        "reviews_by": user.may(Permission.RUN_PROGRAMME) or user.may(Permission.KEEP_MEETINGS),
        "latest_two": found[:2] if len(found) > 1 else None,
    }


def _phase(phase: Phase) -> PhaseLine:
    given = list(phase.approvals.all())
    bodies = {approval.body for approval in given}
    lacking = [body for body in phase.approvals_needed if body not in bodies]
    return PhaseLine(phase, given, lacking, allows(check_can_close, phase))


def footer(baseline: Baseline) -> str:
    return (
        f"{baseline.programme.council}. Initiation document, version {baseline.number}, "
        f"{spoken(baseline.dated_on)}. It does not change; digest {baseline.digest[:12]}."
    )
