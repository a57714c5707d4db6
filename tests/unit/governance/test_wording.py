"""Whether words say something: one rule, of form alone."""

from datetime import date

import pytest

from a_case import content
from sherwood.governance.case_gates import complete, missing
from sherwood.governance.wording import day_said, lack_of, says_something


@pytest.mark.parametrize(
    "text",
    ["", " ", "x", "xxx", "tbc", "TBC.", "n/a", "N/A", "to be confirmed", "soon", "-", "...", "Somebody", "x y z",
     "As soon as possible", "test test test", "yes yes yes", "To follow, in due course", "the the the", "aaa bbb ccc"],
)  # fmt: skip
def test_what_holds_a_place_says_nothing(text):
    assert not says_something(text)
    assert lack_of(text, "Say how people will hear of it").startswith("Say how people will hear of it")


@pytest.mark.parametrize(
    "text",
    [
        "Posts may stay empty.",
        "Share in time, weekly",
        "A second manager reads a tenth.",
        "Plant agréé à Noël",
    ],
)
def test_a_few_plain_words_say_something(text):
    assert says_something(text) and lack_of(text, "Say it") == ""


def test_what_is_asked_for_and_what_stands_there_are_both_said():
    assert lack_of("soon", "Say when") == "Say when, in 3 words or more: “soon” says too little."
    assert lack_of(" ", "Say when") == "Say when."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30 June 2010", date(2010, 6, 30)), ("30th June, 2010", date(2010, 6, 30)), ("30/6/2010", date(2010, 6, 30)),
        ("2010-06-30", date(2010, 6, 30)), ("June 2010", date(2010, 6, 30)), ("Feb. 2012", date(2012, 2, 29)),
        ("soon", None), ("31 June 2010", None), ("summer 2010", None), ("0 June 2010", None), ("2010", None), ("", None),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it_and_never_guessed(text, day):
    assert day_said(text) == day


@pytest.mark.parametrize(
    ("section", "name", "value", "said"),
    [
        ("data", "source", "x", "Say which records its figures come from, where they are kept and their day, in 4 words"),
        ("outcomes", "1.by_when", "soon", "Outcome 1: give the day by which it will be so, such as 30 June 2010: “soon”"),
        ("outcomes", "1.shown_by", "tbc", "Outcome 1: name the measure that will show it, or say how it will be seen"),
        ("outcomes", "1.words", "Better", "Outcome 1: say what will be different for children"),
        ("checks", "finance.post", "Somebody", "Finance: “Somebody” is not a post of the register."),
    ],
)  # fmt: skip
def test_a_case_that_only_holds_the_place_is_not_complete(section, name, value, said):
    found, posts = content(), {"Business manager"}
    assert "case" in complete(found, posts)
    found[section][name] = value
    assert any(str(lack).startswith(said) for lack in missing(found, posts))
    assert "case" not in complete(found, posts)
    assert (section != "data") == ("data_source" in complete(found, posts))
    assert (section != "checks") == ("checks" in complete(found, posts))
