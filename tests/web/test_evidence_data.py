"""The data page: sums that add up, and rows put aside for those entitled."""

import re
from pathlib import Path

import pytest

from sherwood.governance.roles import MATRIX, Permission, Role
from sherwood.measuring.ledger import build_for
from sherwood.reading.load import load
from sherwood.records.snapshots import Store
from sherwood.web.site.trail.models import Entry

REFERRALS = """referral,child,received_on
R1,C000001,2009-12-21
R2,C000002,2009-12-22
R2,C000002,2009-12-22
R3,C000003,the day before yesterday
R4,,2009-12-28
"""


@pytest.fixture
def poor_load(settings, tmp_path, records):
    """A second snapshot, of an extract that has something wrong with it."""
    (tmp_path / "extract").mkdir()
    (tmp_path / "extract" / "referrals.csv").write_text(REFERRALS)
    store = Store(tmp_path / "store")
    settings.STORE_ROOT = store.root
    return load([tmp_path / "extract"], store, council="Greenshire", by="Test", then=build_for())


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_rows_read_are_those_accepted_and_those_put_aside(signed_in, poor_load):
    made = poor_load.manifest
    assert made.read == made.accepted + made.quarantined == 5 and made.quarantined
    text = words(signed_in(Role.PROGRAMME_MANAGER).get("/data/"))
    assert f"{made.read} rows were read: {made.accepted} accepted + {made.quarantined} put aside." in text


def test_reasons_add_up_to_what_was_put_aside(signed_in, poor_load, records, settings):
    client = signed_in(Role.PROGRAMME_MANAGER)
    for store in (settings.STORE_ROOT, records.path.parent.parent):
        settings.STORE_ROOT = store
        context = client.get("/data/").context
        assert sum(one.count for one in context["row_reasons"]) == context["manifest"].quarantined


def test_rows_that_repeat_others_are_one_reason_and_not_as_many_as_they_are(
    signed_in, poor_load, records, settings
):
    settings.STORE_ROOT = records.path.parent.parent
    repeats = [
        one
        for one in signed_in(Role.DATA_ANALYST).get("/data/").context["row_reasons"]
        if "repeats" in one.reason
    ]
    assert len(repeats) == len({one.file for one in repeats}) < sum(one.count for one in repeats)
    assert not any(re.search(r"row \d", one.reason) for one in repeats)


@pytest.mark.parametrize("what", ["rows", "values", "nonsense"])
def test_rows_put_aside_are_for_those_entitled_and_each_look_is_recorded(what, signed_in, poor_load):
    path = f"/data/{poor_load.id}/put-aside/?what={what}"
    for role in Role:
        before = Entry.objects.count()
        answer = signed_in(role).get(path)
        entitled = Permission.SEE_QUARANTINED_ROWS in MATRIX[role]
        assert (answer.status_code == 200) == entitled, role
        assert Entry.objects.count() - before == int(entitled)


def test_those_who_see_the_sums_see_no_value_of_a_row(signed_in, poor_load):
    for path in ("/data/", f"/data/{poor_load.id}/"):
        text = words(signed_in(Role.PROGRAMME_MANAGER).get(path))
        assert "day before yesterday" not in text and "C00000" not in text
        assert "put-aside" not in text
    assert "day before yesterday" in words(
        signed_in(Role.DATA_ANALYST).get(f"/data/{poor_load.id}/put-aside/?what=values")
    ) + words(signed_in(Role.DATA_ANALYST).get(f"/data/{poor_load.id}/put-aside/"))


@pytest.mark.parametrize(
    "id",
    ["nothing", "..", "%2e%2e", "..%2f..%2fdb.sqlite3", "published.json", "20100308T000000Z-01", "C000001"],
)
@pytest.mark.parametrize("page", ["", "put-aside/"])
def test_a_snapshot_that_is_not_is_not_found(id, page, signed_in, poor_load):
    answer = signed_in(Role.DATA_ANALYST).get(f"/data/{id}/{page}")
    assert answer.status_code == 404
    assert "C000001" not in words(answer)


@pytest.mark.parametrize("page", ["abc", "-1", "0", "99999999999999999999", ""])
def test_a_page_number_that_makes_no_sense_is_the_nearest_that_does(page, signed_in, poor_load):
    answer = signed_in(Role.DATA_ANALYST).get(f"/data/{poor_load.id}/put-aside/?page={page}")
    assert answer.status_code == 200
    assert answer.context["page"].number == 1


def test_older_loads_are_listed_and_the_one_in_use_is_named(signed_in, poor_load, settings):
    (Path(settings.STORE_ROOT).parent / "extract" / "referrals.csv").write_text(
        REFERRALS[: REFERRALS.index("R3")]
    )
    again = load(
        [Path(settings.STORE_ROOT).parent / "extract"],
        Store(settings.STORE_ROOT),
        by="Test",
        then=build_for(),
    )
    client = signed_in(Role.DATA_ANALYST)
    text = words(client.get("/data/"))
    assert text.index(again.id) < text.index(poor_load.id)
    assert re.search(rf"{again.id}</a> \(current\)", text)
    assert client.get(f"/data/{poor_load.id}/").context["manifest"].id == poor_load.id


