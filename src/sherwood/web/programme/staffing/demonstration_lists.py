"""The demonstration's lists for staffing: invented, by post."""

from datetime import date
from decimal import Decimal

from sherwood.web.programme.staffing.models import Control, Division, Line, Participant

DEPARTMENT, COUNCIL, TRUST, OUTSIDE = Division.Kind
SOCIAL_CARE, IMPROVEMENT = "Children's social care", "Service improvement"
DATA, COMMISSIONING = "Performance, data and communications", "Strategic planning and commissioning"
INTEGRATED, YOUTH = "Integrated services", "Youth services"
PEOPLE, CENTRE, CHIEF = "Human resources", "Employee services and contact centre", "Chief executive's office"
BOARD, SCHOOLS, HEALTH, POLICE = "Safeguarding children board", "Schools", "Primary care trust", "Police"
CONSULTANCY = "Consultancy"

DIVISIONS = (
    *((name, DEPARTMENT) for name in (SOCIAL_CARE, IMPROVEMENT, DATA, COMMISSIONING, INTEGRATED, YOUTH)),
    *((name, COUNCIL) for name in (PEOPLE, CENTRE, CHIEF)),
    *((name, TRUST) for name in (BOARD, SCHOOLS, HEALTH, POLICE)),
    (CONSULTANCY, OUTSIDE),
)

# who comes from where; whoever is not here has no division recorded yet
WHENCE = {
    **dict.fromkeys(
        ("Head of service, social care", "Service head, social care", "Service manager, social care",
         "Service managers, social care", "Service manager, reception and assessment",
         "Team manager, reception and assessment", "Service director, children's social care", "Placement manager",
         "Corporate director, children and young people's services", "Participation development officer"),
        SOCIAL_CARE,
    ),
    **dict.fromkeys(
        ("Service head, service improvement", "Service manager, service improvement", "Business manager",
         "Workforce development manager", "Programme officer", "Programme officer, planning", "Programme administrator"),
        IMPROVEMENT,
    ),
    **dict.fromkeys(
        ("Head of performance review, data and communications", "Principal officer, data analysis",
         "Service manager, data management", "Service head, performance review", "Communications manager",
         "Strategic manager, partnership intelligence", "Steering group of the case system"),
        DATA,
    ),
    **dict.fromkeys(
        ("Service head, strategic planning and commissioning", "Lead officer, strategic planning and commissioning",
         "Commissioning officer", "Complaints manager", "Investigations officer", "Contracts officer"),
        COMMISSIONING,
    ),
    "Head of service, integrated services": INTEGRATED,
    "Coordinator, youth services": YOUTH,
    **dict.fromkeys(
        ("Service manager, human resources", "Service head, human resources", "Project manager, safer working practice",
         "Safer working practice group"),
        PEOPLE,
    ),
    "Head of employee services centre": CENTRE,
    "Development officer, contact centre": CENTRE,
    "Deputy chief executive": CHIEF,
    "Manager, safeguarding children board": BOARD,
    "Safer recruitment lead, schools": SCHOOLS,
    "Workforce development manager, schools": SCHOOLS,
    "Named nurse, safeguarding": HEALTH,
    "Detective inspector, public protection": POLICE,
    **dict.fromkeys(
        ("External consultant", "External consultants", "Children's social care consultant", "Independent adviser"),
        CONSULTANCY,
    ),
}  # fmt: skip
KINDS = {
    **dict.fromkeys(
        ("Steering group of the case system", "Service managers, social care", "Safer working practice group"),
        Participant.Kind.GROUP,
    ),
    **dict.fromkeys(
        ("Manager, safeguarding children board", "Named nurse, safeguarding", "Detective inspector, public protection"),
        Participant.Kind.PARTNER,
    ),
    **dict.fromkeys(
        ("External consultant", "External consultants", "Children's social care consultant", "Independent adviser"),
        Participant.Kind.CONSULTANT,
    ),
}  # fmt: skip

