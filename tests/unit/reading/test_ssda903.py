import time
from collections import Counter
from datetime import date

import pytest

from sherwood.reading.load import look

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"


def episode(child, start, why, end="", place="U4", legal="C2", reason="", postcode="AB1 2CD", change=""):
    return f"{child},{start},{why},{legal},N1,{place},PR1,{end},{reason or ('X1' if end else '')},{change},,{postcode},\n"


@pytest.mark.parametrize(
    ("headings", "what"),
    [
        (HEADER, "header"),
        (EPISODES, "episodes"),
        (REVIEWS, "reviews"),
        ("CHILD,SEX,DOB,DUC\n", "unaccompanied asylum seekers"),
        ("CHILD,DOB,MISSING,MIS_START,MIS_END\n", "missing and away"),
        ("CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n", "social workers"),
        ("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n", "care leavers (OC3)"),
        ("CHILD,DOB,DOLO_START,DOLO_END\n", "deprivation of liberty"),
        ("LA,year,ls,Rne,DECOM,CHILD,CIN,PLACE\n", "episodes"),
    ],
)
def test_a_file_is_known_by_its_headings_whatever_their_order_and_case(write, headings, what):
    assert look([write(anything=headings)]) == [("anything.csv", f"Looked-after return (SSDA903): {what}")]


def test_a_file_that_lacks_what_it_is_known_by_says_so(write):
    ((_, reason),) = look([write(x="CHILD,DOB,REVIEW\n1,01/02/2003,01/02/2010\n")])
    assert "reviews file of the looked-after return, which needs REVIEW_CODE" in reason


def test_sex_is_read_in_both_codings(loaded):
    got = loaded(
        header=HEADER + "1,1,01/02/2003,WBRI,,,\n2,F,01/02/2003,WBRI,,,\n3,2,2003-02-01,wbri,,,\n",
        episodes=EPISODES + episode(1, "01/05/2017", "S"),
    )
    assert [(row["child"], row["sex"]) for row in got.rows("children")] == [
        ("1", "M"),
        ("2", "F"),
        ("3", "F"),
    ]
    assert {row["born_on"] for row in got.rows("children")} == {date(2003, 2, 1)}


def test_an_episode_open_in_one_year_and_closed_in_the_next_is_the_closed_one(loaded):
    got = loaded(
        a2018=EPISODES
        + episode(1, "01/05/2017", "S", "01/06/2018", reason="E4A")
        + episode(2, "01/08/2018", "S"),
        b2017=EPISODES + episode(1, "01/05/2017", "S"),
    )
    ended = {row["child"]: row["ended_on"] for row in got.rows("care_episodes")}
    assert ended == {"1": date(2018, 6, 1), "2": None}
    assert got.sources["a2018.csv"].merged == 1
    assert got.sources["b2017.csv"].merged == 0
    assert [
        (row["started_on"], row["ended_on"]) for row in got.rows("placements") if row["child"] == "1"
    ] == [(date(2017, 5, 1), date(2018, 6, 1))]
    assert got.entries == []


def test_an_episode_open_at_the_years_end_and_gone_from_the_next_is_reported(loaded):
    got = loaded(a=EPISODES + episode(1, "01/05/2017", "S"), b=EPISODES + episode(2, "01/08/2018", "S"))
    (entry,) = got.values
    assert (entry["file"], entry["row"], entry["column"]) == ("a.csv", 2, "DEC")
    assert len(got.rows("care_episodes")) == 2


def placed(got):
    return [
        (row["started_on"].month, row["ended_on"] and row["ended_on"].month, row["kind"])
        for row in got.rows("placements")
    ]


def test_a_change_of_legal_status_alone_is_no_new_placement(loaded):
    got = loaded(
        x=EPISODES + episode(1, "01/05/2017", "S", "01/06/2017") + episode(1, "01/06/2017", "L", legal="E1")
    )
    assert len(got.rows("care_episodes")) == 2
    assert placed(got) == [(5, None, "U4")]


@pytest.mark.parametrize(("why", "placements"), [("L", 1), ("T", 1), ("U", 1), ("S", 2), ("P", 2), ("B", 2)])
def test_a_placement_begins_when_the_carers_change(loaded, why, placements):
    got = loaded(x=EPISODES + episode(1, "01/05/2017", "S", "01/06/2017") + episode(1, "01/06/2017", why))
    assert len(got.rows("placements")) == placements


