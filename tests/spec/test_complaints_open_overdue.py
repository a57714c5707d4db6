from sherwood.measuring.measures.complaints_open_overdue import complaints_open_overdue


def test_a_complaint_is_overdue_the_day_after_its_limit(spec):
    """Complex ones have twice as long; one answered that day waits no more."""
    spec(
        complaints_open_overdue,
        given="""
            complaints
            complaint | received_on | answered_on | longer
            ----------+-------------+-------------+-------
            C1        | 2010-02-01  |             |
            C2        | 2010-02-02  |             |
            C3        | 2010-02-01  |             | yes
            C4        | 2010-02-01  | 2010-02-16  |
        """,
        period="2010-02-16",
        figure="1 of 3",
    )
