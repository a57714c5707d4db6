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
        complete_from="1990-01-01",
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


def test_where_plans_do_not_reach_back_over_a_childhood_the_first_is_not_known(spec):
    """Plans are on record since 1 April 2008. Ada has one before; of Ben the source says none, of Cal two; Dee was born
    since, and had none. Eve may have had one before that day, and so may Fay, whose birth is not known."""
    spec(
        second_or_subsequent_plans,
        given="""
            children
            child | born_on
            ------+-----------
            Ada   | 2001-02-03
            Ben   | 2001-02-03
            Cal   | 2001-02-03
            Dee   | 2009-02-03
            Eve   | 2001-02-03

            protection_plans
            child | started_on | ended_on   | previous_plans
            ------+------------+------------+---------------
            Ada   | 2008-05-01 | 2009-05-01 | 1
            Ada   | 2010-01-04 |            |
            Ben   | 2010-01-05 |            | 0
            Cal   | 2010-01-06 |            | 2
            Dee   | 2010-01-07 |            |
            Eve   | 2010-01-08 |            |
            Fay   | 2010-01-11 |            |
        """,
        period="2010-01",
        complete_from="2008-04-01",
        figure="2 of 4",
        unknown=2,
        value={"Ada": "1 earlier plans", "Dee": "0 earlier plans"},
    )


def test_a_plan_begun_before_birth_counts_to_a_childhood(spec):
    """Plans are on record since 1 April 2008; Ada, born in June, may have had one that winter, and Ben may not."""
    spec(
        second_or_subsequent_plans,
        given="""
            children
            child | born_on
            ------+-----------
            Ada   | 2008-06-01
            Ben   | 2009-01-01

            protection_plans
            child | started_on
            ------+-----------
            Ada   | 2010-01-04
            Ben   | 2010-01-05
        """,
        period="2010-01",
        complete_from="2008-04-01",
        figure="0 of 1",
        unknown=1,
    )
