"""Where a source does not reach a figure is not known, with the reason; what lies after its day is cut off."""

from datetime import date

import pytest

from sherwood.kit.periods import parse
from sherwood.measuring.figures import Ledger
from sherwood.measuring.ledger import build
from sherwood.measuring.shelves import all_measures, measure_called
from sherwood.measuring.wording import figure_text
from sherwood.records.parquet import write_rows
from sherwood.records.reach import Reach
from sherwood.records.tables import TABLES

AS_AT = date(2010, 3, 8)
WHOLE = Reach(date.min, AS_AT, "told")


def ledger_of(folder, reach, as_at=AS_AT, **tables):
    records, out = folder / "records", folder / "ledger"
    records.mkdir(parents=True)
    out.mkdir()
    for name, rows in tables.items():
        table = TABLES[name]
        write_rows(table, [{table.key: f"{name} {i}"} | row for i, row in enumerate(rows)], records)
    build(records, out, as_at, reach=reach)
    return Ledger(out)


def figure(ledger, key, period, where=None):
    return ledger.figure(measure_called(key), parse(period), where)


def text(ledger, key, period):
    return figure_text(measure_called(key), figure(ledger, key, period))


def care(child, since, **more):
    return {"child": child, "started_on": since, "legal_status": "C2"} | more


OPEN_WORK = [
    {"child": "C1", "kind": "initial", "started_on": date(2010, 2, 1)},
    {"child": "C2", "kind": "initial", "started_on": date(2010, 3, 4)},
    {"child": "C3", "kind": "initial", "started_on": date(2010, 1, 4), "finished_on": date(2010, 1, 6)},
]


def test_an_unfinished_period_is_counted_up_to_the_day_of_the_records(tmp_path):
    """On 31 March both would be overdue; on 8 March one is. The figure of March is that of 8 March, and says so."""
    ledger = ledger_of(tmp_path, {}, assessments=OPEN_WORK)
    key = "initial_assessments_open_overdue"
    assert text(ledger, key, "2010-03") == text(ledger, key, "2010-03-08") == "50% (1 of 2)"
    assert ledger.clip(parse("2010-03")).label == "1 to 8 March 2010"
    assert ledger.clip(parse("2010-02")).label == "February 2010"
    rows = ledger.rows(measure_called(key), parse("2009-Q4"), answer="met")
    assert [row.child for row in rows] == ["C1"]


@pytest.mark.parametrize("key", sorted(all_measures()))
def test_a_period_wholly_after_the_records_is_not_known_whatever_is_asked(tmp_path, key):
    ledger = ledger_of(tmp_path, {}, assessments=OPEN_WORK)
    measure, period = measure_called(key), parse("2010-04")
    count = ledger.figure(measure, period)
    assert (count.numerator, count.denominator, count.value) == (0, 0, None)
    assert count.not_known == "The records end on 8 March 2010."
    assert ledger.breakdown(measure, period, "team") == {}
    assert ledger.rows(measure, period) == []
    assert ledger.straddlers(measure, period) == (0, 0, 0)
    assert figure_text(measure, count) == "Not known"


CHILDREN = [care(f"C{n}", date(2008, 1, 1)) for n in range(3)]
MOVES = [
    {"child": "C0", "started_on": date(2009, 4, 1), "ended_on": date(2009, 9, 1)},
    {"child": "C0", "started_on": date(2009, 9, 1), "ended_on": date(2010, 1, 1)},
    {"child": "C0", "started_on": date(2010, 1, 1)},
]


def test_a_year_that_begins_before_the_source_does_is_not_known(tmp_path):
    """One collection year, from 1 April 2009: at no month's end but the last is the year behind it on record."""
    year_end = date(2010, 3, 31)
    reach = dict.fromkeys(("care_episodes", "placements"), Reach(date(2009, 4, 1), year_end, "one year"))
    ledger = ledger_of(tmp_path, reach, year_end, care_episodes=CHILDREN, placements=MOVES)
    key = "three_or_more_placements"
    count = figure(ledger, key, "2010-02")
    assert (count.value, count.not_known) == (
        None,
        "Placements are on record from 1 April 2009, and this looks back to 1 March 2009.",
    )
    assert text(ledger, key, "2010-03") == "33% (1 of 3)"
    assert ledger.rows(measure_called(key), parse("2010-02")) == []


