"""The queue: assessments and enquiries wait for people, and people work on what they hold.

Nothing here knows how long anything should take on average: a piece of work has hours, a worker has a day.
What is due next is done first, as a timescale teaches; what is already late gives way, save on days of catching up.
"""

from datetime import date
from typing import Any

from sherwood.kit.working_days import deadline
from sherwood.simulating.cases import SiblingCase
from sherwood.simulating.county import County, days_on
from sherwood.simulating.families import Child
from sherwood.simulating.teams import (
    ASSESSMENT,
    DISABILITY,
    LEAVING_CARE,
    LONG_TERM,
    LOOKED_AFTER,
    PROTECTION,
    Team,
)
from sherwood.simulating.workforce import Worker

INITIAL, CORE, SINGLE, ENQUIRY = "initial", "core", "single", "section 47 enquiry"
# Working days that people aim at: Working Together 2006, and 2013 for the single assessment
LIMITS = {INITIAL: 7, CORE: 35, SINGLE: 45, ENQUIRY: 10}


class Work:
    """A piece of work on a case: its rows (one a child), the hours it still needs, and when it is due."""

    def __init__(
        self, kind: str, case: SiblingCase, rows: dict[Child, Any], due: int, answers: int, hours: float
    ):
        self.kind, self.case, self.rows = kind, case, rows
        self.due, self.answers, self.hours = due, answers, hours  # the first two are working-day ordinals
        self.begun_on: date | None = None
        self.hurried = False

    def assign(self, worker: Worker) -> None:
        for row in self.rows.values():
            row.worker = worker.identifier


