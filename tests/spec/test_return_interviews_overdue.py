from sherwood.measuring.measures.return_interviews_overdue import return_interviews_overdue


def test_overdue_from_the_fourth_day_and_not_for_a_child_who_would_not(spec):
    spec(
        return_interviews_overdue,
        given="""
            missing_episodes
            child | kind    | started_on | ended_on   | interview_offered | interview_accepted | interviewed_on
            ------+---------+------------+------------+-------------------+--------------------+---------------
            Ada   | missing | 2010-02-01 | 2010-02-02 | yes               |                    |
            Ben   | missing | 2010-02-01 | 2010-02-03 | no                |                    |
            Cal   | missing | 2010-02-01 | 2010-02-02 | yes               | no                 |
            Dee   | missing | 2010-02-01 | 2010-02-02 | yes               | yes                | 2010-02-06
            Eve   | missing | 2010-02-01 |            |                   |                    |
            Fay   | missing | 2010-02-01 | 2010-02-02 |                   |                    |
        """,
        period="2010-02-06",
        figure="1 of 2",
        unknown=1,
        value={"Ada": "5 February 2010", "Ben": "6 February 2010"},
    )
