from sherwood.measuring.measures.conferences_in_time import conferences_in_time


def test_15_working_days_from_the_strategy_discussion(spec):
    """The day of the discussion is day 0."""
    spec(
        conferences_in_time,
        given="""
            section_47_enquiries
            child | started_on
            ------+-----------
            Ada   | 2010-01-04
            Ben   | 2010-01-04

            conferences
            child | kind    | held_on
            ------+---------+-----------
            Ada   | initial | 2010-01-25
            Ben   | initial | 2010-01-26
        """,
        period="2010-01",
        figure="1 of 2",
        value={"Ada": "15 working days", "Ben": "16 working days"},
    )


def test_a_conference_before_its_enquiry_is_unknown(spec):
    """So is one whose enquiry is not known; both stay in the volume."""
    spec(
        conferences_in_time,
        given="""
            section_47_enquiries
            child | started_on
            ------+-----------
            Ada   | 2010-01-20

            conferences
            child | kind    | held_on
            ------+---------+-----------
            Ada   | initial | 2010-01-19
            Ben   | initial | 2010-01-19
        """,
        period="2010-01",
        figure="0 of 0",
        unknown=2,
    )


def test_a_transfer_in_is_timed_from_another_clock(spec):
    """It does not count here."""
    spec(
        conferences_in_time,
        given="""
            conferences
            child | kind        | notified_on | held_on
            ------+-------------+-------------+-----------
            Ada   | transfer_in | 2010-01-04  | 2010-01-19
        """,
        period="2010-01",
        figure="0 of 0",
    )


def test_an_enquiry_that_starts_at_a_weekend_counts_from_monday(spec):
    """An enquiry can start on any day; the first working day after is day 1."""
    spec(
        conferences_in_time,
        given="""
            section_47_enquiries
            child | started_on
            ------+-----------
            Ada   | 2010-01-09

            conferences
            child | kind    | held_on
            ------+---------+-----------
            Ada   | initial | 2010-01-29
        """,
        period="2010-01",
        figure="1 of 1",
        value={"Ada": "15 working days"},
    )
