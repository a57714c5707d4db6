"""Cases: children of a family whom the service is working with, who holds them, and when that ends."""

from datetime import timedelta
from typing import Any

from sherwood.simulating.county import County, days_on, open_day
from sherwood.simulating.families import Child, Family
from sherwood.simulating.teams import (
    ASSESSMENT,
    DISABILITY,
    LEAVING_CARE,
    LONG_TERM,
    LOOKED_AFTER,
    PROTECTION,
    Team,
)
from sherwood.simulating.workforce import ADVANCED, Worker

ALLOCATED, REVIEWER, ADVISER = "allocated worker", "reviewing officer", "personal adviser"


class SiblingCase:
    """Brothers and sisters who are worked with together. One of them coming into care makes a case of its own."""

    def __init__(self, family: Family, children: list[Child], team: Team):
        self.family, self.children, self.team = family, children, team
        self.referrals: dict[Child, Any] = {}  # the rows
        self.worker: Worker | None = None
        self.works: list[Any] = []  # assessments and enquiries not finished
        self.band = 1  # how urgent: 0, 1 or 2
        self.waiting_since = 0  # working-day ordinal
        self.is_queued = False
        self.in_need = False  # on a child in need plan with a long-term team
        self.conference_pending = False
        self.closed = False

    @property
    def is_protected(self) -> bool:
        return any(child.plan for child in self.children)


