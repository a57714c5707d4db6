from sherwood.measuring.measures.complaints_taken_further import complaints_taken_further


def test_those_for_which_stage_two_was_asked_among_those_answered_in_the_month(spec):
    spec(
        complaints_taken_further,
        given="""
            complaints
            complaint | received_on | answered_on | investigation_asked_on
            ----------+-------------+-------------+-----------------------
            C1        | 2010-02-01  | 2010-02-15  | 2010-03-01
            C2        | 2010-02-01  | 2010-02-16  |
            C3        | 2010-02-01  | 2010-03-02  | 2010-03-05
        """,
        period="2010-02",
        figure="1 of 2",
    )
