"""What a record is: every table and column, typed, each with a sentence.

The shapes follow the Standard Safeguarding Dataset, extended where 2009-era practice needs it (initial and
core assessments). Dates are `..._on`, people are identifiers of the case system, never names. Every table
has a key of its own so that a row can always be pointed at; a format that has no key makes one from the row.
"""

from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """The type of a column: its name in DuckDB and Parquet."""

    TEXT = "VARCHAR"
    DATE = "DATE"
    WHOLE = "BIGINT"
    NUMBER = "DOUBLE"
    FLAG = "BOOLEAN"


@dataclass(frozen=True)
class Column:
    """One column. `required` means a row without it cannot be a record and is quarantined."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    codes: str | None = None  # a code set of `records.codes`, when values are codes

    @property
    def sql_type(self) -> str:
        return self.kind.value


@dataclass(frozen=True)
class Table:
    """One table: its name, what a row is, its columns; the first column is the key, unique in the table."""

    name: str
    row: str
    columns: tuple[Column, ...] = field(default=())

    @property
    def key(self) -> str:
        return self.columns[0].name

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def text(name: str, meaning: str, required: bool = False, codes: str | None = None) -> Column:
    return Column(name, Kind.TEXT, meaning, required, codes)


def date(name: str, meaning: str, required: bool = False) -> Column:
    return Column(name, Kind.DATE, meaning, required)


def whole(name: str, meaning: str, required: bool = False) -> Column:
    return Column(name, Kind.WHOLE, meaning, required)


def number(name: str, meaning: str, required: bool = False) -> Column:
    return Column(name, Kind.NUMBER, meaning, required)


def flag(name: str, meaning: str) -> Column:
    return Column(name, Kind.FLAG, meaning)


CHILD = text("child", "The case system's identifier of the child.", required=True)
TEAM = text("team", "The team responsible on the day.")
WORKER = text("worker", "The worker responsible on the day.")

CHILDREN = Table(
    "children",
    "a child known to the service",
    (
        text("child", "The case system's identifier of the child; never reused.", required=True),
        date("born_on", "Date of birth; empty for an unborn child."),
        date("expected_on", "Expected date of birth of an unborn child."),
        text("sex", "F, M or U (not known).", codes="sex"),
        text("ethnicity", "Census code of ethnicity.", codes="ethnicity"),
        flag("disabled", "Whether the child has a disability; empty when not known."),
        flag("unaccompanied", "Whether the child is, or was, an unaccompanied asylum seeker."),
        date("died_on", "Date of death."),
    ),
)

CONTACTS = Table(
    "contacts",
    "a contact with the front door",
    (
        text("contact", "Identifier of the contact.", required=True),
        CHILD,
        date("received_on", "The day the contact was received.", required=True),
        text("source", "Who made contact.", codes="referral_source"),
        date("decided_on", "The day it was decided what to do."),
        text("outcome", "What was decided: referral, information and advice, no further action."),
        TEAM,
    ),
)

REFERRALS = Table(
    "referrals",
    "a request for services that was accepted as a referral",
    (
        text("referral", "Identifier of the referral.", required=True),
        CHILD,
        date("received_on", "The day the referral was received.", required=True),
        text("source", "Who referred.", codes="referral_source"),
        text("primary_need", "Main reason for need.", codes="primary_need"),
        flag("no_further_action", "Whether the referral ended without any further action."),
        date("decided_on", "The day it was decided what to do."),
        date("closed_on", "The day the case opened by this referral closed."),
        text("closed_reason", "Why it closed.", codes="closure_reason"),
        TEAM,
        WORKER,
    ),
)

ASSESSMENTS = Table(
    "assessments",
    "an assessment of a child's needs",
    (
        text("assessment", "Identifier of the assessment.", required=True),
        CHILD,
        text("referral", "The referral it follows, when known."),
        text("kind", "initial, core or single.", required=True, codes="assessment_kind"),
        date("started_on", "The day it was commenced."),
        date("finished_on", "The day a manager authorised it; empty while it is open."),
        date("seen_on", "The day the child was seen for it."),
        flag("seen", "Whether the child was seen; empty when not known."),
        text("outcome", "What was decided."),
        TEAM,
        WORKER,
    ),
)

STRATEGY_DISCUSSIONS = Table(
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

SECTION_47_ENQUIRIES = Table(
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

CONFERENCES = Table(
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

PROTECTION_PLANS = Table(
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

PROTECTION_REVIEWS = Table(
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

PROTECTION_VISITS = Table(
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

CARE_EPISODES = Table(
    "care_episodes",
    "a stretch of being looked after under one legal status in one placement",
    (
        text("episode", "Identifier of the episode.", required=True),
        CHILD,
        date("started_on", "The first day.", required=True),
        text("start_reason", "Reason for the new episode.", codes="episode_start_reason"),
        text("legal_status", "Legal status.", codes="legal_status"),
        text("primary_need", "Main reason for need.", codes="primary_need"),
        date("ended_on", "The day it ended; the next episode of the same period starts that day."),
        text("end_reason", "Reason it ended.", codes="episode_end_reason"),
        date(
            "known_to_on",
            "Where it is open and a later return no longer names the child: the last day it is known to last.",
        ),
        TEAM,
        WORKER,
    ),
)

PLACEMENTS = Table(
    "placements",
    "a stretch in one placement with the same carer",
    (
        text("placement", "Identifier of the placement.", required=True),
        CHILD,
        date("started_on", "The first day.", required=True),
        date("ended_on", "The day it ended; empty while it lasts."),
        text("kind", "Type of placement.", codes="placement"),
        text("provider", "Who provides it.", codes="placement_provider"),
        text(
            "home",
            "An identifier of the home, the same whenever a child is placed there; no address in the clear.",
        ),
        text("change_reason", "Why it ended.", codes="placement_change_reason"),
        flag("inside_area", "Whether it is within the council's own area."),
        number("distance", "Miles from home."),
        date(
            "known_to_on",
            "Where it is open and a later return no longer names the child: the last day it is known to last.",
        ),
    ),
)

CARE_REVIEWS = Table(
    "care_reviews",
    "a statutory review of a looked-after child",
    (
        text("review", "Identifier of the review.", required=True),
        CHILD,
        date("due_on", "The day it was due, as the source says."),
        date("held_on", "The day it was held.", required=True),
        text("participation", "How the child took part.", codes="review_participation"),
    ),
)

CARE_VISITS = Table(
    "care_visits",
    "a statutory visit to a looked-after child",
    (
        text("visit", "Identifier of the visit.", required=True),
        CHILD,
        date("visited_on", "The day of the visit.", required=True),
        flag("seen", "Whether the child was seen."),
        flag("seen_alone", "Whether the child was seen alone."),
        WORKER,
    ),
)

HEALTH_CHECKS = Table(
    "health_checks",
    "a health check, assessment or score of a looked-after child",
    (
        text("check", "Identifier of the check.", required=True),
        CHILD,
        text("kind", "What kind of check.", required=True, codes="health_check"),
        date("done_on", "The day it was done."),
        text("year", "The year it is returned for, as 2016/17, when no day is known."),
        flag("done", "Whether it was done or up to date; empty when not known."),
        number("score", "The score, where the check gives one."),
    ),
)

CARE_LEAVERS = Table(
    "care_leavers",
    "what was known of a care leaver on a day",
    (
        text("entry", "Identifier of the entry.", required=True),
        CHILD,
        date("known_on", "The day the answers are true of."),
        text("in_touch", "Whether the council is in touch.", codes="in_touch"),
        text("accommodation", "Where they live.", codes="accommodation"),
        flag("accommodation_suitable", "Whether it is suitable."),
        text("activity", "Education, employment or training.", codes="activity"),
        date("pathway_plan_on", "The day of the latest pathway plan or its review."),
        TEAM,
        WORKER,
    ),
)

MISSING_EPISODES = Table(
    "missing_episodes",
    "a time a child was missing or away without authorisation",
    (
        text("missing_episode", "Identifier of the episode.", required=True),
        CHILD,
        TEAM,
        WORKER,
        text("kind", "missing or away.", required=True, codes="missing_kind"),
        date("started_on", "The day it began.", required=True),
        date("ended_on", "The day the child was found or returned."),
        flag("interview_offered", "Whether a return interview was offered."),
        flag("interview_accepted", "Whether it was accepted."),
        date("interviewed_on", "The day of the return interview."),
    ),
)

COMPLAINTS = Table(
    "complaints",
    "a complaint about a service to children, at the stages that the law sets",
    (
        text("complaint", "Identifier of the complaint.", required=True),
        text("child", "The case system's identifier of the child, where it is about one."),
        TEAM,
        WORKER,
        date("received_on", "The day it was received.", required=True),
        text("theme", "What it is mainly about.", required=True),
        text("complainant", "Who complains: what they are to the child, never a name."),
        flag("longer", "Whether it is complex or needs an advocate, so that stage 1 may take longer."),
        flag("advocate_offered", "Whether an advocate was offered."),
        date("answered_on", "The day it was answered at stage 1."),
        text("outcome", "The outcome at stage 1."),
        date("investigation_asked_on", "The day on which stage 2 was asked for."),
        date("investigation_began_on", "The day on which the statement of the complaint was agreed."),
        date("adjudicated_on", "The day of the adjudication at stage 2."),
    ),
)

PLACEMENT_AGREEMENTS = Table(
    "placement_agreements",
    "what was agreed with a provider for the placement of one child, from one day on",
    (
        text("agreement", "Identifier of the agreement.", required=True),
        CHILD,
        TEAM,
        WORKER,
        text("provider", "The organisation that provides it."),
        text("kind", "The kind of placement."),
        flag("inside_area", "Whether it is within the council's own area."),
        date("started_on", "The first day.", required=True),
        date("ended_on", "The day it ended; empty while it lasts."),
        number("weekly_cost", "Pounds a week.", required=True),
        text("quality", "The quality of the provider, as last inspected."),
    ),
)

WORKERS = Table(
    "workers",
    "a person who holds or manages work, by post, never by name",
    (
        text("worker", "Identifier of the worker.", required=True),
        text("post", "Job title."),
        text("team", "The team worked in (the latest)."),
        number("full_time_equivalent", "1 for full time."),
        flag("qualified", "Whether a registered social worker."),
        date("qualified_on", "The day of qualification."),
        flag("agency", "Whether supplied by an agency."),
        date("started_on", "The first day in post."),
        date("left_on", "The last day in post; empty while in post."),
    ),
)

TEAMS = Table(
    "teams",
    "a team's place in the service between two days",
    (
        text("placing", "Identifier of the row: team and first day.", required=True),
        text("team", "The team.", required=True),
        text(
            "kind",
            "What it does: reception and assessment, children's services, disabled children, looked after, contact centre.",
        ),
        text("district", "The district it serves."),
        text("locality", "The locality (area) it belongs to."),
        text("service", "The service it belongs to."),
        date("from_on", "The first day of this place; empty for always."),
        date("to_on", "The last day of this place; empty while it lasts."),
    ),
)

INVOLVEMENTS = Table(
    "involvements",
    "a worker holding a child from one day to another",
    (
        text("involvement", "Identifier of the involvement.", required=True),
        CHILD,
        text("worker", "The worker.", required=True),
        text("team", "The team of the worker then."),
        text("role", "allocated worker, co-worker, reviewing officer.", codes="involvement_role"),
        date("started_on", "The first day.", required=True),
        date("ended_on", "The last day; empty while it lasts."),
    ),
)

SOURCE_COUNTS = Table(
    "source_counts",
    "what a source counts for itself of a child, on the day it was made",
    (
        text("entry", "Identifier of the row: child, what and day.", required=True),
        CHILD,
        text("what", "What is counted.", required=True, codes="source_count"),
        date("counted_on", "The day the source was made.", required=True),
        whole("number", "How many, as the source says.", required=True),
    ),
)

POPULATION = Table(
    "population",
    "children living in an area in a year",
    (
        text("entry", "Identifier of the row: area and year.", required=True),
        text("area", "The council (empty parent) or a district.", required=True),
        whole("year", "The mid-year of the estimate.", required=True),
        whole("children", "Children aged 0 to 17.", required=True),
        text("source", "Where the figure comes from."),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        CHILDREN,
        CONTACTS,
        REFERRALS,
        ASSESSMENTS,
        STRATEGY_DISCUSSIONS,
        SECTION_47_ENQUIRIES,
        CONFERENCES,
        PROTECTION_PLANS,
        PROTECTION_REVIEWS,
        PROTECTION_VISITS,
        CARE_EPISODES,
        PLACEMENTS,
        CARE_REVIEWS,
        CARE_VISITS,
        HEALTH_CHECKS,
        CARE_LEAVERS,
        MISSING_EPISODES,
        COMPLAINTS,
        PLACEMENT_AGREEMENTS,
        WORKERS,
        TEAMS,
        INVOLVEMENTS,
        SOURCE_COUNTS,
        POPULATION,
    )
}
