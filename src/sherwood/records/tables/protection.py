"""Children at risk: strategy discussions, enquiries, conferences, plans, their reviews and visits."""

from sherwood.records.tables.shapes import CHILD, TEAM, WORKER, RecordTable, date, flag, text, whole

STRATEGY_DISCUSSIONS = RecordTable(
    "strategy_discussions",
    "a discussion between agencies about a child at risk",
    (
        text("strategy_discussion", "Identifier of the discussion.", required=True),
        CHILD,
        text("referral", "The referral it follows, when known."),
        date("held_on", "The day it was held.", required=True),
        text("outcome", "section 47 enquiry, assessment, no further action."),
        TEAM,
    ),
)

SECTION_47_ENQUIRIES = RecordTable(
    "section_47_enquiries",
    "an enquiry under section 47 of the Children Act 1989",
    (
        text("enquiry", "Identifier of the enquiry.", required=True),
        CHILD,
        text("referral", "The referral it follows, when known."),
        date("started_on", "The day of the strategy discussion that began it.", required=True),
        date("finished_on", "The day it ended."),
        text("outcome", "What it found."),
        flag("conference_not_needed", "Whether it was decided that no conference was needed."),
        TEAM,
        WORKER,
    ),
)

CONFERENCES = RecordTable(
    "conferences",
    "an initial child protection conference",
    (
        text("conference", "Identifier of the conference for this child.", required=True),
        CHILD,
        text("enquiry", "The section 47 enquiry that led to it, when known."),
        text("kind", "initial or transfer_in.", required=True, codes="conference_kind"),
        date("notified_on", "For a transfer in: the day this council was notified."),
        date("held_on", "The day it was held; empty when not yet held."),
        flag("plan_made", "Whether the child became the subject of a plan."),
        TEAM,
        WORKER,
    ),
)

PROTECTION_PLANS = RecordTable(
    "protection_plans",
    "a period as the subject of a child protection plan",
    (
        text("plan", "Identifier of the plan.", required=True),
        CHILD,
        text("conference", "The conference that made it, when known."),
        date("started_on", "The first day of the plan.", required=True),
        date("ended_on", "The last day of the plan; empty while it is open."),
        text("initial_category", "Category of abuse at the start.", codes="abuse_category"),
        text("latest_category", "Latest category of abuse.", codes="abuse_category"),
        whole("previous_plans", "Earlier plans of this council, as the source counts them."),
        TEAM,
        WORKER,
    ),
)

PROTECTION_REVIEWS = RecordTable(
    "protection_reviews",
    "a review conference of a plan",
    (
        text("review", "Identifier of the review.", required=True),
        CHILD,
        text("plan", "The plan reviewed, when known."),
        date("due_on", "The day it was due, as the source says."),
        date("held_on", "The day it was held.", required=True),
    ),
)

PROTECTION_VISITS = RecordTable(
    "protection_visits",
    "a visit to a child who is the subject of a plan",
    (
        text("visit", "Identifier of the visit.", required=True),
        CHILD,
        text("plan", "The plan, when known."),
        date("visited_on", "The day of the visit.", required=True),
        flag("seen", "Whether the child was seen."),
        flag("seen_alone", "Whether the child was seen alone."),
        WORKER,
    ),
)
