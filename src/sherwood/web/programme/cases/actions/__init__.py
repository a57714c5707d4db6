"""Everything that is done to a case. Who may is for the stages to say."""

from sherwood.web.programme.cases.actions.asking import answer_scope, ask_for_case, name_lead, stop
from sherwood.web.programme.cases.actions.deciding import (
    Condition,
    correct_decision,
    decide,
    finish_outputs,
    start_delivery,
)
from sherwood.web.programme.cases.actions.exceptions import allow_exception, ask_exception
from sherwood.web.programme.cases.actions.judging import (
    advise,
    answer_question,
    ask_question,
    comment,
    rate,
    recommend,
    return_from_challenge,
    vet,
)
from sherwood.web.programme.cases.actions.writing import SavedBefore, answer_requirement, save_section, submit

__all__ = [
    "Condition",
    "SavedBefore",
    "advise",
    "allow_exception",
    "answer_question",
    "answer_requirement",
    "answer_scope",
    "ask_exception",
    "ask_for_case",
    "ask_question",
    "comment",
    "correct_decision",
    "decide",
    "finish_outputs",
    "name_lead",
    "rate",
    "recommend",
    "return_from_challenge",
    "save_section",
    "start_delivery",
    "stop",
    "submit",
    "vet",
]
