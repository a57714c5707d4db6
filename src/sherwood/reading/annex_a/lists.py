"""The eleven lists: what is read of each, what identifies a row in it, and the records that it becomes.

`becomes` gives for each record table the SQL over the rows taken (see `deriving`). Most lists hold the latest of
each thing per child, over six or twelve months: what came before cannot be rebuilt from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sherwood.reading.annex_a import spellings
from sherwood.reading.deriving import numbered
from sherwood.reading.taking import Field
from sherwood.records.tables import Kind


@dataclass(frozen=True)
class List:
    """One list. Without `becomes` no row of it is held."""

    number: int
    title: str
    fields: tuple[Field, ...] = ()
    key: tuple[str, ...] = ()  # what may stand once; empty: only exact copies are put aside
    key_words: str = ""
    becomes: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    window: int = (
        6  # months up to its day for which the list holds all there was, by the inspectors' guidance
    )
    windowed: tuple[str, ...] = ()  # the tables that are whole for the window
    latest_only: tuple[str, ...] = ()  # those with only the latest of each child
    counts: Mapping[str, str] = field(default_factory=dict)  # what the list counts for itself, by its column


def text(column: str, heading: str) -> Field:
    return Field(column, Kind.TEXT, heading)


def date(column: str, heading: str, required: bool = False) -> Field:
    return Field(column, Kind.DATE, heading, required)


def code(column: str, heading: str, codeset: str) -> Field:
    return Field(column, Kind.TEXT, heading, codes=codeset, read=spellings.read_code(codeset))


def counted(column: str, heading: str) -> Field:
    """A number that the source counts for itself."""
    return Field(column, Kind.WHOLE, heading)


def yes_or_no(column: str, heading: str, kind: str = "yes_or_no") -> Field:
    return Field(column, Kind.FLAG, heading, read=spellings.read_yes_or_no(kind))


CHILD = (
    Field("child", Kind.TEXT, "Child Unique ID", required=True, identifier=True),
    code("sex", "Gender", "sex"),
    code("ethnicity", "Ethnicity", "ethnicity"),
    date("birth_on", "Date of Birth"),
    Field("unborn", Kind.FLAG, "Age of Child (Years)", read=spellings.read_unborn),
)
DISABLED = yes_or_no("disabled", "Does the Child have a Disability", "disability")
ALLOCATED = (
    text("team", "Allocated Team"),
    Field("worker", Kind.TEXT, "Allocated Worker", read=spellings.read_worker),
)

CONTACTS = List(
    1,
    "contacts",
    (
        *CHILD,
        date("received_on", "Date of Contact", True),
        code("source", "Contact Source", "referral_source"),
    ),
    becomes={"contacts": numbered("{KEY} AS contact, child, received_on, source", "received_on")},
    window=3,
    windowed=("contacts",),
)

REFERRALS = List(
    3,
    "referrals",
    (
        *CHILD,
        date("received_on", "Date of referral", True),
        code("source", "Referral Source", "referral_source"),
        yes_or_no("no_further_action", "Referral NFA?"),
        counted("referrals_counted", "Number of Referrals in Last 12 Months"),
        *ALLOCATED,
    ),
    becomes={
        "referrals": numbered(
            "{KEY} AS referral, child, received_on, source, no_further_action, team, worker", "received_on"
        )
    },
    windowed=("referrals",),
    counts={"referrals": "referrals_counted"},
)

ASSESSMENTS = List(
    4,
    "assessments",
    (
        *CHILD,
        DISABLED,
        date("started_on", "Continuous Assessment Start Date", True),
        yes_or_no("seen", "Child Seen During Continuous Assessment"),
        date("finished_on", "Continuous Assessment Date of Authorisation"),
        yes_or_no("support", "Was the child assessed as requiring LA children's social care support"),
        *ALLOCATED,
    ),
    becomes={
        "assessments": numbered(
            """{KEY} AS assessment, child, 'single' AS kind, started_on, finished_on, seen,
            if(support, 'social care support required', if(NOT support, 'no social care support required', NULL))
                AS outcome, team, worker""",
            "started_on",
        )
    },
    windowed=("assessments",),
)

ENQUIRIES = List(
    5,
    "section 47 enquiries and initial conferences",
    (
        *CHILD,
        DISABLED,
        date("started_on", "Strategy discussion initiating Section 47 Enquiry Start Date"),
        yes_or_no("conference_not_needed", "Was an Initial Child Protection Conference deemed unnecessary?"),
        date("held_on", "Date of Initial Child Protection Conference"),
        yes_or_no(
            "plan_made", "Did the Initial Child Protection Conference Result in a Child Protection Plan"
        ),
        counted("enquiries_counted", "Number of Section 47 Enquiries in the last 12 months"),
        counted("conferences_counted", "Number of ICPCs in the last 12 months"),
        *ALLOCATED,
    ),
    becomes={
        "section_47_enquiries": numbered(
            "{KEY} AS enquiry, child, started_on, conference_not_needed, team, worker", "started_on"
        ),
        "conferences": """child || '|' || held_on || if(nth > 1, '|' || nth, '') AS conference, child,
            if(started_on IS NULL, NULL,
                child || '|' || started_on || if(number > 1, '|' || number, '')) AS enquiry,
            'initial' AS kind, held_on, plan_made, team, worker
            FROM (SELECT *, row_number() OVER (PARTITION BY child, started_on ORDER BY _row) AS number,
                row_number() OVER (PARTITION BY child, held_on ORDER BY _row) AS nth FROM rows)
            WHERE held_on IS NOT NULL""",
    },
    windowed=("section_47_enquiries", "conferences"),
    counts={"section 47 enquiries": "enquiries_counted", "conferences": "conferences_counted"},
)

NEEDS = List(
    6,
    "children in need",
    (
        *CHILD,
        DISABLED,
        date("received_on", "CIN Start Date"),
        code("primary_need", "Primary Need Code", "primary_need"),
        date("closed_on", "CIN Closure Date"),
        code("closed_reason", "Reason for Closure", "closure_reason"),
        *ALLOCATED,
    ),
    ("child", "received_on"),
    "child and start",
    note="The need and closure of a case go to the referral in List 3 that opened it.",
)

PLANS = List(
    7,
    "child protection plans",
    (
        *CHILD,
        DISABLED,
        date("started_on", "Child Protection Plan Start Date", True),
        code("initial_category", "Initial Category of Abuse", "abuse_category"),
        code("latest_category", "Latest Category of Abuse", "abuse_category"),
        date("visited_on", "Date of the Last Statutory Visit"),
        yes_or_no("seen_alone", "Was the Child Seen Alone?"),
        date("held_on", "Date of latest review conference"),
        date("ended_on", "Child Protection Plan End Date"),
        Field("previous_plans", Kind.WHOLE, "Number of Previous Child Protection Plans"),
        *ALLOCATED,
    ),
    ("child", "started_on"),
    "child and start of plan",
    {
        "protection_plans": """child || '|' || started_on AS plan, child, started_on, ended_on,
            initial_category, latest_category, previous_plans, team, worker""",
        "protection_visits": """child || '|' || visited_on AS visit, child,
            child || '|' || started_on AS plan, visited_on, seen_alone
            FROM rows WHERE visited_on IS NOT NULL""",
        "protection_reviews": """child || '|' || held_on AS review, child,
            child || '|' || started_on AS plan, held_on FROM rows WHERE held_on IS NOT NULL""",
    },
    "Only the latest plan, visit and review of each child are in this list.",
    windowed=("protection_plans",),
    latest_only=("protection_visits", "protection_reviews"),
    counts={"previous plans": "previous_plans"},
)

TIMES = "Number of Episodes the Child has been '{}' from their Placement in the last 12 months"
MISSING, ABSENT = TIMES.format("Missing"), TIMES.format("Absent")

CARE = List(
    8,
    "children in care",
    (
        *CHILD,
        yes_or_no(
            "unaccompanied", "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)"
        ),
        DISABLED,
        date("started_on", "Date Started to be Looked After", True),
        code("primary_need", "Child's Category of Need", "primary_need"),
        code("legal_status", "Child's Legal Status", "legal_status"),
        date("held_on", "Date of Latest Statutory Review"),
        date("visited_on", "Date of Last Social Work Visit"),
        date("health_on", "Date of Last Health Assessment"),
        date("dental_on", "Date of Last Dental Check"),
        counted("placements_counted", "Number of Placements in the Last 12 months"),
        counted("missing_counted", MISSING),
        counted("absent_counted", ABSENT),
        date("ended_on", "Date Ceased to be Looked After"),
        code("end_reason", "Reason Ceased to be Looked After", "episode_end_reason"),
        date("placed_on", "Start Date of Most Recent Placement"),
        code("kind", "Placement Type", "placement"),
        code("provider", "Placement Provider", "placement_provider"),
        Field("inside_area", Kind.FLAG, "Placement Location", read=spellings.read_area),
        *ALLOCATED,
    ),
    ("child", "started_on"),
    "child and start of care",
    {
        "care_episodes": """child || '|' || started_on AS episode, child, started_on, 'S' AS start_reason,
            legal_status, primary_need, ended_on, end_reason, team, worker""",
        "placements": """child || '|' || placed_on AS placement, child, placed_on AS started_on, ended_on,
            kind, provider, inside_area FROM rows WHERE placed_on IS NOT NULL""",
        "care_reviews": """child || '|' || held_on AS review, child, held_on
            FROM rows WHERE held_on IS NOT NULL""",
        "care_visits": """child || '|' || visited_on AS visit, child, visited_on
            FROM rows WHERE visited_on IS NOT NULL""",
        "health_checks": """child || '|' || kind || '|' || done_on AS "check", child, kind, done_on,
            true AS done
            FROM (SELECT _row, child, 'health assessment' AS kind, health_on AS done_on FROM rows
                UNION ALL SELECT _row, child, 'dental check', dental_on FROM rows)
            WHERE done_on IS NOT NULL""",
    },
    "A child's time in care is one episode under its latest legal status, with the latest placement, review "
    "and visit: earlier ones are not in this list.",
    windowed=("care_episodes",),
    latest_only=("placements", "care_reviews", "care_visits", "health_checks"),
    counts={
        "placements": "placements_counted",
        "missing episodes": "missing_counted",
        "absences": "absent_counted",
    },
)

LEAVERS = List(
    9,
    "care leavers",
    (
        *CHILD,
        yes_or_no(
            "unaccompanied",
            "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
        ),
        DISABLED,
        *ALLOCATED,
        date("pathway_plan_on", "Latest Pathway Plan Review Date"),
        code("in_touch", "LA In Touch", "in_touch"),
        date("contact_on", "Latest Date of Contact"),
        code("accommodation", "Type of Accommodation", "accommodation"),
        yes_or_no("accommodation_suitable", "Suitability of Accommodation", "suitability"),
        code("activity", "Activity Status", "activity"),
    ),
    ("child",),
    "child",
    {
        "care_leavers": """child || '|' || known_on AS entry, child, known_on, in_touch, accommodation,
            accommodation_suitable, activity, pathway_plan_on, team, worker"""
    },
    window=0,
    windowed=("care_leavers",),
)

LISTS = {
    one.number: one
    for one in (
        CONTACTS,
        List(2, "early help"),
        REFERRALS,
        ASSESSMENTS,
        ENQUIRIES,
        NEEDS,
        PLANS,
        CARE,
        LEAVERS,
        List(10, "adoption"),
        List(11, "adopters"),
    )
}
