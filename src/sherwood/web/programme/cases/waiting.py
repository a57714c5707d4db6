"""What waits for somebody because of a case, in lines that home puts among the others."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.governance.stages import Stage
from sherwood.web.programme.cases.models import Case, Exemption
from sherwood.web.site.offers.kinds import WaitingLine


@dataclass(frozen=True)
class CaseLine(WaitingLine):
    """A line about a case, by primary key, and its programme; one that `decides` is before the deciding body."""

    decides: bool = False
    case: int = 0
    programme: int = 0


def cases_waiting(user) -> Iterable[CaseLine]:
    """The cases whose next act is this person's."""
    for case in Case.visible_to(user).under_way():
        yield from _of_lead(case) if user.may(Permission.WRITE_CASE) and case.project.is_led_by(user) else ()
        for stage, permission, verb, page in _BODIES:
            if case.project.now is stage and user.may(permission):
                yield _line(case, f"{verb}: {case.project}, version {case.latest_number}", page, verb=verb)
        if case.project.now is Stage.DECISION and user.may(Permission.DECIDE):
            yield _to_decide(case)
    if user.may(Permission.ALLOW_EXCEPTION):
        for exemption in Exemption.visible_to(user).asked_of(user):
            words = f"Allow or leave the exception asked for on {exemption.case.project.key}"
            href = exemption.case.get_absolute_url()
            yield CaseLine(words, href, more=exemption.reason, plain=words, about=_about(exemption.case))


_BODIES = (
    (Stage.VETTING, Permission.VET, "Vet", "case"),
    (Stage.CHALLENGE, Permission.CHALLENGE, "Challenge", "case_decision"),
    (Stage.CHALLENGE, Permission.RECOMMEND, "Recommend as director", "case_decision"),
)


def _about(case: Case) -> tuple[tuple[str, str], ...]:
    return (("case", case.project.key), ("project", case.project.key))


def _line(case: Case, words: str, page: str, due_on: date | None = None, verb: str = "") -> CaseLine:
    """A line about a case. In an email the project is known by its key."""
    key = case.project.key
    plain = f"{verb}: the case of {key}" if verb else words.replace(str(case.project), key)
    return CaseLine(words, reverse(page, args=[key]), due_on=due_on, plain=plain, about=_about(case))


def _to_decide(case: Case) -> CaseLine:
    """To be read now and decided in a meeting: which of them is said by who keeps the meetings."""
    about = f"{case.project}, version {case.latest_number}"
    line = _line(case, f"Read: {about}", "case_decision", verb="Read")
    return replace(line, more=about, decides=True, case=case.pk, programme=case.project.programme_id)


def _of_lead(case: Case) -> Iterable[CaseLine]:
    project = case.project
    if project.now is Stage.SCOPING:
        yield _line(case, f"Answer the scope test of {project}", "case", case.due_on)
    elif project.now is Stage.CASE:
        due_on = case.due_on if case.latest_number == 1 else None
        yield _line(case, f"Write the case of {project}", "case_write", due_on)
    if case.unanswered and project.now in (Stage.CHALLENGE, Stage.DECISION):
        yield _line(
            case,
            f"Answer {'1 question' if case.unanswered == 1 else f'{case.unanswered} questions'} about the case of {project}",
            "case",
        )
    if case.unmet and project.now is Stage.CASE:
        yield _line(case, f"Answer what is required of {project} ({case.unmet} left)", "case")
