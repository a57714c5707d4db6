"""Who holds which role of the programme, who answers to whom, and the controls with their owner."""

from datetime import date, timedelta

from sherwood.governance.roles import Permission
from sherwood.governance.staffing import (
    check_hands_over,
    check_line,
    check_one_holder,
    check_owner,
    check_spell,
    overlap,
)
from sherwood.kit.errors import Refusal
from sherwood.kit.names import spelled
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import Body, Programme, ProgrammeRole
from sherwood.web.programme.staffing.models import Control, Line, Participant, RoleHolding
from sherwood.web.site.acts import act
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


@act(needs=Permission.RUN_PROGRAMME, about="role")
def enter_holding(
    *, role: ProgrammeRole, participant: Participant, from_on: date, to_on: date | None = None, by
) -> RoleHolding:
    """Record who holds a role, or held it once. A role that one holds at a time is refused to a second."""
    _check_may_hold(role, participant, from_on, to_on)
    made = RoleHolding.objects.create(
        role=role, participant=participant, single=role.one_at_a_time, from_on=from_on, to_on=to_on
    )
    detail = {"role": role.title, "who": participant.name, "from_on": from_on.isoformat()}
    trail.record(verb="entered who holds a role", what=made, detail=detail, by=by)
    return made


@act(needs=Permission.RUN_PROGRAMME, about="role", stands=RoleHolding.standing)
def hand_over(*, role: ProgrammeRole, participant: Participant, from_on: date, by) -> RoleHolding:
    """Give a role to somebody else from a day on; whoever held it ends the day before."""
    for former in role.holdings.filter(to_on=None).select_related("participant"):
        if former.participant_id == participant.pk:
            raise Refusal(f"{participant.name} holds it since {spoken(former.from_on)} already.")
        check_hands_over(
            role=role.title, holder=former.participant.name, since=former.from_on, from_on=from_on
        )
        former.to_on = from_on - timedelta(days=1)
        former.save(update_fields=["to_on"])
        _tell_end(former, by)
    return enter_holding(role=role, participant=participant, from_on=from_on, by=by)


@act(needs=Permission.RUN_PROGRAMME, about="holding")
def end_holding(*, holding: RoleHolding, to_on: date, by) -> None:
    """Enter a role's last day; nobody follows yet."""
    if holding.to_on:
        raise Refusal(f"It ended on {spoken(holding.to_on)} already.")
    check_spell(holding.from_on, to_on)
    holding.to_on = to_on
    holding.save(update_fields=["to_on"])
    _tell_end(holding, by)


@act(needs=Permission.RUN_PROGRAMME, about="programme")
def add_line(*, programme: Programme, who: str, answers_to: str, how: str, by) -> Line:
    """Say who answers to whom. A line that leads back to where it began is refused."""
    lines = list(programme.lines.all())
    if any(_same(line, who, answers_to) for line in lines):
        raise Refusal(f"That {who} answers to {answers_to} is entered already.")
    check_line([(line.who, line.answers_to) for line in lines], who, answers_to)
    made = Line.objects.create(programme=programme, who=who.strip(), answers_to=answers_to.strip(), how=how)
    trail.record(
        verb="drew a line of accountability", what=made, detail={"who": who, "answers_to": answers_to}, by=by
    )
    return made


@act(needs=Permission.RUN_PROGRAMME, about="line")
def take_line_away(*, line: Line, by) -> None:
    detail = {"who": line.who, "answers_to": line.answers_to}
    trail.record(verb="took away a line of accountability", what=line, detail=detail, by=by)
    line.delete()


@act(needs=Permission.RUN_PROGRAMME)
def enter_control(
    *, programme: Programme, name: str, concerns: str, controls: str, how: str, owner: Body | None = None, by
) -> Control:
    """Enter one way in which the programme is kept in hand; the team that runs it owns it."""
    team = programme.body_set.filter(key=programme.team_body).first()
    check_owner(owner and owner.name, team.name if team else "the team that runs the programme")
    if programme.controls.filter(name=name).exists():
        raise Refusal(f"The control “{name}” is entered already.")
    made = Control.objects.create(
        programme=programme, name=name, concerns=concerns, controls=controls, how=how, owner=owner
    )
    trail.record(verb="entered a control", what=made, detail={"name": name, "owner": owner.name}, by=by)
    return made


def _check_may_hold(role: ProgrammeRole, participant: Participant, from_on: date, to_on: date | None) -> None:
    check_spell(from_on, to_on)
    if role.by_project:
        raise Refusal("Who leads is entered project by project, in the teams.")
    if participant.merged_into:
        raise Refusal(f"{participant.name} was merged into {participant.merged_into.name}. Choose that one.")
    for holding in role.holdings.select_related("participant"):
        if not overlap(from_on, to_on, holding.from_on, holding.to_on):
            continue
        if role.one_at_a_time:
            check_one_holder(role=role.title, holder=holding.participant.name, since=holding.from_on)
        if holding.participant_id == participant.pk:
            raise Refusal(f"{participant.name} holds it since {spoken(holding.from_on)} already.")


def _tell_end(holding: RoleHolding, by) -> None:
    detail = {
        "role": holding.role.title,
        "who": holding.participant.name,
        "to_on": holding.to_on.isoformat() if holding.to_on else today().isoformat(),
    }
    trail.record(verb="ended the holding of a role", what=holding, detail=detail, by=by)


def _same(line: Line, who: str, answers_to: str) -> bool:
    return (spelled(line.who), spelled(line.answers_to)) == (spelled(who), spelled(answers_to))