def test_a_gap_begins_another_placement_whatever_the_reason(loaded):
    got = loaded(x=EPISODES + episode(1, "01/05/2017", "S", "01/06/2017") + episode(1, "02/06/2017", "L"))
    assert placed(got) == [(5, 6, "U4"), (6, None, "U4")]


def test_a_temporary_placement_stands_by_itself_and_the_home_before_and_after_it_is_one(loaded):
    """Whether a return to it is another placement is settled in measuring, for every format alike."""
    got = loaded(
        x=EPISODES
        + episode(1, "01/05/2017", "S", "01/06/2017")
        + episode(1, "01/06/2017", "P", "05/07/2017", place="T1", postcode="HO1 1SP")
        + episode(1, "05/07/2017", "P", "01/09/2017", postcode="ab12cd")
        + episode(1, "01/09/2017", "P", postcode="ZZ9 9ZZ")
    )
    assert sorted(placed(got)) == [(5, 6, "U4"), (6, 7, "T1"), (7, 9, "U4"), (9, None, "U4")]
    homes = [row["home"] for row in sorted(got.rows("placements"), key=lambda row: row["started_on"])]
    assert homes[0] == homes[2] and len(set(homes)) == 3
    assert not {"AB1", "2CD", "ZZ9"} & {part for home in homes for part in home.split()}


def test_the_reason_a_placement_changed_is_that_of_its_last_episode(loaded):
    got = loaded(
        x=EPISODES
        + episode(1, "01/05/2017", "S", "01/06/2017", change="PLACE")
        + episode(1, "01/06/2017", "L", "01/07/2017", change="CARPL")
        + episode(1, "01/07/2017", "P")
    )
    assert [row["change_reason"] for row in got.rows("placements")] == ["CARPL", None]


def test_codes_are_judged_by_the_collection_year(loaded):
    got = loaded(
        a=EPISODES + episode(1, "01/05/2023", "S", place="H5"),
        b=EPISODES + episode(2, "01/05/2024", "S", place="H5") + episode(3, "01/05/2024", "S", place="K3"),
    )
    assert {row["child"]: row["kind"] for row in got.rows("placements")} == {"1": "H5", "2": None, "3": "K3"}
    (wrong,) = [entry for entry in got.values if entry["column"] == "PLACE"]
    assert (wrong["file"], wrong["row"], wrong["came"]) == ("b.csv", 2, "H5")


def test_a_mistyped_year_does_not_misdate_a_file(loaded):
    many = "".join(episode(n, "01/05/2017", "S", place="H5") for n in range(300))
    got = loaded(x=EPISODES + many + episode(999, "01/05/2025", "S"))
    assert "Collection year 2017/18" in got.sources["x.csv"].note
    (late,) = got.aside
    assert (late["row"], late["column"]) == (302, "DECOM")
    assert got.snapshot.manifest.as_at == date(2018, 3, 31)


def test_the_year_of_a_file_without_dates_is_that_of_the_same_children(loaded):
    first, second = range(100, 120), range(110, 135)
    got = loaded(
        e1=EPISODES + "".join(episode(n, "01/05/2016", "S", "01/06/2016") for n in first),
        e2=EPISODES + "".join(episode(n, "01/05/2017", "S", "01/06/2017") for n in second),
        h_new=HEADER + "".join(f"{n},1,01/02/2003,WBRI,,,\n" for n in second),
        h_old=HEADER + "".join(f"{n},1,01/02/2003,WBRI,,,\n" for n in first),
    )
    assert "2016/17, from the children" in got.sources["h_old.csv"].note
    assert "2017/18, from the children" in got.sources["h_new.csv"].note
    assert (got.sources["h_old.csv"].merged, got.sources["h_new.csv"].merged) == (0, 10)


def test_a_name_is_only_the_tie_breaker(loaded):
    oc3 = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n900,01/02/1999,YES,F1,B1\n"
    got = loaded(
        **{
            "episodes_201617": EPISODES + episode(1, "01/05/2016", "S", "01/06/2016"),
            "episodes_201718": EPISODES + episode(2, "01/05/2017", "S", "01/06/2017"),
            "leavers_201718": oc3,
        }
    )
    assert "2017/18, from the files it came with" in got.sources["leavers_201718.csv"].note
    (leaver,) = got.rows("care_leavers")
    assert leaver["known_on"] == date(2018, 2, 1)
    assert (leaver["accommodation"], leaver["accommodation_suitable"]) == ("B", True)


