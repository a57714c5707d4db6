"""The only way round the separation of duties: asked with a reason, allowed by two, used once, all in the trail."""

from sherwood.governance.roles import Role
from sherwood.governance.stages import ACTS, check_separation
from sherwood.kit.errors import Refusal
from sherwood.web.programme.cases.actions.holding import at_version, said_something, tell
from sherwood.web.programme.cases.facts import check, facts_of, named
from sherwood.web.programme.cases.models import Case, Exemption
from sherwood.web.site.acts import act
from sherwood.web.site.ui.clock import today


@act(needs=ACTS["ask_exception"], about="case")
def ask_exception(*, case: Case, act: str, reason: str, by) -> Exemption:
    """Ask to do one act that the separation of duties bars this person from, on the version as it stands."""
    version = at_version(case, None)
    check(ACTS["ask_exception"], case.project, case, by, said_something(reason))
    if not _barred(case, act, by):
        raise Refusal("Nothing bars you from that act, so no exception is needed.")
    found = Exemption.objects.create(
        case=case, version=version, act=act, person=by, reason=reason.strip(), asked_on=today()
    )
    tell(case, "asked for an exception", act=named(act).words, reason=reason.strip(), by=by)
    return found


@act(needs=ACTS["allow_exception"], about="case")
def allow_exception(*, case: Case, exemption: Exemption, by) -> None:
    """The owner of the programme allows it, and a second person with them; never who asked."""
    check(ACTS["allow_exception"], case.project, case, by)
    exemption = Exemption.objects.select_for_update().get(pk=exemption.pk, case=case)
    if exemption.person_id == by.pk:
        raise Refusal("Nobody allows their own exception.")
    if by.pk in (exemption.allowed_by_id, exemption.seconded_by_id):
        raise Refusal("You have agreed to this exception already. A second person must agree too.")
    if Role.SENIOR_RESPONSIBLE_OWNER in by.roles and exemption.allowed_by_id is None:
        exemption.allowed_by, exemption.allowed_on = by, today()
    elif exemption.seconded_by_id is None:
        exemption.seconded_by, exemption.seconded_on = by, today()
    else:
        raise Refusal("The owner of the programme must allow it; a second person has agreed already.")
    exemption.save()
    words = {"act": named(exemption.act).words, "for": str(exemption.person.post), "state": exemption.state}
    tell(case, "agreed to an exception", **words, by=by)


def _barred(case: Case, act: str, user) -> bool:
    facts = facts_of(case.project, case, user)
    try:
        check_separation(named(act), facts)
    except Refusal:
        return True
    return False
