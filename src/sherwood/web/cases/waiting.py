"""What waits for somebody because of a case, in lines that home puts among the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.governance.stages import Stage
from sherwood.web.cases.facts import leads
from sherwood.web.cases.models import Case, Exemption


@dataclass(frozen=True)
class Waits:
    """A verb and a thing, where to do it, and by when."""

    words: str
    href: str
    due_on: date | None = None
    more: str = ""


def cases_waiting(user) -> Iterable[Waits]:
    """The cases whose next act is this person's."""
    for case in Case.visible_to(user).under_way():
        yield from _of_lead(case) if leads(case.project, user) and user.may(Permission.WRITE_CASE) else ()
        for stage, permission, verb, page in _BODIES:
            if case.project.now is stage and user.may(permission):
                words = f"{verb}: {case.project.key} {case.project.name}, version {case.latest_number}"
                yield Waits(words, reverse(page, args=[case.project.key]))
    if user.may(Permission.ALLOW_EXCEPTION):
        for one in Exemption.visible_to(user).asked_of(user):
            words = f"Allow or leave the exception asked for on {one.case.project.key}"
            yield Waits(words, one.case.get_absolute_url(), more=one.reason)


_BODIES = (
    (Stage.VETTING, Permission.VET, "Vet", "case"),
    (Stage.CHALLENGE, Permission.CHALLENGE, "Challenge", "case_decision"),
    (Stage.CHALLENGE, Permission.RECOMMEND, "Recommend as director", "case_decision"),
    (Stage.DECISION, Permission.DECIDE, "Decide", "case_decision"),
)


def _of_lead(case: Case) -> Iterable[Waits]:
    project, here = case.project, case.get_absolute_url()
    if project.now is Stage.SCOPING:
        yield Waits(f"Answer the scope test of {project}", here, case.due_on)
    elif project.now is Stage.CASE:
        due_on = case.due_on if case.latest_number == 1 else None
        yield Waits(f"Write the case of {project}", reverse("case_write", args=[project.key]), due_on)
    if case.unanswered and project.now in (Stage.CHALLENGE, Stage.DECISION):
        yield Waits(f"Answer {case.unanswered} question(s) about the case of {project}", here)
    if case.unmet and project.now is Stage.CASE:
        yield Waits(f"Answer what the Board requires of {project} ({case.unmet} left)", here)
