"""The teams of the county and their place in the service from day to day."""

from datetime import timedelta
from typing import Any

from sherwood.simulating.county import County

ASSESSMENT, LONG_TERM = "reception and assessment", "children's services"
DISABILITY, LOOKED_AFTER, LEAVING_CARE = "disabled children", "looked after", "leaving care"
CONTACT, REVIEWING = "contact centre", "reviewing"
SERVICES = {
    ASSESSMENT: "Children's Social Care",
    LONG_TERM: "Children's Social Care",
    DISABILITY: "Disabled Children",
    LOOKED_AFTER: "Looked After Children",
    LEAVING_CARE: "Looked After Children",
    CONTACT: "Customer Services",
    REVIEWING: "Safeguarding and Review",
}


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
        work, localities = county.parameters.workforce, sorted({d.locality for d in county.districts})
        for district in county.districts:
            for kind, title, posts in (
                (ASSESSMENT, "Reception and Assessment", work.assessment_posts),
                (LONG_TERM, "Children's Services", work.district_posts),
            ):
                own = posts * district.share * county.size
                self._open(f"{district.name} {title}", kind, district.name, district.locality, own)
        for locality in localities:
            own = work.care_posts * county.scale / len(localities)
            self._open(f"{locality} Looked After Children", LOOKED_AFTER, None, locality, own)
        self._open("Disabled Children", DISABILITY, None, None, work.disability_posts * county.scale)
        self._open("Leaving Care", LEAVING_CARE, None, None, work.leaving_care_posts * county.scale)
        self._open("Contact Centre", CONTACT, None, None, work.contact_posts * county.scale)
        self._open("Independent Reviewing", REVIEWING, None, None, work.reviewing_posts * county.scale)

    def of_kind(self, kind: str) -> list[Team]:
        return [team for team in self.by_name.values() if team.kind == kind]

    def assessing(self, district: str) -> Team:
        return self.by_name[f"{district} Reception and Assessment"]

    def long_term(self, district: str) -> Team:
        return self.by_name[f"{district} Children's Services"]

    def caring(self, district: str) -> Team:
        """The looked-after team of the district's locality, as it was before any team moved."""
        locality = next(d.locality for d in self.county.districts if d.name == district)
        return self.by_name[f"{locality} Looked After Children"]

    def _open(self, name: str, kind: str, district: str | None, locality: str | None, posts: float) -> None:
        team = Team(name, kind, district, locality, max(2, round(posts)))
        self.by_name[name] = team
        place = self.county.parameters.place
        moves = [(place.renamed_on, place.old_service, locality)]
        if district == place.moved_district:
            moves.append((place.moved_on, SERVICES[kind], locality))
            locality = place.moved_locality
        self._placings(team, moves, SERVICES[kind], locality)

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
            kind=team.kind,
            district=team.district,
            locality=locality or "Countywide",
            service=service,
            from_on=first,
            to_on=last,
        )