# beside those of the definition: in which project, as what, and whether confirmed
MORE = {
    "Safer working practice group": ("P16", "MEMBER", True),
    "Named nurse, safeguarding": ("P07", "MEMBER", False),
    "Detective inspector, public protection": ("P10", "MEMBER", False),
}
OPERATIONAL = {
    "P01": "Business manager",
    "P02": "Service manager, service improvement",
    "P03": "Team manager, reception and assessment",
    "P05": "Service manager, social care",
    "P09": "Service manager, data management",
    "P10": "Service manager, service improvement",
    "P11": "Service manager, data management",
    "P15": "Workforce development manager",
    "P16": "Project manager, safer working practice",
    "P17": "Placement manager",
}
AREAS = {
    ("P16", "Service manager, human resources"): "Council staff",
    ("P16", "Safer recruitment lead, schools"): "Schools",
}
FROM_OUTSIDE = {
    (
        "P16",
        "Service manager, human resources",
    ): "The checks on whom the council employs are run by human resources, and nobody in the department does that work.",
    (
        "P16",
        "Safer recruitment lead, schools",
    ): "Governing bodies employ the staff of schools, so one of theirs leads there.",
}
ENDED = {("P03", "Service head, performance review"): date(2010, 1, 29)}
DAYS = {
    ("P01", "Service manager, human resources"): (Decimal(2), Decimal(1)),
    ("P02", "External consultant"): (Decimal(2), Decimal(2)),
    ("P03", "Service manager, reception and assessment"): (Decimal(3), Decimal(3)),
    ("P03", "Service manager, social care"): (Decimal(2), Decimal("0.5")),
    ("P04", "Service manager, social care"): (Decimal(1), Decimal(0)),
    ("P06", "Participation development officer"): (Decimal(3), None),
    ("P09", "Principal officer, data analysis"): (Decimal(2), Decimal(1)),
    ("P11", "Steering group of the case system"): (None, None),
    ("P13", "Service managers, social care"): (Decimal("0.5"), None),
    ("P16", "Safer working practice group"): (None, None),
    ("P17", "Contracts officer"): (Decimal(2), Decimal("1.5")),
}

EFFECTS = {
    "P01": ((SOCIAL_CARE, "New posts join the teams."), (PEOPLE, "Recruits for 24 posts at once.")),
    "P02": (
        (SOCIAL_CARE, "Managers audit case files every month."),
        (BOARD, "Agrees how often it is told what audits find."),
    ),
    "P03": (
        (SOCIAL_CARE, "Teams of reception and assessment work in a new way."),
        (HEALTH, "Answers requests for information within days."),
        (SCHOOLS, "Answer requests for information within days."),
    ),
    "P04": (
        (SOCIAL_CARE, "New procedures for children missing from home."),
        (POLICE, "Shares reports of missing children and of domestic abuse daily."),
    ),
    "P05": ((SOCIAL_CARE, "Work is given out by points."),),
    "P06": (
        (SOCIAL_CARE, "Children are heard on the service they get."),
        (YOUTH, "Lends its workers to groups of young people."),
    ),
    "P07": (
        (BOARD, "Reviews how its partners work together."),
        (HEALTH, "Signs the memorandum."),
        (POLICE, "Signs the memorandum."),
    ),
    "P08": (
        (SOCIAL_CARE, "Plans say how a child’s background is met."),
        (SCHOOLS, "Share what they know of new communities."),
    ),
    "P09": (
        (SOCIAL_CARE, "Workers may move between districts."),
        (DATA, "Compares resources with like councils."),
    ),
    "P10": (
        (INTEGRATED, "Takes the children below the threshold."),
        (HEALTH, "Refers by the new guide."),
        (SCHOOLS, "Refer by the new guide."),
        (POLICE, "Refers by the new guide."),
    ),
    "P11": ((SOCIAL_CARE, "Records in fewer steps."), (DATA, "Makes reports from the system itself.")),
    "P12": (
        (CENTRE, "Takes first calls about children differently."),
        (SOCIAL_CARE, "Gets calls with what it needs to decide."),
    ),
    "P13": (
        (SOCIAL_CARE, "Ten checks of what looked-after children get."),
        (HEALTH, "Health checks in time."),
        (SCHOOLS, "Education plans in time."),
    ),
    "P14": ((COMMISSIONING, "Tells the teams what complaints have in common."),),
    "P15": (
        (SOCIAL_CARE, "Induction for everybody new."),
        (PEOPLE, "Runs the programme for first line managers."),
    ),
    "P16": (
        (PEOPLE, "Checks those who are employed already."),
        (SCHOOLS, "Train every panel that appoints."),
        (CHIEF, "The same rules for every department."),
    ),
    "P17": (
        (COMMISSIONING, "Buys placements by a new strategy."),
        (SOCIAL_CARE, "Chooses placements with their cost in sight."),
    ),
}