def test_days_are_in_words(signed_in, poor_load):
    text = words(signed_in(Role.DATA_ANALYST).get("/data/"))
    assert not re.search(r"\d{4}-\d\d-\d\dT", text)


def test_before_the_first_load_the_pages_say_so(signed_in):
    client = signed_in(Role.DATA_ANALYST)
    assert "No records have been loaded yet" in words(client.get("/evidence/"))
    assert "No records have been loaded yet" in words(client.get("/data/"))
    assert client.get("/evidence/initial_assessments_in_time/").status_code == 404
    assert client.get("/evidence/initial_assessments_in_time/children/").status_code == 404


CHILDREN = "child,born_on,sex\nC000001,2010-01-01,F\nC000002,2001-01-01,M\n"
OF_CARE = "episode,child,started_on,ended_on\nE1,C000001,2009-03-02,\nE2,C000002,2009-03-02,\nE3,C000002,2009-06-02,\n"


@pytest.fixture
def conflicting(settings, tmp_path):
    """A snapshot of records that conflict: care before birth, and two episodes at once."""
    for name, text in (("children", CHILDREN), ("care_episodes", OF_CARE), ("referrals", REFERRALS)):
        (tmp_path / f"{name}.csv").write_text(text)
    store = Store(tmp_path / "store")
    settings.STORE_ROOT = store.root
    return load(sorted(tmp_path.glob("*.csv")), store, by="Test", then=build_for())


def test_the_day_is_shown_with_its_evidence_and_the_reach_of_every_table_in_words(signed_in, conflicting):
    text = words(signed_in(Role.PROGRAMME_MANAGER).get("/data/"))
    made = conflicting.manifest
    assert f"How that day is known: {made.as_at_why}" in text
    assert "Care episodes</th>" in text and "From 2 March 2009 to 22 December 2009" in text
    for reach in made.reach.values():
        assert reach.why in text


def test_conflicts_are_shown_by_kind_with_the_rule_and_no_row(signed_in, conflicting):
    text = words(signed_in(Role.PROGRAMME_MANAGER).get(f"/data/{conflicting.id}/"))
    assert {one.kind for one in conflicting.manifest.findings} >= {
        "In care before the child was born",
        "Two episodes of care at once",
    }
    for one in conflicting.manifest.findings:
        assert one.kind in text and one.rule in text
    assert "C00000" not in text and "/conflicts/" not in text


@pytest.mark.parametrize("path", ["conflicts/", "conflicts/?kind=1", "conflicts/?kind=99", "conflicts.csv"])
def test_rows_that_conflict_are_for_those_entitled_and_each_look_is_recorded(path, signed_in, conflicting):
    for role in Role:
        before = Entry.objects.count()
        answer = signed_in(role).get(f"/data/{conflicting.id}/{path}")
        entitled = Permission.SEE_QUARANTINED_ROWS in MATRIX[role]
        assert (answer.status_code == 200) == entitled, role
        assert Entry.objects.count() - before == int(entitled)


def test_the_rows_of_one_kind_are_those_of_its_count(signed_in, conflicting):
    client = signed_in(Role.DATA_ANALYST)
    for number, one in enumerate(conflicting.manifest.findings, 1):
        page = client.get(f"/data/{conflicting.id}/conflicts/?kind={number}")
        assert page.context["page"].paginator.count == one.count and one.kind in words(page)
        assert one.kind not in page.request["QUERY_STRING"]


def test_the_file_of_reasons_counts_the_conflicts_too(signed_in, conflicting):
    text = signed_in(Role.PROGRAMME_MANAGER).get(f"/data/{conflicting.id}/reasons.csv").content.decode()
    assert "Conflicts,Two episodes of care at once. Both are held." in text and "C00000" not in text


@pytest.mark.parametrize(
    "name", ["records/care_episodes.parquet", "ledger/looked_after.parquet", "parts", "changed"]
)
def test_a_damaged_snapshot_shows_no_figure_and_says_what_is_missing(name, signed_in, conflicting):
    """A file that is gone, a table in parts, and a file that is another than was loaded."""
    file = (
        conflicting.records / "care_episodes.parquet"
        if name in ("parts", "changed")
        else conflicting.path / name
    )
    if name == "changed":
        file.write_bytes(file.read_bytes() + b" ")
    else:
        file.unlink()
    if name == "parts":
        file.mkdir()
    client = signed_in(Role.DATA_ANALYST)
    for path in ("/evidence/", "/evidence/looked_after_rate/", "/evidence/looked_after_rate/children/"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "The records are damaged" in words(answer) and "per 10,000" not in words(answer)
    answer = client.get("/data/")
    assert answer.status_code == 200
    assert f"This snapshot is damaged: {file.relative_to(conflicting.path)} is missing or changed." in words(
        answer
    )


def test_a_snapshot_whose_manifest_is_gone_is_damaged(signed_in, conflicting):
    (conflicting.path / "manifest.json").write_text("{")
    answer = signed_in(Role.DATA_ANALYST).get("/evidence/")
    assert answer.status_code == 503 and "The records are damaged" in words(answer)