class Cases:
    """Who holds whom: allocation, handing over, closing."""

    def __init__(self, county: County):
        self.county, self.chance = county, county.chance("cases")

    def open(self, family: Family, children: list[Child], team: Team) -> SiblingCase:
        case = SiblingCase(family, children, team)
        for child in children:
            child.case = case
        return case

    def queue(self, case: SiblingCase, team: Team) -> None:
        """Let the case wait for a worker of the team. Whoever holds it goes on holding it."""
        if case.closed or case.is_queued:
            return
        case.team, case.is_queued = team, True
        case.waiting_since = self.county.ordinal
        team.queue.append(case)

    def allocate(self, case: SiblingCase, worker: Worker) -> None:
        """Give the case to the worker from today, and end the holding of whoever had it before."""
        case.is_queued = False
        if case.worker is worker:
            return
        yesterday = self.county.today - timedelta(1)
        self._put_down(case, yesterday)
        case.worker, case.team = worker, worker.team
        worker.cases[case] = None
        worker.held += len(case.children)
        worker.works.extend(case.works)
        for work in case.works:
            work.assign(worker)
        for child in case.children:
            self.hold(child, worker, ALLOCATED)
            for current in (child.plan, child.care and child.care.episode):
                if current:
                    current.team, current.worker = worker.team.name, worker.identifier
            referral = case.referrals.get(child)
            if referral is not None and referral.worker is None:
                referral.worker = worker.identifier

    def take_at_once(self, case: SiblingCase) -> None:
        """Give an urgent case to the lightest worker of its team, however much they hold."""
        worker = self.county.workforce.lightest(case.team)
        if worker is None:
            case.band = 0
            self.queue(case, case.team)
            return
        if case.is_queued:
            self._unqueue(case)
        self.allocate(case, worker)

    def hold(self, child: Child, worker: Worker, role: str) -> None:
        row = self.county.add(
            "involvements",
            involvement=self.county.identifier("N"),
            child=child.identifier,
            worker=worker.identifier,
            team=worker.team.name,
            role=role,
            started_on=self.county.today,
        )
        if role == ALLOCATED:
            child.holding = row
            return
        worker.others[child] = role
        if role == REVIEWER:
            child.reviewer = row
        else:
            child.adviser = row

    def bereave(self, worker: Worker) -> None:
        """The worker has left: today was the last day of all they held."""
        for case in list(worker.cases):
            self._put_down(case, self.county.today)
            case.worker = None
            case.band = min(case.band, 1)
            if case.is_queued:
                self._unqueue(case)
            self.county.on(self.county.after(1), self.queue, case, case.team)
        for child, role in worker.others.items():
            row = child.reviewer if role == REVIEWER else child.adviser
            row.ended_on = self.county.today
            self.county.on(self.county.after(1), self.attach, child, worker.team, role)
        worker.others = {}

    def attach(self, child: Child, team: Team, role: str) -> None:
        """Give the child the reviewing officer or personal adviser with the fewest children."""
        if role == REVIEWER and child.care is None:
            return
        worker = self.county.workforce.lightest(team, "others")
        if worker:
            self.hold(child, worker, role)
        else:
            self.county.on(self.county.after(5), self.attach, child, team, role)

    def detach(self, child: Child, role: str) -> None:
        row = child.reviewer if role == REVIEWER else child.adviser
        if row is None or row.ended_on:
            return
        row.ended_on = max(self.county.today, row.started_on)
        self.county.workforce.by_identifier[row.worker].others.pop(child, None)

    def _unqueue(self, case: SiblingCase) -> None:
        case.team.queue.remove(case)
        case.is_queued = False

    def _put_down(self, case: SiblingCase, last: Any) -> None:
        worker = case.worker
        if worker is None:
            return
        worker.cases.pop(case, None)
        worker.held -= len(case.children)
        worker.works = [work for work in worker.works if work.case is not case]
        for child in case.children:
            child.holding.ended_on = max(last, child.holding.started_on)

    def split(self, case: SiblingCase, child: Child, team: Team) -> SiblingCase:
        """A case of its own for one child, with the same worker until the new team takes over."""
        own = self.open(case.family, [child], case.team)
        own.referrals = {child: case.referrals.pop(child)} if child in case.referrals else {}
        own.band, own.in_need, own.conference_pending = case.band, True, case.conference_pending
        case.children.remove(child)
        if case.worker:
            own.worker = case.worker
            own.worker.cases[own] = None
            if not case.children:
                case.worker.cases.pop(case, None)
        if not case.children:
            self._abandon(case, own)
        if own.worker is None:
            self.queue(own, team)
        return own

    def _abandon(self, case: SiblingCase, own: SiblingCase) -> None:
        """Nobody is left in the case: its work goes on in the new one."""
        case.closed = True
        own.works = case.works
        for work in own.works:
            work.case = own
        if case.is_queued:
            case.team.queue.remove(case)
            self.queue(own, case.team)

    def long_term(self, case: SiblingCase) -> None:
        """Hand the case to the team that will work with it for months."""
        if case.in_need or case.closed:
            return
        case.in_need = True
        teams, assessing, draw = self.county.teams, self.county.parameters.assessing, self.chance
        if case.team.kind == ASSESSMENT:
            self.queue(case, teams.long_term(case.family.district.name))
        disabled = case.family.disability
        length = draw.around(assessing.in_need_days_disabled if disabled else assessing.in_need_days, 0.7)
        ends_on = open_day(days_on(self.county.today, length))
        self.county.on(ends_on, self.end_need, case)
        if draw.happens(min(0.6, assessing.in_need_to_enquiry * case.family.risk * self.county.caution())):
            self.county.on(self._during(length), self.county.protection.concern, case)
        for child in list(case.children):
            if draw.happens(assessing.in_need_to_care * self.county.caution()):
                self.county.on(self._during(length), self.county.care.begin_from, child, case)
        if disabled and draw.happens(self.county.parameters.care.short_breaks):
            self.county.care.short_breaks(case.children[0], ends_on)

    def protect(self, case: SiblingCase) -> None:
        """Hand the case to the child protection team, where the council has one, for as long as there is a plan."""
        team = self.county.teams.protecting(case.family.district.name)
        if team is not None and case.team.kind in (ASSESSMENT, LONG_TERM):
            self._move(case, team)

    def unprotect(self, case: SiblingCase) -> None:
        """Hand it back when the last plan has ended."""
        if case.team.kind == PROTECTION and not case.is_protected:
            self._move(case, self.county.teams.long_term(case.family.district.name))

    def _move(self, case: SiblingCase, team: Team) -> None:
        if case.is_queued:
            self._unqueue(case)
        self.queue(case, team)

    def _during(self, length: float) -> Any:
        return open_day(days_on(self.county.today, self.chance.uniform(0.05, 0.95) * length))

    def end_need(self, case: SiblingCase) -> None:
        """Close when nothing else keeps the case open; otherwise look again in two months."""
        if case.closed:
            return
        busy = case.works or case.conference_pending or case.is_protected
        if busy or any(child.care for child in case.children):
            self.county.on(open_day(days_on(self.county.today, 60)), self.end_need, case)
        else:
            self.close(case)

    def close(self, case: SiblingCase, reason: str = "RC7", comes_back: bool = True) -> None:
        """The last day of the case. Some families are heard of again."""
        today = self.county.today
        if case.closed:
            return
        self._put_down(case, today)
        if case.is_queued:
            self._unqueue(case)
        case.closed, case.worker = True, None
        for child in case.children:
            child.case = None
            if child in case.referrals:
                case.referrals[child].closed_on = today
                case.referrals[child].closed_reason = reason
        if comes_back and not (case.in_need and self.county.family_help.after_closure(case.family)):
            returning = self.county.parameters.demand.returns_after_closure
            self.county.front_door.may_return(case.family, returning)

    def close_soon(self, case: SiblingCase) -> None:
        days = self.chance.days(self.county.parameters.assessing.days_to_close)
        self.county.on(open_day(days_on(self.county.today, days)), self._close_if_quiet, case)

    def _close_if_quiet(self, case: SiblingCase) -> None:
        if not (case.closed or case.works or case.in_need or case.conference_pending or case.is_protected):
            self.close(case, "RC8")

    def ceiling(self, worker: Worker) -> float:
        """How many children a manager will let this worker hold."""
        assessing, kind = self.county.parameters.assessing, worker.team.kind
        if kind in (LOOKED_AFTER, LEAVING_CARE):
            return 60 * worker.hours  # a looked-after child must have a worker
        assesses = kind in (ASSESSMENT, DISABILITY)
        most = assessing.held_at_most if assesses else assessing.held_at_most_elsewhere
        if worker.row.post == ADVANCED:
            return most * assessing.advanced_share * worker.hours
        new = worker.first_year(self.county.today)
        return most * worker.hours * (assessing.first_year_share if new else 1)
