from sherwood.measuring.measures.return_interviews_in_time import return_interviews_in_time


def test_three_days_after_the_return_is_in_time_and_no_interview_is_not(spec):
    spec(
        return_interviews_in_time,
        given="""
            missing_episodes
            child | kind    | started_on | ended_on   | interview_offered | interviewed_on
            ------+---------+------------+------------+-------------------+---------------
            Ada   | missing | 2010-02-01 | 2010-02-02 | yes               | 2010-02-05
            Ben   | missing | 2010-02-01 | 2010-02-02 | yes               | 2010-02-06
            Cal   | missing | 2010-02-01 | 2010-02-02 | no                |
            Dee   | missing | 2010-02-01 | 2010-02-02 |                   | 2010-02-02
            Eve   | missing | 2010-02-01 |            |                   |
        """,
        period="2010-02",
        figure="2 of 4",
        value={"Ada": "3 days", "Ben": "4 days"},
    )


def test_one_whose_interview_may_still_come_in_time_does_not_count_yet(spec):
    spec(
        return_interviews_in_time,
        given="""
            missing_episodes
            child | kind    | started_on | ended_on   | interview_offered
            ------+---------+------------+------------+------------------
            Ada   | missing | 2010-02-20 | 2010-02-25 | yes
            Ben   | missing | 2010-02-20 | 2010-02-24 | yes
        """,
        period="2010-02",
        as_at="2010-02-28",
        figure="0 of 1",
    )


def test_an_interview_before_the_return_is_unknown(spec):
    spec(
        return_interviews_in_time,
        given="""
            missing_episodes
            child | kind    | started_on | ended_on   | interviewed_on
            ------+---------+------------+------------+---------------
            Ada   | missing | 2010-02-01 | 2010-02-03 | 2010-02-02
            Ben   | missing | 2010-02-01 | 2010-02-02 | 2010-02-03
        """,
        period="2010-02",
        figure="1 of 1",
        unknown=1,
    )


def test_where_nobody_said_anything_of_an_interview_it_is_unknown(spec):
    """The return of looked-after children has missing episodes and says nothing of interviews: no child was “not asked”."""
    spec(
        return_interviews_in_time,
        given="""
            missing_episodes
            child | kind    | started_on | ended_on
            ------+---------+------------+-----------
            Ada   | missing | 2010-02-01 | 2010-02-02
        """,
        period="2010-02",
        figure="0 of 0",
        unknown=1,
    )


def test_before_there_was_a_limit_it_is_unknown(spec):
    spec(
        return_interviews_in_time,
        given="""
            missing_episodes
            child | kind    | started_on | ended_on   | interviewed_on
            ------+---------+------------+------------+---------------
            Ada   | missing | 2009-06-01 | 2009-06-30 | 2009-07-01
            Ben   | missing | 2009-06-01 | 2009-07-01 | 2009-07-02
        """,
        period="2009-06",
        as_at="2009-08-31",
        figure="0 of 0",
        unknown=1,
    )
