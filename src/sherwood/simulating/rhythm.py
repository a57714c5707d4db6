"""The rhythm of care: reviews, visits, health checks, going missing, and what becomes of care leavers."""

from datetime import date, timedelta
from typing import Any

from sherwood.kit.working_days import add_months, is_working
from sherwood.simulating.care import Stay
from sherwood.simulating.cases import ADVISER
from sherwood.simulating.chance import Weights
from sherwood.simulating.codes_of_the_day import coded
from sherwood.simulating.county import County, days_on, open_day
from sherwood.simulating.diary import Diary
from sherwood.simulating.families import Child
from sherwood.simulating.teams import LEAVING_CARE

# Shares; assumptions
PARTICIPATION = Weights({"PN1": 55, "PN2": 4, "PN3": 4, "PN4": 4, "PN5": 4, "PN6": 22, "PN7": 7})
IN_TOUCH = Weights({"YES": 91, "NO": 4, "REFU": 2, "NREQ": 2, "RHOM": 1})  # assumption
LIVES = Weights({"U": 38, "B": 18, "D": 12, "T": 8, "Z": 9, "E": 6, "S": 1, "X": 3, "W": 1, "Y": 4})
UNSUITABLE = {"S": 1.0, "X": 1.0, "W": 1.0}
ACTIVITY = Weights({"F1": 6, "F2": 30, "F3": 20, "P2": 2, "P3": 4, "G4": 7, "G5": 22, "G6": 9})  # assumption


