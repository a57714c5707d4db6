"""The deciding body's three answers, bound to the exact version, and the moves that follow approval."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

from sherwood.governance.stages import ACTS, DECISIONS, MOVES, Authority
from sherwood.kit.errors import Refusal
from sherwood.web.programme.cases.actions.holding import said_something, tell
from sherwood.web.programme.cases.facts import check
from sherwood.web.programme.cases.models import Case, Decision, Requirement, Version
from sherwood.web.programme.programmes.actions import move_project
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.action_log.actions import ActionOrigin, add_action
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.acts import act
from sherwood.web.site.ui.clock import today

# what comes next in the project, in the place of the decision that was to come
FOLLOWS = {
    "implement": "Plan the work",
    "amend": "Answer what is required and send the case again",
    "close": "",
}


@dataclass(frozen=True)
class Condition:
    """What must be done though the project goes on: by whom (a post) and by when."""

    words: str
    owner_post: Post
    due_on: date


@act(needs=MOVES["implement"], about="version")
def decide(
    *,
    version: Version,
    outcome: str,
    reason: str,
    conditions: Collection[Condition] = (),
    requirements: Collection[str] = (),
    authority: Authority,
    by,
) -> Decision:
    """Implement, amend or close. A part of what a meeting does for an item, and two members for what cannot wait."""
    case = version.case
    if outcome not in DECISIONS:
        raise Refusal("There are three answers: implement, amend or close.")
    requirements = [requirement.strip() for requirement in requirements if requirement.strip()]
    met = authority.complete(case.project.programme.deciding_body) | (said_something(reason) & {"reason"})
    met |= {"requirements"} if requirements else set()
    facts = check(MOVES[outcome], case.project, case, by, met)
    version = _exactly(case, version)
    decision = _write(version, outcome, reason, conditions, authority, by)
    Requirement.objects.bulk_create(
        Requirement(decision=decision, words=requirement) for requirement in requirements
    )
    for condition in conditions:
        _put_on_the_log(case, decision, condition, by)
    move_project(project=case.project, move=MOVES[outcome], facts=facts, by=by)
    case.project.settle(next_step=FOLLOWS[outcome], next_step_on=None)
    detail = {
        "version": version.number,
        "digest": version.digest[:12],
        "outcome": outcome,
        "route": authority.kind,
    }
    tell(case, "decided a case", **detail, conditions=len(conditions), requirements=len(requirements), by=by)
    return decision


def _exactly(case: Case, read: Version) -> Version:
    """The version to be decided, when it is the one that was read and is still what was submitted."""
    now = case.submitted
    if now is None or now.pk != read.pk:
        raise Refusal("Another version is to be decided than the one you were reading. Read that one first.")
    if now.digest != now.worked_out():
        raise Refusal(
            "This version is not what was submitted: its digest differs. Tell the programme manager."
        )
    return now


def _write(version, outcome, reason, conditions, authority, by, corrects=None) -> Decision:
    return Decision.objects.create(
        version=version,
        number=version.number,
        digest=version.digest,
        outcome=outcome,
        reason=reason.strip(),
        conditions=[
            {
                "words": condition.words,
                "owner_post": str(condition.owner_post),
                "due_on": condition.due_on.isoformat(),
            }
            for condition in conditions
        ],
        authority=asdict(authority),
        authority_words=authority.words,
        said_on=today(),
        by=by,
        corrects=corrects,
    )


def _put_on_the_log(case: Case, decision: Decision, condition: Condition, by) -> None:
    add_action(
        words=condition.words,
        owner_post=condition.owner_post,
        due_on=condition.due_on,
        origin=ActionOrigin(
            Action.Origin.CONDITION,
            str(decision.pk),
            f"Condition of the decision on {case.project.key}, version {decision.number}",
            case.get_absolute_url(),
            case.project,
        ),
        by=by,
    )


@act(needs=ACTS["correct_decision"], about="case")
def correct_decision(*, case: Case, decision: Decision, words: str, by) -> Decision:
    """Say what was recorded wrongly, in a new record that points at the old; what was decided stands."""
    check(ACTS["correct_decision"], case.project, case, by, said_something(words))
    old = Decision.objects.get(pk=decision.pk, version__case=case)
    corrected = Decision.objects.create(
        version=old.version,
        number=old.number,
        digest=old.digest,
        outcome=old.outcome,
        reason=words.strip(),
        authority=old.authority,
        authority_words=old.authority_words,
        said_on=today(),
        by=by,
        corrects=old,
    )
    tell(case, "corrected the record of a decision", decision=old.pk, by=by)
    return corrected


@act(needs=MOVES["start"], about="project")
def start_delivery(
    *, project: Project, parts: bool, vetted: bool, measures: Collection[str], report_due_on: date | None, by
) -> None:
    """Begin the work. Whether the plan's parts are complete and vetted, and what measures it, is for the caller to say."""
    met = {"parts"} if parts else set()
    met |= {"vetted"} if vetted else set()
    met |= {"measure"} if measures else set()
    met |= {"report_due"} if report_due_on else set()
    _move_on(project, "start", met, by)


@act(needs=MOVES["outputs_done"], about="project")
def finish_outputs(*, project: Project, milestones_done: bool, by) -> None:
    """The outputs are done; whether they last is watched from now on."""
    _move_on(project, "outputs_done", {"outputs"} if milestones_done else set(), by)


def _move_on(project: Project, key: str, met: Collection[str], by) -> None:
    case = Case.objects.whole().filter(project=project).first()
    facts = check(MOVES[key], project, case, by, met)
    move_project(project=project, move=MOVES[key], facts=facts, by=by)
