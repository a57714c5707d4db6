"""The children in need census that a council would return of a year, as XML, from its records.

A case is in the census of a year when it was open on any day of it; in it stands what was open or happened in the
year, as it was known on 31 March. Initial and core assessments have no element in it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import XMLGenerator

from sherwood.simulating.council import SimulatedCouncil

GENDER = {"M": "1", "F": "2", "U": "0"}  # the codes until 2023/24
SEX_FROM = 2024
NO_COUNCIL = "999"  # a number that no council has


@dataclass
class CensusCase:
    """A referral and what followed from it; without a referral when that is older than the records.

    It is then returned as of the day before they begin: the census asks for a day, and this one is in no year of it.
    """

    before: date  # the day before the records begin
    referral: Any = None
    conference_on: date | None = None  # of a child who moved in with a plan
    assessments: list[Any] = field(default_factory=list)
    enquiries: list[tuple[Any, date | None]] = field(
        default_factory=list
    )  # and when their conference was held
    plans: list[tuple[Any, list[Any]]] = field(default_factory=list)  # and their reviews

    @property
    def received_on(self) -> date:
        if self.referral:
            return self.referral.received_on
        return min([self.before, *(plan.started_on for plan, _ in self.plans)])

    @property
    def closed_on(self) -> date | None:
        """The referral's day of closing; of one that is older, the day when the last of what is known of it ended."""
        if self.referral:
            return self.referral.closed_on
        ends = [row.finished_on for row in [*self.assessments, *(enquiry for enquiry, _ in self.enquiries)]]
        ends += [plan.ended_on for plan, _ in self.plans]
        return max(ends) if all(ends) else None


@dataclass
class CensusWritten:
    """What was written to a census, by element, and what was left out, by the reason."""

    path: Path
    elements: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)


def census_years(council: SimulatedCouncil) -> list[int]:
    """The collection years, by where they begin, of which the council's records are whole."""
    years = range(council.history_from.year, council.until.year)
    return [
        year
        for year in years
        if date(year, 4, 1) >= council.history_from and date(year + 1, 3, 31) <= council.until
    ]


def write_census(council: SimulatedCouncil, folder: Path | str, year: int) -> CensusWritten:
    """Write `cin_census_<year it ends in>.xml` of the collection year that begins on 1 April of `year`."""
    path = Path(folder) / f"cin_census_{year + 1}.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    written = CensusWritten(path)
    cases = _cases(council, year, written)
    with path.open("w", encoding="utf-8", newline="\n") as opened:
        _Writer(opened, year, written).census(
            (child, cases[child.child]) for child in council.tables["children"] if child.child in cases
        )
    return written


def _cases(council: SimulatedCouncil, year: int, written: CensusWritten) -> dict[str, list[CensusCase]]:
    """By child, the cases of the year with what is returned of them."""
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    sorting = _Sorting(council.tables, first, last, council.history_from - timedelta(1))
    sorting.sort(written)
    cases: dict[str, list[CensusCase]] = defaultdict(list)
    for case in sorting.by_referral.values():
        ended = case.closed_on or (case.received_on if case.referral.no_further_action else None)
        if case.received_on <= last and (ended is None or ended >= first):
            cases[case.referral.child].append(case)
    for child, case in sorting.older.items():
        cases[child].append(case)
    return cases


class _Sorting:
    """Everything of the year put to the case it is of."""

    def __init__(self, tables: dict[str, list[Any]], first: date, last: date, before: date) -> None:
        self.tables, self.first, self.last = tables, first, last
        self.by_referral = {row.referral: CensusCase(before, row) for row in tables["referrals"]}
        self.older: dict[str, CensusCase] = defaultdict(lambda: CensusCase(before))
        self._enquiries = {row.enquiry: row for row in tables["section_47_enquiries"]}
        self._conferences = {row.conference: row for row in tables["conferences"]}
        self._of_child: dict[str, list[CensusCase]] = defaultdict(list)
        for case in self.by_referral.values():
            self._of_child[case.referral.child].append(case)

    def sort(self, written: CensusWritten) -> None:
        for row in self._lasting("assessments", "finished_on"):
            if row.kind == "single":
                self._case(row, row.referral).assessments.append(row)
            else:
                written.left_out[f"{row.kind} assessments, which the census has no element for"] += 1
        self._sort_enquiries()
        reviews: dict[str, list[Any]] = defaultdict(list)
        for row in self.tables["protection_reviews"]:
            if self.first <= row.held_on <= self.last:
                reviews[row.plan].append(row)
        for row in self._lasting("protection_plans", "ended_on"):
            self._case(row, self._referral_of_plan(row)).plans.append((row, reviews[row.plan]))

    def _sort_enquiries(self) -> None:
        held: dict[str, date] = {}
        for row in self.tables["conferences"]:
            if row.held_on and row.held_on <= self.last and row.kind == "initial" and row.enquiry:
                held[row.enquiry] = min(row.held_on, held.get(row.enquiry, row.held_on))
            elif row.held_on and self.first <= row.held_on <= self.last and row.kind == "transfer_in":
                self._case(row, None, row.held_on).conference_on = row.held_on
        for row in self.tables["section_47_enquiries"]:
            until = max(filter(None, (row.finished_on, held.get(row.enquiry))), default=None)
            if row.started_on <= self.last and (until is None or until >= self.first):
                self._case(row, row.referral).enquiries.append((row, held.get(row.enquiry)))

    def _lasting(self, table: str, ends: str) -> Iterator[Any]:
        """The rows that had begun and were open on a day of the year."""
        for row in self.tables[table]:
            ended = getattr(row, ends)
            began = row.started_on is not None and row.started_on <= self.last
            if began and (ended is None or ended >= self.first):
                yield row

    def _referral_of_plan(self, plan: Any) -> str | None:
        conference = self._conferences.get(plan.conference)
        enquiry = self._enquiries.get(conference.enquiry) if conference else None
        return enquiry.referral if enquiry else None

    def _case(self, row: Any, referral: str | None, on: date | None = None) -> CensusCase:
        """The case of its referral, else the child's last that was open then, else one older than the records."""
        if case := self.by_referral.get(referral or ""):
            return case
        day = on or row.started_on
        open_then = [case for case in self._of_child[row.child] if _was_open(case, day)]
        return max(open_then, key=lambda case: case.received_on, default=None) or self.older[row.child]


