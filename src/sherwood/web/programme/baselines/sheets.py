"""The lists of this app as files."""

from sherwood.web.programme.baselines.models import Approval, Baseline, Review
from sherwood.web.programme.programmes.models import Phase
from sherwood.web.site.ui.downloads import Sheet


def versions(user) -> Sheet:
    """Each version of the initiation document; what caused it, and who froze it."""
    rows = [
        [
            baseline.number,
            baseline.dated_on,
            "; ".join(baseline.events),
            baseline.frozen_by and baseline.frozen_by.post,
            baseline.digest,
        ]
        for baseline in Baseline.visible_to(user).select_related("frozen_by").defer("content")
    ]
    heads = ["Version", "Dated", "What caused it", "Frozen by", "Digest"]
    return Sheet("Versions of the initiation document", heads, rows)


def consulted(user) -> Sheet:
    """Whose views shaped each version."""
    rows = [
        [baseline.number, view.body, view.on, view.said]
        for baseline in Baseline.visible_to(user).prefetch_related("consulted").defer("content")
        for view in baseline.consulted.all()
    ]
    return Sheet("Whose views shaped the document", ["Version", "Body", "On", "What it said"], rows)


def reviews(user) -> Sheet:
    rows = [
        [
            review.reviewed_on, review.body, review.get_of_display(), review.number, review.changes_words,
            review.entered_by and review.entered_by.post,
        ]
        for review in Review.visible_to(user).newest_first()
    ]  # fmt: skip
    heads = ["Reviewed on", "Body", "What", "Version", "What changed", "Entered by"]
    return Sheet("Reviews of the initiation document and the high-level plan", heads, rows)


def phases(user) -> Sheet:
    """Each phase with every approval that it has or needs: one row for each, or one for a phase that needs none."""
    rows = []
    for phase in Phase.visible_to(user).prefetch_related("approvals"):
        given = {approval.body: approval for approval in phase.approvals.all()}
        asked = [*phase.approvals_needed, *(body for body in given if body not in phase.approvals_needed)]
        rows += [_approval(phase, body, given.get(body)) for body in asked] or [
            [phase.title, phase.purpose, phase.state.capitalize(), "No approval is needed", None, None]
        ]
    heads = ["Phase", "Purpose", "State", "Approval of", "Approved on", "Note"]
    return Sheet("Phases and the approvals they need", heads, rows)


def _approval(phase: Phase, body: str, given: Approval | None) -> list:
    found = [given.on, given.note] if given else ["Not yet", None]
    return [phase.title, phase.purpose, phase.state.capitalize(), body, *found]