def test_reviews_look_back_to_the_review_before_the_year(tmp_path):
    """Without it nobody knows when the first of the year was due."""
    held = [{"child": "C0", "held_on": date(2009, 8, 1)}]
    reach = {"care_episodes": WHOLE, "care_reviews": Reach(date(2009, 3, 1), AS_AT)}
    ledger = ledger_of(tmp_path, reach, care_episodes=CHILDREN, care_reviews=held)
    assert "looks back to 1 September 2007" in figure(ledger, "care_reviews_in_time", "2009-02").not_known


def test_of_what_is_only_the_latest_of_each_child_no_year_is_known(tmp_path):
    """But what is open on the day the list is true of is known."""
    latest = Reach(None, AS_AT, "the list gives each child's latest")
    reach = dict.fromkeys(("care_episodes", "placements", "care_reviews"), latest)
    living = [{"area": "County", "year": 2009, "children": 10_000}]
    ledger = ledger_of(tmp_path, reach, care_episodes=CHILDREN, placements=MOVES[2:], population=living)
    for key in ("three_or_more_placements", "care_reviews_in_time"):
        assert "only the latest" in figure(ledger, key, "2010-03-08").not_known
    assert text(ledger, "looked_after_rate", "2010-03") == "3.0 per 10,000 (3 of 10,000)"
    assert "only the latest" in figure(ledger, "looked_after_rate", "2010-02").not_known


ENQUIRIES = [
    {"child": "C1", "started_on": date(2009, 6, 1), "conference_not_needed": False},
    {"child": "C2", "started_on": date(2010, 1, 4), "conference_not_needed": False},
]
HELD = {"child": "C3", "kind": "initial", "held_on": date(2009, 12, 4)}


def test_an_enquiry_whose_conference_may_lie_outside_the_records_is_not_overdue(tmp_path):
    """Enquiries are whole, and conferences only since December. In February too few of them are; later the one that
    began before is unknown, and said."""
    as_at = date(2010, 3, 31)
    reach = {
        "section_47_enquiries": Reach(date.min, as_at),
        "conferences": Reach(date(2009, 12, 1), as_at),
    }
    ledger = ledger_of(tmp_path, reach, as_at, section_47_enquiries=ENQUIRIES, conferences=[HELD])
    key = "conferences_overdue"
    assert figure(ledger, key, "2010-01").not_known == (
        "Conferences are on record from 1 December 2009, and this looks back to 1 November 2009."
    )
    count = figure(ledger, key, "2010-02")
    assert (count.numerator, count.denominator, count.unknown) == (1, 1, 1)
    unknown = ledger.rows(measure_called(key), parse("2010-02"), answer="unknown")
    assert [row.child for row in unknown] == ["C1"]


def test_conferences_that_stop_before_the_day_leave_the_wait_unknown(tmp_path):
    reach = {"section_47_enquiries": WHOLE, "conferences": Reach(date.min, date(2009, 12, 31))}
    ledger = ledger_of(tmp_path, reach, section_47_enquiries=ENQUIRIES, conferences=[HELD])
    said = figure(ledger, "conferences_overdue", "2010-02").not_known
    assert said == "Conferences are on record up to 31 December 2009."


def test_where_no_source_has_conferences_every_enquiry_that_needs_one_waits(tmp_path):
    """Nobody is hidden for want of a table: both are past their day."""
    ledger = ledger_of(tmp_path, {"section_47_enquiries": WHOLE}, section_47_enquiries=ENQUIRIES)
    assert text(ledger, "conferences_overdue", "2010-02") == "100% (2 of 2)"
    assert figure(ledger, "conferences_in_time", "2010-02").not_known == "No source has conferences."


def test_plans_that_are_on_record_for_a_few_years_do_not_make_a_plan_the_first(tmp_path):
    plans = [
        {"child": "C1", "started_on": date(2010, 2, 1)},
        {"child": "C2", "started_on": date(2010, 2, 1), "previous_plans": 0},
    ]
    reach = {"protection_plans": Reach(date(2006, 4, 1), AS_AT)}
    ledger = ledger_of(tmp_path, reach, protection_plans=plans)
    count = figure(ledger, "second_or_subsequent_plans", "2010-02")
    assert (count.numerator, count.denominator, count.unknown) == (0, 1, 1)


