from sherwood.measuring.measures.re_referrals_within_12_months import re_referrals_within_12_months


def test_the_same_day_a_year_before_counts(spec):
    """The twelve months are from the same date a year before up to the day before."""
    spec(
        re_referrals_within_12_months,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2009-01-04
            Ada   | 2010-01-04
            Ben   | 2009-01-03
            Ben   | 2010-01-04
        """,
        period="2010-01",
        figure="1 of 2",
        value={"Ada": "365 days", "Ben": "366 days"},
    )


def test_a_leap_day_looks_back_to_28_february(spec):
    """29 February has no same day in the year before: the end of that month stands for it."""
    spec(
        re_referrals_within_12_months,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2007-02-28
            Ada   | 2008-02-29
            Ben   | 2007-02-27
            Ben   | 2008-02-29
        """,
        period="2008-02",
        figure="1 of 2",
    )


def test_every_repeat_counts(spec):
    """Three referrals in a year are two re-referrals, whatever came of the first."""
    spec(
        re_referrals_within_12_months,
        given="""
            referrals
            child | received_on | no_further_action
            ------+-------------+------------------
            Ada   | 2010-01-04  | yes
            Ada   | 2010-02-04  | no
            Ada   | 2010-03-04  | no
        """,
        period="2009/10",
        figure="2 of 3",
    )


def test_a_year_that_is_not_on_record_gives_no_answer(spec):
    """When records begin less than a year before, silence is not "never": the referral does not count."""
    spec(
        re_referrals_within_12_months,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2010-01-04
            Ben   | 2010-06-01
        """,
        period="2010-01",
        figure="0 of 0",
        complete_from="2009-06-01",
    )


def test_on_the_day_it_closed_a_case_is_no_longer_open(spec):
    """Ada's of 10 January counts, and is a re-referral; Ben's came the day before his case closed."""
    spec(
        re_referrals_within_12_months,
        given="""
            referrals
            child | received_on | closed_on
            ------+-------------+-----------
            Ada   | 2009-12-01  | 2010-01-10
            Ada   | 2010-01-10  |
            Ben   | 2009-12-01  | 2010-01-11
            Ben   | 2010-01-10  |
        """,
        period="2010-01",
        figure="1 of 1",
    )
