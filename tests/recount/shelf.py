"""The measures as their pages define them: what is counted, over which days, and what must be on record for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from recount import care, work
from recount.answers import Answer, Parts, held, share
from recount.council import Council
from recount.days import DAY, month_ends, months_on

# by table, from when it is whole (None: only the latest of each child) and to when
Reach = dict[str, tuple[date | None, date]]
EVENT, DAY_COUNTED, MONTH_END = "event", "day", "month end"
UNTIL_2014, FROM_2013 = (date(2000, 4, 1), date(2014, 3, 31)), (date(2013, 4, 15), date.max)


@dataclass(frozen=True)
class Measure:
    """`rows` gives the answers of a period (an event) or of a day. `tables`: what must be on record, how many months
    back. `in_force`: the days of the definition; `kind`: the kind of assessment without which nothing is counted."""

    rows: Callable[[Council, date, date, Reach], Iterable[Answer]]
    tables: dict[str, int]
    counted: str = EVENT
    figure: Callable[[Iterable[Answer]], Parts] = share
    in_force: tuple[date, date] = (date.min, date.max)
    kind: str = ""
    may_lack: str = ""  # a table without which it is counted all the same

    def day_of(self, first: date, last: date, as_at: date) -> date | None:
        """The day on which a stock is counted for a period; None where there is none in it."""
        last = min(last, as_at)
        if self.counted != MONTH_END:
            return last
        return max((day for day in month_ends(first, as_at) if first <= day <= last), default=None)

    def is_known(self, council: Council, first: date, last: date, reach: Reach) -> bool:
        day = self.day_of(first, last, council.as_at)
        if first > council.as_at or day is None:
            return False
        judged_from = first if self.counted == EVENT else min(last, council.as_at)
        if min(last, council.as_at) < self.in_force[0] or judged_from > self.in_force[1]:
            return False
        kinds = {record.kind for record in council.table("assessments")}
        if self.kind and self.kind not in kinds:
            return False
        return self._is_told(council, day) or all(
            self._reaches(reach.get(table), back, judged_from, min(last, council.as_at))
            for table, back in self.tables.items()
            if table != self.may_lack or table in reach
        )

    def _is_told(self, council: Council, day: date) -> bool:
        return "placements" in self.tables and bool(care.told(council, day))

    def _reaches(self, reach, back: int, first: date, last: date) -> bool:
        if reach is None:
            return False
        since, until = reach
        if since is None:
            return not back and first == last == until
        start = first if self.counted == EVENT or not back else last + DAY
        return since <= months_on(start, -back) and last <= until

    def answers(self, council: Council, first: date, last: date, reach: Reach) -> list[Answer]:
        day = self.day_of(first, last, council.as_at)
        return [] if day is None else list(self.rows(council, first, day, reach))


def whole_from(reach: Reach, table: str) -> date | None:
    return reach[table][0] if table in reach else None


def in_time(kind: str, in_force) -> Measure:
    return Measure(
        lambda council, first, last, _: work.assessments_finished(council, kind, first, last),
        {"assessments": 0}, in_force=in_force, kind=kind,
    )  # fmt: skip


def still_open(kind: str, in_force) -> Measure:
    return Measure(
        lambda council, _, day, __: work.assessments_open(council, kind, day),
        {"assessments": 0}, DAY_COUNTED, in_force=in_force, kind=kind,
    )  # fmt: skip


def _re_referrals(council: Council, first: date, last: date, reach: Reach):
    since = whole_from(reach, "referrals")
    return work.re_referrals(council, first, last, since) if since else ()


def _reviews(council: Council, _: date, day: date, reach: Reach):
    since, in_care_since = whole_from(reach, "care_reviews"), whole_from(reach, "care_episodes")
    return care.reviews_in_time(council, day, since, in_care_since or date.max) if since else ()


def _awaiting(council: Council, _: date, day: date, reach: Reach):
    since = whole_from(reach, "conferences") if "conferences" in reach else date.min
    return work.awaiting_conference(council, day, since or date.max)


def _plans_started(council: Council, first: date, last: date, reach: Reach):
    return work.plans_started(council, first, last, whole_from(reach, "protection_plans") or date.max)


SHELF = {
    "initial_assessments_in_time": in_time("initial", UNTIL_2014),
    "initial_assessments_open_overdue": still_open("initial", UNTIL_2014),
    "core_assessments_in_time": in_time("core", UNTIL_2014),
    "core_assessments_open_overdue": still_open("core", UNTIL_2014),
    "single_assessments_in_time": in_time("single", FROM_2013),
    "single_assessments_open_overdue": still_open("single", FROM_2013),
    "referrals_to_initial_assessment": Measure(
        lambda council, first, last, _: work.led_to_assessment(council, first, last),
        {"referrals": 0, "assessments": 0}, in_force=UNTIL_2014, kind="initial",
    ),
    "re_referrals_within_12_months": Measure(_re_referrals, {"referrals": 12}),
    "conferences_in_time": Measure(
        lambda council, first, last, _: work.conferences_held(council, first, last),
        {"conferences": 0, "section_47_enquiries": 0},
    ),
    "conferences_overdue": Measure(
        _awaiting, {"section_47_enquiries": 0, "conferences": 3}, DAY_COUNTED, may_lack="conferences",
    ),
    "return_interviews_in_time": Measure(
        lambda council, first, last, _: work.returned_and_interviewed(council, first, last), {"missing_episodes": 0}
    ),
    "return_interviews_overdue": Measure(
        lambda council, _, day, __: work.awaiting_interview(council, day), {"missing_episodes": 0}, DAY_COUNTED
    ),
    "placements_judged_good": Measure(
        lambda council, _, day, __: work.agreements_in_force(council, day), {"placement_agreements": 0}, DAY_COUNTED
    ),
    "complaints_answered_in_time": Measure(
        lambda council, first, last, _: work.complaints_answered(council, first, last), {"complaints": 0}
    ),
    "complaints_taken_further": Measure(
        lambda council, first, last, _: work.complaints_taken_further(council, first, last), {"complaints": 0}
    ),
    "complaints_open_overdue": Measure(
        lambda council, _, day, __: work.complaints_open(council, day), {"complaints": 0}, DAY_COUNTED
    ),
    "plans_two_years_or_more": Measure(
        lambda council, first, last, _: work.plans_ended(council, first, last), {"protection_plans": 0}
    ),
    "second_or_subsequent_plans": Measure(_plans_started, {"protection_plans": 0}),
    "looked_after_rate": Measure(
        lambda council, _, day, __: care.in_care(council, day), {"care_episodes": 0}, DAY_COUNTED
    ),
    "three_or_more_placements": Measure(
        lambda council, _, day, reach: care.many_placements(council, day, whole_from(reach, "placements")),
        {"care_episodes": 0, "placements": 12}, MONTH_END,
    ),
    "care_reviews_in_time": Measure(_reviews, {"care_episodes": 0, "care_reviews": 18}, MONTH_END),
    "children_held_per_worker": Measure(
        lambda council, _, day, __: work.children_held(council, day), {"involvements": 0}, DAY_COUNTED, held
    ),
}  # fmt: skip
RATE = "looked_after_rate"
MEAN = "children_held_per_worker"
