"""The teams of the county and their place in the service from day to day."""

from datetime import timedelta
from typing import Any

from sherwood.simulating.county import County

ASSESSMENT, LONG_TERM = "reception and assessment", "children's services"
DISABILITY, LOOKED_AFTER, LEAVING_CARE = "disabled children", "looked after", "leaving care"
CONTACT, REVIEWING, PROTECTION = "contact centre", "reviewing", "child protection"


class Team:
    """People who share a queue of cases."""

    def __init__(self, name: str, kind: str, district: str | None, locality: str | None, posts: int):
        self.name, self.kind, self.district, self.locality, self.posts = name, kind, district, locality, posts
        self.workers: list[Any] = []  # who hold cases, in the order they came
        self.queue: list[Any] = []  # cases that wait to be allocated
        self.manager: Any = None


class Teams:
    """Every team of the county, by name, and the rows of `teams`."""

    def __init__(self, county: County):
        self.county = county
        self.by_name: dict[str, Team] = {}
        self.words = county.parameters.place.team_words
        work, localities = county.parameters.workforce, sorted({d.locality for d in county.districts})
        for district in county.districts:
            for kind, posts in ((ASSESSMENT, work.assessment_posts), (LONG_TERM, work.district_posts)):
                own = posts * district.share * county.size
                self._open(self._name(kind, district.name), kind, district.name, district.locality, own)
        for locality in localities:
            for kind, posts in ((LOOKED_AFTER, work.care_posts), (PROTECTION, work.protection_posts)):
                own = posts * county.scale / len(localities)
                if posts:
                    self._open(self._name(kind, locality), kind, None, locality, own)
        for kind, posts in (
            (DISABILITY, work.disability_posts),
            (LEAVING_CARE, work.leaving_care_posts),
            (CONTACT, work.contact_posts),
            (REVIEWING, work.reviewing_posts),
        ):
            self._open(self.words[kind].title, kind, None, None, posts * county.scale)

    def of_kind(self, kind: str) -> list[Team]:
        return [team for team in self.by_name.values() if team.kind == kind]

    def assessing(self, district: str) -> Team:
        return self.by_name[self._name(ASSESSMENT, district)]

    def long_term(self, district: str) -> Team:
        return self.by_name[self._name(LONG_TERM, district)]

    def caring(self, district: str) -> Team:
        """The looked-after team of the district's locality, as it was before any team moved."""
        return self.by_name[self._name(LOOKED_AFTER, self._locality(district))]

    def protecting(self, district: str) -> Team | None:
        """The child protection team of the district's locality, where the council has such teams."""
        return self.by_name.get(self._name(PROTECTION, self._locality(district)))

    def _locality(self, district: str) -> str:
        return next(known.locality for known in self.county.districts if known.name == district)

    def _name(self, kind: str, place: str) -> str:
        return f"{place} {self.words[kind].title}"

    def _open(self, name: str, kind: str, district: str | None, locality: str | None, posts: float) -> None:
        team = Team(name, kind, district, locality, max(2, round(posts)))
        self.by_name[name] = team
        place = self.county.parameters.place
        moves = [(place.renamed_on, place.old_service, locality)]
        if district == place.moved_district:
            moves.append((place.moved_on, self.words[kind].service, locality))
            locality = place.moved_locality
        self._placings(team, moves, self.words[kind].service, locality)

    def _placings(self, team: Team, moves: list, service: str, locality: str | None) -> None:
        """One row for each place the team had: until each move, and since the last."""
        first = None
        for moved_on, old_service, old_locality in moves:
            if moved_on <= self.county.until:
                self._placing(team, first, moved_on - timedelta(1), old_service, old_locality)
                first = moved_on
        self._placing(team, first, None, service, locality)

    def _placing(self, team: Team, first: Any, last: Any, service: str, locality: str | None) -> None:
        self.county.add(
            "teams",
            placing=f"{team.name} from {first or 'the beginning'}",
            team=team.name,
            kind=self.words[team.kind].kind,
            district=team.district,
            locality=locality or "Countywide",
            service=service,
            from_on=first,
            to_on=last,
        )
