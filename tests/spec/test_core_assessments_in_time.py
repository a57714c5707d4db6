from sherwood.measuring.measures.core_assessments_in_time import core_assessments_in_time


def test_the_clock_starts_when_the_assessment_is_commenced(spec):
    """Not at the referral: 35 working days from 4 January 2010 end on 22 February."""
    spec(
        core_assessments_in_time,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2009-11-02

            assessments
            child | kind | started_on | finished_on
            ------+------+------------+------------
            Ada   | core | 2010-01-04 | 2010-02-22
            Ben   | core | 2010-01-04 | 2010-02-23
        """,
        period="2010-02",
        figure="1 of 2",
        value={"Ada": "35 working days", "Ben": "36 working days"},
    )


def test_no_recorded_start_is_unknown_even_with_a_referral(spec):
    """The referral is not its clock, so cannot stand in for it."""
    spec(
        core_assessments_in_time,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2010-01-04

            assessments
            child | kind | finished_on
            ------+------+------------
            Ada   | core | 2010-02-22
        """,
        period="2010-02",
        figure="0 of 0",
        unknown=1,
    )
