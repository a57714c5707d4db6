"""Care: coming to be looked after, legal statuses, placements and moves, and leaving."""

from datetime import date, timedelta
from typing import Any

from sherwood.kit.working_days import is_working
from sherwood.simulating.cases import REVIEWER, SiblingCase
from sherwood.simulating.chance import Weights
from sherwood.simulating.codes_of_the_day import coded
from sherwood.simulating.county import County, days_on, open_day
from sherwood.simulating.families import Child, Families
from sherwood.simulating.teams import REVIEWING

FOSTERED = Weights(
    {"U6": 52, "U4": 20, "U3": 14, "U1": 6, "P1": 5, "R1": 3}
)  # under 11; these too are assumptions
OLDER = Weights({"U6": 40, "U4": 22, "U3": 8, "K2": 16, "P1": 6, "R1": 3, "S1": 3, "H5": 2})  # 11 to 15
NEARLY_ADULT = Weights({"U6": 26, "U4": 17, "K2": 15, "H5": 22, "P2": 12, "P1": 6, "R5": 2})  # 16 and 17
PROVIDERS = {
    "P1": Weights({"PR0": 1}),
    "K2": Weights({"PR1": 45, "PR4": 45, "PR5": 10}),
    "R1": Weights({"PR4": 70, "PR5": 30}),
    "S1": Weights({"PR4": 80, "PR2": 20}),
    "R5": Weights({"PR3": 1}),
}
FOSTERING = Weights({"PR1": 70, "PR4": 26, "PR5": 4})  # assumption
CHANGES = Weights(
    {"CARPL": 55, "CREQB": 15, "CREQO": 10, "CHILD": 6, "LAREQ": 5, "STAND": 2, "ALLEG": 2, "OTHER": 5}
)
HOME = Weights({"E4A": 70, "E4B": 12, "E13": 8, "E41": 10})
ADULT = Weights({"E5": 55, "E6": 15, "E8": 20, "E7": 6, "E9": 4})
CLOSED_BY = {"E11": "RC1", "E12": "RC1", "E43": "RC4", "E44": "RC4", "E41": "RC3"}


class Stay:
    """An unbroken time of being looked after, from the first episode to the last."""

    def __init__(self, child: Child, started_on: date, path: str, ends_on: date):
        self.child, self.started_on, self.path, self.ends_on = child, started_on, path, ends_on
        self.legal = "V2"
        self.episode: Any = None
        self.placement: Any = None
        self.restlessness = 1.0
        self.reviews = 0


