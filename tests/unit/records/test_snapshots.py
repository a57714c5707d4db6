import json
from datetime import date

import duckdb
import pytest

from sherwood.kit.errors import SherwoodError
from sherwood.records.frames import DuckDBFrames
from sherwood.records.reach import Reach
from sherwood.records.snapshots import Damaged, FindingCount, Manifest, Source, Store, file_of

DAY = date(2010, 3, 8)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def publish(store, text="one", **manifest):
    with store.loading() as staging:
        (staging.records / "children.parquet").write_text(text)
        return staging.publish(as_at=DAY, **manifest)


def test_an_empty_store_has_no_current_snapshot(store):
    assert store.current() is None
    assert store.snapshots() == []


def test_what_was_published_last_is_current_and_the_newest_comes_first(store):
    first, second = publish(store, "one"), publish(store, "two")
    assert store.current().id == second.id
    assert [snapshot.id for snapshot in store.snapshots()] == [second.id, first.id]
    assert store.get(first.id).id == first.id


def test_the_manifest_comes_back_as_it_was_written(store):
    source = Source("a.csv", "tables", "digest", read=3, accepted=2, quarantined=1, note="one was wrong")
    made = publish(
        store, council="Rushcliffe", loaded_by="analyst", sources=(source,), tables={"children": 2}
    )
    read = Store(store.root).current().manifest
    assert read == made.manifest
    assert (read.as_at, read.council, read.sources, read.tables) == (
        DAY,
        "Rushcliffe",
        (source,),
        {"children": 2},
    )
    assert (read.read, read.accepted, read.quarantined) == (3, 2, 1)


def test_a_manifest_of_a_later_version_is_still_read():
    raw = json.loads(Manifest("x", DAY, sources=(Source("a", "b", "c"),)).to_json())
    raw["new"] = raw["sources"][0]["new"] = "unknown"
    assert Manifest.from_json(json.dumps(raw)).id == "x"


def test_rows_that_do_not_add_up_are_not_published(store):
    before = publish(store)
    with pytest.raises(SherwoodError, match=r"a\.csv: 3 rows were read but 2 accepted and 0 put aside"):
        publish(store, sources=(Source("a.csv", "tables", "digest", read=3, accepted=2),))
    assert store.current().id == before.id
    assert not list((store.root / "loading").iterdir())


def test_a_load_that_fails_leaves_nothing_behind(store):
    before = publish(store)
    with pytest.raises(RuntimeError), store.loading() as staging:
        (staging.records / "half.parquet").write_text("half")
        raise RuntimeError
    assert store.current().id == before.id
    assert not list((store.root / "loading").iterdir())


def test_a_second_load_at_the_same_time_is_refused(store):
    with store.loading(), pytest.raises(SherwoodError, match="Another load is running"), store.loading():
        pass
    assert publish(store)


def test_a_reader_stays_with_its_snapshot_while_another_is_published(store):
    publish(store, "one")
    pinned = store.current()
    publish(store, "two")
    assert (pinned.records / "children.parquet").read_text() == "one"
    assert (store.current().records / "children.parquet").read_text() == "two"
    assert pinned.damage() == []


def test_damage_names_the_files_that_changed_or_are_gone(store):
    snapshot = publish(store)
    assert snapshot.damage() == []
    (snapshot.records / "children.parquet").write_text("changed")
    assert snapshot.damage() == ["records/children.parquet"]
    (snapshot.records / "children.parquet").unlink()
    assert snapshot.damage() == ["records/children.parquet"]


def test_a_damaged_snapshot_refuses_to_be_read_and_says_what_to_do(store):
    snapshot = publish(store)
    snapshot.check_whole()
    (snapshot.records / "children.parquet").unlink()
    with pytest.raises(Damaged, match=r"records/children\.parquet.*Load the extract again") as refused:
        store.current().check_whole()
    assert snapshot.id in str(refused.value)


def test_a_table_that_is_expected_and_missing_or_in_parts_is_an_error(tmp_path):
    assert file_of(tmp_path, "referrals", {"children"}) is None
    with pytest.raises(Damaged, match=r"referrals\.parquet, and is missing"):
        file_of(tmp_path, "referrals", {"referrals"})
    (tmp_path / "referrals.parquet").mkdir()
    with pytest.raises(Damaged, match="is in parts"):
        file_of(tmp_path, "referrals", ())


def test_frames_of_a_missing_table_that_is_expected_are_an_error(tmp_path):
    with duckdb.connect() as connection:
        frames = DuckDBFrames(tmp_path, connection, expected={"referrals"})
        assert frames.table("children").collect().shape[0] == 0
        with pytest.raises(Damaged):
            frames.table("referrals")


def test_the_tables_expected_are_those_of_the_manifest_beside_the_records(store):
    snapshot = publish(store, tables={"children": 1, "referrals": 0})
    with duckdb.connect() as connection, pytest.raises(Damaged, match="referrals"):
        DuckDBFrames(snapshot.records, connection).table("referrals")


def test_a_manifest_keeps_the_day_the_reach_and_the_findings(store):
    told = {
        "as_at_why": "8 March 2010: 412 rows in the last 7 days, none later.",
        "reach": {"referrals": Reach(date(2008, 4, 1), date(2010, 3, 8), "Told.")},
        "settled": ("Referrals: April stands.",),
        "findings": (FindingCount("In care before the child was born", "Counted.", 3),),
    }
    publish(store, **told)
    made = store.current().manifest
    assert {name: getattr(made, name) for name in told} == told


def test_what_a_killed_load_left_is_invisible_and_swept_by_the_next(store):
    before = publish(store)
    half = store.root / "loading" / "20100308T000000Z-01"
    unpointed = store.root / "snapshots" / "20100308T000000Z-02"
    for left in (half, unpointed):
        left.mkdir(parents=True)
        (left / "manifest.json").write_text("{")
    (store.root / "published.json.new").write_text("[")
    assert store.current().id == before.id
    assert [snapshot.id for snapshot in store.snapshots()] == [before.id]
    after = publish(store)
    assert store.current().id == after.id
    assert not half.exists()
    assert not unpointed.exists()


def test_an_unknown_snapshot_is_refused_with_what_to_do(store):
    with pytest.raises(SherwoodError, match="sherwood loads"):
        store.get("20100308T000000Z-01")


def test_snapshots_of_one_second_have_different_ids_in_order(store):
    ids = [publish(store, str(n)).id for n in range(5)]
    assert len(set(ids)) == 5
    assert ids == sorted(ids)
