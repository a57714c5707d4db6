"""Names that differ only in case, spaces and invisible characters are one."""

from datetime import date

import pytest

from sherwood.reading.names import alike

EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"


@pytest.mark.parametrize(
    "spelling", ["NG1 1AA", "ng11aa", " NG1\u00a01AA", "N\u200bG1 1AA\ufeff", "\uff2eG1  1Aa"]
)
def test_spellings_of_one_postcode_are_alike(spelling):
    assert alike(spelling) == alike("NG1 1AA") != alike("NG1 1AB")


def episode(start, why, end, place, postcode, urn=""):
    return f"1,{start},{why},C2,N1,{place},PR1,{end},{'X1' if end else ''},,,{postcode},{urn}\n"


@pytest.mark.parametrize(
    ("first", "second", "homes"),
    [
        (("NG1 1AA", "SC123"), ("ng11aa", "sc 123"), 1),
        (("NG1 1AA", ""), ("NG1\u200b1AA", ""), 1),
        (("", "SC123"), ("", "SC123\u200b"), 1),
        (("NG1 1AA", "SC123"), ("NG1 1AB", "SC123"), 2),
    ],
)
def test_a_home_is_one_however_its_postcode_and_number_are_written(loaded, first, second, homes):
    got = loaded(
        x=EPISODES
        + episode("2020-05-01", "S", "2020-06-01", "U1", *first)
        + episode("2020-06-01", "P", "2020-06-05", "T1", "NG9 9ZZ")
        + episode("2020-06-05", "P", "", "U1", *second)
    )
    assert len({row["home"] for row in got.rows("placements") if row["kind"] == "U1"}) == homes


def test_a_team_and_a_place_have_the_spelling_of_most_rows(loaded):
    got = loaded(
        referrals="referral,child,received_on,team\n"
        + "".join(
            f"R{n},C{n},2010-03-0{n},{team}\n"
            for n, team in enumerate(["North R&A"] * 3 + ["north  r&a", "NORTH R&A\u200b"], 1)
        ),
        teams="placing,team,kind,district,locality,service,from_on,to_on\nT1,NORTH R&A,,ashfield,,,,\n",
        population="entry,area,year,children,source\nP1,Ashfield,2009,100,\nP2,Ashfield,2010,100,\n",
    )
    assert {row["team"] for row in got.rows("referrals")} == {"North R&A"}
    assert [(row["team"], row["district"]) for row in got.rows("teams")] == [("North R&A", "Ashfield")]
    assert "2 names were written otherwise" in got.sources["referrals.csv"].note


def test_a_team_given_twice_by_spelling_is_one_place(loaded):
    person = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years)"
    heading = f"{person},Date of referral,Referral Source,Referral NFA?,Number of Referrals in Last 12 Months,Allocated Team,Allocated Worker\n"
    got = loaded(
        x=heading
        + "1,a) Male,a) WBRI,01/02/2003,7,08/03/2010,,b) No,1,North,Jo Smith\n2,a) Male,a) WBRI,01/02/2003,7,08/03/2010,,b) No,1,NORTH ,jo\u200b smith\n"
    )
    assert [row["team"] for row in got.rows("teams")] == ["North"]
    assert len(got.rows("workers")) == 1
    assert got.snapshot.manifest.as_at == date(2010, 3, 8)
