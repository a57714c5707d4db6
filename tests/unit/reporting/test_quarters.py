"""This quarter so far beside the same days of the last."""

from datetime import date

import pytest

from sherwood.kit.periods import Period
from sherwood.measuring.figures import Count, Ledger
from sherwood.measuring.shelves import all_measures
from sherwood.reporting.quarters import QuarterAnswer, so_far

TIMELY, OVERDUE, CENSUS = (
    "initial_assessments_in_time",
    "initial_assessments_open_overdue",
    "care_reviews_in_time",
)


class Told(Ledger):
    """A ledger whose two figures are given, and that keeps the periods it was asked for."""

    def __init__(self, now, then):
        self.figures, self.asked = (
            [
                Count(*now, now[0] / now[1] if now[1] else None),
                Count(*then, then[0] / then[1] if then[1] else None),
            ],
            [],
        )

    def series(self, measure, periods, where=None):
        self.asked = list(periods)
        return self.figures


def compared(key, day, now=(30, 60), then=(30, 60), to_anyone=False):
    ledger = Told(now, then)
    return so_far(ledger, all_measures()[key], day, to_anyone=to_anyone), ledger.asked


@pytest.mark.parametrize(
    ("key", "day", "now", "then"),
    [
        (TIMELY, date(2010, 3, 8), Period(date(2010, 1, 1), date(2010, 3, 8)), Period(date(2009, 10, 1), date(2009, 12, 6))),
        (TIMELY, date(2010, 3, 31), Period(date(2010, 1, 1), date(2010, 3, 31)), Period(date(2009, 10, 1), date(2009, 12, 31))),
        (TIMELY, date(2010, 4, 1), Period(date(2010, 4, 1), date(2010, 4, 1)), Period(date(2010, 1, 1), date(2010, 1, 1))),
        (OVERDUE, date(2010, 3, 8), Period(date(2010, 3, 8), date(2010, 3, 8)), Period(date(2009, 12, 6), date(2009, 12, 6))),
        (CENSUS, date(2010, 3, 8), Period(date(2010, 2, 28), date(2010, 2, 28)), Period(date(2009, 11, 30), date(2009, 11, 30))),
        (CENSUS, date(2010, 3, 31), Period(date(2010, 3, 31), date(2010, 3, 31)), Period(date(2009, 12, 31), date(2009, 12, 31))),
    ],
)  # fmt: skip
def test_as_many_days_of_the_last_quarter_or_the_same_day_of_a_stock(key, day, now, then):
    assert compared(key, day)[1] == [now, then]


@pytest.mark.parametrize(
    ("key", "now", "then", "answer"),
    [
        (TIMELY, (400, 1000), (290, 1000), QuarterAnswer.BETTER),
        (TIMELY, (290, 1000), (400, 1000), QuarterAnswer.WORSE),
        (OVERDUE, (400, 1000), (290, 1000), QuarterAnswer.WORSE),
        (TIMELY, (4, 10), (3, 10), QuarterAnswer.ALIKE),
        (TIMELY, (0, 0), (3, 10), QuarterAnswer.NOT_KNOWN),
        ("referrals_to_initial_assessment", (400, 1000), (290, 1000), QuarterAnswer.HIGHER),
    ],
)
def test_the_answer_needs_the_whole_interval_on_one_side(key, now, then, answer):
    assert compared(key, date(2010, 3, 8), now, then)[0].answer is answer


def test_it_is_said_with_both_figures_and_the_interval():
    found, _ = compared(TIMELY, date(2010, 3, 8), (400, 1000), (290, 1000))
    assert found.sentence == (
        "Better than last quarter: 40% (400 of 1,000), 1 January to 8 March 2010; "
        "29% (290 of 1,000), 1 October to 6 December 2009. 11 points higher (95% interval: 7 higher to 15 higher)."
    )


def test_small_numbers_are_not_said_to_anyone():
    found, _ = compared(TIMELY, date(2010, 3, 8), (4, 400), (290, 1000), to_anyone=True)
    assert found.hidden and "400" not in found.sentence and "1%" not in found.sentence