def test_a_column_year_says_the_year_in_which_the_collection_year_ends(loaded):
    header = EPISODES.strip() + ",LA,YEAR\n"
    rows = [
        episode(1, "2016-05-01", "S", place="H5").strip() + ",Newham,2017\n",
        episode(1, "2016-05-01", "S", "2024-06-01", place="H5", reason="E4A").strip() + ",Newham,2025\n",
    ]
    got = loaded(x=header + rows[1] + rows[0])
    assert [row["ended_on"] for row in got.rows("care_episodes")] == [date(2024, 6, 1)]
    assert got.sources["x.csv"].merged == 1
    assert [(entry["row"], entry["came"]) for entry in got.values] == [(2, "H5")]


def with_year(rows):
    """Episodes with a column YEAR: pairs of what it says and the row."""
    return EPISODES.strip() + ",YEAR\n" + "".join(f"{row.strip()},{year}\n" for year, row in rows)


def years_from(said_ends_in):
    """Forty episodes of 2015/16 and 2016/17, some open at the end of their year, said one way or the other."""
    for n in range(40):
        year = 2015 + n % 2
        end = f"{year}-12-0{1 + n % 9}" if n % 4 else ""
        yield year + said_ends_in, episode(n, f"{year}-0{5 + n % 4}-11", "S", end)


@pytest.mark.parametrize(("ends", "words"), [(1, "ends in it"), (0, "begins in it")])
def test_a_column_year_is_read_the_way_its_dates_fit(loaded, ends, words):
    got = loaded(x=with_year(years_from(ends)))
    assert f"the year that {words}, as its dates show" in got.sources["x.csv"].note
    assert got.aside == [] and len(got.rows("care_episodes")) == 40
    assert got.snapshot.manifest.as_at == date(2017, 3, 31)


def test_years_with_both_ends_need_no_reading(loaded):
    got = loaded(x=with_year((f"{year}/{year % 100 + 1}", row) for year, row in years_from(0)))
    assert got.aside == [] and got.snapshot.manifest.as_at == date(2017, 3, 31)


def test_a_file_without_days_is_read_as_those_with_days_are(loaded):
    got = loaded(
        x=with_year(years_from(0)),
        h=HEADER.strip() + ",YEAR\n" + "".join(f"{n},1,2003-02-01,WBRI,,,,2016\n" for n in range(40)),
    )
    assert "the year that begins in it, as the other files" in got.sources["h.csv"].note


def test_a_column_year_that_fits_neither_way_is_put_aside_whole(loaded):
    got = loaded(
        x=with_year((year - 4, row) for year, row in years_from(0)),
        e=EPISODES + episode(99, "2016-05-01", "S"),
    )
    source = got.sources["x.csv"]
    assert (source.read, source.quarantined) == (40, 40)
    assert {entry["reason"][:34] for entry in got.aside} == {"The dates fit neither reading of th"[:34]}


def test_a_review_after_the_collection_year_cannot_be_in_its_return(loaded):
    got = loaded(
        e=EPISODES + episode(1, "01/05/2017", "S"),
        r=REVIEWS + "1,01/02/2003,01/06/2017,PN1\n1,01/02/2003,01/04/2018,PN1\n",
    )
    assert [row["held_on"] for row in got.rows("care_reviews")] == [date(2017, 6, 1)]
    (late,) = got.aside
    assert (late["file"], late["row"], late["column"], late["came"]) == ("r.csv", 3, "REVIEW", "2018-04-01")


def test_a_repeated_row_is_put_aside_and_one_that_differs_too(loaded):
    first = "1,01/02/2003,01/06/2017,PN1\n"
    got = loaded(
        e=EPISODES + episode(1, "01/05/2017", "S"), r=REVIEWS + first + first + first.replace("PN1", "PN2")
    )
    assert [(entry["row"], "exactly" in entry["reason"]) for entry in got.aside] == [(3, True), (4, False)]


