"""The demonstration's divisions, register, teams, roles, line of accountability and controls. Posts are invented."""

from datetime import date, timedelta
from decimal import Decimal

from sherwood.governance.roles import Role
from sherwood.governance.staffing import TeamPart
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.staffing import actions
from sherwood.web.programme.staffing.demonstration_lists import (
    AREAS,
    CONTROLS,
    DAYS,
    DIVISIONS,
    EFFECTS,
    ENDED,
    FROM_OUTSIDE,
    KINDS,
    LINES,
    MORE,
    OPERATIONAL,
    WHENCE,
)
from sherwood.web.programme.staffing.models import Division, Membership, Participant
from sherwood.web.site.accounts.models import User
from sherwood.web.site.offers.kinds import COUNTY, Told

BEGAN = date(2009, 11, 16)
USUAL = (Decimal(1), Decimal(1))  # days a week asked and given, where nothing else is said
SAME = ("External consultant", "External consultants")


def seed_staffing(programme: Programme, told: Told = COUNTY) -> None:
    """Doing it again changes nothing. It is told of the county alone."""
    if programme.divisions.exists() or told != COUNTY:
        return
    manager = User.objects.holding(Role.PROGRAMME_MANAGER).first()
    for name, kind in DIVISIONS:
        actions.enter_division(programme=programme, name=name, kind=kind, by=manager)
    _register(programme, manager)
    for project in programme.project_set.order_by("position"):
        _team(project, manager)
        for division, words in EFFECTS[project.key]:
            found = Division.objects.get(programme=programme, name=division)
            actions.affect(project=project, division=found, words=words, by=manager)
    kept, merged = (_called(programme, name) for name in SAME)
    reason = "The consultancy confirms that both writings mean its one adviser."
    actions.merge(kept=kept, merged=merged, reason=reason, by=manager)
    _roles(programme, manager)
    for who, answers_to, how in LINES:
        actions.add_line(programme=programme, who=who, answers_to=answers_to, how=how, by=manager)
    team = programme.body_set.get(key=programme.team_body)
    for name, concerns, controls, how in CONTROLS:
        actions.enter_control(
            programme=programme,
            name=name,
            concerns=concerns,
            controls=controls,
            how=how,
            owner=team,
            by=manager,
        )


def _register(programme: Programme, manager: User) -> None:
    """Everybody whom the programme's definition names, and those invented beside them."""
    names = {*MORE, "Programme officer, planning"}
    names |= {str(role.post) for role in programme.programmerole_set.exclude(by_project=True)}
    for project in programme.project_set.all():
        names |= {str(project.lead), *map(str, project.co_leads.all()), *project.team}
    divisions = {division.name: division for division in Division.objects.filter(programme=programme)}
    for name in sorted(names):
        kind = KINDS.get(name, Participant.Kind.PERSON)
        actions.enter_participant(
            programme=programme, name=name, kind=kind, division=divisions.get(WHENCE.get(name)), by=manager
        )


def _team(project: Project, manager: User) -> None:
    lead = User.objects.filter(post=project.lead).first() or manager
    _place(project, str(project.lead), TeamPart.LEAD, manager, manager)
    for post in project.co_leads.all():
        _place(project, post.title, TeamPart.CO_LEAD, manager, manager)
    confirms = None if project.team_is_suggested else manager
    for name in project.team:
        manages = OPERATIONAL.get(project.key) == name
        _place(project, name, TeamPart.OPERATIONAL_MANAGER if manages else TeamPart.MEMBER, lead, confirms)
    for name, (key, part, confirmed) in MORE.items():
        if key == project.key:
            _place(project, name, TeamPart[part], lead, manager if confirmed else None)


def _place(project: Project, name: str, part: TeamPart, suggests: User, confirms: User | None) -> None:
    asked, given = DAYS.get((project.key, name), USUAL)
    made = actions.suggest(
        project=project,
        participant=_called(project.programme, name),
        part=part.name,
        area=AREAS.get((project.key, name), ""),
        days_asked=asked,
        from_on=BEGAN,
        to_on=ENDED.get((project.key, name)),
        outside_because=FROM_OUTSIDE.get((project.key, name), ""),
        by=suggests,
    )
    if confirms:
        actions.confirm(membership=made, days_given=given, by=confirms)
    written = Membership.objects.filter(pk=made.pk)  # the days of an invented past
    written.update(suggested_on=BEGAN - timedelta(days=7))
    written.exclude(confirmed_on=None).update(confirmed_on=BEGAN)


def _roles(programme: Programme, manager: User) -> None:
    """Each role with its post; the programme officer's was handed over once."""
    for role in programme.programmerole_set.exclude(by_project=True):
        holder, former = _called(programme, role.post.title), role.key == "programme_officer"
        first = _called(programme, "Programme officer, planning") if former else holder
        actions.enter_holding(role=role, participant=first, from_on=BEGAN, by=manager)
        if former:
            actions.hand_over(role=role, participant=holder, from_on=date(2010, 1, 11), by=manager)


def _called(programme: Programme, name: str) -> Participant:
    return Participant.objects.called(programme, name).get()