class Care:
    """Everyone looked after. Reviews, visits and checks of a stay are the business of `Rhythm`."""

    def __init__(self, county: County, families: Families):
        self.county, self.families, self.chance = county, families, county.chance("care")
        self.numbers = county.parameters.care
        self.lengths = self.numbers.lengths
        self.districts = Weights({d.name: d.share for d in county.districts})
        self.district = {d.name: d for d in county.districts}

    def day(self) -> None:
        """Those who come into care by another way than the front door: on remand, alone from abroad, or unseen."""
        numbers, draw, today = self.numbers, self.chance, self.county.today
        if today == self.county.care_begins:
            for _ in range(round(numbers.stock * self.county.scale)):
                self.county.on(days_on(today, draw.randrange(1, 120)), self._from_outside, None, True)
        rate = self.county.scale / 365.25
        unseen = 1 - max(0.0, min(1.0, (today - self.county.begins).days / 200))
        for path, a_year in (
            (None, numbers.entries_a_year * unseen),
            ("remand", numbers.remands_a_year),
            ("unaccompanied", numbers.unaccompanied_a_year),
        ):
            for _ in range(draw.poisson(a_year * rate)):
                self._from_outside(path)

    def _from_outside(self, path: str | None, settled: bool = False) -> None:
        draw = self.chance
        district = self.district[draw.pick(self.districts)]
        age = draw.randrange(13, 17) if path else int(18 * draw.random() ** (0.8 if settled else 1.0))
        child = self.families.one_of_age(district, age)
        child.row.unaccompanied = path == "unaccompanied"
        team = self.county.teams.caring(district.name)
        case = self.county.cases.open(child.family, [child], team)
        case.in_need = True
        self.county.cases.queue(case, team)
        self.begin(child, path or self._path(age, settled))

    def begin_from(self, child: Child, case: SiblingCase) -> None:
        """A child known to the service comes into care, unless the case that made it likely is over."""
        if child.case is not case or child.care or child.adult_on <= self.county.today + timedelta(30):
            return
        teams = self.county.teams
        own = self.county.cases.split(case, child, teams.long_term(child.family.district.name))
        self.begin(child, self._path(child.age(self.county.today), False))
        later = open_day(days_on(self.county.today, self.numbers.handed_to_care_team))
        self.county.on(later, self._hand_over, child, own)

    def _hand_over(self, child: Child, case: Any) -> None:
        if child.care and not case.closed:
            self.county.cases.queue(case, self.county.teams.caring(child.family.district.name))

    def _path(self, age: int, settled: bool) -> str:
        """`settled`: those already there when care begins to be simulated are mostly those who stay."""
        band = 0 if age < 5 else 1 if age < 13 else 2
        weights = {path: shares[band] for path, shares in self.numbers.paths.items()}
        if settled:
            weights |= {"home soon": 0.04, "home later": 0.2, "until adult": 0.6}
        return self.chance.pick(Weights(weights))

    def begin(self, child: Child, path: str) -> None:
        """The first day of a stay."""
        draw, today = self.chance, self.county.today
        if path == "remand":
            ends_on = days_on(today, draw.around(35, 0.6))
        elif path in self.lengths:
            ends_on = open_day(days_on(today, 2 + draw.around(*self.lengths[path])))
        else:
            ends_on = child.adult_on
        stay = Stay(child, today, path, min(ends_on, child.adult_on))
        stay.restlessness = draw.gammavariate(self.numbers.restlessness, 1 / self.numbers.restlessness)
        stay.legal = self._first_status(path)
        child.care = stay
        self._place(stay, self._kind(child))
        self._open_episode(stay, "S")
        self.county.on(stay.ends_on, self._end, stay)
        self._plan_law(stay)
        self._plan_move(stay)
        self.county.rhythm.begin(stay)
        reviewers = self.county.teams.of_kind(REVIEWING)[0]
        self.county.on(self.county.after(2), self.county.cases.attach, child, reviewers, REVIEWER)

    def _first_status(self, path: str) -> str:
        if path in ("remand", "unaccompanied"):
            return "J1" if path == "remand" else "V2"
        voluntary = {"home soon": 0.88, "home later": 0.7, "until adult": 0.5}.get(path, 0.3)
        return "V2" if self.chance.happens(voluntary) else self.chance.choice(("L1", "L2", "C1"))

    def _plan_law(self, stay: Stay) -> None:
        """Orders that follow: an interim order, a full order, an order that allows adoption."""
        draw, on, start = self.chance, self.county.on, stay.started_on
        if stay.legal in ("L1", "L2"):
            on(days_on(start, 3 if stay.legal == "L1" else 8), self._change_law, stay, "C1")
        if stay.path in ("adoption", "special guardianship", "until adult") and draw.happens(0.8):
            first = days_on(start, draw.randrange(20, 120))
            on(first, self._change_law, stay, "C1")
            on(days_on(first, draw.randrange(150, 300)), self._change_law, stay, "C2")
        if stay.path == "adoption":
            length = (stay.ends_on - start).days
            on(days_on(start, 0.55 * length), self._change_law, stay, "E1")
            on(open_day(days_on(start, 0.6 * length)), self._place_for_adoption, stay)

    def _change_law(self, stay: Stay, legal: str) -> None:
        order = ("V2", "L1", "L2", "C1", "C2", "E1")
        if stay.child.care is not stay or stay.legal not in order:
            return
        if order.index(legal) > order.index(stay.legal):
            stay.legal = legal
            self._next_episode(stay, "L")

    def _place_for_adoption(self, stay: Stay) -> None:
        if stay.child.care is stay:
            self._move(stay, "A6" if stay.legal == "E1" else "A4")

    def _plan_move(self, stay: Stay) -> None:
        """When the next move would come; children differ in how often they move."""
        if stay.placement.kind in ("A4", "A6"):
            return
        today = self.county.today
        first, later = self.numbers.moves["younger" if stay.child.age(today) < 11 else "older"]
        rate = (first if (today - stay.started_on).days < 300 else later) * stay.restlessness
        day = days_on(today, self.chance.days(365 / max(rate, 0.02)))
        self.county.on(day, self._move_as_planned, stay, stay.placement)

    def _move_as_planned(self, stay: Stay, placement: Any) -> None:
        if stay.child.care is stay and stay.placement is placement and stay.path != "remand":
            self._move(stay, self._kind(stay.child))

    def _move(self, stay: Stay, kind: str) -> None:
        if stay.placement.started_on == self.county.today:
            return
        stay.placement.ended_on = self.county.today
        stay.placement.change_reason = "CARPL" if kind[0] == "A" else self.chance.pick(CHANGES)
        self._place(stay, kind)
        self._next_episode(stay, "P")
        self._plan_move(stay)

    def _kind(self, child: Child) -> str:
        age = child.age(self.county.today)
        return self.chance.pick(FOSTERED if age < 11 else OLDER if age < 16 else NEARLY_ADULT)

    def _place(self, stay: Stay, kind: str) -> None:
        draw = self.chance
        provider = draw.pick(PROVIDERS.get(kind, FOSTERING))
        inside = draw.happens(0.85 if provider in ("PR0", "PR1") else 0.5)
        stay.placement = self.county.add(
            "placements",
            placement=self.county.identifier("L"),
            child=stay.child.identifier,
            started_on=self.county.today,
            kind=coded("placement", kind, self.county.today),
            provider=provider,
            inside_area=inside,
            distance=round(draw.around(7 if inside else 28, 0.7), 1),
        )

    def _open_episode(self, stay: Stay, reason: str) -> None:
        child = stay.child
        referral = child.case.referrals.get(child)
        stay.episode = self.county.add(
            "care_episodes",
            episode=self.county.identifier("S"),
            child=child.identifier,
            started_on=self.county.today,
            start_reason=reason,
            legal_status=stay.legal,
            primary_need=referral.primary_need if referral and referral.primary_need != "N0" else "N1",
            team=child.case.team.name,
            worker=child.case.worker.identifier if child.case.worker else None,
        )

    def _next_episode(self, stay: Stay, reason: str) -> None:
        if stay.episode.started_on == self.county.today:
            stay.episode.legal_status = stay.legal  # two changes on one day are one episode
            return
        stay.episode.ended_on, stay.episode.end_reason = self.county.today, "X1"
        self._open_episode(stay, reason)

    def _end(self, stay: Stay) -> None:
        """The day the child leaves care; the case stays open a while for the children who go home."""
        child, today, county = stay.child, self.county.today, self.county
        reason = self._end_reason(stay)
        stay.episode.ended_on = today
        stay.episode.end_reason = coded("episode_end_reason", reason, today)
        stay.placement.ended_on = today
        stay.placement.change_reason = "CARPL"
        child.care = None
        county.cases.detach(child, REVIEWER)
        county.rhythm.left_care(stay)
        if child.adult_on <= today or reason in CLOSED_BY:
            county.on(open_day(today), self._close, child.case, CLOSED_BY.get(reason, "RC7"))
        else:
            later = open_day(days_on(today, self.chance.randrange(40, 150)))
            county.on(later, county.cases.end_need, child.case)

    def _close(self, case: Any, reason: str) -> None:
        if not (case.works or case.conference_pending or case.is_protected):
            self.county.cases.close(case, reason, comes_back=False)
        else:
            self.county.cases.end_need(case)

    def _end_reason(self, stay: Stay) -> str:
        draw = self.chance
        if stay.child.adult_on <= self.county.today:
            return draw.pick(ADULT)
        if stay.path == "remand":
            return "E14" if draw.happens(0.7) else "E9"
        if stay.path == "adoption" and stay.placement.kind in ("A4", "A6"):
            return draw.choice(("E11", "E12"))
        if stay.path == "special guardianship":
            return draw.choice(("E43", "E44"))
        return draw.pick(HOME)

    def short_breaks(self, child: Child, until: date) -> None:
        """An agreed series of short breaks: one episode for the agreement, not looked after for most measures."""
        if child.care or child.case is None or not is_working(self.county.today):
            return
        ends_on = min(until, child.adult_on)
        day = self.county.today
        known = {"child": child.identifier, "started_on": day}
        ended = ends_on if day < ends_on <= self.county.until else None
        self.county.add(
            "care_episodes",
            episode=self.county.identifier("S"),
            start_reason="S",
            legal_status="V4",
            primary_need="N2",
            ended_on=ended,
            end_reason="E8" if ended else None,
            team=child.case.team.name,
            worker=child.case.worker.identifier if child.case.worker else None,
            **known,
        )
        self.county.add(
            "placements",
            placement=self.county.identifier("L"),
            kind="U6",
            provider="PR1",
            inside_area=True,
            ended_on=ended,
            change_reason="CARPL" if ended else None,
            **known,
        )
