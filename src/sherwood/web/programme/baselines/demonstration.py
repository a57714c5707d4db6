"""A demonstration's baselines: the versions of its initiation document, what was said of them, and who approved."""

from sherwood.web.programme.baselines.actions import BodyAsked, approve, freeze, record_review
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.offers.kinds import COUNTY, Told
from sherwood.web.site.trail.actions import COMMAND_LINE


def seed_baselines(programme: Programme, told: Told = COUNTY, by=COMMAND_LINE) -> None:
    """Freeze each version, record the reviews of the first, and the approvals. Doing it again changes nothing."""
    if programme.baselines.exists():
        return
    texts = told.beside(__file__)
    first, *later = texts["version"]
    _freeze(programme, first, by)
    for review in texts.get("review", ()):
        changed = bool(review["changes"])
        record_review(programme=programme, changed=changed, by=by, **review)
    for version in later:
        _freeze(programme, version, by)
    phase = programme.phase_set.get(key=texts["approved_phase"])
    for body, on in texts["approvals"].items():
        approve(phase=phase, body=body, on=on, by=by)


def _freeze(programme: Programme, version: dict, by) -> None:
    asked = tuple(BodyAsked(**row) for row in version["asked"])
    freeze(
        programme=programme, dated_on=version["dated_on"], events=version["events"], consulted=asked, by=by
    )
