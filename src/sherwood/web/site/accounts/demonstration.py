"""People to sign in as in a demonstration: at least one for each role, by post, all with one published password."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.site.accounts import actions
from sherwood.web.site.accounts.models import OrganisationUnit, User
from sherwood.web.site.offers.kinds import COUNTY, Told
from sherwood.web.site.trail.actions import COMMAND_LINE

PASSWORD = "sherwood forest 2010"  # noqa: S105 - published on purpose; refused outside a demonstration


@dataclass(frozen=True)
class Person:
    """A sign-in: the part of the address before the @, the role, the post (the role's name when not said)."""

    name: str
    role: Role
    post: str = ""
    until: date | None = None

    @property
    def email(self) -> str:
        return f"{self.name}@example.org"


def people_of(told: Told) -> tuple[Person, ...]:
    """At least one person for each role."""
    people = told.beside(__file__)["person"]
    return tuple(Person(**row | {"role": Role[row["role"]]}) for row in people)


@transaction.atomic
def seed_people(
    *, council: str, placings: Sequence[Mapping], worker: str = "", told: Told = COUNTY, by=COMMAND_LINE
) -> list[User]:
    """Lay out the organisation and enter one person for each role. Doing it again changes nothing.

    `placings`: rows of the record table `teams`. The team manager gets the first reception and assessment
    team, the service manager what that team is part of; `worker` is whose children the social worker holds.
    """
    if settings.PRODUCTION:
        raise SherwoodError("Demonstration people share a published password: a real site refuses them.")
    top = actions.lay_out_organisation(council=council, placings=placings, by=by)
    team = _team_of(placings)
    places = {
        Role.TEAM_MANAGER: team,
        Role.SOCIAL_WORKER: team,
        Role.HEAD_OF_SERVICE: team.parent if team else None,
        Role.REVIEWING_OFFICER: top,
    }
    since = told.beside(__file__)["since"]
    return [_enter(person, places.get(person.role), worker, since, by) for person in people_of(told)]


def _team_of(placings: Sequence[Mapping]) -> OrganisationUnit | None:
    teams = OrganisationUnit.objects.current().teams().select_related("parent")
    assessing = {row["team"] for row in placings if "assessment" in (row.get("kind") or "")}
    return teams.filter(key__in=assessing).first() or teams.first()


def _enter(person: Person, unit: OrganisationUnit | None, worker: str, since: date, by) -> User:
    held = worker if person.role is Role.SOCIAL_WORKER else ""
    if found := User.objects.filter(email=person.email).first():
        if held and found.worker != held:  # the council was made anew: its busiest worker may be another
            actions.name_worker(user=found, worker=held, by=by)
        return found
    post = person.post or person.role.value
    user = actions.add_person(
        email=person.email,
        post=f"{post}, {unit.name}" if unit and unit.parent_id else post,
        password=PASSWORD,
        worker=held,
        by=by,
    )
    actions.grant_role(user=user, role=person.role, unit=unit, from_on=since, to_on=person.until, by=by)
    return user
