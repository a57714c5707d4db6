from sherwood.measuring.measures.looked_after_rate import looked_after_rate


def test_children_looked_after_for_each_ten_thousand_living_in_the_area(spec):
    """One child, one count, whatever the episodes; the latest population on or before the day."""
    spec(
        looked_after_rate,
        given="""
            care_episodes
            child | started_on | ended_on   | legal_status
            ------+------------+------------+-------------
            Ada   | 2008-01-01 | 2009-06-01 | C1
            Ada   | 2009-06-01 |            | C2
            Ben   | 2009-06-01 | 2010-03-31 | C2
            Cal   | 2009-06-01 |            | V4

            population
            area   | year | children
            -------+------+---------
            County | 2008 | 9000
            County | 2009 | 10000
            County | 2011 | 20000
        """,
        period="2010-03-31",
        figure="1 of 10000",
    )


def test_a_district_is_measured_against_its_own_children(spec):
    """The whole county against its own row, not the sum of what has a row."""
    spec(
        looked_after_rate,
        given="""
            teams
            team  | district
            ------+---------
            Team1 | North
            Team2 | South

            care_episodes
            child | started_on | team
            ------+------------+------
            Ada   | 2008-01-01 | Team1
            Ben   | 2008-01-01 | Team2

            population
            area   | year | children
            -------+------+---------
            County | 2009 | 12000
            North  | 2009 | 5000
        """,
        period="2010-03-31",
        figure="2 of 12000",
        by={"district": {"North": "1 of 5000", "South": "1 of 0"}},
    )


def test_an_episode_never_closed_ends_when_the_next_starts(spec):
    """A child is looked after once, however untidy the record."""
    spec(
        looked_after_rate,
        given="""
            care_episodes
            child | started_on | ended_on | legal_status
            ------+------------+----------+-------------
            Ada   | 2008-01-01 |          | C1
            Ada   | 2009-06-01 |          | C2

            population
            area   | year | children
            -------+------+---------
            County | 2009 | 10000
        """,
        period="2010-03-31",
        figure="1 of 10000",
    )


def test_children_of_no_known_district_have_no_rate(spec):
    """They are counted and shown, and not set against the whole county's children."""
    spec(
        looked_after_rate,
        given="""
            teams
            team  | district
            ------+---------
            Team1 | North

            care_episodes
            child | started_on | team
            ------+------------+------
            Ada   | 2008-01-01 | Team1
            Ben   | 2008-01-01 |

            population
            area   | year | children
            -------+------+---------
            County | 2009 | 12000
            North  | 2009 | 5000
        """,
        period="2010-03-31",
        figure="2 of 12000",
        by={"district": {"North": "1 of 5000", None: "1 of 0"}},
    )
