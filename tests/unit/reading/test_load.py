import shutil
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest

from sherwood.kit.errors import SherwoodError
from sherwood.reading.load import load, look

CONTACTS = "contact,child,received_on\n"
GOOD = CONTACTS + "K1,C1,08/03/2010\n"


def test_what_cannot_be_read_stops_nothing_else(loaded, tmp_path):
    got = loaded(
        tmp_path / "gone.csv",
        good=GOOD,
        unknown="name,colour\nRed,Blue\n",
        empty="",
        cut__zip=b"PK\x03\x04cut short",
    )
    assert len(got.rows("contacts")) == 1
    notes = {name: source.note for name, source in got.sources.items()}
    assert "no file or folder" in notes["gone.csv"]
    assert "no format that Sherwood knows" in notes["unknown.csv"]
    assert "empty" in notes["empty.csv"]
    assert "cut short" in notes["cut.zip"]
    assert all(source.balances for source in got.sources.values())


def test_when_nothing_can_be_read_each_file_says_why_and_the_store_stays(store, write):
    before = load([write("good", good=GOOD)], store)
    folder = write(
        "bad", empty="", unknown="name,colour\nRed,Blue\n", headings=CONTACTS, wrong=CONTACTS + "K1,C1,x\n"
    )
    with pytest.raises(SherwoodError) as refused:
        load([folder, folder / "gone"], store)
    said = str(refused.value)
    for part in (
        "empty.csv: The file is empty",
        "unknown.csv: The headings are of no format",
        "headings.csv: There are headings and no rows.",
        "wrong.csv: all 1 rows were put aside",
        "gone: There is no file or folder here",
    ):
        assert part in said
    assert store.current().id == before.id
    assert [snapshot.id for snapshot in store.snapshots()] == [before.id]


def test_no_value_of_a_row_is_in_what_a_failed_load_says(store, write):
    with pytest.raises(SherwoodError) as refused:
        load([write(wrong=CONTACTS + "K-SECRET,C-SECRET,x\n")], store)
    assert "SECRET" not in str(refused.value)


def test_the_day_is_the_latest_in_the_records_that_is_not_after_today(loaded):
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    got = loaded(contacts=CONTACTS + f"K1,C1,08/03/2010\nK2,C1,{tomorrow}\n")
    assert got.snapshot.manifest.as_at == date(2010, 3, 8)


def test_one_mistyped_year_does_not_say_how_far_the_records_go(loaded):
    got = loaded(contacts=CONTACTS + "K1,C1,08/03/2010\nK2,C1,01/02/2010\nK3,C1,30/05/2018\n")
    assert got.snapshot.manifest.as_at == date(2010, 3, 8)
    assert len(got.rows("contacts")) == 3


def test_days_that_are_only_planned_do_not_say_how_far_the_records_go(loaded):
    got = loaded(
        care_reviews="review,child,due_on,held_on,participation\nR1,C1,01/05/2010,08/03/2010,\n",
        children="child,expected_on,born_on\nC1,01/06/2010,\n",
    )
    assert got.snapshot.manifest.as_at == date(2010, 3, 8)


def test_records_without_any_day_need_one_given(store, write):
    folder = write(teams="placing,team\nT1,North\n")
    with pytest.raises(SherwoodError, match="Give it, as 2010-03-31"):
        load([folder], store)
    assert load([folder], store, as_at=date(2010, 3, 8)).manifest.as_at == date(2010, 3, 8)


def test_the_ledger_is_built_into_the_snapshot_before_it_is_published(store, write):
    def build(staging, as_at, reach):
        assert store.current() is None
        assert (staging.records / "contacts.parquet").exists()
        (staging.ledger / "built.txt").write_text(as_at.isoformat())
        return "rulebook 7"

    snapshot = load([write(good=GOOD)], store, then=build, council="Gedling", by="analyst")
    manifest = snapshot.manifest
    assert (manifest.rulebook, manifest.council, manifest.loaded_by) == ("rulebook 7", "Gedling", "analyst")
    assert (snapshot.ledger / "built.txt").read_text() == "2010-03-08"
    assert manifest.tables == {"contacts": 1}
    assert snapshot.damage() == []


def test_a_ledger_that_cannot_be_built_leaves_the_store_as_it_was(store, write):
    def fail(staging, as_at, reach):
        raise SherwoodError("no rulebook")

    before = load([write(good=GOOD)], store)
    with pytest.raises(SherwoodError, match="no rulebook"):
        load([write(good=GOOD)], store, then=fail)
    assert store.current().id == before.id


def test_progress_is_told_to_the_end_of_every_step(store, write):
    told = []
    load([write(a=GOOD, b=CONTACTS + "K2,C1,08/03/2010\n")], store, progress=lambda *step: told.append(step))
    last = {step: (done, total) for step, done, total in told}
    assert {"Opening files", "Reading files", "Writing records", "Building the ledger"} <= last.keys()
    assert last["Opening files"] == (2, 2)
    assert all(
        done == total for step, (done, total) in last.items() if step != "Reading Sherwood record tables"
    )


def test_a_load_while_another_runs_is_refused(store, write):
    folder = write(good=GOOD)
    with store.loading(), pytest.raises(SherwoodError, match="Another load is running"):
        load([folder], store)


def test_files_folders_and_zips_load_together(store, write, tmp_path):
    folder = write(good=GOOD)
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("more.csv", CONTACTS + "K2,C1,09/03/2010\n")
    single = shutil.copy(folder / "good.csv", tmp_path / "copy.csv")
    snapshot = load([folder, tmp_path / "more.zip", single], store)
    assert snapshot.manifest.tables == {"contacts": 2}
    assert {source.name: source.merged for source in snapshot.manifest.sources} == {
        "good.csv": 0,
        "more.zip/more.csv": 0,
        "copy.csv": 1,
    }


def test_formats_load_together(loaded):
    got = loaded(
        contacts=CONTACTS + "K1,100,08/03/2010\n",
        header="CHILD,SEX,DOB,ETHNIC\n100,1,01/02/2001,WBRI\n",
        list1="Child Unique ID,Gender,Ethnicity,Date of Birth,Date of Contact,Contact Source\n100,b) Female,,,07/03/2010,\n",
    )
    assert len({source.format.split(":")[0] for source in got.sources.values()}) == 3
    assert len(got.rows("contacts")) == 2
    (child,) = got.rows("children")
    assert (child["born_on"], child["ethnicity"]) == (date(2001, 2, 1), "WBRI")


def test_looking_reads_nothing_into_any_store(write):
    folder = write(good=GOOD, empty="")
    assert look([folder]) == [
        ("empty.csv", "The file is empty: it holds not even headings. Export it again."),
        ("good.csv", "Sherwood record tables: contacts"),
    ]
