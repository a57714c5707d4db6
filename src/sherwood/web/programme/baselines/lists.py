"""The lists of versions of the initiation document, of whose views shaped them, of reviews and of approvals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.governance.stages import allows
from sherwood.kit.periods import spoken
from sherwood.web.programme.baselines.actions import check_can_close
from sherwood.web.programme.baselines.models import Approval, Baseline, Consulted, Review
from sherwood.web.programme.programmes.lists import NEEDS
from sherwood.web.programme.programmes.models import Phase
from sherwood.web.site.listings.columns import CellLink, Column, Where
from sherwood.web.site.listings.listing import Listing


def _views(baseline: Baseline) -> str:
    return "\n".join(f"{view.body}, {spoken(view.on)}: {view.said}" for view in baseline.consulted.all())


def _downloads(baseline: Baseline, user) -> Iterable[CellLink]:
    for kind, words in (("pdf", "PDF"), ("docx", "Word"), ("pptx", "Slides")):
        yield CellLink(words, reverse("baseline_download", args=[baseline.number, kind]), str(baseline))


VERSIONS = Listing(
    title="Versions of the initiation document",
    rows=lambda user: (
        Baseline.visible_to(user).select_related("frozen_by").prefetch_related("consulted").defer("content")
    ),
    needs=NEEDS,
    file="document_versions_file",
    saved_as="versions",
    what="the versions",
    columns=[
        Column(
            "Version",
            "number",
            words=lambda baseline: f"Version {baseline.number}",
            href=lambda baseline: reverse("baseline", args=[baseline.number]),
        ),
        Column("Dated", "dated_on"),
        Column(
            "What caused it",
            lambda baseline: "; ".join(baseline.events),
            words=lambda baseline: "\n".join(baseline.events),
        ),
        Column("Whose views shaped it", _views, where=Where.PAGE),
        Column("Download", lambda baseline: "", links=_downloads, where=Where.PAGE),
        Column(
            "Frozen by", lambda baseline: baseline.frozen_by and baseline.frozen_by.post, where=Where.FILE
        ),
        Column("Digest", "digest", where=Where.FILE),
    ],
)

CONSULTED = Listing(
    title="Whose views shaped the document",
    rows=lambda user: (
        Consulted.visible_to(user)
        .select_related("baseline")
        .defer("baseline__content")
        .order_by("-baseline__number", "pk")
    ),
    needs=NEEDS,
    file="document_consulted_file",
    saved_as="whose-views",
    what="whose views shaped them",
    columns=[
        Column("Version", "baseline.number"),
        Column("Body", "body"),
        Column("On", "on"),
        Column("What it said", "said"),
    ],
)

REVIEWS = Listing(
    title="Reviews of the initiation document and the high-level plan",
    rows=lambda user: Review.visible_to(user).newest_first(),
    needs=NEEDS,
    file="document_reviews_file",
    saved_as="reviews",
    what="the reviews",
    empty="No review is recorded yet.",
    columns=[
        Column("Reviewed on", "reviewed_on"),
        Column("Body", "body"),
        Column(
            "What",
            "get_of_display",
            words=lambda review: f"{review.get_of_display()}, version {review.number}",
        ),
        Column("Version", "number", where=Where.FILE),
        Column("What changed", "changes_words"),
        Column("Entered by", lambda review: review.entered_by and review.entered_by.post, where=Where.FILE),
    ],
)


@dataclass(frozen=True)
class ApprovalLine:
    """An approval that a phase has or needs; no body where it needs none."""

    phase: Phase
    body: str
    given: Approval | None
    may_close: bool  # said once for each phase

    @property
    def approved_on(self):
        return self.given.on if self.given else "Not yet" if self.body else None


def _approvals(user) -> Iterator[ApprovalLine]:
    runs = user.may(Permission.RUN_PROGRAMME)
    for phase in Phase.visible_to(user).prefetch_related("approvals"):
        given = {approval.body: approval for approval in phase.approvals.all()}
        may_close = runs and allows(check_can_close, phase)
        for body in dict.fromkeys([*phase.approvals_needed, *given]) or [""]:
            yield ApprovalLine(phase, body, given.get(body), may_close)
            may_close = False


def _to_approve(asked: ApprovalLine, user) -> Iterable[CellLink]:
    if asked.body and not asked.given and user.may(Permission.RUN_PROGRAMME):
        href = reverse("phase_approve", args=[asked.phase.key])
        yield CellLink("Record an approval", href, f"{asked.phase.title}, {asked.body}")


PHASES = Listing(
    title="Phases and the approvals they need", rows=_approvals, needs=NEEDS, file="phases_file",
    what="the phases and their approvals",
    columns=[
        Column("Phase", "phase.title"), Column("Purpose", "phase.purpose", where=Where.FILE),
        Column("State", lambda asked: asked.phase.state.capitalize(), template="baselines/state.html"),
        Column("Approval of", lambda asked: asked.body or "No approval is needed"),
        Column("Approved on", "approved_on", links=_to_approve),
        Column("Note", lambda asked: asked.given and asked.given.note, where=Where.FILE),
    ],
)  # fmt: skip
