from sherwood.measuring.measures.initial_assessments_open_overdue import initial_assessments_open_overdue


def test_open_past_the_limit_is_overdue(spec):
    """Overdue from the first working day over the limit; on the last day in time it is open, not overdue."""
    spec(
        initial_assessments_open_overdue,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2010-01-19
            Ben   | 2010-01-20

            assessments
            child | kind    | finished_on
            ------+---------+------------
            Ada   | initial |
            Ben   | initial |
        """,
        period="2010-01-29",
        figure="1 of 2",
        value={"Ada": "28 January 2010", "Ben": "29 January 2010"},
    )


def test_a_weekend_does_not_make_work_overdue(spec):
    """Due on a Friday: on the Sunday no more working days have passed."""
    spec(
        initial_assessments_open_overdue,
        given="""
            referrals
            child | received_on
            ------+------------
            Ben   | 2010-01-20

            assessments
            child | kind    | finished_on
            ------+---------+------------
            Ben   | initial |
        """,
        period="2010-01-31",
        figure="0 of 1",
    )


def test_work_finished_on_the_day_is_no_longer_open(spec):
    """Open means open at the end of the day."""
    spec(
        initial_assessments_open_overdue,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2010-01-04
            Ben   | 2010-01-04

            assessments
            child | kind    | finished_on
            ------+---------+------------
            Ada   | initial | 2010-01-29
            Ben   | initial | 2010-01-30
        """,
        period="2010-01-29",
        figure="1 of 1",
        as_at="2010-03-08",
    )
