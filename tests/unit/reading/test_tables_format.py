from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sherwood.reading.load import load, look
from sherwood.records.parquet import arrow_schema
from sherwood.records.snapshots import Store
from sherwood.records.tables import TABLES

CONTACTS = "contact,child,received_on,source,decided_on,outcome,team\n"
CHILDREN = "child,born_on,expected_on,sex,ethnicity,disabled,unaccompanied,died_on\n"


def test_a_folder_of_tables_becomes_records_of_their_types(loaded):
    got = loaded(
        children=CHILDREN + "C1,2001-02-03,,f,wbri,N,,\n",
        contacts=CONTACTS + "K1,C1,08/03/2010,1a,,referral, Reception   North \n",
    )
    assert got.rows("children")[0] | {"child": "C1"} == {
        "child": "C1",
        "born_on": date(2001, 2, 3),
        "expected_on": None,
        "sex": "F",
        "ethnicity": "WBRI",
        "disabled": False,
        "unaccompanied": None,
        "died_on": None,
    }
    (contact,) = got.rows("contacts")
    assert (contact["received_on"], contact["source"], contact["team"]) == (
        date(2010, 3, 8),
        "1A",
        "Reception North",
    )
    assert got.entries == []


def test_record_files_have_exactly_the_columns_and_types_of_their_table(loaded):
    got = loaded(contacts="received_on,child,outcome\n08/03/2010,C1,\n")
    written = pq.read_schema(got.snapshot.records / "contacts.parquet")
    assert written.equals(arrow_schema(TABLES["contacts"]))


def test_records_are_sorted_by_the_day_they_are_of(loaded):
    got = loaded(contacts=CONTACTS + "K1,C1,08/03/2010,,,,\nK2,C1,07/03/2010,,,,\nK3,C1,09/03/2009,,,,\n")
    assert [row["contact"] for row in got.rows("contacts")] == ["K3", "K2", "K1"]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_is_known_by_its_own_columns_in_any_order_and_case(write, name):
    folder = write(extract=",".join(reversed(TABLES[name].names)).upper() + "\n")
    assert look([folder]) == [("extract.csv", f"Sherwood record tables: {name.replace('_', ' ')}")]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_comes_back_from_its_own_parquet(tmp_path, loaded, name):
    first = {column.name: None for column in TABLES[name].columns}
    typed = {"DATE": date(2010, 3, 8), "BIGINT": 2010, "DOUBLE": 1.5, "BOOLEAN": True, "VARCHAR": "X1"}
    row = first | {column.name: typed[column.sql_type] for column in TABLES[name].columns if not column.codes}
    row |= {"kind": "initial"} if name in ("assessments", "conferences") else {}
    row |= {"kind": "sdq"} if name == "health_checks" else {}
    row |= {"kind": "missing"} if name == "missing_episodes" else {}
    row |= {"what": "placements"} if name == "source_counts" else {}
    path = tmp_path / "extract.bin"
    pq.write_table(pa.Table.from_pylist([row], schema=arrow_schema(TABLES[name])), path)
    assert loaded(path, as_at=date(2010, 3, 8)).rows(name) == [row]


def test_a_column_it_does_not_know_is_named(write):
    folder = write(x="contact,child,received_on,colour\nK1,C1,08/03/2010,red\n")
    ((_, reason),) = look([folder])
    assert "record table contacts" in reason
    assert "does not know “colour”" in reason


def test_a_column_it_needs_is_named(write):
    folder = write(x="referral,child,source,primary_need,closed_on\nR1,C1,1A,N1,\n")
    ((_, reason),) = look([folder])
    assert "record table referrals, which needs “received_on”" in reason


def test_headings_of_two_tables_are_not_guessed(write):
    folder = write(x="review,child,due_on,held_on\nR1,C1,,08/03/2010\n")
    ((_, reason),) = look([folder])
    assert "more than one record table" in reason


