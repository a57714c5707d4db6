"""The records of a simulated council hold together, but for the faults that are there on purpose."""

from collections import defaultdict
from itertools import pairwise

import pytest

from sherwood.kit.working_days import is_working
from sherwood.records import codes
from sherwood.records.tables import TABLES, Kind
from sherwood.simulating.rows import SIMULATED, SOMETIMES

LINKS = {
    "child": "children",
    "worker": "workers",
    "referral": "referrals",
    "enquiry": "section_47_enquiries",
    "conference": "conferences",
    "plan": "protection_plans",
}
ORDERED = [
    ("contacts", "received_on", "decided_on"),
    ("referrals", "received_on", "decided_on"),
    ("referrals", "decided_on", "closed_on"),
    ("assessments", "started_on", "finished_on"),
    ("assessments", "started_on", "seen_on"),
    ("assessments", "seen_on", "finished_on"),
    ("section_47_enquiries", "started_on", "finished_on"),
    ("protection_plans", "started_on", "ended_on"),
    ("care_episodes", "started_on", "ended_on"),
    ("placements", "started_on", "ended_on"),
    ("family_help_episodes", "started_on", "ended_on"),
    ("missing_episodes", "started_on", "ended_on"),
    ("missing_episodes", "ended_on", "interviewed_on"),
    ("workers", "qualified_on", "started_on"),
    ("workers", "started_on", "left_on"),
    ("involvements", "started_on", "ended_on"),
]
WORK_OF_WORKING_DAYS = [
    ("assessments", "finished_on"),
    ("section_47_enquiries", "finished_on"),
    ("strategy_discussions", "held_on"),
    ("conferences", "held_on"),
    ("protection_reviews", "held_on"),
    ("protection_visits", "visited_on"),
    ("care_reviews", "held_on"),
    ("care_visits", "visited_on"),
    ("referrals", "decided_on"),
    ("workers", "left_on"),
]


