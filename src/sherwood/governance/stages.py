"""The stages a project passes through, the moves between them, and what each move requires: plain tables.

Only facts come in (the stage, what is complete, who acts); no model is known here. A move takes a project to another
stage; an act leaves it where it is. `check_can_move` and `check_can_act` raise a sentence; `allows` turns it into yes or
no for a page. docs/stages.md is made from this file.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum

from sherwood.governance.roles import Permission, held_by
from sherwood.kit.errors import Refusal, SherwoodError


class Stage(Enum):
    """Where a project stands; the value is how a page says it."""

    IDEA = "Idea"
    SCOPING = "Scoping"
    CASE = "Business case"
    VETTING = "Vetting"
    CHALLENGE = "Challenge"
    DECISION = "Decision"
    PLANNING = "Planning"
    DELIVERY = "Delivery"
    EMBEDDING = "Embedding"
    CLOSED = "Closed"

    @property
    def number(self) -> int:
        return list(Stage).index(self) + 1

    @property
    def live(self) -> bool:
        """Counted among the programme's live projects."""
        return self is not Stage.CLOSED


@dataclass(frozen=True)
class Need:
    """Something that must be so before a move: its key, how a checklist says it, and the refusal when it is not."""

    key: str
    words: str
    otherwise: str


NEEDS: dict[str, Need] = {
    need.key: need
    for need in (
        Need("priority", "A priority is agreed", "No priority is agreed for this project. Agree one first."),
        Need("lead", "A lead is named", "No lead is named. Name one first."),
        Need(
            "scope",
            "The scope test is passed",
            "The scope test says that this project brings no direct improvement. It stops here, unless a compelling "
            "case names the project it makes possible.",
        ),
        Need(
            "case",
            "Every part of the case is complete",
            "The case is not complete. The page lists what is missing.",
        ),
        Need(
            "options",
            "Do nothing, do the minimum, and at least two real options are weighed",
            "At least two real options are needed beside doing nothing and doing the minimum.",
        ),
        Need(
            "data_source",
            "The case says which records its figures come from",
            "The case does not say where its figures come from. Name the source.",
        ),
        Need(
            "checks",
            "Human resources, finance, procurement and ways of working are answered, each by a named post",
            "The four checks are not all answered, each by a named post.",
        ),
        Need(
            "appraisal",
            "Options appraisal, costs and benefits, and risks are all complete",
            "Challenge cannot open until the options appraisal, the costs and benefits and the risks are all complete.",
        ),
        Need(
            "checklist",
            "Every line of the vetting checklist is met",
            "The vetting checklist is not met in full.",
        ),
        Need(
            "comments",
            "What must change is written down",
            "Say what must change, so that the lead can change it.",
        ),
        Need("answers", "Every question is answered", "There are questions without an answer."),
        Need(
            "ratings",
            "Both ratings are given: achievable, and beneficial",
            "Rate the case on both: whether it can be achieved, and whether it brings benefit.",
        ),
        Need(
            "recommendation",
            "The director's recommendation is recorded",
            "The director's recommendation is not recorded yet.",
        ),
        Need("reason", "A reason is given", "Give the reason: it stands in the record beside the decision."),
        Need(
            "authority",
            "A quorate, minuted meeting of the deciding body, or its recorded urgent route",
            "A decision needs a quorate meeting of the deciding body, or its urgent route with the reason for urgency.",
        ),
        Need(
            "both_heard",
            "The lead, and the director or manager who accompanies them, are named on the item",
            "The item cannot be heard until both are named: the lead who presents, and the director or manager who "
            "accompanies them.",
        ),
        Need(
            "requirements",
            "What is required is listed",
            "List what is required, so that each can be answered.",
        ),
        Need(
            "answered",
            "Each requirement of a decision is answered",
            "What is required is not all answered. Answer each before sending the case again.",
        ),
        Need(
            "parts",
            "Communications, risk management and quality review are all complete",
            "Work cannot start until the three parts of the plan are complete: communications, risk management and "
            "quality review.",
        ),
        Need(
            "measure",
            "At least one measure is linked",
            "No measure is linked, so nothing would show whether it works.",
        ),
        Need(
            "report_due",
            "The first report has a due date",
            "No report is due yet. Set the first report's date.",
        ),
        Need(
            "vetted",
            "The plan is vetted as it stands, by somebody who did not write it",
            "The plan is not vetted as it stands. Send it for vetting: somebody who did not write it answers each part.",
        ),
        Need(
            "plan_changed",
            "The plan says something that was not sent before",
            "The plan was sent for vetting as it stands. Change what must change first.",
        ),
        Need(
            "plan_sent",
            "The plan waits to be vetted as it stands",
            "This is not what waits to be vetted: it was answered, or the plan was changed since it was sent.",
        ),
        Need(
            "parts_answered",
            "Each part is agreed, or sent back with what must change",
            "Answer each part: agree to it, or say in a few words what must change.",
        ),
        Need("outputs", "Every milestone is done", "There are milestones that are not done."),
        Need(
            "tested",
            "What was tested, the main measure's reading, the day of the review and the post that keeps the gain",
            "Say what was tested, choose the main measure, and give the day of the review and the post that keeps the gain.",
        ),
        Need(
            "close_asked",
            "Its lead has asked, with what was tested",
            "Nothing waits to be decided here: the lead has not asked for it, or it was answered.",
        ),
        Need(
            "changed",
            "There is a new version to send",
            "Nothing has changed since the last version, which is locked. Change what must change; that begins the "
            "next version.",
        ),
        Need("words", "It says something", "Write something first: there is nothing to keep."),
        Need(
            "asked",
            "The priority that was agreed is written down, and the lead has a day",
            "Say which priority was agreed, who leads, and by when the case is due.",
        ),
    )
}


