from sherwood.measuring.measures.single_assessments_open_overdue import single_assessments_open_overdue


def test_45_working_days_old_is_not_yet_overdue(spec):
    """Over 45, not 45: the day after the last day in time is the first overdue."""
    spec(
        single_assessments_open_overdue,
        given="""
            assessments
            child | kind   | started_on | finished_on
            ------+--------+------------+------------
            Ada   | single | 2023-01-25 |
            Ben   | single | 2023-01-27 |
        """,
        period="2023-03-31",
        figure="1 of 2",
        value={"Ada": "29 March 2023", "Ben": "31 March 2023"},
    )