@pytest.fixture(scope="module", params=["small", "small_present_day"])
def small(request):
    """The county of 2010, and the borough of the present day."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def sound(small):
    """The rows of each table without those recorded wrongly on purpose."""
    wrong = {(fault.table, fault.key) for fault in small.faults}
    return {table: [] for table in SIMULATED} | {
        table: [row for row in rows if (table, getattr(row, TABLES[table].key)) not in wrong]
        for table, rows in small.tables.items()
    }


def test_every_record_table_has_rows(small):
    helps = small.name.startswith("Aldermere")  # the county of 2010 keeps no records of family help
    assert {table for table, rows in small.tables.items() if rows} == set(SIMULATED) - (
        set() if helps else SOMETIMES
    )


@pytest.mark.parametrize("table", SIMULATED)
def test_keys_are_unique_and_required_values_there(sound, table):
    rows = sound[table]
    keys = [getattr(row, TABLES[table].key) for row in rows]
    assert len(set(keys)) == len(keys)
    for column in TABLES[table].columns:
        if column.required:
            assert all(getattr(row, column.name) is not None for row in rows), column.name


@pytest.mark.parametrize("table", SIMULATED)
def test_every_value_is_of_its_columns_type_and_code_set(sound, small, table):
    kinds = {Kind.TEXT: str, Kind.WHOLE: int, Kind.NUMBER: float, Kind.FLAG: bool}
    for column in TABLES[table].columns:
        values = {getattr(row, column.name) for row in sound[table]} - {None}
        if column.kind in kinds:
            assert {type(value) for value in values} <= {kinds[column.kind]}, column.name
        if column.codes:
            years = range(small.history_from.year - 1, small.until.year + 1)
            for value in values:
                assert any(codes.valid(column.codes, value, year) for year in years), (column.name, value)


@pytest.mark.parametrize("table", SIMULATED)
def test_every_link_leads_to_a_row(sound, small, table):
    for column, target in LINKS.items():
        if column in TABLES[table].names[1:]:
            known = {getattr(row, column) for row in small.tables[target]}
            assert {getattr(row, column) for row in sound[table]} - {None} <= known, column


def test_every_team_named_anywhere_has_a_place_in_the_service(sound):
    known = {row.team for row in sound["teams"]}
    for table in (TABLES[name] for name in sound):
        if "team" in table.names[1:]:
            assert {row.team for row in sound[table.name]} - {None} <= known, table.name


@pytest.mark.parametrize(("table", "earlier", "later"), ORDERED)
def test_dates_are_in_order(sound, table, earlier, later):
    pairs = [(getattr(row, earlier), getattr(row, later)) for row in sound[table]]
    both = [(one, other) for one, other in pairs if one and other]
    assert both or table in SOMETIMES
    assert all(one <= other for one, other in both)


def test_nothing_happens_after_the_day_of_the_records_but_what_is_due_or_expected(sound, small):
    for table in (TABLES[name] for name in SIMULATED):
        for column in table.columns:
            if column.kind is Kind.DATE and column.name not in ("due_on", "expected_on"):
                days = [getattr(row, column.name) for row in sound[table.name]]
                assert all(day is None or day <= small.until for day in days), (table.name, column.name)


@pytest.mark.parametrize(("table", "column"), WORK_OF_WORKING_DAYS)
def test_work_is_finished_on_working_days_only(sound, table, column):
    days = [day for row in sound[table] if (day := getattr(row, column))]
    assert days
    assert all(is_working(day) for day in days)


def test_events_are_those_since_the_history_began(sound, small):
    assert min(row.received_on for row in sound["referrals"]) >= small.history_from
    assert min(row.received_on for row in sound["contacts"]) >= small.history_from


def test_nobody_holds_a_child_outside_their_time_in_post(sound, small):
    posts = {row.worker: row for row in small.tables["workers"]}
    for row in sound["involvements"]:
        post = posts[row.worker]
        assert row.started_on >= post.started_on
        if post.left_on:
            assert row.ended_on is not None
            assert row.ended_on <= post.left_on


@pytest.mark.parametrize(
    ("table", "column"),
    [("assessments", "finished_on"), ("protection_visits", "visited_on"), ("care_visits", "visited_on")],
)
def test_nobody_does_work_outside_their_time_in_post(sound, small, table, column):
    posts = {row.worker: row for row in small.tables["workers"]}
    done = [row for row in sound[table] if getattr(row, column) and row.worker]
    assert done
    for row in done:
        post = posts[row.worker]
        assert post.started_on <= getattr(row, column)
        assert post.left_on is None or getattr(row, column) <= post.left_on


def test_a_child_has_one_allocated_worker_at_a_time(sound):
    closed = {(row.child, row.closed_on) for row in sound["referrals"]}
    by_child = defaultdict(list)
    for row in sound["involvements"]:
        if row.role == "allocated worker":
            by_child[row.child].append(row)
    handed_over = 0
    for rows in by_child.values():
        rows.sort(key=lambda row: (row.started_on, row.ended_on is None, row.ended_on))
        for one, other in pairwise(rows):
            assert one.ended_on is not None
            passed_on = one.started_on == one.ended_on  # on the day it was allocated
            same_day = passed_on or (one.child, one.ended_on) in closed  # and referred again
            assert one.ended_on < other.started_on or (same_day and one.ended_on == other.started_on)
            handed_over += 1
    assert handed_over > 50


def test_a_referral_never_comes_while_the_childs_case_is_open(sound):
    by_child = defaultdict(list)
    for row in sound["referrals"]:
        by_child[row.child].append(row)
    for rows in by_child.values():
        for one, other in pairwise(rows):
            assert one.closed_on is not None
            assert one.closed_on <= other.received_on


def test_a_stay_in_care_has_no_gap_and_no_overlap(sound):
    by_child = defaultdict(list)
    for row in sound["care_episodes"]:
        if row.legal_status != "V4":
            by_child[row.child].append(row)
    changes = 0
    for rows in by_child.values():
        assert rows[0].start_reason == "S"
        for one, other in pairwise(rows):
            if other.start_reason == "S":
                assert one.end_reason != "X1"
                assert one.ended_on <= other.started_on
            else:
                assert (one.end_reason, one.ended_on) == ("X1", other.started_on)
                changes += 1
    assert changes > 20


def test_a_plan_starts_on_the_day_of_its_conference(sound):
    conferences = {row.conference: row for row in sound["conferences"]}
    linked = [row for row in sound["protection_plans"] if row.conference]
    assert linked
    for plan in linked:
        conference = conferences[plan.conference]
        assert (conference.held_on, conference.plan_made) == (plan.started_on, True)


def test_a_child_has_one_plan_at_a_time(sound):
    by_child = defaultdict(list)
    for row in sound["protection_plans"]:
        by_child[row.child].append(row)
    for rows in by_child.values():
        assert all(one.ended_on and one.ended_on <= other.started_on for one, other in pairwise(rows))
        assert all(one.previous_plans < other.previous_plans for one, other in pairwise(rows))


def test_a_team_has_exactly_one_place_on_any_day(sound):
    by_team = defaultdict(list)
    for row in sound["teams"]:
        by_team[row.team].append(row)
    for rows in by_team.values():
        assert rows[0].from_on is None
        assert rows[-1].to_on is None
        assert all((other.from_on - one.to_on).days == 1 for one, other in pairwise(rows))


def test_the_population_of_the_council_is_that_of_its_districts(sound, small):
    years = {row.year for row in sound["population"]}
    assert years == set(range(small.history_from.year - 1, small.until.year + 1))
    for year in years:
        council, *districts = [row.children for row in sound["population"] if row.year == year]
        assert council == sum(districts)