def test_headings_of_nothing_say_what_there_is(write):
    folder = write(x="name,colour\nRed,Blue\n")
    ((_, reason),) = look([folder])
    assert "no format that Sherwood knows" in reason
    assert "Annex A" in reason


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("K1,,08/03/2010,1A,,,", "child", "needed and is empty"),
        ("K1,NULL,08/03/2010,1A,,,", "child", "needed and is empty"),
        ("K1,C1,30/02/2010,1A,,,", "received_on", "no such day"),
        ("K1,C1,1900-01-01,1A,,,", "received_on", "needed and is empty"),
        ("K1,C1,08/03/2999,1A,,,", "received_on", "in the future"),
        ("K1,C1,08/03/1799,1A,,,", "received_on", "before 1900"),
        ("1.2E+10,C1,08/03/2010,1A,,,", "contact", "rounded number"),
        ("K1,C1,08/03/2010,1A,,,,,extra", "", "9 values under 7 headings"),
    ],
)
def test_a_row_that_cannot_be_a_record_is_put_aside_with_its_row_and_column(loaded, row, column, reason):
    got = loaded(contacts=f"{CONTACTS}K0,C0,07/03/2010,1A,,,\n{row}\n")
    (entry,) = got.entries
    assert (entry["file"], entry["sheet"], entry["row"], entry["column"]) == ("contacts.csv", "", 3, column)
    assert entry["whole_row"]
    assert reason in entry["reason"]
    assert [contact["contact"] for contact in got.rows("contacts")] == ["K0"]
    source = got.sources["contacts.csv"]
    assert (source.read, source.accepted, source.quarantined) == (2, 1, 1)


@pytest.mark.parametrize(
    ("row", "column", "came"),
    [
        ("K1,C1,08/03/2010,ZZ,,,", "source", "ZZ"),
        ("K1,C1,08/03/2010,1A,soon,,", "decided_on", "soon"),
        ("K1,C1,08/03/2010,5D,09/03/2010,,", "source", "5D"),
    ],
)
def test_a_value_that_cannot_be_understood_is_left_empty_and_reported(loaded, row, column, came):
    got = loaded(contacts=f"{CONTACTS}{row}\n")
    (contact,) = got.rows("contacts")
    assert contact[column] is None
    (entry,) = got.values
    assert (entry["row"], entry["column"], entry["came"]) == (2, column, came)
    assert came not in entry["reason"].split("(")[0]
    assert not got.aside


def test_a_code_is_judged_by_the_years_of_its_row(loaded):
    got = loaded(
        placements="placement,child,started_on,ended_on,kind\n"
        "P1,C1,01/05/2020,01/06/2020,H5\n"
        "P2,C1,01/05/2024,01/06/2024,H5\n"
        "P3,C1,01/05/2020,01/06/2020,K3\n"
        "P4,C1,01/05/2020,,K3\n"
    )
    assert [row["kind"] for row in got.rows("placements")] == ["H5", None, "K3", None]
    assert sorted((entry["row"], entry["came"]) for entry in got.values) == [(3, "H5"), (4, "K3")]


def test_an_end_before_its_beginning_is_kept_and_reported(loaded):
    got = loaded(contacts=CONTACTS + "K1,C1,08/03/2010,,01/03/2010,,\n")
    assert got.rows("contacts")[0]["decided_on"] == date(2010, 3, 1)
    (entry,) = got.values
    assert (entry["column"], entry["came"]) == ("decided_on", "2010-03-01")
    assert "before its beginning" in entry["reason"]


def test_an_end_on_the_day_it_began_is_no_fault(loaded):
    assert loaded(contacts=CONTACTS + "K1,C1,08/03/2010,,08/03/2010,,\n").entries == []


def test_identifiers_with_a_trailing_nought_or_inner_spaces_are_mended_and_counted(loaded):
    got = loaded(
        contacts=CONTACTS + "K1,123.0,08/03/2010,,,,\nK2,1 23,08/03/2010,,,,\nK3,123,08/03/2010,,,,\n"
    )
    assert {row["child"] for row in got.rows("contacts")} == {"123"}
    note = got.sources["contacts.csv"].note
    assert "1 values ended in .0" in note
    assert "1 identifiers held spaces" in note
    assert got.entries == []


def test_a_repeated_row_is_put_aside_naming_the_row_it_repeats(loaded):
    got = loaded(contacts=CONTACTS + "K1,C1,08/03/2010,,,,\nK2,C1,08/03/2010,,,,\nK1,C1,08/03/2010,,,,\n")
    (entry,) = got.aside
    assert entry["row"] == 4
    assert "repeats row 2 exactly" in entry["reason"]


def test_another_row_of_the_same_key_is_put_aside(loaded):
    got = loaded(contacts=CONTACTS + "K1,C1,08/03/2010,,,,\nK1,C2,08/03/2010,,,,\n")
    (entry,) = got.aside
    assert entry["row"] == 3
    assert "Row 2 has the same contact" in entry["reason"]
    assert [row["child"] for row in got.rows("contacts")] == ["C1"]


def test_a_row_after_one_put_aside_is_not_called_its_copy(loaded):
    got = loaded(contacts=CONTACTS + "K1,,08/03/2010,,,,\nK1,C2,08/03/2010,,,,\n")
    assert [entry["row"] for entry in got.aside] == [2]


