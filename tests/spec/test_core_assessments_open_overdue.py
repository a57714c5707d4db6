from sherwood.measuring.measures.core_assessments_open_overdue import core_assessments_open_overdue


def test_overdue_after_35_working_days(spec):
    """The 36th working day is the first overdue."""
    spec(
        core_assessments_open_overdue,
        given="""
            assessments
            child | kind | started_on | finished_on
            ------+------+------------+------------
            Ada   | core | 2010-01-04 |
            Ben   | core | 2010-01-05 |
            Cal   | core |            |
        """,
        period="2010-02-23",
        figure="1 of 2",
        value={"Ada": "22 February 2010"},
    )