class CareRhythm:
    """What happens again and again while a child is looked after."""

    def __init__(self, county: County):
        self.county, self.chance = county, county.chance("rhythm")
        self.numbers = county.parameters.care
        self.diary = Diary(self.numbers.reviews_a_day * county.scale)

    def begin(self, stay: Stay) -> None:
        county, draw = self.county, self.chance
        self._book_review(stay, stay.started_on + timedelta(28), draw.randrange(3, 12))
        county.on(county.after(1 + draw.randrange(5)), self._visit, stay)
        health = open_day(days_on(county.today, draw.around(24, 0.5)))
        county.on(health, self._health, stay, "health assessment")
        county.on(open_day(days_on(county.today, draw.randrange(40, 300))), self._yearly, stay)
        self._plan_missing(stay)
        leaving = days_on(stay.child.born_on, self.numbers.to_leaving_care * 365.25)
        if stay.path == "until adult" and leaving > county.today:
            county.on(open_day(leaving), self._hand_to_leaving_care, stay)

    def left_care(self, stay: Stay) -> None:
        """A care leaver has a personal adviser and is asked after around each birthday to the 21st."""
        child, today = stay.child, self.county.today
        long_enough = (today - stay.started_on).days >= 91
        if child.age(today) < 16 or not long_enough:
            return
        team = self.county.teams.of_kind(LEAVING_CARE)[0]
        if child.adult_on <= today:
            self.county.on(self.county.after(1), self.county.cases.attach, child, team, ADVISER)
            self.county.on(open_day(add_months(child.born_on, 21 * 12)), self._last_day, child)
        for years in (19, 20, 21):
            day = days_on(add_months(child.born_on, years * 12), self.chance.randrange(-60, 28))
            self.county.on(open_day(day), self._know, child)

    def _last_day(self, child: Child) -> None:
        self.county.cases.detach(child, ADVISER)

    def _hand_to_leaving_care(self, stay: Stay) -> None:
        if self._lasts(stay) and stay.child.case:
            self.county.cases.queue(stay.child.case, self.county.teams.of_kind(LEAVING_CARE)[0])

    def _lasts(self, stay: Stay) -> bool:
        return stay.child.care is stay

    def _book_review(self, stay: Stay, due_on: date, early: int) -> None:
        wanted = max(self.county.today + timedelta(1), due_on - timedelta(early))
        self.county.on(self.diary.book(self._unlike_a_weekend(wanted)), self._review, stay, due_on)

    def _unlike_a_weekend(self, day: date) -> date:
        """The working day on or before: nobody books a meeting late because of a weekend."""
        while not is_working(day) and day > self.county.today + timedelta(1):
            day -= timedelta(1)
        return day

    def _review(self, stay: Stay, due_on: date) -> None:
        draw, county = self.chance, self.county
        if not self._lasts(stay):
            return
        if draw.happens(self.numbers.review_put_off):
            day = self.diary.book(days_on(county.today, draw.randrange(5, 35)))
            county.on(day, self._review, stay, due_on)
            return
        young = stay.child.age(county.today) < 4
        county.add(
            "care_reviews",
            review=county.identifier("Y"),
            child=stay.child.identifier,
            due_on=due_on,
            held_on=county.today,
            participation="PN0" if young else draw.pick(PARTICIPATION),
        )
        stay.reviews += 1
        following = add_months(county.today, 3 if stay.reviews == 1 else 6)
        self._book_review(stay, following, draw.randrange(3, 24))

    def _visit(self, stay: Stay) -> None:
        if not self._lasts(stay) or stay.child.case is None:
            return
        county, draw, worker = self.county, self.chance, stay.child.case.worker
        if worker is None or worker.visited_on == county.today or not county.workforce.here(worker):
            county.on(county.after(1), self._visit, stay)
            return
        worker.visited_on = county.today
        seen = draw.happens(0.96)
        county.add(
            "care_visits",
            visit=county.identifier("U"),
            child=stay.child.identifier,
            visited_on=county.today,
            seen=seen,
            seen_alone=seen and stay.child.age(county.today) >= 4 and draw.happens(0.7),
            worker=worker.identifier,
        )
        again = open_day(days_on(county.today, self.numbers.visit_every - draw.randrange(2, 14)))
        county.on(again, self._visit, stay)

    def _health(self, stay: Stay, kind: str) -> None:
        """A health assessment: twice a year under five, then yearly; some slip by months."""
        if not self._lasts(stay):
            return
        self._check(stay.child, kind, done_on=self.county.today, done=True)
        months = 6 if stay.child.age(self.county.today) < 5 else 12
        slip = 120 if self.chance.happens(self.numbers.health_late) else 0
        following = add_months(self.county.today, months) - timedelta(self.chance.randrange(0, 25))
        self.county.on(open_day(days_on(following, slip)), self._health, stay, kind)

    def _yearly(self, stay: Stay) -> None:
        """The other checks of the year."""
        if not self._lasts(stay):
            return
        draw, today, child = self.chance, self.county.today, stay.child
        age = child.age(today)
        if age >= 3 and not draw.happens(self.numbers.health_late):
            self._check(child, "dental check", done_on=today, done=True)
        self._check(child, "immunisations", done_on=today, done=not draw.happens(0.15))
        if age < 5:
            self._check(child, "development check", done_on=today, done=not draw.happens(0.1))
        if 4 <= age <= 16 and draw.happens(0.72):
            score = float(min(40, max(0, round(draw.gauss(14, 6.5)))))
            self._check(child, "sdq", done_on=today, done=True, score=score)
        if age >= 10 and draw.happens(0.05):
            self._check(child, "substance misuse", done_on=today, done=True)
            helped = draw.happens(0.6)
            kind = "substance misuse help received" if helped else "substance misuse help offered"
            self._check(child, kind, done_on=today, done=True)
        again = add_months(today, 12) + timedelta(draw.randrange(-40, 40))
        self.county.on(open_day(again), self._yearly, stay)

    def _check(self, child: Child, kind: str, **known: Any) -> None:
        self.county.add(
            "health_checks", check=self.county.identifier("H"), child=child.identifier, kind=kind, **known
        )

    def _plan_missing(self, stay: Stay) -> None:
        """From eleven on; those who move often go missing more often."""
        eleven = max(self.county.today, add_months(stay.child.born_on, 12 * 11))
        rate = max(0.02, self.numbers.missing_a_year * stay.restlessness)
        self.county.on(days_on(eleven, self.chance.days(365 / rate)), self._missing, stay)

    def _missing(self, stay: Stay) -> None:
        if not self._lasts(stay):
            return
        draw, county = self.chance, self.county
        ended_on = days_on(county.today, min(40, draw.expovariate(0.8)))
        back = ended_on <= county.until
        offered = draw.happens(0.88)
        accepted = offered and draw.happens(0.66)
        interviewed_on = open_day(days_on(ended_on, 1 + draw.expovariate(0.35)))
        met = back and accepted and interviewed_on <= county.until
        county.add(
            "missing_episodes",
            missing_episode=county.identifier("M"),
            child=stay.child.identifier,
            kind="missing" if draw.happens(0.7) else "away",
            started_on=county.today,
            ended_on=ended_on if back else None,
            interview_offered=offered if back else None,
            interview_accepted=accepted if back else None,
            interviewed_on=interviewed_on if met else None,
        )
        county.on(days_on(ended_on, 1), self._plan_missing, stay)

    def _know(self, child: Child) -> None:
        """What is known of a care leaver around a birthday."""
        draw, county, today = self.chance, self.county, self.county.today
        touch = draw.pick(IN_TOUCH)
        known = touch == "YES"
        place = draw.pick(LIVES)
        suitable = known and not draw.happens(UNSUITABLE.get(place, 0.06))
        adviser = child.adviser if child.adviser and not child.adviser.ended_on else None
        planned = days_on(today, -draw.around(100, 0.6))
        county.add(
            "care_leavers",
            entry=county.identifier("B"),
            child=child.identifier,
            known_on=today,
            in_touch=touch,
            accommodation=place if known else "0",
            accommodation_suitable=suitable if known else None,
            activity=coded("activity", draw.pick(ACTIVITY), today) if known else "0",
            pathway_plan_on=planned if known else None,
            team=county.teams.of_kind(LEAVING_CARE)[0].name,
            worker=adviser.worker if adviser else None,
        )
