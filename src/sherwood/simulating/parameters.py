"""Every number the simulation rests on, each with its source.

No timeliness is written here: how long children wait follows from how much work comes in, how long a piece of
work takes, and how many people there are to do it.

Sources: PID, the founding document; B, the benchmarks collected for the project, by section; CL, its notes on
caseloads; "assumption", nothing was found, and the value was chosen so that the county behaves like the
benchmarks (`python -m sherwood.simulating.calibration` prints both side by side).
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class District:
    """A part of the county."""

    name: str
    locality: str
    children: int  # aged 0 to 17, mid-2009
    share: float  # of the county's referrals before the rise; assumption
    growth: float  # of referrals, last twelve months on those before; PID 2.3: 30% to 80%


@dataclass(frozen=True)
class TeamWords:
    """What a council calls a kind of team: its title, after the name of its place, its kind, and its service."""

    title: str
    kind: str
    service: str


TEAM_WORDS = {
    "reception and assessment": TeamWords(
        "Reception and Assessment", "reception and assessment", "Children's Social Care"
    ),
    "children's services": TeamWords("Children's Services", "children's services", "Children's Social Care"),
    "disabled children": TeamWords("Disabled Children", "disabled children", "Disabled Children"),
    "looked after": TeamWords("Looked After Children", "looked after", "Looked After Children"),
    "leaving care": TeamWords("Leaving Care", "leaving care", "Looked After Children"),
    "contact centre": TeamWords("Contact Centre", "contact centre", "Customer Services"),
    "reviewing": TeamWords("Independent Reviewing", "reviewing", "Safeguarding and Review"),
    "child protection": TeamWords("Child Protection", "child protection", "Safeguarding and Review"),
}


@dataclass(frozen=True)
class Place:
    council: str = "Greenshire County Council"
    districts: tuple[District, ...] = (
        District("Hartsmoor", "Central", 26_500, 0.19, 0.43),
        District("Thornmere", "North", 24_000, 0.17, 0.36),
        District("Millbeck", "Central", 25_500, 0.15, 0.33),
        District("Ravenholme", "North", 23_500, 0.14, 0.52),
        District("Larkfield", "Central", 22_000, 0.13, 0.30),
        District("Ashcombe", "South", 21_500, 0.12, 0.38),
        District("Stavebridge", "South", 20_000, 0.10, 0.80),
    )
    children_lost_a_year: float = 0.003  # the child population shrank slowly; assumption
    moved_district: str = "Larkfield"  # its teams moved from Central to South ...
    moved_locality: str = "South"
    moved_on: date = date(2008, 10, 1)  # ... on this day; assumption
    renamed_on: date = date(2006, 4, 1)  # PID 2.2: the council was restructured in 2006
    old_service: str = "Social Services"
    team_words: dict[str, TeamWords] = field(default_factory=lambda: TEAM_WORDS)


@dataclass(frozen=True)
class Demand:
    families_in_contact_a_year: float = 18_600  # before the rise; assumption, for 9,800 referrals
    drift_a_year: float = 0.015  # growth in the quiet years; B1: referrals in England hardly moved
    rise_from: date = date(2008, 12, 1)  # after a child's death was in the national news; PID 2.2
    rise_until: date = date(2009, 7, 1)  # assumption
    rise_in_contacts: float = 0.96  # of that in referrals: more of the newly known are referred; assumption
    growth_measured_on: date = date(2010, 3, 8)  # the day the twelve months of `District.growth` end
    caution: float = 0.12  # how much likelier steps to protection or care became; assumption
    # B3: referrals by month in 2024, the mean month being 1
    month: tuple[float, ...] = (1.05, 0.98, 1.0, 0.84, 1.07, 1.13, 1.0, 0.85, 1.04, 1.07, 1.08, 0.87)
    weekday: tuple[float, ...] = (1.18, 1.08, 1.04, 1.04, 1.06, 0.1, 0.07)  # Monday first; assumption
    # Who makes contact: share (B1, contact sources of 2009-10, split by B3) and share accepted (assumption)
    sources: dict[str, tuple[float, float]] = field(
        default_factory=lambda: {
            "6": (38, 0.24),
            "1A": (7, 0.40),
            "1D": (3, 0.34),
            "9": (3, 0.27),
            "2A": (7, 0.49),
            "2B": (2, 0.43),
            "3A": (2, 0.43),
            "3B": (4, 0.49),
            "3E": (3, 0.43),
            "3F": (4, 0.43),
            "5A": (7, 0.43),
            "5B": (8, 0.40),
            "4": (3, 0.27),
            "7": (4, 0.40),
            "8": (4, 0.34),
            "10": (1, 0.24),
        }
    )
    returns_after_contact: float = 0.60  # a family turned away is heard of again; assumption
    returns_after_closure: float = 0.45  # and one whose case was closed; B1: re-referrals are 24%
    heard_of_while_open: float = 0.3  # a family whose referral was just accepted; assumption
    days_to_return: float = 150  # on average; assumption
    urgent_out_of_hours: float = 0.5  # accepted at once at a weekend; assumption
    contacts_a_day: float = 14.5  # families decided on by one adviser; assumption
    # What the team manager decides on a referral. B1: 305,000 initial assessments on 545,000 referrals
    no_further_action: float = 0.14
    advice: float = 0.25
    straight_to_enquiry: float = 0.038


@dataclass(frozen=True)
class WorkforceParameters:
    assessment_posts: int = 104  # reception and assessment; assumption
    district_posts: int = 92  # children's services teams; assumption
    disability_posts: int = 14  # assumption
    care_posts: int = 30  # looked-after teams; assumption
    leaving_care_posts: int = 11  # assumption
    contact_posts: int = 13  # assumption
    reviewing_posts: int = 8  # assumption
    protection_posts: int = 0  # in child protection teams of their own, by locality; there were none in 2009
    new_posts: int = 12  # advanced practitioners in reception and assessment; PID 4.2
    new_posts_from: date = date(2009, 12, 1)  # PID 3.3: recruited "in the current financial year"
    new_posts_until: date = date(2010, 1, 22)
    leavers_a_year: float = 0.11  # B1: turnover 9.6% to 11% (Hansard)
    leavers_under_strain: float = 1.0  # the rise of that for `strain_at` children too many; assumption
    strain_at: float = 20  # children per full-time post, from which more go; CL: 12 to 27
    days_to_recruit: float = 150  # from leaving to a permanent successor; B1: vacancy rate 9.5% to 12%
    agency_cover: float = 0.35  # of vacancies, covered sooner by an agency worker; assumption
    days_to_agency: float = 40  # assumption
    days_of_agency: float = 200  # assumption
    newly_qualified: float = 0.4  # of new starters; PID 3.4: "including recently qualified social workers"
    full_time: float = 0.76  # assumption; the rest work half to four fifths
    # Work done in an hour, by years since qualifying; assumption
    speed_first_year: float = 0.6
    speed_guided: float = 0.8  # in the first year, with an advanced practitioner in the team
    speed_second_year: float = 0.85
    speed_advanced: float = 1.3
    # Share of working days away, by month: leave, training, short sickness; assumption
    away: tuple[float, ...] = (0.12, 0.16, 0.15, 0.20, 0.15, 0.15, 0.21, 0.29, 0.14, 0.17, 0.13, 0.24)
    long_sickness_a_year: float = 0.07  # assumption
    days_of_long_sickness: float = 60  # assumption


@dataclass(frozen=True)
class Assessing:
    hours_a_day: float = 5.3  # of direct work on assessments in a full-time day; assumption
    hours_a_day_elsewhere: float = 2.6  # in teams whose main work is visits and plans; assumption
    extra_hours: float = 0.18  # when support was diverted to the teams; PID 4.3, size assumed
    extra_from: date = date(2010, 1, 4)  # PID 4.3: after the inspection; assumption
    hours_per_child_held: float = 0.025  # each day, for calls and records of everyone held; assumption
    initial_hours: float = 10.5  # CL: one initial assessment (Loughborough costing)
    core_hours: float = 20  # assumption
    enquiry_hours: float = 12  # assumption
    sibling: float = 0.25  # a brother or sister adds this share of the work; assumption
    complexity: float = 0.08  # more hours for each case with the rise; PID 2.3: "increasing complexity"
    spread: float = 0.35  # of the hours from case to case; assumption
    hurried: float = 0.7  # share of the hours a late one takes; PID 3.5: assessments without analysis
    # Working days until the family was met and others answered, whatever the worker does: median and spread
    initial_answers: tuple[float, float] = (2.8, 0.65)  # assumption
    core_answers: tuple[float, float] = (17.0, 0.45)  # assumption
    enquiry_answers: tuple[float, float] = (5.0, 0.4)  # assumption
    keenness: float = 0.22  # chance a day of signing off what is done but not nearly due; assumption
    keenness_near: float = 0.7  # and on the day before it is due; assumption
    catching_up: float = 0.25  # share of days on which the oldest work is done first; assumption
    held_at_most: float = 25  # children per full-time post when allocation stops; CL: 23 to 27
    held_at_most_elsewhere: float = 30  # in long-term teams; assumption
    first_year_share: float = 0.8  # of that, for the newly qualified; assumption
    advanced_share: float = 0.6  # and for an advanced practitioner; assumption
    desk_closure_after: int = 45  # working days unallocated, then may be closed unseen; PID 3.5
    desk_closure: float = 0.05  # chance a day of that; assumption
    seen: float = 0.93  # children seen in an initial assessment in time; assumption
    seen_late: float = 0.80  # and in a late one; PID 3.5: "closed prematurely without children being seen"
    # Where an initial assessment leads; B1: 105,100 core on 319,900 initial in England
    initial_to_core: float = 0.16
    initial_to_enquiry: float = 0.068
    initial_to_plan: float = 0.16  # a child in need plan
    # Where a core assessment leads
    core_to_enquiry: float = 0.05
    core_to_care: float = 0.044
    core_to_plan: float = 0.55
    days_to_close: float = 38  # after the last assessment; assumption
    in_need_days: float = 190  # median length of a child in need plan; assumption
    in_need_days_disabled: float = 700  # assumption
    in_need_to_enquiry: float = 0.14  # assumption
    in_need_to_care: float = 0.018  # of children; assumption


@dataclass(frozen=True)
class SingleAssessments:
    """One assessment in place of two, since 2013: at most 45 working days from the referral."""

    hours: float = 17  # assumption
    answers: tuple[float, float] = (16.0, 0.6)  # working days until others answered; assumption
    to_enquiry: float = (
        0.09  # B3: 222,000 enquiries on 645,000 assessments, most of them straight from referral
    )
    to_care: float = 0.012  # of children; assumption
    to_plan: float = 0.36  # a child in need plan; assumption


@dataclass(frozen=True)
class FamilyHelp:
    """Help to families below the threshold of social care, and after it."""

    offered: float = 0.3  # of families turned away at the front door, who take it up; assumption
    after_closure: float = 0.3  # of families whose plan has ended; assumption
    days: tuple[float, float] = (150, 0.6)  # median length and spread; assumption
    steps_up: float = 0.11  # ends because social care is needed; assumption
    withdraws: float = 0.14  # ends because the family wants no more; assumption
    returns_after: float = 0.25  # a family that was helped is heard of again; assumption


@dataclass(frozen=True)
class ProtectionParameters:
    conferences_a_day: float = 6.9  # initial and review together, for families; assumption
    enquiry_to_conference: float = 0.55  # B1: 60,100 conferences on 127,100 enquiries, and rising
    # Working day after the strategy discussion for which a conference is asked; B3: bunched at 11 to 15
    asked_for: tuple[int, int, int] = (9, 15, 14)  # least, most, most often
    days_of_reports: int = 3  # working days between the end of the enquiry and its conference; assumption
    put_off: float = 0.08  # conferences put off once, for the family or a report; assumption
    plan_made: float = 0.87  # assumption
    # Chance that a plan ends at its first, second and later reviews; B3: length of plans
    ends_at_review: tuple[float, ...] = (0.06, 0.46, 0.50, 0.50)
    early_review: float = 0.2  # reviews brought forward; assumption
    categories: dict[str, float] = field(
        default_factory=lambda: {"NEG": 44, "EMO": 26, "PHY": 14, "SAB": 6, "MUL": 10}  # assumption
    )
    category_changes: float = 0.08  # at a review; assumption
    visit_every: int = 10  # working days; local practice, B2
    seen: float = 0.93  # assumption
    seen_alone: float = 0.6  # of those seen and old enough; assumption
    earlier_plan: float = 0.11  # first plans of children who had one before the records begin; assumption
    known_history: float = 1.9  # times the risk of a family that had a plan; assumption
    plan_to_care: float = 0.07  # of children on a plan, at each review; assumption
    enquiry_to_care: float = 0.045  # taken into care during the enquiry; assumption


@dataclass(frozen=True)
class CareParameters:
    stock: float = 470  # looked after when the simulation of care begins; B1: 60,900 in England in 2009
    entries_a_year: float = 190  # until the front door is simulated too; assumption
    reviews_a_day: float = 8  # that reviewing officers can chair; assumption
    # What becomes of a child who comes into care: share by path, for under 5s, 5 to 12, and 13 and over; assumption
    paths: dict[str, tuple[float, float, float]] = field(
        default_factory=lambda: {
            "home soon": (0.38, 0.44, 0.50),
            "home later": (0.22, 0.24, 0.20),
            "adoption": (0.25, 0.03, 0.0),
            "special guardianship": (0.09, 0.06, 0.0),
            "until adult": (0.06, 0.23, 0.30),
        }
    )
    # Days looked after on each path: median and spread; until adult is until the 18th birthday
    lengths: dict[str, tuple[float, float]] = field(
        default_factory=lambda: {
            "home soon": (50, 0.9),
            "home later": (430, 0.6),
            "adoption": (640, 0.3),
            "special guardianship": (480, 0.4),
        }
    )
    remands_a_year: float = 14  # assumption
    unaccompanied_a_year: float = 8  # assumption
    short_breaks: float = 0.3  # of disabled children with a long-term worker; assumption
    # Moves of placement a year, in the first year and later, for under 11s and for older children; B1: 3 or more 12%
    moves: dict[str, tuple[float, float]] = field(
        default_factory=lambda: {"younger": (0.85, 0.18), "older": (1.35, 0.46)}
    )
    restlessness: float = 0.9  # shape of how children differ in moving: smaller is more unlike; assumption
    review_put_off: float = 0.025  # reviews put off at the last minute; assumption
    visit_every: int = 42  # days; statutory visits every six weeks
    health_late: float = 0.14  # health checks that slip by months; B1: 83% to 90% done
    missing_a_year: float = 0.22  # for each looked-after child of 11 or more; assumption
    handed_to_care_team: int = 120  # days looked after before a looked-after team takes over; assumption
    to_leaving_care: float = 17.5  # age; assumption


@dataclass(frozen=True)
class Faults:
    """Rows recorded wrongly, by kind, for each 100,000 rows of the extract; assumption."""

    seen_missing: float = 8
    end_before_start: float = 3
    duplicated: float = 3
    decimal_identifier: float = 2
    future_date: float = 1


@dataclass(frozen=True)
class Parameters:
    place: Place = field(default_factory=Place)
    demand: Demand = field(default_factory=Demand)
    workforce: WorkforceParameters = field(default_factory=WorkforceParameters)
    assessing: Assessing = field(default_factory=Assessing)
    protection: ProtectionParameters = field(default_factory=ProtectionParameters)
    care: CareParameters = field(default_factory=CareParameters)
    faults: Faults = field(default_factory=Faults)
    single: SingleAssessments | None = None  # none: an initial assessment, and a core assessment after it
    family_help: FamilyHelp | None = None  # none: the council keeps no records of it
    warm_up_months: int = 24  # the front door runs unseen first, so that its stocks are full
    care_warm_up_months: int = 48  # and care before that, because children stay for years


PARAMETERS = Parameters()
