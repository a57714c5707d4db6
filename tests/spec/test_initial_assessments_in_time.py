from sherwood.measuring.measures.initial_assessments_in_time import initial_assessments_in_time


def test_finishing_on_the_last_day_is_in_time(spec):
    """The day of referral is day 0; a bank holiday does not count."""
    spec(
        initial_assessments_in_time,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2009-12-21

            assessments
            child | kind    | finished_on
            ------+---------+------------
            Ada   | initial | 2010-01-04
        """,
        period="2010-01",
        figure="1 of 1",
        value={"Ada": "7 working days"},
    )


def test_finishing_a_day_later_is_not_in_time(spec):
    """Day 8 is over the limit of 7."""
    spec(
        initial_assessments_in_time,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2009-12-21

            assessments
            child | kind    | finished_on
            ------+---------+------------
            Ada   | initial | 2010-01-05
        """,
        period="2010-01",
        figure="0 of 1",
        value={"Ada": "8 working days"},
    )


def test_finishing_on_the_day_of_referral_is_day_0(spec):
    """Work begun and finished on one day took no working days."""
    spec(
        initial_assessments_in_time,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2010-01-06

            assessments
            child | kind    | finished_on
            ------+---------+------------
            Ada   | initial | 2010-01-06
        """,
        period="2010-01",
        figure="1 of 1",
        value={"Ada": "0 working days"},
    )


def test_a_referral_at_a_weekend_starts_to_count_on_monday(spec):
    """Saturday is day 0, Monday day 1: the seventh working day is the Tuesday of the week after."""
    spec(
        initial_assessments_in_time,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2009-11-07

            assessments
            child | kind    | finished_on
            ------+---------+------------
            Ada   | initial | 2009-11-17
        """,
        period="2009-11",
        figure="1 of 1",
        value={"Ada": "7 working days"},
    )


def test_the_limit_is_the_one_in_force_when_the_referral_came(spec):
    """Ten working days apply to referrals from 17 March 2010; one of the day before keeps seven."""
    spec(
        initial_assessments_in_time,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2010-03-16
            Ben   | 2010-03-17

            assessments
            child | kind    | finished_on
            ------+---------+------------
            Ada   | initial | 2010-03-30
            Ben   | initial | 2010-03-31
        """,
        period="2010-03",
        figure="1 of 2",
        value={"Ada": "10 working days", "Ben": "10 working days"},
    )


def test_an_assessment_without_a_known_referral_is_timed_from_its_start(spec):
    """New information on an open case starts the clock of a repeated assessment."""
    spec(
        initial_assessments_in_time,
        given="""
            assessments
            child | kind    | started_on | finished_on
            ------+---------+------------+------------
            Ada   | initial | 2010-01-04 | 2010-01-13
        """,
        period="2010-01",
        figure="1 of 1",
        value={"Ada": "7 working days"},
    )


def test_a_missing_start_is_unknown_not_late(spec):
    """Neither in time nor late: counted apart and shown."""
    spec(
        initial_assessments_in_time,
        given="""
            assessments
            child | kind    | finished_on
            ------+---------+------------
            Ada   | initial | 2010-01-13
        """,
        period="2010-01",
        figure="0 of 0",
        unknown=1,
    )


def test_an_end_before_the_start_is_unknown(spec):
    """It stays in the volume and out of the duration."""
    spec(
        initial_assessments_in_time,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2010-01-20

            assessments
            child | kind    | finished_on
            ------+---------+------------
            Ada   | initial | 2010-01-13
        """,
        period="2010-01",
        figure="0 of 0",
        unknown=1,
    )


def test_each_assessment_counts_not_each_child(spec):
    """Two assessments from one referral are two events; one still open is none; a core assessment is another measure."""
    spec(
        initial_assessments_in_time,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2010-01-04

            assessments
            child | kind    | finished_on
            ------+---------+------------
            Ada   | initial | 2010-01-13
            Ada   | initial | 2010-01-14
            Ada   | initial |
            Ada   | core    | 2010-01-14
        """,
        period="2010-01",
        figure="1 of 2",
    )


def test_it_belongs_to_the_period_it_was_finished_in(spec):
    """Both ends of the period are in it."""
    spec(
        initial_assessments_in_time,
        given="""
            referrals
            child | received_on
            ------+------------
            Ada   | 2009-12-31
            Ben   | 2010-01-29
            Cal   | 2010-01-29

            assessments
            child | kind    | finished_on
            ------+---------+------------
            Ada   | initial | 2009-12-31
            Ben   | initial | 2010-01-31
            Cal   | initial | 2010-02-01
        """,
        period="2010-01",
        figure="1 of 1",
        as_at="2010-03-08",
    )


def test_work_belongs_to_the_place_the_team_had_that_day(spec):
    """A team that moved keeps its old place for work finished before the move."""
    spec(
        initial_assessments_in_time,
        given="""
            teams
            team   | district | from_on    | to_on
            -------+----------+------------+------------
            Duty A | North    |            | 2010-01-15
            Duty A | South    | 2010-01-16 |

            referrals
            child | received_on
            ------+------------
            Ada   | 2010-01-11
            Ben   | 2010-01-11

            assessments
            child | kind    | finished_on | team
            ------+---------+-------------+-------
            Ada   | initial | 2010-01-15  | Duty A
            Ben   | initial | 2010-01-25  | Duty A
        """,
        period="2010-01",
        figure="1 of 2",
        by={"district": {"North": "1 of 1", "South": "0 of 1"}},
    )


def test_a_referral_that_is_not_on_record_is_not_replaced_by_the_start(spec):
    """Ada's assessment names one received before the records begin, Ben's names none."""
    spec(
        initial_assessments_in_time,
        given="""
            referrals
            referral | child | received_on
            ---------+-------+------------
            R2       | Cal   | 2010-01-04

            assessments
            child | referral | kind    | started_on | finished_on
            ------+----------+---------+------------+------------
            Ada   | R1       | initial | 2010-01-04 | 2010-01-08
            Ben   |          | initial | 2010-01-04 | 2010-01-08
        """,
        period="2010-01",
        figure="1 of 1",
        unknown=1,
    )
