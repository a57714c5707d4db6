from sherwood.measuring.measures.care_reviews_in_time import care_reviews_in_time


def test_the_first_review_is_due_in_four_weeks(spec):
    """Before April 2011: 28 days. On the day is in time; the day after is not."""
    spec(
        care_reviews_in_time,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2010-01-04 | C1
            Ben   | 2010-01-04 | C1

            care_reviews
            child | held_on
            ------+-----------
            Ada   | 2010-02-01
            Ben   | 2010-02-02
        """,
        period="2010-03-31",
        figure="1 of 2",
        value={"Ada": "0 reviews late", "Ben": "1 reviews late"},
    )


def test_the_second_is_due_three_months_after_the_first_and_the_rest_every_six(spec):
    """The clock starts again at each review held; months end at the end of the month."""
    spec(
        care_reviews_in_time,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2009-05-05 | C1
            Ben   | 2009-05-05 | C1

            care_reviews
            child | held_on
            ------+-----------
            Ada   | 2009-05-31
            Ada   | 2009-08-31
            Ada   | 2010-02-28
            Ben   | 2009-05-31
            Ben   | 2009-08-31
            Ben   | 2010-03-01
        """,
        period="2010-03-31",
        figure="1 of 2",
    )


def test_a_review_due_and_never_held_counts_as_late(spec):
    """So there is no hidden open work. A second review not yet due is not late."""
    spec(
        care_reviews_in_time,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2009-10-05 | C1
            Ben   | 2010-01-11 | C1

            care_reviews
            child | held_on
            ------+-----------
            Ada   | 2009-10-30
            Ben   | 2010-02-08
        """,
        period="2010-03-31",
        figure="1 of 2",
    )


def test_a_child_in_care_for_less_than_four_weeks_does_not_count(spec):
    """27 days on the day: not yet; 28 days: counted. Short breaks are left out."""
    spec(
        care_reviews_in_time,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2010-03-04 | C1
            Ben   | 2010-03-03 | C1
            Cal   | 2009-03-03 | V4

            care_reviews
            child | held_on
            ------+-----------
            Ben   | 2010-03-31
        """,
        period="2010-03-31",
        figure="1 of 1",
    )


def test_from_april_2011_the_first_review_is_due_in_20_working_days(spec):
    """The rule in force when care started decides; Easter and two bank holidays move the day to 5 May 2011."""
    spec(
        care_reviews_in_time,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2011-04-01 | C1
            Ben   | 2011-03-31 | C1

            care_reviews
            child | held_on
            ------+-----------
            Ada   | 2011-05-05
            Ben   | 2011-05-05
        """,
        period="2011-06-30",
        figure="1 of 2",
    )


def test_a_change_of_placement_does_not_start_a_new_period_of_care(spec):
    """An episode that starts the day the one before ended goes on with the same period."""
    spec(
        care_reviews_in_time,
        given="""
            care_episodes
            child | started_on | ended_on   | legal_status
            ------+------------+------------+-------------
            Ada   | 2009-12-01 | 2010-03-25 | C1
            Ada   | 2010-03-25 |            | C2

            care_reviews
            child | held_on
            ------+-----------
            Ada   | 2009-12-29
            Ada   | 2010-03-29
        """,
        period="2010-03-31",
        figure="1 of 1",
    )


def test_reviews_before_records_begin_are_not_guessed(spec):
    """Care began before reviews are on record: the first known one only starts the clock, and there is no figure
    until a whole year is known."""
    spec(
        care_reviews_in_time,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2005-01-01 | C2

            care_reviews
            child | held_on
            ------+-----------
            Ada   | 2009-05-01
            Ada   | 2009-11-01
        """,
        period="2010-03-31",
        figure="0 of 0",
        complete_from="2009-04-01",
    )


def test_a_review_due_before_the_year_and_still_not_held_is_late_in_the_year(spec):
    """However long ago it fell due: Ada's last review was in April 2006, Ben never had one."""
    spec(
        care_reviews_in_time,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2006-01-10 | C2
            Ben   | 2006-01-10 | C2

            care_reviews
            child | held_on
            ------+-----------
            Ada   | 2006-01-25
            Ada   | 2006-04-20
        """,
        period="2010-03-31",
        figure="0 of 2",
        value={"Ada": "1 reviews late", "Ben": "1 reviews late"},
    )


def test_a_review_held_late_on_the_first_day_of_the_year_is_late_in_the_year(spec):
    """Due on 20 October 2008. Ada's was held on 1 April 2009, in the year; Ben's the day before, in the year before."""
    spec(
        care_reviews_in_time,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2007-12-20 | C2
            Ben   | 2007-12-20 | C2

            care_reviews
            child | held_on
            ------+-----------
            Ada   | 2008-01-15
            Ada   | 2008-04-14
            Ada   | 2009-04-01
            Ada   | 2009-09-30
            Ada   | 2010-03-29
            Ben   | 2008-01-15
            Ben   | 2008-04-14
            Ben   | 2009-03-31
            Ben   | 2009-09-30
            Ben   | 2010-03-29
        """,
        period="2010-03-31",
        figure="1 of 2",
        value={"Ada": "1 reviews late", "Ben": "0 reviews late"},
    )


def test_a_child_with_no_review_since_records_began_is_late(spec):
    """Care began before reviews are on record. A review held the day before would have made the next due six months
    later, so with none by then one is certainly late, whatever came before."""
    spec(
        care_reviews_in_time,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2005-01-01 | C2
            Ben   | 2005-01-01 | C2

            care_reviews
            child | held_on
            ------+-----------
            Ben   | 2008-09-30
            Ben   | 2009-03-30
            Ben   | 2009-09-30
            Ben   | 2010-03-30
        """,
        period="2010-03-31",
        figure="1 of 2",
        complete_from="2008-04-01",
    )
