"""Protection: strategy discussions, enquiries, conferences, plans, their reviews and visits."""

from datetime import date, timedelta
from typing import Any

from sherwood.kit.working_days import add_months, deadline, is_working
from sherwood.simulating.cases import SiblingCase
from sherwood.simulating.chance import Weights
from sherwood.simulating.county import County, days_on, open_day
from sherwood.simulating.diary import Diary
from sherwood.simulating.families import Child
from sherwood.simulating.teams import ASSESSMENT


class Protection:
    """Conferences share the few people who can chair them: when more are needed, they are held later."""

    def __init__(self, county: County):
        self.county, self.chance = county, county.chance("protection")
        self.numbers = county.parameters.protection
        self.categories = Weights(self.numbers.categories)
        self.diary = Diary(self.numbers.conferences_a_day * county.scale)

    def concern(self, case: SiblingCase) -> None:
        """A strategy discussion: an enquiry begins, and an assessment of all needs with it."""
        if case.closed or case.conference_pending or case.is_protected:
            return
        if any(work.kind == "section 47 enquiry" for work in case.works):
            return
        if not is_working(self.county.today):
            self.county.on(open_day(self.county.today), self.concern, case)
            return
        self.county.assessments.enquiry(case, {child: self._begin(case, child) for child in case.children})
        self.county.assessments.core(case)
        if case.worker is None:
            self.county.cases.take_at_once(case)

    def _begin(self, case: SiblingCase, child: Child) -> Any:
        county, referral = self.county, case.referrals.get(child)
        known = {
            "child": child.identifier,
            "referral": referral.referral if referral else None,
            "team": case.team.name,
        }
        county.add(
            "strategy_discussions",
            strategy_discussion=county.identifier("D"),
            held_on=county.today,
            outcome="section 47 enquiry",
            **known,
        )
        return county.add(
            "section_47_enquiries",
            enquiry=county.identifier("E"),
            started_on=county.today,
            **known,
        )

    def enquiry_finished(self, case: SiblingCase, rows: dict[Child, Any]) -> None:
        draw, numbers = self.chance, self.numbers
        for child in rows:
            if draw.happens(numbers.enquiry_to_care * self.county.caution()):
                self.county.care.begin_from(child, case)
        at_home = {child: row for child, row in rows.items() if child.case and not child.care}
        risky = min(0.85, numbers.enquiry_to_conference * self.county.caution())
        confer = bool(at_home) and draw.happens(risky)
        for child, row in rows.items():
            row.conference_not_needed = not (confer and child in at_home)
            row.outcome = "concerns not substantiated" if row.conference_not_needed else "conference"
        if confer:
            self._book(at_home)
        elif not case.closed and not case.works and not case.in_need:
            self.county.cases.close_soon(case)

    def _book(self, rows: dict[Child, Any]) -> None:
        """Ask for a day near the limit; the diary gives the first day with room."""
        draw, county = self.chance, self.county
        started_on = next(iter(rows.values())).started_on
        least, most, often = self.numbers.asked_for
        asked = deadline(started_on, round(draw.triangular(least, most, often)))
        day = self.diary.book(max(asked, county.after(self.numbers.days_of_reports)))
        if draw.happens(self.numbers.put_off):
            day = self.diary.book(deadline(day, 2 + draw.randrange(7)))
        conferences = {}
        for child, row in rows.items():
            child.case.conference_pending = True
            conferences[child] = county.add(
                "conferences",
                conference=county.identifier("F"),
                child=child.identifier,
                enquiry=row.enquiry,
                kind="initial",
                team=child.case.team.name,
                worker=child.holding.worker if child.holding else None,
            )
        county.on(day, self._confer, conferences)

    def _confer(self, conferences: dict[Child, Any]) -> None:
        made = self.chance.happens(self.numbers.plan_made)
        category = self.chance.pick(self.categories)
        planned = []
        for child, row in conferences.items():
            row.held_on = self.county.today
            case = child.case
            row.plan_made = bool(made and case and child.care is None and child.adult_on > self.county.today)
            if case is None:
                continue
            case.conference_pending = False
            if row.plan_made:
                planned.append(child)
                self._plan(child, row, category)
            self.county.cases.long_term(case)
            if row.plan_made:
                self.county.cases.protect(case)
        if planned:
            planned[0].family.risk *= self.numbers.known_history
            self._book_review(planned, 3)
            self.county.on(self.county.after(1 + self.chance.randrange(9)), self._visit, planned)

    def _plan(self, child: Child, conference: Any, category: str) -> None:
        county = self.county
        first = child.plans == 0 and child.age(county.today) > 2
        if first and self.chance.happens(self.numbers.earlier_plan):
            child.plans = 1
        child.plan = county.add(
            "protection_plans",
            plan=county.identifier("P"),
            child=child.identifier,
            conference=conference.conference,
            started_on=county.today,
            initial_category=category,
            latest_category=category,
            previous_plans=child.plans,
            team=child.case.team.name,
            worker=conference.worker,
        )
        child.plans += 1

    def _book_review(self, children: list[Child], months: int, number: int = 0) -> None:
        due_on = add_months(self.county.today, months)
        draw = self.chance
        early = int(months * 30 * 0.45) if number and draw.happens(self.numbers.early_review) else 0
        wanted = due_on - timedelta(draw.randrange(2, 14) + early)
        self.county.on(self.diary.book(wanted), self._review, children, due_on, number)

    def _review(self, children: list[Child], due_on: date, number: int) -> None:
        draw, county = self.chance, self.county
        children = [child for child in children if child.plan]
        chances = self.numbers.ends_at_review
        ends = draw.happens(chances[min(number, len(chances) - 1)])
        for child in children:
            plan = child.plan
            county.add(
                "protection_reviews",
                review=county.identifier("Q"),
                child=child.identifier,
                plan=plan.plan,
                due_on=due_on,
                held_on=county.today,
            )
            if draw.happens(self.numbers.category_changes):
                plan.latest_category = draw.pick(self.categories)
            if ends or child.care or child.adult_on <= county.today:
                self._end(child)
            elif draw.happens(self.numbers.plan_to_care):
                day = days_on(county.today, draw.randrange(1, 60))
                county.on(day, county.care.begin_from, child, child.case)
        children = [child for child in children if child.plan]
        if children:
            self._book_review(children, 6, number + 1)

    def _end(self, child: Child) -> None:
        child.plan.ended_on = self.county.today
        child.plan = None
        if child.case:
            self.county.cases.unprotect(child.case)

    def _visit(self, children: list[Child]) -> None:
        """Visit if the worker is there and has not been out already; otherwise try again on the next day."""
        county, draw = self.county, self.chance
        children = [child for child in children if child.plan]
        if not children:
            return
        worker = children[0].case.worker
        if worker is None or worker.visited_on == county.today or not county.workforce.here(worker):
            county.on(county.after(1), self._visit, children)
            return
        if worker.team.kind != ASSESSMENT:
            worker.visited_on = county.today
        for child in children:
            seen = draw.happens(self.numbers.seen)
            county.add(
                "protection_visits",
                visit=county.identifier("V"),
                child=child.identifier,
                plan=child.plan.plan,
                visited_on=county.today,
                seen=seen,
                seen_alone=seen and child.age(county.today) >= 4 and draw.happens(self.numbers.seen_alone),
                worker=worker.identifier,
            )
        county.on(county.after(self.numbers.visit_every - draw.randrange(4)), self._visit, children)
