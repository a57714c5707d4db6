from sherwood.measuring.measures.core_assessments_open_overdue import core_assessments_open_overdue


def test_overdue_after_35_working_days(spec):
    """The 36th working day is the first overdue. Cal's has no known start: it is open, and nobody can say for how long."""
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
        unknown=1,
        value={"Ada": "22 February 2010"},
    )


def test_an_assessment_is_open_no_longer_than_its_child_is_a_child(spec):
    """Ada died and Ben turned 18 on the day, with nobody to close theirs; Cal turns 18 the day after."""
    spec(
        core_assessments_open_overdue,
        given="""
            children
            child | born_on    | died_on
            ------+------------+-----------
            Ada   | 2004-01-01 | 2010-02-23
            Ben   | 1992-02-23 |
            Cal   | 1992-02-24 |

            assessments
            child | kind | started_on
            ------+------+-----------
            Ada   | core | 2010-01-04
            Ben   | core | 2010-01-04
            Cal   | core | 2010-01-04
        """,
        period="2010-02-23",
        figure="1 of 1",
    )
