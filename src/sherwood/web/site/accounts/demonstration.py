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
from sherwood.web.site.trail.actions import COMMAND_LINE

PASSWORD = "sherwood forest 2010"  # noqa: S105 - published on purpose; refused outside a demonstration
SINCE = date(2009, 11, 16)
UNTIL = {Role.CONSULTANT: date(2010, 3, 31)}  # those from outside come within dates


@dataclass(frozen=True)
class Person:
    """A sign-in: the part of the address before the @, the role, the post (the role's name when not said)."""

    name: str
    role: Role
    post: str = ""

    @property
    def email(self) -> str:
        return f"{self.name}@example.org"


PEOPLE = (
    Person("board", Role.BOARD_MEMBER, "Elected member, Programme Board"),
    Person("sponsor", Role.SPONSORING_GROUP_MEMBER, "Chair, safeguarding children board"),
    Person("owner", Role.SENIOR_RESPONSIBLE_OWNER, "Corporate director, senior responsible owner"),
    Person("director", Role.PROGRAMME_DIRECTOR),
    Person("executive", Role.EXECUTIVE_GROUP_MEMBER),
    Person("manager", Role.PROGRAMME_MANAGER),
    Person("officer", Role.PROGRAMME_OFFICER),
    Person("administrator", Role.PROGRAMME_ADMINISTRATOR),
    Person("lead", Role.PROJECT_LEAD, "Service manager, reception and assessment"),
    Person("analyst", Role.DATA_ANALYST),
    Person("service-director", Role.SERVICE_DIRECTOR),
    Person("head", Role.HEAD_OF_SERVICE, "Service manager"),
    Person("team", Role.TEAM_MANAGER, "Team manager"),
    Person("worker", Role.SOCIAL_WORKER),
    Person("reviewing", Role.REVIEWING_OFFICER),
    Person("consultant", Role.CONSULTANT, "Critical friend"),
    Person("system", Role.SYSTEM_ADMINISTRATOR),
    Person("auditor", Role.AUDITOR),
    # more than one of those who write, judge and decide, because no one person may do all of it
    Person("board-2", Role.BOARD_MEMBER, "Co-opted member, corporate parenting panel"),
    Person("executive-2", Role.EXECUTIVE_GROUP_MEMBER, "Executive group member, health partner"),
    Person("officer-2", Role.PROGRAMME_OFFICER, "Programme officer, planning"),
    Person("improvement", Role.PROJECT_LEAD, "Service head, service improvement"),
    Person("performance", Role.PROJECT_LEAD, "Head of performance review, data and communications"),
    Person("social-care", Role.PROJECT_LEAD, "Head of service, social care"),
    Person("looked-after", Role.PROJECT_LEAD, "Service head, social care"),
    Person("commissioning", Role.PROJECT_LEAD, "Service head, strategic planning and commissioning"),
    Person("equality", Role.PROJECT_LEAD, "Head of ethnicity, culture and achievement"),
    Person("integrated", Role.PROJECT_LEAD, "Head of service, integrated services"),
    Person("recruitment", Role.PROJECT_LEAD, "Service manager, human resources"),
    Person("system-2", Role.SYSTEM_ADMINISTRATOR, "System administrator, second"),
)


@transaction.atomic
def seed_people(
    *, council: str, placings: Sequence[Mapping], worker: str = "", by=COMMAND_LINE
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
    return [_enter(person, places.get(person.role), worker, by) for person in PEOPLE]


def _team_of(placings: Sequence[Mapping]) -> OrganisationUnit | None:
    teams = OrganisationUnit.objects.current().teams().select_related("parent")
    assessing = {row["team"] for row in placings if "assessment" in (row.get("kind") or "")}
    return teams.filter(key__in=assessing).first() or teams.first()


def _enter(person: Person, unit: OrganisationUnit | None, worker: str, by) -> User:
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
    actions.grant_role(
        user=user, role=person.role, unit=unit, from_on=SINCE, to_on=UNTIL.get(person.role), by=by
    )
    return user