MANAGED, REPORTS = Line.How.MANAGEMENT, Line.How.REPORTS
LINES = (
    ("Project leads", "Programme manager", REPORTS),
    ("Programme manager", "Programme director", REPORTS),
    ("Social work teams", "Team managers", MANAGED),
    ("Team managers", "Service managers", MANAGED),
    ("Service managers", "Service heads", MANAGED),
    ("Service heads", "Programme director", MANAGED),
    ("Programme director", "Senior responsible owner", MANAGED),
    ("Senior responsible owner", "Chief executive", MANAGED),
    ("Senior responsible owner", "Sponsoring group", REPORTS),
)

PLANNING, DELIVERY, REPORTING, GOVERNANCE = Control.Concerns
CONTROLS = (
    (
        "Scope test",
        PLANNING,
        "What becomes a project",
        "The lead answers whether children’s safety or care gains directly; a no stops it, unless a case shows what it enables.",
    ),
    (
        "One form of business case",
        PLANNING,
        "That cases are made with rigour and alike",
        "Every case has the same parts, doing nothing and at least two real options; it is locked when sent.",
    ),
    (
        "Implementation plan in three parts",
        PLANNING,
        "That work starts prepared",
        "Start is refused until communications, risk and quality are complete.",
    ),
    (
        "Change of dates",
        DELIVERY,
        "That promised days hold",
        "A promised day moves only when the programme manager approves a reason; the first promise stays in sight.",
    ),
    (
        "Action log",
        DELIVERY,
        "That what was agreed is done",
        "Every action has an owner and a day; another than who did it checks the evidence.",
    ),
    (
        "Team and days",
        DELIVERY,
        "That projects have the people they need",
        "Days asked and given are kept for each place in a team, and what is missing is listed by project.",
    ),
    (
        "Weekly report",
        REPORTING,
        "That progress is known and true",
        "Each lead reports every week, in planning too; what was missed is listed.",
    ),
    (
        "Monitoring set up",
        REPORTING,
        "That each project can be measured",
        "A project in delivery has a measure and a report due, or is flagged.",
    ),
    (
        "Update to the sponsoring group",
        REPORTING,
        "That the safeguarding children board can scrutinise",
        "A report made of the same data, frozen on its day.",
    ),
    (
        "Vetting",
        GOVERNANCE,
        "That only sound cases and plans reach the Board",
        "One checklist for all; who wrote a case does not vet it.",
    ),
    (
        "Challenge and decision",
        GOVERNANCE,
        "That a project goes on for good reasons",
        "Questions answered and two ratings before the Board decides, at a minuted and quorate meeting.",
    ),
    (
        "Exceptions",
        GOVERNANCE,
        "That nobody judges their own work",
        "The only way round is allowed by the senior responsible owner with a second person, and is on the trail.",
    ),
)