class Assessments:
    """Allocates the cases that wait in each team, and lets each worker have a day."""

    def __init__(self, county: County):
        self.county, self.chance = county, county.chance("assessments")
        self.numbers, self.single = county.parameters.assessing, county.parameters.single
        self.first = SINGLE if self.single else INITIAL
        kinds = (ASSESSMENT, DISABILITY, LONG_TERM, LOOKED_AFTER, LEAVING_CARE, PROTECTION)
        self.teams = [team for team in county.teams.by_name.values() if team.kind in kinds]

    def day(self) -> None:
        """One working day of every team."""
        for team in self.teams:
            if team.queue:
                self._allocate(team)
            for worker in list(team.workers):
                if worker.works and self.county.workforce.here(worker):
                    self._work(worker)

    def initial(self, case: SiblingCase) -> None:
        """Begin the first assessment: its clock is the referral's, its work waits for a worker."""
        case.band = self._band(case)
        received = next(iter(case.referrals.values())).received_on
        hours, answers = self.numbers.initial_hours, self.numbers.initial_answers
        if self.single:
            hours, answers = self.single.hours, self.single.answers
        self._ask_for(self.first, case, hours, answers, received)
        self.county.cases.queue(case, case.team)

    def core(self, case: SiblingCase, started_on: date | None = None) -> None:
        """Begin an assessment of all needs, core or single: its clock runs from today."""
        kind, hours, answers = CORE, self.numbers.core_hours, self.numbers.core_answers
        if self.single:
            kind, hours, answers = SINGLE, self.single.hours, self.single.answers
        if any(work.kind == kind for work in case.works):
            return
        work = self._ask_for(kind, case, hours, answers, self.county.today)
        for row in work.rows.values():
            row.started_on = started_on or self.county.today
            if self.single:
                row.referral = None  # begun because of what was learned since, not by the referral

    def urgent(self, case: SiblingCase) -> None:
        """A referral of such concern that it is allocated at once and its initial assessment is brief."""
        self.county.cases.take_at_once(case)
        worker, today = case.worker, self.county.today
        if worker is None:
            self.initial(case)
            return
        for child in case.children if not self.single else ():
            row = self._row(case, child, INITIAL)
            row.started_on = row.finished_on = today
            row.outcome, row.worker = "strategy discussion", worker.identifier
            row.seen = self.chance.happens(self.numbers.seen_late)
            row.seen_on = today if row.seen else None
        self.county.protection.concern(case)

    def enquiry(self, case: SiblingCase, rows: dict[Child, Any]) -> None:
        work = Work(
            ENQUIRY,
            case,
            rows,
            self.county.ordinal + LIMITS[ENQUIRY],
            self.county.ordinal + round(self.chance.around(*self.numbers.enquiry_answers)),
            self._hours(self.numbers.enquiry_hours, case),
        )
        self._give(work)

    def _ask_for(
        self, kind: str, case: SiblingCase, hours: float, answers: tuple[float, float], clock: date
    ) -> Work:
        rows = {child: self._row(case, child, kind) for child in case.children}
        due = self.county.ordinal + LIMITS[kind] - self.county.working_days_since(clock)
        ready = self.county.ordinal + round(self.chance.around(*answers))
        work = Work(kind, case, rows, due, ready, self._hours(hours, case))
        self._give(work)
        return work

    def _give(self, work: Work) -> None:
        work.case.works.append(work)
        if work.case.worker:
            work.assign(work.case.worker)
            work.case.worker.works.append(work)

    def _row(self, case: SiblingCase, child: Child, kind: str) -> Any:
        referral = case.referrals.get(child)
        return self.county.add(
            "assessments",
            assessment=self.county.identifier("A"),
            child=child.identifier,
            referral=referral.referral if referral else None,
            kind=kind,
            team=case.team.name,
        )

    def _hours(self, mean: float, case: SiblingCase) -> float:
        numbers = self.numbers
        mean *= 1 + numbers.complexity * self.county.rise(self.county.today)
        return self.chance.around(mean, numbers.spread) * (1 + numbers.sibling * (len(case.children) - 1))

    def _band(self, case: SiblingCase) -> int:
        """How urgent the manager takes it to be; risk is seen, but not clearly."""
        seen = case.family.risk * self.chance.around(1.0, 0.8)
        return 0 if seen > 1.3 else 1 if seen > 0.45 else 2

    def _allocate(self, team: Team) -> None:
        """The most urgent first, then the longest waiting, to whoever holds least, while anyone may hold more."""
        cases, waiting = self.county.cases, []
        team.queue.sort(key=lambda case: (case.band, case.waiting_since))
        for case in team.queue:
            worker = self._with_room(team, len(case.children))
            if worker:
                cases.allocate(case, worker)
            elif not self._close_at_the_desk(case):
                waiting.append(case)
        team.queue = waiting

    def _with_room(self, team: Team, children: int) -> Worker | None:
        """Who holds least of those who may hold so many more and are not away for long."""
        ceiling, today = self.county.cases.ceiling, self.county.today
        room = [
            worker
            for worker in team.workers
            if not worker.left
            and worker.long_sick_until < today
            and (worker.held == 0 or worker.held + children <= ceiling(worker))
        ]
        return min(room, key=lambda worker: worker.held / worker.hours, default=None)

    def _close_at_the_desk(self, case: SiblingCase) -> bool:
        """A referral that has waited for weeks may be closed by the manager without anyone having been."""
        waited = self.county.ordinal - case.waiting_since
        untouched = case.worker is None and len(case.works) == 1 and case.works[0].kind == self.first
        if not untouched or case.band == 0 or waited < self.numbers.desk_closure_after:
            return False
        if not self.chance.happens(self.numbers.desk_closure):
            return False
        work, today = case.works.pop(), self.county.today
        for row in work.rows.values():
            row.started_on = row.finished_on = today
            row.seen, row.outcome = False, "no further action"
            row.worker = case.team.manager.identifier
        case.is_queued = False
        self.county.cases.close(case, "RC8")
        return True

    def _hours_today(self, worker: Worker) -> float:
        """Hours for assessments, as if done by someone of full experience."""
        numbers = self.numbers
        hours = numbers.hours_a_day_elsewhere
        if worker.team.kind in (ASSESSMENT, DISABILITY):
            hours = numbers.hours_a_day
            if self.county.today >= numbers.extra_from:
                hours *= 1 + numbers.extra_hours
        hours = hours * worker.hours - numbers.hours_per_child_held * worker.held
        return hours * self.county.workforce.speed(worker)

    def _work(self, worker: Worker) -> None:
        numbers, today, hours = self.numbers, self.county.ordinal, self._hours_today(worker)
        if self.chance.happens(numbers.catching_up):
            works = sorted(worker.works, key=lambda work: (work.kind != ENQUIRY, work.due))
        else:
            works = sorted(worker.works, key=lambda work: (work.kind != ENQUIRY, work.due < today, work.due))
        for work in works:
            if work.hours > 0 and hours > 0:
                hours = self._spend(work, hours, today)
            if work.hours <= 0 and work.answers <= today:
                keen = numbers.keenness_near if work.due == today + 1 else numbers.keenness
                if work.due <= today or work.kind == ENQUIRY or self.chance.happens(keen):
                    self._finish(work, worker)

    def _spend(self, work: Work, hours: float, today: int) -> float:
        if work.begun_on is None:
            work.begun_on = self.county.today
            for row in work.rows.values():
                row.started_on = row.started_on or self.county.today
        if work.due < today and not work.hurried and work.kind != ENQUIRY:
            work.hurried = True
            work.hours *= self.numbers.hurried
        spent = min(hours, work.hours)
        work.hours -= spent
        return hours - spent

    def _finish(self, work: Work, worker: Worker) -> None:
        worker.works.remove(work)
        work.case.works.remove(work)
        for row in work.rows.values():
            row.finished_on = self.county.today
        if work.kind == ENQUIRY:
            self.county.protection.enquiry_finished(work.case, work.rows)
            return
        late = work.due < self.county.ordinal
        for row in work.rows.values():
            row.seen = self.chance.happens(self.numbers.seen_late if late else self.numbers.seen)
            row.seen_on = self._seen_on(work) if row.seen else None
        if work.kind == INITIAL:
            self._after_initial(work)
        elif work.kind == CORE:
            numbers = self.numbers
            self._after_whole(work, numbers.core_to_enquiry, numbers.core_to_plan, numbers.core_to_care)
        else:
            self._after_whole(work, self.single.to_enquiry, self.single.to_plan, self.single.to_care)

    def _seen_on(self, work: Work) -> date:
        """A working day between its beginning and its end, sooner rather than later."""
        begun = work.begun_on or self.county.today
        room = self.county.working_days_since(begun)
        return deadline(begun, int(room * self.chance.random() ** 2)) if room else begun

    def _after_initial(self, work: Work) -> None:
        numbers, case, county = self.numbers, work.case, self.county
        cautious, chance = case.family.risk * county.caution(), self.chance.random()
        enquiry = min(0.5, numbers.initial_to_enquiry * cautious)
        core = min(0.4, numbers.initial_to_core * (0.6 + 0.4 * cautious))
        outcome = "no further action"
        if case.in_need or case.is_protected:
            outcome = "no change to the plan"
        elif chance < enquiry:
            outcome = "strategy discussion"
            county.protection.concern(case)
        elif chance < enquiry + core:
            outcome = "core assessment"
            self.core(case)
        elif chance < enquiry + core + numbers.initial_to_plan:
            outcome = "child in need plan"
            county.cases.long_term(case)
        else:
            county.cases.close_soon(case)
        _conclude(work, outcome)

    def _after_whole(self, work: Work, to_enquiry: float, to_plan: float, to_care: float) -> None:
        """What an assessment of all needs leads to, core or single."""
        case, county = work.case, self.county
        cautious, chance = case.family.risk * county.caution(), self.chance.random()
        enquiry = min(0.4, to_enquiry * cautious)
        outcome = "no further action"
        if case.in_need or case.is_protected or case.conference_pending:
            outcome = "continues with the plan"
        elif chance < enquiry:
            outcome = "strategy discussion"
            county.protection.concern(case)
        elif chance < enquiry + to_plan:
            outcome = "child in need plan"
            county.cases.long_term(case)
        else:
            county.cases.close_soon(case)
        _conclude(work, outcome)
        for child in list(case.children):
            if self.chance.happens(min(0.3, to_care * cautious)):
                day = days_on(county.today, self.chance.randrange(1, 40))
                county.on(day, county.care.begin_from, child, case)


def _conclude(work: Work, outcome: str) -> None:
    for row in work.rows.values():
        row.outcome = outcome