@dataclass(frozen=True)
class StageMove:
    """From one stage to another: who may make it, and what must be so.

    `by_lead`: only who leads this project. `not_author`, `not_vetter`, `not_challenger`: who wrote the version, vetted
    the case, or challenged it, may not make it.
    """

    key: str
    words: str
    before: Stage
    after: Stage
    permission: Permission
    needs: tuple[str, ...] = ()
    by_lead: bool = False
    not_author: bool = False
    not_vetter: bool = False
    not_challenger: bool = False

    @property
    def at(self) -> tuple[Stage, ...]:
        return (self.before,)

    @property
    def permissions(self) -> tuple[Permission, ...]:
        return (self.permission,)


@dataclass(frozen=True)
class Act:
    """Something done to a case that leaves it at its stage; the rest as in `Move`. Any one of `permissions` will do."""

    key: str
    words: str
    at: tuple[Stage, ...]
    permissions: tuple[Permission, ...]
    needs: tuple[str, ...] = ()
    by_lead: bool = False
    not_author: bool = False
    not_vetter: bool = False
    not_challenger: bool = False


MOVES: dict[str, StageMove] = {
    move.key: move
    for move in (
        StageMove("open", "Ask the lead to work up a case", Stage.IDEA, Stage.SCOPING, Permission.RUN_PROGRAMME,
             ("priority", "lead")),
        StageMove("pass_scope", "Pass the scope test", Stage.SCOPING, Stage.CASE, Permission.WRITE_CASE, ("scope",), by_lead=True),
        StageMove("stop", "Stop: out of scope", Stage.SCOPING, Stage.CLOSED, Permission.RUN_PROGRAMME, ("reason",)),
        StageMove("submit", "Submit the case for vetting", Stage.CASE, Stage.VETTING, Permission.WRITE_CASE,
             ("changed", "options", "data_source", "checks", "case", "answered"), by_lead=True),
        StageMove("return_from_vetting", "Return the case to its lead", Stage.VETTING, Stage.CASE, Permission.VET,
             ("comments",), not_author=True),
        StageMove("pass_vetting", "Pass the case to challenge", Stage.VETTING, Stage.CHALLENGE, Permission.VET,
             ("checklist", "appraisal"), not_author=True),
        StageMove("return_from_challenge", "Return the case to its lead", Stage.CHALLENGE, Stage.CASE, Permission.CHALLENGE,
             ("comments",), not_author=True, not_vetter=True),
        StageMove("recommend", "Recommend the case to those who decide", Stage.CHALLENGE, Stage.DECISION, Permission.CHALLENGE,
             ("answers", "ratings", "recommendation"), not_author=True, not_vetter=True),
        StageMove("implement", "Decide: implement", Stage.DECISION, Stage.PLANNING, Permission.DECIDE,
             ("reason", "authority", "both_heard"), not_author=True, not_vetter=True, not_challenger=True),
        StageMove("amend", "Decide: amend", Stage.DECISION, Stage.CASE, Permission.DECIDE,
             ("reason", "authority", "both_heard", "requirements"), not_author=True, not_vetter=True, not_challenger=True),
        StageMove("close", "Decide: close", Stage.DECISION, Stage.CLOSED, Permission.DECIDE,
             ("reason", "authority", "both_heard"), not_author=True, not_vetter=True, not_challenger=True),
        StageMove("start", "Start delivery", Stage.PLANNING, Stage.DELIVERY, Permission.WRITE_CASE,
             ("parts", "measure", "report_due", "vetted"), by_lead=True),
        StageMove("outputs_done", "Outputs are done: see whether they last", Stage.DELIVERY, Stage.EMBEDDING,
             Permission.RUN_PROGRAMME, ("outputs",)),
        StageMove("close_tested", "Close: it lasts, and somebody keeps it", Stage.EMBEDDING, Stage.CLOSED,
             Permission.DECIDE, ("close_asked", "reason", "authority"), not_author=True, not_vetter=True),
        StageMove("back_to_delivery", "Back to delivery: it does not last yet", Stage.EMBEDDING, Stage.DELIVERY,
             Permission.DECIDE, ("close_asked", "reason", "authority"), not_author=True, not_vetter=True),
    )
}  # fmt: skip

