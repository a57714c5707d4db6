from sherwood.measuring.measures.children_held_per_worker import children_held_per_worker


def test_children_held_on_the_day_for_each_worker_who_holds_any(spec):
    """The last day of an allocation still counts; co-workers and reviewing officers hold no one."""
    spec(
        children_held_per_worker,
        given="""
            involvements
            child | worker | role              | started_on | ended_on
            ------+--------+-------------------+------------+-----------
            Ada   | W1     | allocated worker  | 2009-06-01 |
            Ben   | W1     | allocated worker  | 2009-06-01 | 2010-03-31
            Cal   | W2     | allocated worker  | 2009-06-01 | 2010-03-30
            Dee   | W2     |                   | 2009-06-01 |
            Eve   | W3     | reviewing officer | 2009-06-01 |
        """,
        period="2010-03-31",
        figure="3 of 2",
        by={"worker": {"W1": "2 of 1", "W2": "1 of 1"}},
    )


def test_a_child_held_by_two_workers_counts_for_both(spec):
    """The load is on both."""
    spec(
        children_held_per_worker,
        given="""
            involvements
            child | worker | started_on
            ------+--------+-----------
            Ada   | W1     | 2009-06-01
            Ada   | W2     | 2009-06-01
        """,
        period="2010-03-31",
        figure="2 of 2",
    )
