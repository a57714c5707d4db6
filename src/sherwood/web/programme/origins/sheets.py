"""The lists of this app as files."""

from sherwood.kit.periods import spoken
from sherwood.records.snapshots import Snapshot
from sherwood.web.evidence.summaries import summaries
from sherwood.web.programme.origins.models import (
    Cause,
    EarlierAction,
    EvidenceNeeded,
    PaidPost,
    PlanPriority,
    StartingFact,
    UrgentAction,
)
from sherwood.web.programme.programmes.models import Driver, Inspection, Marker
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import Sheet, known


def facts(user) -> Sheet:
    """A share is a number from 0 to 1; where a source gave no range or no average, that is blank."""
    rows = [
        [
            starting_fact.words,
            starting_fact.place,
            starting_fact.on,
            starting_fact.average,
            starting_fact.low,
            starting_fact.high,
            starting_fact.source,
        ]
        for starting_fact in StartingFact.visible_to(user)
    ]
    heads = ["What", "Where", "On", "Average", "Lowest", "Highest", "Source"]
    return Sheet("How things stood at the start", heads, rows)


def drivers(user) -> Sheet:
    rows = [[driver.words, driver.happened_on, driver.source] for driver in Driver.visible_to(user)]
    return Sheet("Why there is a programme", ["Why", "Happened on", "Source"], rows)


def markers(user, snapshot: Snapshot | None) -> Sheet:
    """What will show success of each project, with where its measure stands now."""
    found = list(Marker.visible_to(user).select_related("project").order_by("project__position", "by_on"))
    said = {key: one.said for key, one in summaries(snapshot, (summary.measure for summary in found)).items()}
    rows = [
        [
            one.project.key, one.project.name, one.words, one.stood_at, one.stood_on, one.wanted, one.by_on,
            said.get(one.measure, "Not measured from records"),
        ]
        for one in found
    ]  # fmt: skip
    heads = ["Project", "Name", "Marker", "It stood at", "On", "Wanted", "By", "Now"]
    return Sheet("What will show success", heads, rows)


def causes(user) -> Sheet:
    rows = [
        [cause.words, cause.source, "; ".join(finding.key for finding in cause.findings.all())]
        for cause in Cause.visible_to(user).prefetch_related("findings")
    ]
    return Sheet("Causes", ["Cause", "Source", "Findings it explains"], rows)


def urgent_actions(user) -> Sheet:
    rows = [
        [
            urgent_action.words,
            urgent_action.on,
            urgent_action.team,
            urgent_action.who_post,
            urgent_action.result or known(None),
        ]
        for urgent_action in UrgentAction.visible_to(user)
    ]
    return Sheet("Done at once", ["What was done", "On", "Team", "Who", "What came of it"], rows)


def priorities(user) -> Sheet:
    rows = [
        [
            plan_priority.words,
            plan_priority.plan,
            "; ".join(project.key for project in plan_priority.projects.all()) or "No project",
        ]
        for plan_priority in PlanPriority.visible_to(user).prefetch_related("projects")
    ]
    return Sheet("Priorities of the children's plan", ["Priority", "Plan", "Projects"], rows)


def inspections(user) -> Sheet:
    rows = [
        [
            inspection.title, inspection.held_from, inspection.held_to, "Yes" if inspection.announced else "No", inspection.published_on, inspection.judgement,
            "; ".join(inspection.services), "; ".join(inspection.sites), inspection.source,
        ]
        for inspection in Inspection.visible_to(user).order_by("held_from")
    ]  # fmt: skip
    heads = ["Inspection", "From", "To", "Announced", "Published on", "Judgement", "Services", "Sites", "Source"]  # fmt: skip
    return Sheet("Inspections", heads, rows)


def evidence_needed(user) -> Sheet:
    found = EvidenceNeeded.visible_to(user).select_related("inspection")
    rows = [
        [
            one.inspection.title, one.inspection.held_from, one.words, one.owner_post, one.get_state_display(),
            one.where,
        ]
        for one in found.order_by("inspection__held_from", "pk")
    ]  # fmt: skip
    heads = ["Inspection", "From", "What", "Who sees to it", "Do we have it?", "Where"]
    return Sheet("Evidence that inspections will ask for", heads, rows)


def earlier_actions(user) -> Sheet:
    said = {True: "Yes", False: "No", None: "Not said yet"}
    rows = [
        [
            earlier_action.plan.title, earlier_action.reference, earlier_action.words, earlier_action.owner or "Not said", earlier_action.due_on or "Not said",
            earlier_action.status or "Not said", said[earlier_action.relevant], earlier_action.project,
        ]
        for earlier_action in EarlierAction.visible_to(user).select_related("plan", "project")
    ]  # fmt: skip
    heads = ["Plan", "Reference", "Action", "Owner", "Due", "Status then", "Matters here", "Project"]
    return Sheet("Actions of earlier plans", heads, rows)


def posts(user) -> Sheet:
    """A post with no team is not placed yet, which is blank."""
    rows = [
        [
            post.kind.title, post.number, post.get_state_display(), known(post.since_on), post.team or None,
            known(post.cost_a_year),
        ]
        for post in PaidPost.visible_to(user).select_related("kind")
    ]  # fmt: skip
    heads = ["Post", "Number", "State", "Since", "Team", "Cost a year (£)"]
    return Sheet(f"New posts, {spoken(today())}", heads, rows)


def post_types(user) -> Sheet:
    rows = [
        [
            post["kind__title"], post["number"], post["planned"], post["in_recruitment"], post["filled"],
            known(post["cost"]),
        ]
        for post in PaidPost.visible_to(user).by_type()
    ]  # fmt: skip
    heads = ["Post", "Posts", "Planned", "In recruitment", "Filled", "Cost a year (£)"]
    return Sheet(f"New posts by type, {spoken(today())}", heads, rows)
