from sherwood.measuring.measures.conferences_overdue import conferences_overdue


def test_an_enquiry_past_15_working_days_with_no_conference_is_overdue(spec):
    """Not one where no conference is needed, nor one that ended, nor one whose conference was held."""
    spec(
        conferences_overdue,
        given="""
            section_47_enquiries
            child | started_on | finished_on | conference_not_needed
            ------+------------+-------------+----------------------
            Ada   | 2010-01-04 |             |
            Ben   | 2010-01-05 |             |
            Cal   | 2010-01-04 |             | yes
            Dee   | 2010-01-04 | 2010-01-20  |
            Eve   | 2010-01-04 |             |

            conferences
            child | kind    | held_on
            ------+---------+-----------
            Eve   | initial | 2010-01-26
        """,
        period="2010-01-26",
        figure="1 of 2",
        value={"Ada": "25 January 2010", "Ben": "26 January 2010"},
    )


def test_an_enquiry_that_ended_waits_on_until_its_conference(spec):
    """The child is waiting still. Where nobody said whether one is needed, and none was called or held, the wait ended
    with the enquiry."""
    spec(
        conferences_overdue,
        given="""
            section_47_enquiries
            child | started_on | finished_on
            ------+------------+------------
            Ada   | 2010-01-04 | 2010-01-12
            Ben   | 2010-01-04 | 2010-01-12

            conferences
            child | kind    | held_on
            ------+---------+-----------
            Ada   | initial | 2010-01-28
        """,
        period="2010-01-26",
        as_at="2010-01-31",
        figure="1 of 1",
    )


def test_an_enquiry_that_ended_still_waits_for_a_conference_that_is_called_and_not_held(spec):
    """Its end does not hide the child: Ada's conference is booked; Ben's enquiry ended with none called."""
    spec(
        conferences_overdue,
        given="""
            section_47_enquiries
            child | started_on | finished_on
            ------+------------+------------
            Ada   | 2010-01-04 | 2010-01-12
            Ben   | 2010-01-04 | 2010-01-12

            conferences
            child | kind    | held_on
            ------+---------+-----------
            Ada   | initial |
        """,
        period="2010-01-26",
        figure="1 of 1",
        value={"Ada": "25 January 2010"},
    )


def test_a_child_for_whom_a_conference_is_needed_and_none_is_called_waits(spec):
    """Ada's enquiry ended with a conference needed; Ben's with none; whether Cal's needed one is not on record."""
    spec(
        conferences_overdue,
        given="""
            section_47_enquiries
            child | started_on | finished_on | conference_not_needed
            ------+------------+-------------+----------------------
            Ada   | 2010-01-04 | 2010-01-12  | no
            Ben   | 2010-01-04 | 2010-01-12  | yes
            Cal   | 2010-01-04 | 2010-01-12  |
        """,
        period="2010-02-28",
        figure="1 of 1",
        value={"Ada": "25 January 2010"},
    )


def test_a_conference_that_names_no_enquiry_ends_the_wait_for_one(spec):
    """Ada's was held, and only its link to the enquiry is missing. Ben's was before his enquiry began; Cal's was held
    for a transfer in."""
    spec(
        conferences_overdue,
        given="""
            section_47_enquiries
            child | started_on | finished_on | conference_not_needed
            ------+------------+-------------+----------------------
            Ada   | 2010-01-04 | 2010-01-12  | no
            Ben   | 2010-01-04 | 2010-01-12  | no
            Cal   | 2010-01-04 | 2010-01-12  | no

            conferences
            child | enquiry | kind        | held_on
            ------+---------+-------------+-----------
            Ada   |         | initial     | 2010-01-20
            Ben   |         | initial     | 2009-06-01
            Cal   |         | transfer_in | 2010-01-20
        """,
        period="2010-02-28",
        figure="2 of 2",
    )


def test_an_enquiry_from_before_conferences_are_on_record_is_unknown_unless_it_has_one_there(spec):
    """Records begin on 1 October. Ada's conference may have been held before; Ben's was held late, Cal's is booked; Dee's
    enquiry began since, and she has had none."""
    spec(
        conferences_overdue,
        given="""
            section_47_enquiries
            child | started_on | finished_on | conference_not_needed
            ------+------------+-------------+----------------------
            Ada   | 2009-09-01 | 2009-09-10  | no
            Ben   | 2009-09-02 | 2009-09-11  | no
            Cal   | 2009-09-03 | 2009-09-14  | no
            Dee   | 2009-10-05 | 2009-10-12  | no

            conferences
            child | kind    | held_on
            ------+---------+-----------
            Ben   | initial | 2010-02-03
            Cal   | initial |
        """,
        period="2010-01-29",
        as_at="2010-02-28",
        complete_from="2009-10-01",
        figure="3 of 3",
        unknown=1,
    )


def test_where_there_are_no_conferences_at_all_every_enquiry_that_needs_one_waits(spec):
    """There is none to miss: Ada's enquiry ended with one needed, and Ben's goes on."""
    spec(
        conferences_overdue,
        given="""
            section_47_enquiries
            child | started_on | finished_on | conference_not_needed
            ------+------------+-------------+----------------------
            Ada   | 2010-01-04 | 2010-01-12  | no
            Ben   | 2010-01-04 |             |
        """,
        period="2010-02-28",
        without="conferences",
        figure="2 of 2",
    )
