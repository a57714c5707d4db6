from sherwood.measuring.measures.referrals_to_initial_assessment import referrals_to_initial_assessment


def test_a_referral_that_led_to_an_initial_assessment_counts(spec):
    """Even when the assessment is not finished, or finished after the period; a core assessment alone does not."""
    spec(
        referrals_to_initial_assessment,
        given="""
            referrals
            referral | child | received_on
            ---------+-------+------------
            R1       | Ada   | 2010-01-04
            R2       | Ben   | 2010-01-05
            R3       | Cal   | 2010-01-06

            assessments
            child | referral | kind    | finished_on
            ------+----------+---------+------------
            Ada   | R1       | initial |
            Ben   | R2       | core    | 2010-03-01
        """,
        period="2010-01",
        figure="1 of 3",
    )


def test_several_referrals_on_one_day_are_one(spec):
    """Three agencies telling of the same child on the same day make one referral."""
    spec(
        referrals_to_initial_assessment,
        given="""
            referrals
            referral | child | received_on
            ---------+-------+------------
            R1       | Ada   | 2010-01-04
            R2       | Ada   | 2010-01-04
            R3       | Ada   | 2010-01-04
        """,
        period="2010-01",
        figure="0 of 1",
    )


def test_a_referral_on_an_open_case_is_not_a_referral(spec):
    """New information while the case is open; on the day after it closed it is a referral again."""
    spec(
        referrals_to_initial_assessment,
        given="""
            referrals
            referral | child | received_on | closed_on
            ---------+-------+-------------+-----------
            R1       | Ada   | 2009-12-01  | 2010-01-10
            R2       | Ada   | 2010-01-05  | 2010-01-10
            R3       | Ada   | 2010-01-11  |
        """,
        period="2010-01",
        figure="0 of 1",
    )


def test_an_assessment_of_the_second_of_two_referrals_on_a_day_still_counts(spec):
    """They are one referral, whichever of them the assessment hangs on."""
    spec(
        referrals_to_initial_assessment,
        given="""
            referrals
            referral | child | received_on
            ---------+-------+------------
            R1       | Ada   | 2010-01-04
            R2       | Ada   | 2010-01-04

            assessments
            child | referral | kind    | finished_on
            ------+----------+---------+------------
            Ada   | R2       | initial |
        """,
        period="2010-01",
        figure="1 of 1",
    )


def test_any_referral_of_a_day_may_say_that_the_case_was_open(spec):
    """Of two on one day the first stands for both, but the case is open when either is known to have opened one."""
    spec(
        referrals_to_initial_assessment,
        given="""
            referrals
            referral | child | received_on | closed_on
            ---------+-------+-------------+-----------
            R1       | Ada   | 2009-12-01  |
            R2       | Ada   | 2009-12-01  | 2010-01-10
            R3       | Ada   | 2010-01-05  |
        """,
        period="2010-01",
        figure="0 of 0",
    )


def test_a_case_that_nobody_closed_is_open_where_closings_are_kept(spec):
    """Ada's case of December is open, so hers of January is no referral. Ben's ended with no further action, and so
    opened no case. Most referrals of more than a year ago have a closing: closings are kept."""
    spec(
        referrals_to_initial_assessment,
        given="""
            referrals
            referral | child | received_on | closed_on  | no_further_action
            ---------+-------+-------------+------------+------------------
            R0       | Zed   | 2008-01-01  | 2008-02-01 |
            R1       | Ada   | 2009-12-01  |            |
            R2       | Ada   | 2010-01-05  |            |
            R3       | Ben   | 2009-12-01  |            | yes
            R4       | Ben   | 2010-01-05  |            |
        """,
        period="2010-01",
        figure="0 of 1",
    )


def test_where_closings_are_not_kept_no_case_is_known_to_be_open(spec):
    """One closing in three years of referrals is no habit: each of January counts."""
    spec(
        referrals_to_initial_assessment,
        given="""
            referrals
            referral | child | received_on | closed_on
            ---------+-------+-------------+-----------
            R0       | Zed   | 2008-01-01  | 2008-02-01
            R1       | Yve   | 2008-01-01  |
            R2       | Xan   | 2008-03-01  |
            R3       | Ada   | 2009-12-01  |
            R4       | Ada   | 2010-01-05  |
        """,
        period="2010-01",
        figure="0 of 1",
    )
