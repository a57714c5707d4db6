"""The lists of what a programme comes from."""

from operator import itemgetter

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.origins.models import EarlierAction, PaidPost
from sherwood.web.programme.programmes.lists import NEEDS
from sherwood.web.programme.programmes.models import Inspection
from sherwood.web.site.listings.columns import Column, Where, change
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import NOT_KNOWN, known

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
    empty="No post is listed yet.",
    columns=[
        Column("Post", "kind.title", words=str),
        Column("Number", "number", where=Where.FILE),
        Column("State", "get_state_display", links=change("post", Permission.KEEP_ESTABLISHMENT)),
        Column("Since", lambda post: known(post.since_on), words=_since),
        # blank where it is not placed yet
        Column(
            "Team",
            lambda post: post.team or None,
            words=lambda post: post.team or "Not placed yet",
            links=change("post_place", Permission.KEEP_ESTABLISHMENT),
        ),
        Column("Cost a year (£)", lambda post: known(post.cost_a_year), figure=True),
    ],
)