def test_care_on_record_for_less_long_than_reviews_does_not_make_a_review_the_first(tmp_path):
    """C0 came into care in 2007 and is on record from a change of legal status in July 2008: her review of September is a
    later one, and the next was due in six months and not in three. While that matters the answer is unknown."""
    days = (date(2008, 9, 15), date(2009, 3, 2), date(2009, 8, 20), date(2010, 2, 12))
    held = [{"child": "C0", "held_on": day} for day in days]
    reach = {"care_episodes": Reach(date(2008, 8, 1), AS_AT), "care_reviews": Reach(date(2008, 4, 1), AS_AT)}
    ledger = ledger_of(tmp_path, reach, care_episodes=[care("C0", date(2008, 7, 10))], care_reviews=held)
    key = "care_reviews_in_time"
    assert text(ledger, key, "2010-02") == "100% (1 of 1)"
    count = figure(ledger, key, "2009-12")
    assert (count.denominator, count.unknown) == (0, 1)


def test_a_table_that_no_source_has_is_silence_and_not_none(tmp_path):
    ledger = ledger_of(tmp_path, {"referrals": WHOLE}, referrals=[{"child": "C1", "received_on": AS_AT}])
    assert figure(ledger, "plans_two_years_or_more", "2010-02").not_known == "No source has protection plans."
    assert text(ledger, "re_referrals_within_12_months", "2010-03") == "0% (0 of 1)"


def test_records_that_end_before_the_period_does_are_not_the_whole_of_it(tmp_path):
    reach = {"protection_plans": Reach(date(2008, 4, 1), date(2009, 3, 31))}
    ended = {"started_on": date(2008, 5, 1), "ended_on": date(2008, 6, 1), "child": "C1"}
    ledger = ledger_of(tmp_path, reach, protection_plans=[ended])
    key = "plans_two_years_or_more"
    assert text(ledger, key, "2008/09") == "0% (0 of 1)"
    assert figure(ledger, key, "2009-Q1").not_known == "Protection plans are on record up to 31 March 2009."
    assert "from 1 April 2008" in figure(ledger, key, "2008-03").not_known


REFERRALS = [{"child": f"C{n}", "received_on": date(2013, 9, 2)} for n in range(40)]


def test_referrals_lead_to_no_initial_assessment_where_there_are_none_on_record(tmp_path):
    """0% of 40 would be read as a threshold; nobody looked."""
    as_at = date(2013, 10, 1)
    single = [{"child": "C1", "kind": "single", "started_on": date(2013, 9, 3)}]
    ledger = ledger_of(tmp_path, {}, as_at, referrals=REFERRALS, assessments=single)
    count = figure(ledger, "referrals_to_initial_assessment", "2013-09")
    assert count.not_known == "The records have no initial assessments."
    assert ledger.breakdown(
        measure_called("referrals_to_initial_assessment"), parse("2013-09"), "team"
    ) == {}  # fmt: skip


def test_a_council_that_took_up_single_assessments_has_no_more_initial_ones(tmp_path):
    assessed = [
        {"child": "C1", "kind": "initial", "started_on": date(2013, 4, 2), "finished_on": date(2013, 5, 3)},
        {"child": "C2", "kind": "single", "started_on": date(2013, 5, 7)},
    ]
    both = [*REFERRALS, {"child": "C1", "received_on": date(2013, 4, 2)}]
    ledger = ledger_of(tmp_path, {}, date(2013, 10, 1), referrals=both, assessments=assessed)
    assert (
        "single assessments took their place"
        in figure(ledger, "referrals_to_initial_assessment", "2013-09").not_known
    )
    assert not figure(ledger, "referrals_to_initial_assessment", "2013-04").not_known


