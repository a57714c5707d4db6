from sherwood.measuring.measures.placements_judged_good import placements_judged_good


def test_those_in_force_on_the_day_by_the_judgement_of_their_provider(spec):
    """The last day counts; one not judged is unknown; one that ended before does not count."""
    spec(
        placements_judged_good,
        given="""
            placement_agreements
            child | started_on | ended_on   | quality
            ------+------------+------------+------------
            Ada   | 2009-06-01 |            | good
            Ben   | 2009-06-01 |            | inadequate
            Cal   | 2009-06-01 |            | not_judged
            Dee   | 2009-06-01 | 2010-02-27 | outstanding
            Eve   | 2009-06-01 | 2010-02-28 | outstanding
        """,
        period="2010-02-28",
        figure="2 of 3",
        unknown=1,
    )