def test_health_checks_are_a_row_for_each_kind(loaded):
    heading = "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n"
    got = loaded(e=EPISODES + episode(1, "01/05/2017", "S"), o=heading + "1,01/02/2003,12,,0,,1,0,1,0,,\n")
    checks = {row["kind"]: (row["done"], row["score"], row["year"]) for row in got.rows("health_checks")}
    assert checks == {
        "sdq": (True, 12.0, "2017/18"),
        "immunisations": (True, None, "2017/18"),
        "dental check": (False, None, "2017/18"),
        "health assessment": (True, None, "2017/18"),
        "substance misuse": (False, None, "2017/18"),
    }


def test_missing_workers_and_asylum_seekers_are_held(loaded):
    got = loaded(
        e=EPISODES + episode(1, "01/05/2017", "S"),
        m="CHILD,DOB,MISSING,MIS_START,MIS_END\n1,01/02/2003,A,01/06/2017,02/06/2017\n",
        s="CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n1,01/02/2003,sw 1,01/05/2017,,MANAGE\n",
        u="CHILD,SEX,DOB,DUC\n1,1,01/02/2003,01/02/2021\n",
    )
    (gone,) = got.rows("missing_episodes")
    assert (gone["kind"], gone["ended_on"]) == ("away", date(2017, 6, 2))
    (held,) = got.rows("involvements")
    assert (held["worker"], held["role"]) == ("SW1", "allocated worker")
    assert got.rows("children")[0]["unaccompanied"] is True


def test_a_file_with_no_records_yet_is_counted_and_put_aside_row_by_row(loaded):
    got = loaded(
        e=EPISODES + episode(1, "01/05/2017", "S"),
        p="CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,01/02/2003,P1,,zz/zz/2001\n",
    )
    source = got.sources["p.csv"]
    assert (source.read, source.accepted, source.quarantined) == (1, 0, 1)
    (entry,) = got.aside
    assert "recognised but Sherwood does not hold" in entry["reason"]


def test_a_child_who_is_in_no_header_is_kept_and_reported(loaded):
    got = loaded(
        h=HEADER + "1,1,01/02/2003,WBRI,,,\n",
        e=EPISODES + episode(1, "01/05/2017", "S") + episode(2, "01/05/2017", "S"),
    )
    (entry,) = got.values
    assert (entry["file"], entry["row"], entry["column"], entry["came"]) == ("e.csv", 3, "CHILD", "2")
    assert {row["child"] for row in got.rows("children")} == {"1", "2"}


def test_columns_that_are_not_held_are_named(loaded):
    got = loaded(h=HEADER + "1,1,01/02/2003,WBRI,X1,,\n", e=EPISODES + episode(1, "01/05/2017", "S"))
    assert "Columns not held: UPN, MOTHER, MC_DOB." in got.sources["h.csv"].note


def test_five_years_together_add_up_and_each_episode_stands_once(loaded, sample):
    folder = sample("ssda903", "five_years")
    began = time.monotonic()
    got = loaded(folder)
    assert time.monotonic() - began < 20  # about 1.3 s on two idle cores
    manifest = got.snapshot.manifest
    assert manifest.as_at == date(2022, 3, 31)
    assert manifest.read == manifest.accepted + manifest.quarantined == 21441
    assert len(manifest.sources) == 40
    years = {name[:4] for name in got.sources}
    for year in years:
        named = f"Collection year {year}/{int(year) % 100 + 1}"
        assert all(
            named in source.note
            for name, source in got.sources.items()
            if name[:4] == year and "perm" not in name
        )
    assert manifest.tables["care_episodes"] == 2827
    assert sum(source.merged for name, source in got.sources.items() if "episodes" in name) == 910
    assert manifest.tables["children"] == len({row["child"] for row in got.rows("children")})
    assert Counter(row["ended_on"] is None for row in got.rows("care_episodes"))[True] == 86


def test_the_placements_of_five_years_cover_the_episodes_and_nothing_else(loaded, sample):
    got = loaded(sample("ssda903", "five_years"))
    days = Counter()
    for sign, table in ((1, "care_episodes"), (-1, "placements")):
        for row in got.rows(table):
            days[row["child"]] += sign * ((row["ended_on"] or date(2022, 4, 1)) - row["started_on"]).days
    assert not any(days.values())
    starts = Counter(row["start_reason"] for row in got.rows("care_episodes"))
    assert len(got.rows("placements")) >= starts["S"] + starts["P"] + starts["B"]