DECISIONS = ("implement", "amend", "close")

_PLANNED = (Stage.PLANNING, Stage.DELIVERY, Stage.EMBEDDING)
_UNDER_WAY = (Stage.CASE, Stage.VETTING, Stage.CHALLENGE, Stage.DECISION)

ACTS: dict[str, Act] = {
    act.key: act
    for act in (
        Act("name_lead", "Name another lead", (Stage.SCOPING, Stage.CASE), (Permission.RUN_PROGRAMME,), ("asked",)),
        Act("answer_scope", "Answer the scope test", (Stage.SCOPING,), (Permission.WRITE_CASE,), ("words",), by_lead=True),
        Act("write", "Write the case", (Stage.CASE,), (Permission.WRITE_CASE,), by_lead=True),
        Act("answer_requirement", "Answer what is required", (Stage.CASE,), (Permission.WRITE_CASE,), ("words",),
            by_lead=True),
        Act("ask_question", "Ask a question that must be answered", (Stage.CHALLENGE, Stage.DECISION),
            (Permission.CHALLENGE, Permission.ASK), ("words",)),
        Act("answer_question", "Answer a question", (Stage.CHALLENGE, Stage.DECISION), (Permission.WRITE_CASE,),
            ("words",), by_lead=True),
        Act("rate", "Rate the case: achievable, and beneficial", (Stage.CHALLENGE,), (Permission.CHALLENGE,),
            ("ratings", "reason"), not_author=True, not_vetter=True),
        Act("advise", "Give the director's recommendation", (Stage.CHALLENGE,), (Permission.RECOMMEND,),
            ("reason",), not_author=True, not_vetter=True),
        Act("comment", "Comment", _UNDER_WAY, (Permission.COMMENT,), ("words",)),
        Act("ask_exception", "Ask for an exception to the separation of duties",
            (Stage.VETTING, Stage.CHALLENGE, Stage.DECISION),
            (Permission.VET, Permission.CHALLENGE, Permission.DECIDE, Permission.RECOMMEND), ("reason",)),
        Act("allow_exception", "Allow an exception to the separation of duties",
            (Stage.VETTING, Stage.CHALLENGE, Stage.DECISION), (Permission.ALLOW_EXCEPTION,)),
        Act("send_plan", "Send the plan for vetting", _PLANNED, (Permission.WRITE_CASE,), ("parts", "plan_changed"),
            by_lead=True),
        Act("vet_plan", "Vet the plan, part by part", _PLANNED, (Permission.VET,), ("plan_sent", "parts_answered"),
            not_author=True),
        Act("ask_to_close", "Ask for the project to be closed, with what was tested", (Stage.EMBEDDING,),
            (Permission.WRITE_CASE,), ("measure", "tested"), by_lead=True),
        Act("correct_decision", "Correct the record of a decision", (*_UNDER_WAY[:1], Stage.PLANNING, Stage.DELIVERY,
            Stage.EMBEDDING, Stage.CLOSED), (Permission.DECIDE,), ("words",)),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What is known when somebody asks to do something. `excepted`: an exception to the separation of duties, allowed
    by the owner of the programme with a second person, stands for this act."""

    stage: Stage
    permissions: Collection[Permission]
    complete: Collection[str] = ()
    is_lead: bool = False
    is_author: bool = False
    is_vetter: bool = False
    is_challenger: bool = False
    excepted: bool = False


def check_can_move(move: StageMove, facts: Facts) -> None:
    """Raise `Refusal` with the first reason why not; pass in silence when the move may be made."""
    _check(move, facts)


def check_can_act(act: Act, facts: Facts) -> None:
    """As `check_can_move`, for what leaves the project where it is."""
    _check(act, facts)


def _check(what: StageMove | Act, facts: Facts) -> None:
    if facts.stage not in what.at:
        at = " or ".join(f"“{stage.value}”" for stage in what.at)
        raise Refusal(
            f"“{what.words}” is for a project at {at}; this one is at “{facts.stage.value}”. "
            "Somebody may have moved it since the page was opened."
        )
    if not any(permission in facts.permissions for permission in what.permissions):
        raise Refusal(f"“{what.words}” is not for your role. {held_by(*what.permissions)}")
    if what.by_lead and not facts.is_lead:
        raise Refusal(f"“{what.words}” is for who leads this project. You do not lead it.")
    if not facts.excepted:
        check_separation(what, facts)
    for key in what.needs:
        if key not in facts.complete:
            raise Refusal(NEEDS[key].otherwise)


def check_separation(what: StageMove | Act, facts: Facts) -> None:
    """Author is not vetter is not challenger is not decider."""
    if what.not_author and facts.is_author:
        raise Refusal(
            "You wrote this version, so you may not vet, challenge or decide it. Somebody else must."
        )
    if what.not_vetter and facts.is_vetter:
        raise Refusal("You vetted this case, so you may not challenge or decide it. Somebody else must.")
    if what.not_challenger and facts.is_challenger:
        raise Refusal("You challenged this case, so you may not decide it. Somebody else must.")


@dataclass(frozen=True)
class Authority:
    """By what right a decision is taken: at a meeting of the deciding body, or by its recorded urgent route.

    `presented_by` and `accompanied_by`: the lead who presents, and the director or manager with them, by post.
    """

    kind: str  # "meeting" or "urgent"
    presented_by: str = ""
    accompanied_by: str = ""
    body: str = ""
    reference: str = ""
    quorate: bool = False
    minuted: bool = False
    why_urgent: str = ""
    agreed_by: str = ""

    def complete(self, deciding_body: str) -> set[str]:
        """The keys of `NEEDS` that it meets."""
        urgent = self.kind == "urgent" and self.why_urgent.strip() and self.agreed_by.strip()
        met = (
            self.kind == "meeting"
            and self.body == deciding_body
            and self.reference.strip()
            and self.quorate
            and self.minuted
        )
        heard = self.presented_by.strip() and self.accompanied_by.strip()
        return ({"authority"} if urgent or met else set()) | ({"both_heard"} if heard else set())

    @property
    def words(self) -> str:
        heard = f"Presented by {self.presented_by}, accompanied by {self.accompanied_by}."
        if self.kind == "meeting":
            return f"{self.reference}, quorate and minuted. {heard}"
        return f"Urgent route: {self.why_urgent} Agreed by {self.agreed_by}. {heard}"


def refusal_of(check: Callable[..., None], *facts) -> str:
    """Why a check refuses, for a page that says it in the place of a button; empty when it passes."""
    try:
        check(*facts)
    except SherwoodError as refusal:
        return str(refusal)
    return ""


def allows(check: Callable[..., None], *facts) -> bool:
    """Whether a check passes, for a page that shows or hides a button."""
    return not refusal_of(check, *facts)


def moves_from(stage: Stage) -> list[StageMove]:
    return [move for move in MOVES.values() if move.before is stage]


def as_markdown() -> str:
    """docs/stages.md: the state diagram and what each gate requires."""
    lines = [
        "# Stages and gates",
        "",
        "Made from `sherwood.governance.stages` by `script/docs`; do not edit.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {stage.name}: {stage.value}" for stage in Stage),
        *(f"    {move.before.name} --> {move.after.name}: {move.words}" for move in MOVES.values()),
        "```",
        "",
        "| move | from | to | who | needs |",
        "| --- | --- | --- | --- | --- |",
    ]
    for move in MOVES.values():
        needs = [NEEDS[key].words for key in move.needs]
        needs += ["not who wrote it"] if move.not_author else []
        needs += ["not who vetted it"] if move.not_vetter else []
        needs += ["not who challenged it"] if move.not_challenger else []
        row = (
            move.words,
            move.before.value,
            move.after.value,
            _who(move),
            "; ".join(needs),
        )
        lines.append(f"| {' | '.join(row)} |")
    lines += [
        "",
        "What is done without moving the project:",
        "",
        "| act | at | who | not |",
        "| --- | --- | --- | --- |",
    ]
    for act in ACTS.values():
        barred = ["who wrote it"] if act.not_author else []
        barred += ["who vetted it"] if act.not_vetter else []
        at = ", ".join(stage.value for stage in act.at)
        lines.append(f"| {act.words} | {at} | {_who(act)} | {'; '.join(barred)} |")
    return "\n".join(lines) + "\n"


def _who(what: StageMove | Act) -> str:
    return "the lead of the project" if what.by_lead else held_by(*what.permissions)[11:-1]


if __name__ == "__main__":
    print(as_markdown(), end="")
