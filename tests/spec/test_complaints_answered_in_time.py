from sherwood.measuring.measures.complaints_answered_in_time import complaints_answered_in_time


def test_ten_working_days_from_the_day_it_was_received(spec):
    """The day it was received is day 0; a bank holiday does not count; a day later is late."""
    spec(
        complaints_answered_in_time,
        given="""
            complaints
            complaint | received_on | answered_on
            ----------+-------------+------------
            C1        | 2010-02-01  | 2010-02-15
            C2        | 2010-02-01  | 2010-02-16
            C3        | 2009-12-21  | 2010-02-02
        """,
        period="2010-02",
        figure="1 of 3",
    )


def test_a_complex_complaint_has_twenty(spec):
    spec(
        complaints_answered_in_time,
        given="""
            complaints
            complaint | received_on | answered_on | longer
            ----------+-------------+-------------+-------
            C1        | 2010-02-01  | 2010-03-01  | yes
            C2        | 2010-02-01  | 2010-03-02  | yes
            C3        | 2010-02-01  | 2010-03-01  | no
        """,
        period="2010-03",
        figure="1 of 3",
    )


def test_an_answer_before_it_was_received_is_unknown_and_one_not_answered_is_not_here(spec):
    spec(
        complaints_answered_in_time,
        given="""
            complaints
            complaint | received_on | answered_on
            ----------+-------------+------------
            C1        | 2010-02-10  | 2010-02-01
            C2        | 2010-02-01  |
            C3        | 2010-02-01  | 2010-02-02
        """,
        period="2010-02",
        figure="1 of 1",
        unknown=1,
    )
