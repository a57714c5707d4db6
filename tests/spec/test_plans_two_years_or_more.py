from sherwood.measuring.measures.plans_two_years_or_more import plans_two_years_or_more


def test_more_than_729_days_with_the_last_day_included(spec):
    """From 1 February 2008: 29 January 2010 is the 729th day, 30 January the 730th."""
    spec(
        plans_two_years_or_more,
        given="""
            protection_plans
            child | started_on | ended_on
            ------+------------+-----------
            Ada   | 2008-02-01 | 2010-01-29
            Ben   | 2008-02-01 | 2010-01-30
            Cal   | 2006-01-01 |
        """,
        period="2010-01",
        figure="1 of 2",
        value={"Ada": "729 days", "Ben": "730 days"},
    )


def test_a_child_whose_plans_ended_twice_counts_twice(spec):
    """Each plan is an event."""
    spec(
        plans_two_years_or_more,
        given="""
            protection_plans
            child | started_on | ended_on
            ------+------------+-----------
            Ada   | 2009-04-01 | 2009-06-30
            Ada   | 2009-09-01 | 2010-03-01
        """,
        period="2009/10",
        figure="0 of 2",
    )


def test_an_end_before_the_start_is_unknown(spec):
    """It stays in the volume and out of the duration."""
    spec(
        plans_two_years_or_more,
        given="""
            protection_plans
            child | started_on | ended_on
            ------+------------+-----------
            Ada   | 2010-02-01 | 2010-01-29
        """,
        period="2010-01",
        figure="0 of 0",
        unknown=1,
    )


def test_a_plan_ends_at_eighteen_and_at_death(spec):
    """Whoever forgot to close it: Ada's lasted more than two years up to her birthday, Ben's less up to his death."""
    spec(
        plans_two_years_or_more,
        given="""
            children
            child | born_on    | died_on
            ------+------------+-----------
            Ada   | 1992-02-10 |
            Ben   | 2005-01-01 | 2010-02-20

            protection_plans
            child | started_on
            ------+-----------
            Ada   | 2007-06-01
            Ben   | 2009-06-01
        """,
        period="2010-02",
        figure="1 of 2",
    )
