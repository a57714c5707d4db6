"""The people: posts that fall vacant and are filled, days at work, and how much they get done."""

from datetime import date, timedelta
from typing import Any

from sherwood.kit.working_days import add_months, is_working
from sherwood.simulating.county import County, days_on, open_day
from sherwood.simulating.teams import ASSESSMENT, CONTACT, LEAVING_CARE, REVIEWING, Team

ADVANCED, QUALIFIED, MANAGER = "Advanced practitioner", "Social worker", "Team manager"
POSTS = {
    CONTACT: "Contact adviser",
    REVIEWING: "Independent reviewing officer",
    LEAVING_CARE: "Personal adviser",
}
UNQUALIFIED = {"Contact adviser", "Personal adviser"}
PART_TIME = (0.5, 0.6, 0.8)


class Worker:
    """Someone in post: whom they hold, and the work on their desk."""

    def __init__(self, row: Any, team: Team, qualified_on: date | None):
        self.row, self.team, self.qualified_on = row, team, qualified_on
        self.identifier, self.hours = row.worker, row.full_time_equivalent
        self.cases: dict[Any, None] = {}  # in the order they were allocated
        self.held = 0  # children of those cases
        self.works: list[Any] = []  # assessments and enquiries to do
        self.others: dict[Any, str] = {}  # children held as reviewing officer or personal adviser
        self.long_sick_until = row.started_on - timedelta(1)
        self.asked_on, self.is_here = row.started_on - timedelta(1), False
        self.visited_on: date | None = None
        self.left = False

    def first_year(self, day: date) -> bool:
        return self.qualified_on is not None and (day - self.qualified_on).days < 365


