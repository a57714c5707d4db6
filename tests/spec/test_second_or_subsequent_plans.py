from sherwood.measuring.measures.second_or_subsequent_plans import second_or_subsequent_plans


def test_any_earlier_plan_counts_however_long_ago(spec):
    """Each plan started is counted; the first of a child is not a second."""
    spec(
        second_or_subsequent_plans,
        given="""
            protection_plans
            child | started_on | ended_on
            ------+------------+-----------
            Ada   | 1999-05-01 | 2000-05-01
            Ada   | 2010-01-04 |
            Ben   | 2010-01-05 |
        """,
        period="2010-01",
        figure="1 of 2",
        value={"Ada": "1 earlier plans", "Ben": "0 earlier plans"},
    )


def test_the_source_may_know_of_more_than_is_on_record(spec):
    """A register that was replaced still counts, when the source says how many plans there were."""
    spec(
        second_or_subsequent_plans,
        given="""
            protection_plans
            child | started_on | previous_plans
            ------+------------+---------------
            Ada   | 2010-01-04 | 2
            Ben   | 2010-01-05 | 0
        """,
        period="2010-01",
        figure="1 of 2",
    )
