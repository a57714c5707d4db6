"""What can be done from a page: the form of each act, what it will do in words, and the action that does it."""

from collections.abc import Callable
from dataclasses import dataclass

from sherwood.governance.stages import ACTS, MOVES, Act, StageMove
from sherwood.web.programme.cases import actions, forms
from sherwood.web.programme.cases.models import Case
from sherwood.web.programme.cases.offered import urgent_route
from sherwood.web.programme.programmes.models import Project


@dataclass(frozen=True)
class Doing:
    """One act as a page offers it. `rule`: the move or act whose gate decides whether it is offered."""

    rule: StageMove | Act
    form: type[forms.ActForm]
    does: str  # what pressing the button will do
    button: str
    run: Callable[..., object]
    words: str = ""  # the name of the act, where the rule's own would mislead
    weighty: bool = True  # it moves the project, or cannot be taken back

    @property
    def title(self) -> str:
        return self.words or self.rule.words


def _of_case(action: Callable) -> Callable:
    return lambda project, case, given, user: action(case=case, **given, by=user)


def _ask(project: Project, case: Case | None, given: dict, user) -> None:
    actions.ask_for_case(project=project, **given, by=user)


def _ask_urgently(outcome: str) -> Callable:
    def run(project: Project, case: Case, given: dict, user) -> None:
        number = given.pop("number")
        version = next((version for version in case.versions.all() if version.number == number), case.latest)
        told = {name: _lines(given.pop(name, "")) for name in ("conditions", "requirements")}
        urgent_route().ask(version=version, outcome=outcome, **given, **told, by=user)

    return run


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


# what the deciding body may answer, and what comes of each
ANSWERS = {
    "implement": ("Implement", "The project goes to planning. Conditions go on the action log and are followed until they are met."),
    "amend": ("Amend", "The case goes back to its lead, who must answer each requirement before it comes again."),
    "close": ("Close", "The project ends. It stays readable and leaves the live counts."),
}  # fmt: skip

URGENTLY = (
    "Nothing is decided until the chair or another member with a seat agrees, signed in as themselves. Then every member is "
    "told, and the next meeting confirms it or does not."
)

DOINGS: dict[str, Doing] = {
    "ask": Doing(MOVES["open"], forms.AskForCase, "The lead is told, and “work up a case” goes on the action log with its day.",
                 "Ask for the case", _ask),
    "name_lead": Doing(ACTS["name_lead"], forms.NameLead, "The task goes to the new lead; that of the one before is withdrawn.",
                       "Name this lead", _of_case(actions.name_lead)),
    "answer_scope": Doing(ACTS["answer_scope"], forms.AnswerScope, "Yes, or a project it makes possible, begins the case. No does not.",
                          "Answer", _of_case(actions.answer_scope)),
    "stop": Doing(MOVES["stop"], forms.Stop, "The project is closed as out of scope. It stays readable and leaves the live counts.",
                  "Stop the project", _of_case(actions.stop)),
    "submit": Doing(MOVES["submit"], forms.Submit, "The version is locked for ever and goes to the programme team.",
                    "Lock it and submit", _of_case(actions.submit)),
    "vet": Doing(MOVES["pass_vetting"], forms.Vet, "Passed, it goes to challenge. Returned, it goes back to its lead with your comments.",
                 "Record the vetting", _of_case(actions.vet), "Vet the case against the checklist"),
    "ask_question": Doing(ACTS["ask_question"], forms.AskQuestion, "The lead is asked, and the case waits for the answer.",
                          "Ask", _of_case(actions.ask_question), weighty=False),
    "answer_question": Doing(ACTS["answer_question"], forms.AnswerQuestion, "Your answer stands beside the question and is not changed later.",
                             "Answer", _of_case(actions.answer_question), weighty=False),
    "rate": Doing(ACTS["rate"], forms.Rate, "Both ratings stand before those who decide with your words.", "Record both ratings",
                  _of_case(actions.rate), weighty=False),
    "advise": Doing(ACTS["advise"], forms.Recommend, "Your recommendation stands before those who decide.", "Record it",
                    _of_case(actions.advise), weighty=False),
    "recommend": Doing(MOVES["recommend"], forms.Recommend, "The case goes to those who decide with this recommendation.",
                       "Recommend it to those who decide", _of_case(actions.recommend)),
    "return": Doing(MOVES["return_from_challenge"], forms.ReturnCase, "The case goes back to its lead with your comments.",
                    "Return it", _of_case(actions.return_from_challenge)),
    "implement": Doing(MOVES["implement"], forms.ImplementUrgently, URGENTLY, "Ask for it: implement", _ask_urgently("implement"),
                       "Ask for an urgent decision: implement"),
    "amend": Doing(MOVES["amend"], forms.AmendUrgently, URGENTLY, "Ask for it: amend", _ask_urgently("amend"),
                   "Ask for an urgent decision: amend"),
    "close": Doing(MOVES["close"], forms.DecideUrgently, URGENTLY, "Ask for it: close", _ask_urgently("close"),
                   "Ask for an urgent decision: close"),
    "answer_requirement": Doing(ACTS["answer_requirement"], forms.AnswerRequirement, "Your answer goes to those who decide with the next version.",
                                "Answer", _of_case(actions.answer_requirement), weighty=False),
    "comment": Doing(ACTS["comment"], forms.Remark, "Your comment stands in the record of this version.", "Comment",
                     _of_case(actions.comment), weighty=False),
    "ask_exception": Doing(ACTS["ask_exception"], forms.AskException,
                           "The owner of the programme is asked, and a second person with them. It is used once.",
                           "Ask for the exception", _of_case(actions.ask_exception), weighty=False),
    "allow_exception": Doing(ACTS["allow_exception"], forms.AllowException, "With both of you agreed, that person may do that act once.",
                             "Agree to it", _of_case(actions.allow_exception), weighty=False),
    "correct_decision": Doing(ACTS["correct_decision"], forms.CorrectDecision, "A new record points at the old one, which stays as it was.",
                              "Record the correction", _of_case(actions.correct_decision), weighty=False),
}  # fmt: skip
DECIDING = ("implement", "amend", "close")
# acts on one thing of the case, begun beside that thing
OF_A_THING = ("answer_question", "answer_requirement", "allow_exception", "correct_decision")