def test_a_key_that_is_not_given_is_made_and_stays_the_same(loaded):
    text = "child,received_on,outcome\nC1,08/03/2010,\nC1,09/03/2010,\n"
    first = {row["contact"] for row in loaded(contacts=text).rows("contacts")}
    again = {row["contact"] for row in loaded(contacts=text).rows("contacts")}
    assert len(first) == 2
    assert first == again


def test_a_child_who_is_not_among_the_children_is_reported_and_kept(loaded):
    got = loaded(
        children=CHILDREN + "C1,,,,,,,\n",
        contacts=CONTACTS + "K1,C1,08/03/2010,,,,\nK2,C9,08/03/2010,,,,\n",
    )
    assert len(got.rows("contacts")) == 2
    (entry,) = got.values
    assert (entry["file"], entry["row"], entry["column"], entry["came"]) == ("contacts.csv", 3, "child", "C9")


def test_without_a_children_table_no_child_is_called_unknown(loaded):
    assert loaded(contacts=CONTACTS + "K1,C9,08/03/2010,,,,\n").entries == []


def test_a_record_given_alike_by_two_files_is_merged(loaded):
    row = "K1,C1,08/03/2010,,,,\n"
    got = loaded(a=CONTACTS + row, b=CONTACTS + row)
    assert len(got.rows("contacts")) == 1
    assert [got.sources[name].merged for name in ("a.csv", "b.csv")] == [0, 1]
    assert got.entries == []


def test_a_record_given_otherwise_by_a_newer_file_is_replaced_and_reported(loaded):
    got = loaded(a=CONTACTS + "K1,C1,08/03/2010,,,,\n", b=CONTACTS + "K1,C1,09/03/2010,,,,\n")
    assert [row["received_on"] for row in got.rows("contacts")] == [date(2010, 3, 9)]
    assert got.sources["b.csv"].merged == 1
    (entry,) = got.values
    assert (entry["file"], entry["row"]) == ("a.csv", 2)
    assert "newer file" in entry["reason"]


GOOD = st.tuples(st.integers(0, 40), st.integers(0, 9), st.dates(date(2004, 4, 1), date(2010, 3, 8))).map(
    lambda made: f"K{made[0]},C{made[1]},{made[2]:%d/%m/%Y},1A,,,"
)
BAD = st.sampled_from(
    [
        "K1,,08/03/2010,,,,",
        ",C1,08/03/2010,,,,",
        "K2,C1,31/02/2010,,,,",
        "K3,C1,,,,,",
        "a,b,c,d,e,f,g,h,i",
        'K4,"C1',
    ]
)
ODD = st.sampled_from(
    ["K50,C1,08/03/2010,ZZ,,,", "K51,C1,08/03/2010,,x,,", ",,,,,,", "", "K52.0,C 1,2010-03-08,,,,"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.one_of(GOOD, GOOD, BAD, ODD), max_size=25))
def test_every_row_read_is_accepted_into_the_records_or_put_aside(tmp_path_factory, lines):
    folder = tmp_path_factory.mktemp("load")
    (folder / "contacts.csv").write_text(CONTACTS + "K99,C0,01/01/2010,,,,\n" + "\n".join(lines) + "\n")
    snapshot = load([folder / "contacts.csv"], Store(folder / "store"))
    made = snapshot.manifest  # a row of words after a gap begins another table, with an account of its own
    entries = pq.read_table(snapshot.quarantine).to_pylist()
    aside = [entry["row"] for entry in entries if entry["whole_row"]]
    kept = pq.read_table(snapshot.records / "contacts.parquet").num_rows
    assert made.read == made.accepted + made.quarantined
    assert len(aside) == len(set(aside)) == made.quarantined
    assert kept == made.accepted
    if not any('"' in line for line in lines):
        assert made.read == 1 + sum(bool(line.strip(",")) for line in lines)
    assert not {entry["row"] for entry in entries if not entry["whole_row"]} & set(aside)


def test_a_code_of_the_day_it_is_true_of_is_kept_though_an_earlier_day_stands_in_the_row(loaded):
    """F5 came into use in 2021/22; what was known in April 2021 names a plan of the January before."""
    made = loaded(
        care_leavers="entry,child,known_on,in_touch,activity,pathway_plan_on\n"
        "B1,1,2021-04-15,YES,F5,2021-01-12\nB2,2,2020-04-15,YES,F5,2020-01-12\n"
    )
    assert {row["entry"]: row["activity"] for row in made.rows("care_leavers")} == {"B1": "F5", "B2": None}