@pytest.mark.parametrize(
    ("key", "period", "why"),
    [
        ("initial_assessments_in_time", "2014-04", "no initial assessments after 31 March 2014"),
        ("core_assessments_open_overdue", "2014-04", "no core assessments after 31 March 2014"),
        ("referrals_to_initial_assessment", "2015/16", "no initial assessments after 31 March 2014"),
        ("single_assessments_in_time", "2013-03", "no single assessments before 15 April 2013"),
        ("initial_assessments_in_time", "1999-05", "no initial assessments before 1 April 2000"),
    ],
)
def test_a_definition_is_silent_outside_the_years_it_was_in_force(tmp_path, key, period, why):
    kinds = ("initial", "core", "single")
    assessed = [{"child": "C1", "kind": kind, "started_on": date(2016, 1, 4)} for kind in kinds]
    ledger = ledger_of(tmp_path, {}, date(2016, 12, 31), assessments=assessed, referrals=REFERRALS)
    assert why in figure(ledger, key, period).not_known


def test_what_is_counted_at_months_ends_has_no_figure_for_a_week_without_one(tmp_path):
    """Silence would read as none; the week that holds the month's end, and that of the records, have it."""
    reach = dict.fromkeys(("care_episodes", "placements"), WHOLE)
    ledger = ledger_of(tmp_path, reach, care_episodes=CHILDREN, placements=MOVES)
    key = "three_or_more_placements"
    assert figure(ledger, key, "2010-W07").not_known == (
        "This is counted on the last day of each month, and none is in 15 to 21 February 2010."
    )
    assert figure(ledger, key, "2010-W08").denominator == 3
    assert figure(ledger, key, "2010-W10").denominator == 3
    assert figure(ledger, key, "2010-03-08").denominator == 3


def test_nothing_is_timed_past_the_last_bank_holiday_known(tmp_path):
    late = [{"child": "C1", "kind": "single", "started_on": date(2028, 12, 29)}]
    ledger = ledger_of(
        tmp_path,
        {},
        date(2029, 2, 1),
        assessments=late,
        referrals=[{"child": "C1", "received_on": date(2029, 1, 9)}],
    )
    key = "single_assessments_open_overdue"
    assert "from 1998 to 2028" in figure(ledger, key, "2029-01").not_known
    count = figure(ledger, key, "2028-12-31")
    assert (count.denominator, count.unknown) == (0, 1)
    assert not figure(ledger, "re_referrals_within_12_months", "2029-01").not_known


def test_a_ledger_made_before_reach_was_kept_reads_as_before(tmp_path):
    ledger = ledger_of(tmp_path, {}, assessments=OPEN_WORK)
    (ledger.folder / "reach.json").unlink()
    assert text(Ledger(ledger.folder), "initial_assessments_open_overdue", "2010-03") == "100% (2 of 2)"


def test_every_measure_says_what_it_reads_and_every_table_it_names_exists():
    for measure in all_measures().values():
        assert {*measure.reads, *measure.population.reads} <= set(TABLES)
        assert measure.population.reads


def told(child, number, on=AS_AT):
    return {"child": child, "what": "placements", "counted_on": on, "number": number}


def test_what_a_source_counts_for_itself_stands_on_the_day_it_counted(tmp_path):
    """Of forty children who moved four times nobody had moved, for the list holds only the latest placement."""
    children = [care(f"C{n}", date(2008, 1, 1)) for n in range(40)]
    latest = [{"child": child["child"], "started_on": date(2010, 2, 1)} for child in children]
    reach = {"care_episodes": WHOLE, "placements": Reach(None, AS_AT)}
    counts = [told(child["child"], 4) for child in children]
    ledger = ledger_of(tmp_path, reach, care_episodes=children, placements=latest, source_counts=counts)
    assert text(ledger, "three_or_more_placements", "2010-03") == "100% (40 of 40)"
    assert text(ledger, "three_or_more_placements", "2010-02") == "Not known"


def test_where_both_count_the_records_stand(tmp_path):
    reach = dict.fromkeys(("care_episodes", "placements"), WHOLE)
    counts = [told("C0", 3), told("C1", 5)]
    ledger = ledger_of(tmp_path, reach, care_episodes=CHILDREN, placements=MOVES, source_counts=counts)
    assert text(ledger, "three_or_more_placements", "2010-03") == "33% (1 of 3)"