def _was_open(case: CensusCase, day: date) -> bool:
    closed = case.referral.closed_on
    return (
        case.received_on <= day and (closed is None or closed >= day) and not case.referral.no_further_action
    )


class _Writer:
    """The elements in the order of the schema, one on a line."""

    def __init__(self, out: Any, year: int, written: CensusWritten) -> None:
        self.xml = XMLGenerator(out, "utf-8", short_empty_elements=True)
        self.year, self.last, self.written, self.depth = year, date(year + 1, 3, 31), written, 0

    def census(self, cases: Iterable[tuple[Any, list[CensusCase]]]) -> None:
        self.xml.startDocument()
        self._open("Message")
        self._header()
        self._open("Children")
        for child, held in cases:
            self._child(child, held)
        self._close("Children")
        self._close("Message")
        self.xml.endDocument()

    def _header(self) -> None:
        self._open("Header")
        self._with("CollectionDetails", Collection="CIN", Year=self.year + 1, ReferenceDate=self.last)
        made = f"{self.last}T12:00:00"
        self._with(
            "Source", SourceLevel="L", LEA=NO_COUNCIL, SoftwareCode="Simulated", SerialNo="001", DateTime=made
        )
        self._close("Header")

    def _child(self, child: Any, cases: list[CensusCase]) -> None:
        self._open("Child")
        sex = {"Sex": child.sex} if self.year >= SEX_FROM else {"GenderCurrent": GENDER.get(child.sex, "9")}
        self._with(
            "ChildIdentifiers",
            LAchildID=child.child,
            PersonBirthDate=child.born_on,
            ExpectedPersonBirthDate=None if child.born_on else child.expected_on,
            **sex,
            PersonDeathDate=self._known(child.died_on),
        )
        self._open("ChildCharacteristics")
        self._value("Ethnicity", child.ethnicity)
        if child.disabled is not None:
            self._with("Disabilities", Disability="DDA" if child.disabled else "NONE")
        self._close("ChildCharacteristics")
        for case in cases:
            self._case(case)
        self._close("Child")

    def _case(self, case: CensusCase) -> None:
        row = case.referral
        closed_on = self._known(case.closed_on)
        self._open("CINdetails")
        self._value("CINreferralDate", case.received_on)
        self._value("ReferralSource", row.source if row else None)
        self._value("PrimaryNeedCode", row.primary_need if row else None)
        self._value("CINclosureDate", closed_on)
        self._value("ReasonForClosure", row.closed_reason if row and closed_on else None)
        self._value("DateOfInitialCPC", case.conference_on)
        for assessment in case.assessments:
            self._with(
                "Assessments",
                AssessmentActualStartDate=assessment.started_on,
                AssessmentAuthorisationDate=self._known(assessment.finished_on),
            )
        for enquiry, held_on in case.enquiries:
            self._with(
                "Section47",
                S47ActualStartDate=enquiry.started_on,
                DateOfInitialCPC=held_on,
                ICPCnotRequired=enquiry.conference_not_needed,
            )
        self._value("ReferralNFA", bool(row and row.no_further_action))
        for plan, reviews in case.plans:
            self._plan(plan, reviews)
        self._close("CINdetails")

    def _plan(self, plan: Any, reviews: list[Any]) -> None:
        self._open("ChildProtectionPlans")
        self._value("CPPstartDate", plan.started_on)
        self._value("CPPendDate", self._known(plan.ended_on))
        self._value("InitialCategoryOfAbuse", plan.initial_category)
        self._value("LatestCategoryOfAbuse", plan.latest_category)
        self._value("NumberOfPreviousCPP", plan.previous_plans)
        if reviews:
            self._open("Reviews")
            for review in reviews:
                self._value("CPPreviewDate", review.held_on)
            self._close("Reviews")
        self._close("ChildProtectionPlans")

    def _known(self, day: date | None) -> date | None:
        """What was known on 31 March."""
        return day if day and day <= self.last else None

    def _with(self, name: str, **values: Any) -> None:
        self._open(name)
        for inner, value in values.items():
            self._value(inner, value)
        self._close(name)

    def _value(self, name: str, value: Any) -> None:
        if value is not None:
            self._begin(name)
            self.xml.characters(str(value).lower() if isinstance(value, bool) else str(value))
            self.xml.endElement(name)

    def _open(self, name: str) -> None:
        self._begin(name)
        self.depth += 1

    def _close(self, name: str) -> None:
        self.depth -= 1
        self.xml.ignorableWhitespace("\n" + "  " * self.depth)
        self.xml.endElement(name)

    def _begin(self, name: str) -> None:
        self.written.elements[name] += 1
        self.xml.ignorableWhitespace("\n" * (self.depth > 0) + "  " * self.depth)
        self.xml.startElement(name, {})
