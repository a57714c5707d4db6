"""What is known when somebody asks to do something to a case: plain facts for `sherwood.governance.stages`."""

from collections.abc import Collection
from dataclasses import replace

from sherwood.governance.case import Missing
from sherwood.governance.case_gates import complete, missing
from sherwood.governance.stages import ACTS, MOVES, Act, Facts, StageMove, check_can_act, check_can_move
from sherwood.kit.errors import Refusal
from sherwood.web.programme.cases.models import Case, Exemption, Opinion, Version, Vetting
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.ui.clock import today

# needs that are met by what is typed into the form of the act itself
TYPED = frozenset(
    {"lead", "priority", "asked", "scope", "comments", "checklist", "reason", "authority", "both_heard",
     "requirements", "words"}
)  # fmt: skip
CHALLENGES = (Opinion.Kind.ACHIEVABLE, Opinion.Kind.BENEFICIAL, Opinion.Kind.EXECUTIVE, Opinion.Kind.RETURNED)


def facts_of(project: Project, case: Case | None, user, met: Collection[str] = ()) -> Facts:
    """The facts for one person; `met` are needs that the act's own form meets."""
    facts = Facts(
        stage=project.now,
        permissions=user.permissions if user.is_active else (),
        complete=set(met) | (standing_needs(case) if case else set()),
        is_lead=project.is_led_by(user),
    )
    if case is None or (version := case.latest) is None:
        return facts
    return replace(
        facts,
        is_author=user in version.authors.all() or version.submitted_by_id == user.pk,
        is_vetter=Vetting.objects.filter(version__case=case, by=user).exists(),
        is_challenger=Opinion.objects.filter(version__case=case, by=user, kind__in=CHALLENGES).exists(),
    )


def standing_needs(case: Case) -> set[str]:
    """The needs that hold whoever acts, from what the case and its latest version say."""
    version = case.latest
    if version is None:
        return set()
    found = {
        "changed": not version.locked,
        "answered": all(requirement.answer for requirement in case.requirements),
        "answers": all(question.answer for question in version.questions.all()),
        "ratings": bool(version.latest_opinion("achievable") and version.latest_opinion("beneficial")),
        "recommendation": bool(version.latest_opinion("director")),
    }
    return complete(version.content, _register(version)) | {key for key, met in found.items() if met}


def titles() -> list[str]:
    """The posts of the register by title, in order: who a case may name."""
    return list(Post.objects.values_list("title", flat=True))


def missing_of(version: Version) -> list[Missing]:
    """What the version lacks; a draft's posts must be in the register, what was submitted keeps its own."""
    return missing(version.content, _register(version))


def _register(version: Version) -> list[str] | None:
    return None if version.locked else titles()


def check(
    what: StageMove | Act, project: Project, case: Case | None, user, met: Collection[str] = ()
) -> Facts:
    """Raise the refusal, or use up the exception that lets this person pass; gives the facts that passed."""
    facts = facts_of(project, case, user, met)
    try:
        _check(what, facts)
        return facts
    except Refusal:
        exemption = _exemption(what, case, user)
        if exemption is None:
            raise
    facts = replace(facts, excepted=True)
    _check(what, facts)
    exemption.used_on = today()
    exemption.save(update_fields=["used_on"])
    return facts


def why_not(what: StageMove | Act, project: Project, case: Case | None, user, facts: Facts) -> str:
    """The refusal as a page says it before anything is typed; empty when the act may be begun. `facts`: `facts_of`."""
    typed = TYPED | ({"ratings"} if what.key == "rate" else set())
    facts = replace(facts, complete=set(facts.complete) | typed)
    try:
        _check(what, facts)
    except Refusal as refusal:
        if _exemption(what, case, user) is None:
            return str(refusal)
        try:
            _check(what, replace(facts, excepted=True))
        except Refusal as other:
            return str(other)
    return ""


def _check(what: StageMove | Act, facts: Facts) -> None:
    check_can_move(what, facts) if isinstance(what, StageMove) else check_can_act(what, facts)


def _exemption(what: StageMove | Act, case: Case | None, user) -> Exemption | None:
    separated = what.not_author or what.not_vetter or what.not_challenger
    version: Version | None = case.latest if case and separated else None
    if version is None:
        return None
    return Exemption.objects.standing(version=version, act=what.key, person=user).first()


def named(key: str) -> StageMove | Act:
    return MOVES.get(key) or ACTS[key]
