"""Several extracts of one council: the newest stands by its own day, whatever it is called."""

import zipfile
from datetime import date

import pytest

from sherwood.kit.errors import SherwoodError
from sherwood.reading.load import load

REFERRALS = "referral,child,received_on,closed_on,team\n"
CHILDREN = "child,born_on,sex\n"
OLDER = REFERRALS + "R1,C1,01/02/2021,,North\nR2,C2,02/02/2021,,North\nR3,C3,03/02/2021,,North\n"
NEWER = REFERRALS + "R1,C1,01/02/2021,20/03/2021,North\nR2,C2,02/02/2021,,South\nR4,C4,02/04/2021,,North\n"


@pytest.fixture
def two(write, store, tmp_path):
    """Load two extracts whose folders have these names; gives the manifest and a way to read a table."""

    def run(older, newer, first="a", second="z", **more):
        write(first, referrals=older)
        write(second, referrals=newer, **more)
        return load([tmp_path / first, tmp_path / second], store)

    return run


def closed(snapshot):
    import pyarrow.parquet as pq

    rows = pq.read_table(snapshot.records / "referrals.parquet").to_pylist()
    return {row["referral"]: (row["closed_on"], row["team"]) for row in rows}


@pytest.mark.parametrize(("first", "second"), [("mar", "apr"), ("2021-04", "2021-03"), ("b", "a")])
def test_the_newest_stands_by_its_day_and_not_its_name(two, first, second):
    snapshot = two(OLDER, NEWER, first, second)
    assert closed(snapshot) == {
        "R1": (date(2021, 3, 20), "North"),
        "R2": (None, "South"),
        "R4": (None, "North"),
    }
    (sentence,) = snapshot.manifest.settled
    assert sentence == (
        f"Referrals: {second} (to 2 April 2021) stands over {first} (to 3 February 2021), because it is newer; "
        "2 records are given otherwise."
    )


def test_what_the_newer_no_longer_holds_is_put_aside_and_reported(two):
    snapshot = two(OLDER, NEWER)
    (finding,) = snapshot.manifest.findings
    assert (finding.kind, finding.count) == ("In an older extract and not in the newer one", 1)
    sources = {source.name: source for source in snapshot.manifest.sources}
    assert [(source.read, source.quarantined) for source in sources.values()] == [(3, 1), (3, 0)]


def test_what_is_older_than_the_newer_reaches_is_kept(two):
    """The newer begins in February 2021; a referral of 2019 was never to be in it."""
    snapshot = two(OLDER + "R0,C9,05/06/2019,06/06/2019,North\n", NEWER)
    assert "R0" in closed(snapshot)


def test_a_newer_file_of_changes_only_takes_nothing_out(two):
    many = REFERRALS + "".join(f"R{n},C{n},0{n}/02/2021,,North\n" for n in range(1, 10))
    snapshot = two(many, REFERRALS + "R1,C1,01/02/2021,09/03/2021,North\n")
    assert len(closed(snapshot)) == 9 and closed(snapshot)["R1"][0] == date(2021, 3, 9)
    assert snapshot.manifest.findings == ()


def test_parts_of_one_table_are_no_extracts(two):
    other = REFERRALS + "R8,C8,01/02/2021,,South\n"
    snapshot = two(OLDER, other)
    assert len(closed(snapshot)) == 4 and snapshot.manifest.settled == ()


def test_days_that_are_the_same_are_asked_about(two, store):
    with pytest.raises(SherwoodError, match="do not say which is newer") as refused:
        two(OLDER, OLDER.replace("North", "South"))
    assert "a and z" in str(refused.value) or "z and a" in str(refused.value)
    assert store.current() is None


def test_days_that_are_the_same_need_no_asking_when_nothing_differs(two):
    assert len(closed(two(OLDER, OLDER))) == 3


def test_files_of_one_folder_are_told_apart_by_the_rest_of_their_names(loaded):
    got = loaded(
        **{
            "referrals_z": OLDER,
            "referrals_b": NEWER,
            "children_z": CHILDREN + "C1,01/01/2012,F\n",
            "children_b": CHILDREN + "C1,01/01/2013,F\n",
        }
    )
    (child,) = got.rows("children")
    assert child["born_on"] == date(2013, 1, 1)
    assert {row["referral"]: row["team"] for row in got.rows("referrals")}["R2"] == "South"


def test_children_given_otherwise_without_any_day_are_asked_about(loaded):
    with pytest.raises(SherwoodError, match="no day says which is newer"):
        loaded(one=CHILDREN + "C1,01/01/2012,F\n", two=CHILDREN + "C1,01/01/2013,F\n")


def test_zips_are_extracts_too(write, store, tmp_path):
    for name, text in (("x.zip", OLDER), ("c.zip", NEWER)):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("referrals.csv", text)
    assert closed(load([tmp_path / "x.zip", tmp_path / "c.zip"], store))["R1"][0] == date(2021, 3, 20)


EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"


def test_a_year_of_a_return_sent_in_twice_is_the_newer_sending(loaded):
    first = EPISODES + "1,2017-05-01,S,C2,N1,U4,PR1,,,,,AB1 2CD,\n2,2017-06-01,S,C2,N1,U4,PR1,,,,,AB1 2CD,\n"
    second = first.replace("2,2017-06-01,S,C2,N1,U4,PR1,,,", "2,2017-06-01,S,C2,N1,U4,PR1,2018-01-05,E4A,")
    got = loaded(episodes_b=first, episodes_a=second)
    assert {row["child"]: row["ended_on"] for row in got.rows("care_episodes")} == {
        "1": None,
        "2": date(2018, 1, 5),
    }
    assert {row["child"]: row["ended_on"] for row in got.rows("placements")} == {
        "1": None,
        "2": date(2018, 1, 5),
    }
