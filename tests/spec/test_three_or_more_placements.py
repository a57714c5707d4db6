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


def test_coming_back_to_the_same_home_is_no_new_placement(spec):
    """Ada was in hospital twice and came back each time; Ben came back to another kind of home."""
    spec(
        three_or_more_placements,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2009-06-01 | C2
            Ben   | 2009-06-01 | C2

            placements
            child | started_on | ended_on   | kind | provider
            ------+------------+------------+------+---------
            Ada   | 2009-06-01 | 2009-07-01 | U4   | PR1
            Ada   | 2009-07-01 | 2009-07-08 | T1   |
            Ada   | 2009-07-08 | 2009-09-01 | U4   | PR1
            Ada   | 2009-09-01 | 2009-09-05 | T1   |
            Ada   | 2009-09-05 |            | U4   | pr 1
            Ben   | 2009-06-01 | 2009-07-01 | U4   | PR1
            Ben   | 2009-07-01 | 2009-07-08 | T1   |
            Ben   | 2009-07-08 | 2009-09-01 | U6   | PR1
            Ben   | 2009-09-01 |            | U4   | PR1
        """,
        period="2010-03-31",
        figure="1 of 2",
        value={"Ada": "1 placements", "Ben": "3 placements"},
    )


def test_a_home_is_one_however_it_is_spelled(spec):
    """Where homes are known they decide: Ada came back to hers, Ben from the same hospital to another."""
    spec(
        three_or_more_placements,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2009-06-01 | C2
            Ben   | 2009-06-01 | C2

            placements
            child | started_on | ended_on   | kind | home
            ------+------------+------------+------+--------
            Ada   | 2009-06-01 | 2009-07-01 | U1   | NG1 1AA
            Ada   | 2009-07-01 | 2009-07-08 | T1   | NG9 9ZZ
            Ada   | 2009-07-08 | 2009-09-01 | U1   | ng11aa
            Ada   | 2009-09-01 |            | U1   | NG5 5EE
            Ben   | 2009-06-01 | 2009-07-01 | U1   | NG1 1AA
            Ben   | 2009-07-01 | 2009-07-08 | T1   | NG9 9ZZ
            Ben   | 2009-07-08 | 2009-09-01 | U1   | NG2 2BB
            Ben   | 2009-09-01 |            | U1   | NG5 5EE
        """,
        period="2010-03-31",
        figure="1 of 2",
        value={"Ada": "2 placements", "Ben": "3 placements"},
    )


def test_adoption_by_the_childs_own_carers_is_no_move(spec):
    """A3 and A5 are with the current foster carer; Cal was fostered for adoption (U5). Dee moved to adopters (A6)."""
    spec(
        three_or_more_placements,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2009-04-02 | E1
            Ben   | 2009-04-02 | E1
            Cal   | 2009-04-02 | E1
            Dee   | 2009-04-02 | E1

            placements
            child | started_on | ended_on   | kind
            ------+------------+------------+-----
            Ada   | 2009-04-02 | 2009-06-01 | U6
            Ada   | 2009-06-01 | 2009-09-01 | U4
            Ada   | 2009-09-01 |            | A3
            Ben   | 2009-04-02 | 2009-06-01 | U6
            Ben   | 2009-06-01 | 2009-09-01 | U4
            Ben   | 2009-09-01 |            | A5
            Cal   | 2009-04-02 | 2009-06-01 | U6
            Cal   | 2009-06-01 | 2009-09-01 | U5
            Cal   | 2009-09-01 |            | A6
            Dee   | 2009-04-02 | 2009-06-01 | U6
            Dee   | 2009-06-01 | 2009-09-01 | U4
            Dee   | 2009-09-01 |            | A6
        """,
        period="2010-03-31",
        figure="1 of 4",
        value={"Ada": "2 placements", "Cal": "2 placements", "Dee": "3 placements"},
    )


def test_a_return_after_days_at_home_is_another_placement(spec):
    """Only a temporary absence leaves a placement open: Ada left care between, to the same carers in the end."""
    spec(
        three_or_more_placements,
        given="""
            care_episodes
            child | started_on | ended_on   | legal_status
            ------+------------+------------+-------------
            Ada   | 2009-06-01 | 2009-07-08 | C2
            Ada   | 2009-07-10 |            | C2

            placements
            child | started_on | ended_on   | kind | provider
            ------+------------+------------+------+---------
            Ada   | 2009-06-01 | 2009-07-01 | U4   | PR1
            Ada   | 2009-07-01 | 2009-07-08 | T1   |
            Ada   | 2009-07-10 | 2009-08-01 | U4   | PR1
            Ada   | 2009-08-01 |            | U4   | PR1
        """,
        period="2010-03-31",
        figure="1 of 1",
        value={"Ada": "3 placements"},
    )


def test_where_the_records_do_not_reach_back_what_the_source_counts_stands(spec):
    """Inspection lists hold the latest placement alone, and how many there were. Cal's number was left empty."""
    spec(
        three_or_more_placements,
        given="""
            care_episodes
            child | started_on | legal_status
            ------+------------+-------------
            Ada   | 2008-06-01 | C2
            Ben   | 2008-06-01 | C2
            Cal   | 2008-06-01 | C2

            placements
            child | started_on | kind
            ------+------------+-----
            Ada   | 2010-01-04 | U4
            Ben   | 2010-01-04 | U4
            Cal   | 2010-01-04 | U4

            source_counts
            child | what       | counted_on | number
            ------+------------+------------+-------
            Ada   | placements | 2010-03-08 | 4
            Ben   | placements | 2010-03-08 | 2
        """,
        period="2010-03-08",
        figure="1 of 2",
        unknown=1,
        value={"Ada": "4 placements"},
        complete_from="2010-01-01",
    )
