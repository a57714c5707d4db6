from sherwood.measuring.measures.single_assessments_in_time import single_assessments_in_time


def test_45_working_days_from_the_referral(spec):
    """Easter and the May bank holidays of 2014 do not count."""
    spec(
        single_assessments_in_time,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2014-04-01
            Ben   | 2014-04-01

            assessments
            child | kind   | started_on | finished_on
            ------+--------+------------+------------
            Ada   | single | 2014-04-03 | 2014-06-09
            Ben   | single | 2014-04-03 | 2014-06-10
        """,
        period="2014-06",
        figure="1 of 2",
        value={"Ada": "45 working days", "Ben": "46 working days"},
    )


def test_without_a_referral_the_start_of_the_assessment_is_day_0(spec):
    """As in the national statistics, and as the only clock an inspection list gives."""
    spec(
        single_assessments_in_time,
        given="""
            assessments
            child | kind   | started_on | finished_on
            ------+--------+------------+------------
            Ada   | single | 2014-04-01 | 2014-06-09
        """,
        period="2014-06",
        figure="1 of 1",
    )


def test_there_was_no_limit_before_15_april_2013(spec):
    """A clock that started before the rule is judged by no rule: unknown."""
    spec(
        single_assessments_in_time,
        given="""
            assessments
            child | kind   | started_on | finished_on
            ------+--------+------------+------------
            Ada   | single | 2013-04-12 | 2013-05-01
            Ben   | single | 2013-04-15 | 2013-05-01
        """,
        period="2013-05",
        figure="1 of 1",
        unknown=1,
    )
