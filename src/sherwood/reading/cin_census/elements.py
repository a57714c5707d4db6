"""The elements of the census that are rows, what is read of each and the records that it becomes.

`elements.csv` holds one value a line: the row it is of, where it stands, what it is read as, the collection years that have
it (2024 is 2024/25), and why it is not held. A row without a needed value has no record table: none of it is held.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sherwood.reading.columns import Field
from sherwood.reading.deriving import numbered
from sherwood.reading.trees import IN_ROW, Element, Tree
from sherwood.reading.values import Value
from sherwood.records.tables import Kind

CHILD = "Children/Child"
DISABILITY = f"{CHILD}/ChildCharacteristics/Disabilities/Disability"
NEED = f"{CHILD}/CINdetails"
ASSESSMENT = f"{NEED}/Assessments"
FACTOR = f"{ASSESSMENT}/FactorsIdentifiedAtAssessment/AssessmentFactors"
NEED_PLAN = f"{NEED}/CINPlanDates"
ENQUIRY = f"{NEED}/Section47"
PLAN = f"{NEED}/ChildProtectionPlans"
REVIEW = f"{PLAN}/Reviews/CPPreviewDate"
PROCEEDINGS = f"{NEED}/PreProceedingsandFGDM"

TITLES = {
    CHILD: "children",
    DISABILITY: "disabilities",
    NEED: "referrals and their closing",
    ASSESSMENT: "assessments",
    FACTOR: "factors found by assessments",
    NEED_PLAN: "children in need plans",
    ENQUIRY: "section 47 enquiries and initial conferences",
    PLAN: "child protection plans",
    REVIEW: "reviews of child protection plans",
    PROCEEDINGS: "work before care proceedings",
}
SEX = {"1": "M", "2": "F", "0": "U", "9": "U"}  # as returned until 2023/24
DISABILITIES = {"MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA"}
NOT_A_DISABILITY = (
    f"Expected NONE or a code of disability ({', '.join(sorted(DISABILITIES))}). Correct it in the source."
)

OF_THE_REFERRAL = f"LEFT JOIN (SELECT _row AS {IN_ROW}, referral FROM referrals) USING ({IN_ROW})"
OF_THE_PLAN = f"LEFT JOIN (SELECT _row AS {IN_ROW}, plan FROM protection_plans) USING ({IN_ROW})"


@dataclass(frozen=True)
class Record:
    """A record table that rows of an element become, by SQL over the rows taken and the tables before it."""

    table: str
    path: str
    select: str
    is_the_row: bool = True  # whether the record is what the element is, and not something told in it


RECORDS = (
    Record(
        "children", CHILD, "child, born_on, expected_on, coalesce(sex, gender) AS sex, ethnicity, died_on"
    ),
    Record(
        "children",
        DISABILITY,
        "child, bool_or(disabled) OVER (PARTITION BY child) AS disabled",
        is_the_row=False,
    ),
    Record(
        "referrals",
        NEED,
        numbered(
            "{KEY} AS referral, child, received_on, source, primary_need, no_further_action, closed_on, closed_reason",
            "received_on",
            is_over="closed_on IS NOT NULL OR no_further_action",
        ),
    ),
    Record(
        "assessments",
        ASSESSMENT,
        numbered(
            "{KEY} AS assessment, child, referral, 'single' AS kind, started_on, finished_on",
            "started_on",
            is_over="finished_on IS NOT NULL",
        )
        + OF_THE_REFERRAL,
    ),
    Record(
        "section_47_enquiries",
        ENQUIRY,
        numbered(
            "{KEY} AS enquiry, child, referral, started_on, conference_not_needed",
            "started_on",
            is_over="held_on IS NOT NULL OR conference_not_needed",
        )
        + OF_THE_REFERRAL,
    ),
    # The census counts a conference with each enquiry that led to it; were it held once, the other enquiry would seem
    # to wait for one for ever.
    Record(
        "conferences",
        ENQUIRY,
        numbered("{KEY} AS conference, child, enquiry, 'initial' AS kind, held_on", "held_on")
        + " JOIN (SELECT _row, enquiry FROM section_47_enquiries) USING (_row)",
        is_the_row=False,
    ),
    # The same day also stands on the referral when the conference is of a child who moved in with a plan.
    Record(
        "conferences",
        NEED,
        """child || '|' || held_on AS conference, child, 'transfer_in' AS kind, held_on FROM rows
        ANTI JOIN (SELECT child, held_on FROM conferences) USING (child, held_on) WHERE held_on IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY child, held_on ORDER BY _row) = 1""",
        is_the_row=False,
    ),
    Record(
        "protection_plans",
        PLAN,
        numbered(
            "{KEY} AS plan, child, started_on, ended_on, initial_category, latest_category, previous_plans",
            "started_on",
            is_over="ended_on IS NOT NULL",
        ),
    ),
    Record(
        "protection_reviews",
        REVIEW,
        numbered("{KEY} AS review, child, plan, held_on", "held_on") + OF_THE_PLAN,
    ),
)


@dataclass(frozen=True)
class ElementLine:
    """One line of `elements.csv`."""

    row: str
    value: str
    column: str
    kind: str
    codes: str
    first_year: int | None
    last_year: int | None
    why_not: str

    @property
    def heading(self) -> str:
        return (self.row if self.value == "." else self.value).rpartition("/")[2]


@cache
def lines() -> tuple[ElementLine, ...]:
    text = files("sherwood.reading").joinpath("cin_census", "elements.csv").read_text("utf-8")
    _, *rows = csv.reader(text.splitlines())
    return tuple(_line(*row) for row in rows)


def _line(
    row: str, value: str, column: str, kind: str, codes: str, first: str, last: str, why_not: str
) -> ElementLine:
    return ElementLine(row, value, column, kind, codes, _year(first), _year(last), why_not)


def _year(text: str) -> int | None:
    return int(text) if text else None


def read_disability(text: str) -> Value:
    """Whether there is one: NONE says that there is none."""
    code = text.upper()
    return Value(code != "NONE") if code in DISABILITIES | {"NONE"} else Value(problem=NOT_A_DISABILITY)


def fields_of(path: str) -> list[Field]:
    """What is read of a row, with the child it is of and the row it stands in."""
    own = [_field(line) for line in lines() if line.row == path and line.column]
    if path == CHILD:
        return own
    child = next(line for line in lines() if line.column == "child")
    return [_field(child), Field(IN_ROW, Kind.WHOLE, IN_ROW), *own]


def _field(line: ElementLine) -> Field:
    kind, is_needed = line.kind.removeprefix("needed "), line.kind.startswith("needed ")
    if kind == "id":
        return Field(line.column, Kind.TEXT, line.heading, required=True, identifier=True)
    if kind == "code":
        spellings = SEX if line.codes == "sex" else None
        return Field(line.column, Kind.TEXT, line.heading, codes=line.codes, spellings=spellings)
    read = read_disability if line.row == DISABILITY else None
    return Field(line.column, KINDS[kind], line.heading, required=is_needed, read=read)


KINDS = {"date": Kind.DATE, "flag": Kind.FLAG, "number": Kind.WHOLE, "text": Kind.TEXT}


def why_not_held(path: str) -> str:
    """Why no row of an element is held; empty where it becomes records."""
    if any(record.path == path for record in RECORDS):
        return ""
    return next(line.why_not for line in lines() if line.row == path and line.why_not)


def of_other_years(path: str, headings: Sequence[str], year: int) -> list[str]:
    """A sentence on each value that stands in a file of a year whose census did not have it."""
    said = []
    for line in lines():
        if line.row == path and line.heading in headings:
            if line.first_year and year < line.first_year:
                said.append(
                    f"“{line.heading}” is of the census from {_named(line.first_year)}; it was read all the same."
                )
            if line.last_year and year > line.last_year:
                said.append(
                    f"“{line.heading}” is of the census to {_named(line.last_year)}; it was read all the same."
                )
    return said


def _named(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


def _tree() -> Tree:
    read = [line for line in lines() if line.column]
    passed = {f"{line.row}/{line.value}": line.why_not for line in lines() if not line.column}
    who = "Who made the file, with what and what it holds changes no record."
    return Tree(
        root="Message",
        marks=(r"<(?:\w+:)?Collection>\s*CIN\s*<", r"<(?:\w+:)?CIN[dD]etails\b"),
        elements=[
            Element(
                path,
                [line.value for line in read if line.row == path],
                [] if path == CHILD else ["LAchildID"],
            )
            for path in TITLES
        ],
        header=(
            "Header/CollectionDetails/Year",
            "Header/CollectionDetails/ReferenceDate",
            "Header/Source/LEA",
            "Header/Source/DateTime",
        ),
        not_held=passed
        | {
            "Header/CollectionDetails/Collection": who,
            "Header/Source/SourceLevel": who,
            "Header/Source/SoftwareCode": who,
            "Header/Source/Release": who,
            "Header/Source/SerialNo": who,
            "Header/Content": who,
        },
    )


TREE = _tree()
