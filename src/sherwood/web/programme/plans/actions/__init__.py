"""The verbs of a plan: writing it, its milestones and their days, its work streams, and the moves it makes possible."""

from sherwood.web.programme.plans.actions.closing import ask_to_close, decide_closing
from sherwood.web.programme.plans.actions.streams import add_stream, change_stream, review_stream, say_split
from sherwood.web.programme.plans.actions.vetting import send_plan, vet_plan
from sherwood.web.programme.plans.actions.writing import (
    add_contributor,
    answer_move,
    ask_to_move,
    depend,
    finish,
    open_plan,
    promise_milestone,
    reach,
    say_how_it_stands,
    set_dates,
    start,
    write_part,
)

__all__ = [
    "add_contributor",
    "add_stream",
    "answer_move",
    "ask_to_close",
    "ask_to_move",
    "change_stream",
    "decide_closing",
    "depend",
    "finish",
    "open_plan",
    "promise_milestone",
    "reach",
    "review_stream",
    "say_how_it_stands",
    "say_split",
    "send_plan",
    "set_dates",
    "start",
    "vet_plan",
    "write_part",
]
