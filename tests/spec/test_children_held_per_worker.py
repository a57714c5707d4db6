from sherwood.measuring.measures.children_held_per_worker import children_held_per_worker


def test_children_held_on_the_day_for_each_worker_who_holds_any(spec):
    """The last day of an allocation still counts; co-workers and reviewing officers hold no one. Where nothing is known of
    the workers each is one."""
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


def test_a_worker_counts_as_the_part_of_full_time_worked(spec):
    """Three children held by one and a half: 2.0 each. What W3 works is not known, and is taken for full time."""
    spec(
        children_held_per_worker,
        given="""
            workers
            worker | full_time_equivalent
            -------+---------------------
            W1     | 0.5
            W2     | 1
            W3     |

            involvements
            child | worker | started_on
            ------+--------+-----------
            Ada   | W1     | 2009-06-01
            Ben   | W2     | 2009-06-01
            Cal   | W2     | 2009-06-01
            Dee   | W3     | 2009-06-01
            Eve   | W3     | 2009-06-01
        """,
        period="2010-03-31",
        figure="5 of 3",
        shown="2.0 (5 held by 3, 2.5 full time)",
        by={"worker": {"W1": "1 of 1", "W2": "2 of 1", "W3": "2 of 1"}},
    )


def test_only_social_workers_count_and_only_those_who_hold_a_child(spec):
    """W2 is recorded as not registered, W3 holds nobody; of W4 nothing is recorded."""
    spec(
        children_held_per_worker,
        given="""
            workers
            worker | qualified | full_time_equivalent
            -------+-----------+---------------------
            W1     | yes       | 1
            W2     | no        | 1
            W3     | yes       | 1

            involvements
            child | worker | started_on
            ------+--------+-----------
            Ada   | W1     | 2009-06-01
            Ben   | W2     | 2009-06-01
            Cal   | W4     | 2009-06-01
        """,
        period="2010-03-31",
        figure="2 of 2",
        shown="1.0 (2 held by 2)",
    )
