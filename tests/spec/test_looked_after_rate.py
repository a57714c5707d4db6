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


def test_where_too_many_are_of_no_known_district_no_district_has_a_rate(spec):
    """They are counted and shown. North's rate would rest on half of the children."""
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
        by={"district": {"North": "1 of 0", None: "1 of 0"}},
    )


def test_care_ends_at_eighteen_and_at_death_whatever_is_recorded(spec):
    """Ada is 18 on the day, Ben turns 18 the day after, Cal died, Dee's episode was closed long after she was 18."""
    spec(
        looked_after_rate,
        given="""
            children
            child | born_on    | died_on
            ------+------------+-----------
            Ada   | 1992-03-31 |
            Ben   | 1992-04-01 |
            Cal   | 2000-01-01 | 2009-12-25
            Dee   | 1990-01-01 |

            care_episodes
            child | started_on | ended_on   | legal_status
            ------+------------+------------+-------------
            Ada   | 2005-01-01 |            | C2
            Ben   | 2005-01-01 |            | C2
            Cal   | 2005-01-01 |            | C2
            Dee   | 2005-01-01 | 2011-01-01 | C2

            population
            area   | year | children
            -------+------+---------
            County | 2009 | 10000
        """,
        period="2010-03-31",
        as_at="2011-03-31",
        figure="1 of 10000",
    )


def test_an_episode_that_the_latest_return_no_longer_has_is_not_care(spec):
    """It was open when last returned, on 31 March 2009; the return of 2010 has nothing of the child."""
    spec(
        looked_after_rate,
        given="""
            care_episodes
            child | started_on | legal_status | known_to_on
            ------+------------+--------------+------------
            Ada   | 2005-01-01 | C2           | 2009-03-31
            Ben   | 2005-01-01 | C2           |

            population
            area   | year | children
            -------+------+---------
            County | 2008 | 10000
        """,
        period="2009-04-01",
        as_at="2010-03-31",
        figure="1 of 10000",
    )


def test_age_is_that_of_the_day_and_not_of_the_beginning_of_care(spec):
    """In care since he was three, and sixteen on the day."""
    spec(
        looked_after_rate,
        given="""
            children
            child | born_on
            ------+-----------
            Ada   | 1994-02-28
            Ben   | 1994-03-01

            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 1997-06-01 | C2
            Ben   | 1997-06-01 | C2

            population
            area   | year | children
            -------+------+---------
            County | 2009 | 10000
        """,
        period="2010-02-28",
        figure="2 of 10000",
        by={"age_band": {"10 to 15": "1 of 0", "16 and over": "1 of 0"}},
    )


def test_an_estimate_stands_from_the_middle_of_its_year(spec):
    """On 29 June 2009 the latest is that of 2008: the one of 2009 is of the next day."""
    spec(
        looked_after_rate,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2008-01-01 | C1

            population
            area   | year | children
            -------+------+---------
            County | 2008 | 9000
            County | 2009 | 10000
        """,
        period="2009-06-29",
        figure="1 of 9000",
    )


def test_an_estimate_is_of_30_june(spec):
    spec(
        looked_after_rate,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2008-01-01 | C1

            population
            area   | year | children
            -------+------+---------
            County | 2008 | 9000
            County | 2009 | 10000
        """,
        period="2009-06-30",
        figure="1 of 10000",
    )