class Workforce:
    """Everyone in post. A vacancy is a post without a person: its work goes to the colleagues."""

    def __init__(self, county: County):
        self.county, self.chance = county, county.chance("workforce")
        self.numbers = county.parameters.workforce
        self.by_identifier: dict[str, Worker] = {}

    def open(self, teams: list[Team]) -> None:
        """Fill every post of the establishment; a tenth begin vacant."""
        for team in teams:
            team.manager = self._start(team, MANAGER, 1.0)
            for n in range(team.posts):
                if n and self.chance.happens(0.1):
                    self._advertise(team, self._post(team))
                else:
                    self._start(team, self._post(team), None)
        self._plan_new_posts([team for team in teams if team.kind == ASSESSMENT])

    def here(self, worker: Worker) -> bool:
        """Whether the worker is at work today; asked twice, it is the same answer."""
        today = self.county.today
        if worker.asked_on != today:
            worker.asked_on = today
            away = self.numbers.away[today.month - 1]
            worker.is_here = today > worker.long_sick_until and not self.chance.happens(away)
        return worker.is_here and not worker.left

    def speed(self, worker: Worker) -> float:
        """Work done in an hour: less in the first two years, more by an advanced practitioner."""
        if worker.row.post == ADVANCED:
            return self.numbers.speed_advanced
        years = (self.county.today - worker.qualified_on).days / 365.25 if worker.qualified_on else 9
        if years >= 2:
            return 1.0
        if years >= 1:
            return self.numbers.speed_second_year
        guided = any(colleague.row.post == ADVANCED for colleague in worker.team.workers)
        return self.numbers.speed_guided if guided else self.numbers.speed_first_year

    def month(self) -> None:
        """Once a month it is settled who will go, and who falls ill for long."""
        for worker in list(self.by_identifier.values()):
            if worker.row.left_on or worker.row.post == MANAGER:
                continue
            day = self._working_day_ahead()
            strain = max(0.0, worker.held / worker.hours - self.numbers.strain_at) / self.numbers.strain_at
            rate = self.numbers.leavers_a_year * (1 + self.numbers.leavers_under_strain * strain)
            if self.chance.happens(rate / 12):
                self.county.on(day, self._leave, worker)
            elif self.chance.happens(self.numbers.long_sickness_a_year / 12):
                length = self.chance.around(self.numbers.days_of_long_sickness, 0.5)
                worker.long_sick_until = days_on(day, length)

    def lightest(self, team: Team, load: str = "held") -> Worker | None:
        """The colleague in post who holds least for their hours; None when the team is empty."""
        there = [worker for worker in team.workers if not worker.left]
        if load == "others":
            return min(there, key=lambda one: len(one.others) / one.hours, default=None)
        return min(there, key=lambda one: one.held / one.hours, default=None)

    def _post(self, team: Team) -> str:
        return POSTS.get(team.kind, QUALIFIED)

    def _plan_new_posts(self, teams: list[Team]) -> None:
        """The programme's new posts: first to the teams with fewest people for their district's growth."""
        numbers = self.numbers
        count = round(numbers.new_posts * self.county.scale) if numbers.new_posts else 0
        if numbers.new_posts and not count:
            count = 1
        growth = {district.name: district.growth for district in self.county.districts}
        share = {team.name: team.posts * growth[team.district or ""] for team in teams}
        given = dict.fromkeys(share, 0)
        span = (numbers.new_posts_until - numbers.new_posts_from).days
        for n in range(count):
            team = min(teams, key=lambda one: (given[one.name] + 1) / share[one.name])
            given[team.name] += 1
            day = open_day(numbers.new_posts_from + timedelta(span * n // max(1, count - 1)))
            self.county.on(day, self._start, team, ADVANCED, 1.0)

    def _start(self, team: Team, post: str, hours: float | None, agency: bool = False) -> Worker:
        draw, today = self.chance, self.county.today
        opening = today <= self.county.care_begins
        qualified_on = self._qualified_on(post, agency, opening)
        if hours is None:
            hours = 1.0 if draw.happens(self.numbers.full_time) else draw.choice(PART_TIME)
        row = self.county.add(
            "workers",
            worker=self.county.identifier("W", 4),
            post=post,
            team=team.name,
            full_time_equivalent=hours,
            qualified=qualified_on is not None,
            qualified_on=qualified_on,
            agency=agency,
            started_on=today,
        )
        if opening:
            began = days_on(today, -draw.randrange(30, 3000))
            row.started_on = max(began, qualified_on) if qualified_on else began
        worker = Worker(row, team, qualified_on)
        self.by_identifier[worker.identifier] = worker
        if post != MANAGER:
            team.workers.append(worker)
        if agency:
            until = open_day(days_on(today, draw.around(self.numbers.days_of_agency, 0.4)))
            self.county.on(until, self._leave, worker)
        return worker

    def _qualified_on(self, post: str, agency: bool, opening: bool) -> date | None:
        if post in UNQUALIFIED:
            return None
        draw, today = self.chance, self.county.today
        seasoned = agency or post != QUALIFIED or not draw.happens(self.numbers.newly_qualified)
        if seasoned or (opening and draw.happens(0.7)):
            return add_months(today, -draw.randrange(30, 300))
        return days_on(today, -draw.randrange(10, 120))

    def _leave(self, worker: Worker) -> None:
        """The last day in post; what they hold waits for a colleague from the next day."""
        if worker.left or not is_working(self.county.today):
            return
        worker.left = True
        worker.row.left_on = self.county.today
        worker.team.workers.remove(worker)
        del self.by_identifier[worker.identifier]
        self.county.cases.bereave(worker)
        if worker.row.post != ADVANCED or not worker.row.agency:
            self._advertise(worker.team, worker.row.post)

    def _advertise(self, team: Team, post: str) -> None:
        draw, numbers = self.chance, self.numbers
        agency = post == QUALIFIED and draw.happens(numbers.agency_cover)
        median = numbers.days_to_agency if agency else numbers.days_to_recruit
        day = open_day(days_on(self.county.today, draw.around(median, 0.4)))
        self.county.on(day, self._start, team, post, 1.0 if agency else None, agency)

    def _working_day_ahead(self) -> date:
        return open_day(days_on(self.county.today, self.chance.randrange(1, 29)))
