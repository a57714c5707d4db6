from sherwood.measuring.measures.three_or_more_placements import three_or_more_placements


def test_the_placement_open_on_the_first_day_counts(spec):
    """1 April 2009 to 31 March 2010: Ben's first placement ended on 1 April, so he was not in it that night."""
    spec(
        three_or_more_placements,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2008-01-01 | C2
            Ben   | 2008-01-01 | C2

            placements
            child | started_on | ended_on
            ------+------------+-----------
            Ada   | 2008-01-01 | 2009-04-02
            Ada   | 2009-04-02 | 2009-09-01
            Ada   | 2009-09-01 |
            Ben   | 2008-01-01 | 2009-04-01
            Ben   | 2009-04-01 | 2009-09-01
            Ben   | 2009-09-01 |
        """,
        period="2010-03-31",
        figure="1 of 2",
        value={"Ada": "3 placements", "Ben": "2 placements"},
    )


def test_temporary_absences_and_placements_of_less_than_a_day_do_not_count(spec):
    """A hospital stay (T codes) is not a move."""
    spec(
        three_or_more_placements,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2009-06-01 | C2

            placements
            child | started_on | ended_on   | kind
            ------+------------+------------+-----
            Ada   | 2009-06-01 | 2009-07-01 | U4
            Ada   | 2009-07-01 | 2009-07-08 | T1
            Ada   | 2009-07-08 | 2009-07-08 | U4
            Ada   | 2009-07-08 |            | U6
        """,
        period="2010-03-31",
        figure="0 of 1",
        value={"Ada": "2 placements"},
    )


def test_only_children_looked_after_on_the_day_and_not_on_short_breaks(spec):
    """A child who left care on the day is not looked after at its end."""
    spec(
        three_or_more_placements,
        given="""
            care_episodes
            child | started_on | ended_on   | legal_status
            ------+------------+------------+-------------
            Ada   | 2009-06-01 | 2010-03-31 | C2
            Ben   | 2009-06-01 |            | V3
            Cal   | 2009-06-01 |            | C2
        """,
        period="2010-03-31",
        figure="0 of 1",
    )


def test_the_year_to_28_february_begins_on_1_march_even_after_a_leap_year(spec):
    """29 February 2008 is in the year before: the placement left on 1 March was of that year."""
    spec(
        three_or_more_placements,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2007-01-01 | C2

            placements
            child | started_on | ended_on
            ------+------------+-----------
            Ada   | 2007-01-01 | 2008-03-01
            Ada   | 2008-03-01 | 2008-09-01
            Ada   | 2008-09-01 |
        """,
        period="2009-02-28",
        figure="0 of 1",
        value={"Ada": "2 placements"},
    )
