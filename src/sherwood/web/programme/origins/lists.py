"""The lists of what a programme comes from."""

from operator import itemgetter

from django.utils.html import format_html

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.origins.models import (
    Cause,
    EarlierAction,
    EvidenceNeeded,
    PaidPost,
    PlanPriority,
    StartingFact,
    UrgentAction,
)
from sherwood.web.programme.programmes.lists import NEEDS, keyed
from sherwood.web.programme.programmes.models import Inspection
from sherwood.web.site.listings.columns import Column, Where, change
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import NOT_KNOWN, known

FACTS = Listing(
    title="How things stood at the start",
    rows=StartingFact.visible_to,
    needs=NEEDS,
    file="facts_file",
    saved_as="starting-facts",
    what="the starting facts",
    empty="No starting fact is held.",
    columns=[
        Column("What", "words"),
        Column("Where", "place"),
        Column("On", "on"),
        Column("Figure", "figure", figure=True, where=Where.PAGE),
        # a share from 0 to 1; blank where a source gave no range or no average
        Column("Average", "average", where=Where.FILE),
        Column("Lowest", "low", where=Where.FILE),
        Column("Highest", "high", where=Where.FILE),
        Column("Source", "source"),
    ],
)

CAUSES = Listing(
    title="Causes", rows=lambda user: Cause.visible_to(user).prefetch_related("findings"), needs=NEEDS,
    file="causes_file", what="the causes", empty="No cause is entered yet.",
    columns=[
        Column("Cause", "words"), Column("Source", "source"),
        keyed("Findings it explains", "findings.all", short="Explains"),
    ],
)  # fmt: skip

URGENT_ACTIONS = Listing(
    title="Done at once, before there was a project", file_title="Done at once", rows=UrgentAction.visible_to,
    needs=NEEDS, file="urgent_actions_file", saved_as="done-at-once", what="what was done at once",
    empty="Nothing is logged.",
    columns=[
        Column("What was done", "words"), Column("On", "on"), Column("Team", "team"),
        Column("Who", "who_post"),
        Column("What came of it", lambda action: action.result or NOT_KNOWN, short="Result"),
    ],
)  # fmt: skip

PRIORITIES = Listing(
    title="Priorities of the children's plan",
    rows=lambda user: PlanPriority.visible_to(user).prefetch_related("projects"), needs=NEEDS,
    file="plan_priorities_file", saved_as="childrens-plan", what="the priorities of the children’s plan",
    empty="No priority of the children's plan is held.",
    columns=[
        Column("Priority", "words"), Column("Plan", "plan"),
        keyed("Projects", "projects.all", none="No project"),
    ],
)  # fmt: skip

INSPECTIONS = Listing(
    title="Inspections", rows=lambda user: Inspection.visible_to(user).order_by("held_from"), needs=NEEDS,
    file="inspections_file", what="the inspections", empty="None is held here.",
    columns=[
        Column("Inspection", "title"), Column("From", "held_from"), Column("To", "held_to"),
        Column("Announced", lambda inspection: "Yes" if inspection.announced else "No"),
        Column("Published on", "published_on"), Column("Judgement", "judgement"),
        Column("Services", lambda inspection: "; ".join(inspection.services), where=Where.FILE),
        Column("Sites", lambda inspection: "; ".join(inspection.sites), where=Where.FILE),
        Column("Source", "source", where=Where.FILE),
    ],
)  # fmt: skip

MARKS = {EvidenceNeeded.State.HAVE: "✓ {}", EvidenceNeeded.State.GAP: "<strong>✗ {}</strong>"}


def _marked(needed: EvidenceNeeded) -> str:
    return format_html(MARKS.get(needed.state, "? {}"), needed.get_state_display())


EVIDENCE_NEEDED = Listing(
    title="Evidence that inspections will ask for",
    rows=lambda user: (
        EvidenceNeeded.visible_to(user).select_related("inspection").order_by("inspection__held_from", "pk")
    ),
    needs=NEEDS,
    file="evidence_needed_file",
    saved_as="evidence-needed",
    what="the evidence needed",
    empty="Nothing is listed yet.",
    columns=[
        Column("Inspection", "inspection.title", where=Where.FILE),
        Column("From", "inspection.held_from", where=Where.FILE),
        Column("What", "words"),
        Column("Who sees to it", "owner_post", short="Who"),
        Column(
            "Do we have it?",
            "get_state_display",
            words=_marked,
            links=change("evidence_needed", Permission.RUN_PROGRAMME, "words"),
            short="Have it?",
        ),
        Column("Where", "where"),
    ],
)

SORTED = {True: "Yes", False: "No", None: "Not said yet"}

EARLIER_ACTIONS = Listing(
    title="Actions of earlier plans",
    rows=lambda user: EarlierAction.visible_to(user).select_related("plan", "project"),
    needs=NEEDS,
    file="earlier_actions_file",
    saved_as="earlier-plan-actions",
    columns=[
        Column("Plan", "plan.title", where=Where.FILE),
        Column("Reference", "reference"),
        Column("Action", "words"),
        Column("Owner then", lambda action: action.owner or "Not said"),
        Column("Due then", lambda action: action.due_on or "Not said"),
        Column("Status then", lambda action: action.status or "Not said"),
        Column(
            "Matters here",
            lambda action: SORTED[action.relevant],
            links=change("earlier_action", Permission.RUN_PROGRAMME, "reference"),
        ),
        Column(
            "Project",
            "project",
            words=lambda action: action.project or ("No project" if action.relevant else ""),
            href=lambda action: action.project.get_absolute_url() if action.project else "",
        ),
    ],
)

POST_TYPES = Listing(
    title="By type", file_title="New posts by type", rows=lambda user: PaidPost.visible_to(user).by_type(),
    needs=NEEDS, file="post_types_file", saved_as="new-posts-by-type", what="the types of post",
    columns=[
        Column("Post", itemgetter("kind__title")), Column("Posts", itemgetter("number"), figure=True),
        Column("Planned", itemgetter("planned"), figure=True),
        Column("In recruitment", itemgetter("in_recruitment"), figure=True),
        Column("Filled", itemgetter("filled"), figure=True),
        Column("Cost a year (£)", lambda kind: known(kind["cost"]), figure=True),
    ],
)  # fmt: skip


def _since(post: PaidPost) -> str:
    return f"{spoken(post.since_on)} ({post.days_since(today())} days)" if post.since_on else NOT_KNOWN


POSTS = Listing(
    title="Each post",
    file_title="New posts",
    rows=lambda user: PaidPost.visible_to(user).select_related("kind"),
    needs=NEEDS,
    file="posts_file",
    saved_as="new-posts",
    what="each post",
    columns=[
        Column("Post", "kind.title", words=str),
        Column("Number", "number", where=Where.FILE),
        Column("State", "get_state_display", links=change("post", Permission.KEEP_ESTABLISHMENT)),
        Column("Since", lambda post: known(post.since_on), words=_since),
        # blank where it is not placed yet
        Column("Team", lambda post: post.team or None, words=lambda post: post.team or "Not placed yet"),
        Column("Cost a year (£)", lambda post: known(post.cost_a_year), where=Where.FILE),
    ],
)
