"""Conflicts in the records are found by kind, and reported with the rule that is applied."""

from datetime import date

import pyarrow.parquet as pq
import pytest

CHILDREN = "child,born_on,sex,ethnicity,died_on\n"
ADA = CHILDREN + "C1,01/06/2000,F,WBRI,\n"
REFERRALS = "referral,child,received_on,closed_on\n"
ASSESSMENTS = "assessment,child,referral,kind,started_on,finished_on\n"
EPISODES = "episode,child,started_on,ended_on\n"
PLACEMENTS = "placement,child,started_on,ended_on,kind,distance\n"
PLANS = "plan,child,started_on,ended_on\n"
CONFERENCES = "conference,child,kind,held_on\n"
BIRTH, CARE_BIRTH = "More than ten months before the child was born", "In care before the child was born"
DEATH, DEAD_CARE, ADULT = "After the child died", "In care after death", "In care beyond the 18th birthday"
CARE_TWICE, HOME_TWICE = "Two episodes of care at once", "Two placements at once, neither temporary"
PLAN_TWICE, LATE = "Two protection plans open at once", "After the day the records are true of"
BEFORE, CLOSED = "Begun before its referral was received", "Begun after the case of its referral was closed"
BACKWARDS, WEEKEND = "Ended before it began", "An initial conference on a weekend or bank holiday"
TWO_BIRTHS, TWO_SEXES = "Two dates of birth of one child", "Two sexes of one child"
ONE_PERSON = "Perhaps one person under two identifiers"


def found(got):
    rows = pq.read_table(got.snapshot.findings).to_pylist()
    counts = {one.kind: one.count for one in got.snapshot.manifest.findings}
    assert counts == {kind: sum(row["kind"] == kind for row in rows) for kind in counts}
    return sorted((row["kind"], row["key"], row["row"]) for row in rows)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"children": ADA, "x": REFERRALS + "R1,C1,01/08/1999,\nR2,C1,31/07/1999,\n"}, [(BIRTH, "R2", 3)]),
        ({"children": ADA, "x": EPISODES + "E1,C1,01/06/2000,02/06/2000\nE2,C1,31/05/2000,01/06/2000\n"}, [(CARE_BIRTH, "E2", 3)]),
        ({"children": CHILDREN + "C1,01/06/2000,F,WBRI,01/01/2010\n", "x": REFERRALS + "R1,C1,01/01/2010,\nR2,C1,02/01/2010,\n"}, [(DEATH, "R2", 3)]),
        ({"children": CHILDREN + "C1,01/06/2000,F,WBRI,01/01/2010\n", "x": EPISODES + "E1,C1,01/06/2006,\n"}, [(DEAD_CARE, "E1", 2)]),
        ({"children": CHILDREN + "C1,08/03/1992,F,WBRI,\nC2,09/03/1992,M,WBRI,\n", "x": EPISODES + "E1,C1,01/06/2006,\nE2,C2,01/06/2006,\n"}, [(ADULT, "E1", 2)]),
        ({"x": EPISODES + "E1,C1,01/06/2006,01/06/2007\nE2,C1,01/06/2007,01/08/2007\nE3,C1,01/07/2007,\nE4,C2,01/07/2007,\n"}, [(CARE_TWICE, "E3", 4)]),
        ({"x": PLACEMENTS + "P1,C1,01/06/2006,,U4,\nP2,C1,01/06/2007,05/06/2007,T1,\nP3,C1,01/07/2007,,U6,\n"}, [(HOME_TWICE, "P3", 4)]),
        ({"x": PLANS + "P1,C1,01/06/2006,\nP2,C1,01/06/2007,\nP3,C2,01/06/2007,\nP4,C2,01/06/2005,01/01/2006\n"}, [(PLAN_TWICE, "P2", 3)]),
        ({"r": REFERRALS + "R1,C1,10/06/2009,20/06/2009\n", "x": ASSESSMENTS + "A1,C1,R1,core,09/06/2009,\nA2,C1,R1,core,21/06/2009,\nA3,C1,R1,core,20/06/2009,\nA4,C1,,core,01/01/2009,\n"}, [(CLOSED, "A2", 3), (BEFORE, "A1", 2)]),
        ({"x": REFERRALS + "R1,C1,10/06/2009,09/06/2009\nR2,C1,10/06/2009,10/06/2009\n"}, [(BACKWARDS, "R1", 2)]),
        ({"x": CONFERENCES + "K1,C1,initial,06/03/2010\nK2,C1,initial,25/12/2009\nK3,C1,initial,08/03/2010\nK4,C1,initial,\n"}, [(WEEKEND, "K1", 2), (WEEKEND, "K2", 3)]),
        ({"x": REFERRALS + "R1,C1,08/03/2010,\nR2,C1,09/03/2010,\nR3,C1,01/03/2010,10/03/2010\n"}, [(LATE, "R2", 3), (LATE, "R3", 4)]),
        ({"children": ADA + "c 1,,U,,\nC2,01/06/2000,F,WBRI,\nC3,01/06/2000,F,WBRI,\n", "x": REFERRALS + "R1,C1,01/03/2010,\nR2,C2,01/03/2010,\nR3,C3,02/03/2010,\n"}, [(ONE_PERSON, "C2", 4)]),
        ({"children": CHILDREN + "0012,01/06/2000,F,WBRI,\n12,01/06/2000,F,,\n13,01/06/2000,F,WBRI,\nAB,01/06/2000,F,,\nCD,01/06/2000,F,,\n"}, [(ONE_PERSON, "12", 3)]),
    ],
)  # fmt: skip
def test_a_conflict_is_reported_and_what_is_as_it_should_be_is_not(loaded, files, expected):
    assert found(loaded(**files, as_at=date(2010, 3, 8))) == sorted(expected)


PERSON = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years)"


def test_two_dates_of_birth_and_two_sexes_of_one_child_are_reported_once_each(loaded):
    contact = "Date of Contact,Contact Source\n"
    got = loaded(
        x=f"{PERSON},{contact}1,a) Male,a) WBRI,01/02/2003,7,01/03/2010,\n1,b) Female,a) WBRI,02/02/2003,7,02/03/2010,\n"
        "1,c) Not stated/recorded (or unborn),,,,03/03/2010,\n1,a) Male,a) WBRI,01/02/2003,7,04/03/2010,\n",
    )
    assert found(got) == [(TWO_BIRTHS, "1", 3), (TWO_SEXES, "1", 3)]
    (child,) = got.rows("children")
    assert (child["born_on"], child["sex"]) == (date(2003, 2, 1), "M")


def test_a_finding_says_where_its_row_is_and_holds_no_value_of_it(loaded):
    got = loaded(children=ADA, x=EPISODES + "E1,C1,31/05/2000,01/06/2000\n")
    (row,) = pq.read_table(got.snapshot.findings).to_pylist()
    assert (row["table"], row["child"], row["file"], row["sheet"]) == ("care_episodes", "C1", "x.csv", "")
    (kind,) = got.snapshot.manifest.findings
    assert "2000" not in kind.rule and "C1" not in kind.rule + kind.kind


def test_records_without_conflicts_have_no_findings(loaded):
    got = loaded(children=ADA, x=REFERRALS + "R1,C1,01/03/2010,\n")
    assert got.snapshot.manifest.findings == () and found(got) == []


HEADINGS = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"


def test_a_child_open_in_one_return_and_not_in_the_next_is_reported_and_known_to_its_end(loaded):
    got = loaded(
        a=HEADINGS + "1,2016-05-01,S,C2,N1,U4,PR1,,,,,,\n2,2016-05-01,S,C2,N1,U4,PR1,,,,,,\n",
        b=HEADINGS + "2,2016-05-01,S,C2,N1,U4,PR1,,,,,,\n3,2017-05-01,S,C2,N1,U4,PR1,,,,,,\n",
    )
    assert found(got) == [("In care, and not in the latest return", "1|2016-05-01", 2)]
    for table in ("care_episodes", "placements"):
        known = {row["child"]: row["known_to_on"] for row in got.rows(table)}
        assert known == {"1": date(2017, 3, 31), "2": None, "3": None}


def test_what_a_source_counts_is_set_beside_what_is_held_where_that_reaches_far_enough(loaded):
    counts = (
        "entry,child,what,counted_on,number\nS1,C1,referrals,2010-03-08,2\nS2,C2,referrals,2010-03-08,3\n"
    )
    many = "".join(f"X{n},Z{n},2008-{1 + n % 12:02}-0{1 + n % 9},\n" for n in range(40))
    held = "R1,C1,2009-03-09,\nR2,C1,2010-03-08,\nR3,C1,2009-03-08,\nR4,C2,2010-03-01,\n"
    day = {"as_at": date(2010, 3, 8)}
    kind = "The source counts other referrals in the last 12 months"
    assert found(loaded(source_counts=counts, r=REFERRALS + many + held, **day)) == [(kind, "S2", 3)]
    short = "table,from_on,to_on\nreferrals,2009-06-01,2010-03-08\n"
    assert found(loaded(source_counts=counts, r=REFERRALS + many + held, reach=short, **day)) == []


def test_placements_that_a_source_counts_are_set_beside_those_that_stood_in_the_year(loaded):
    """C1 has lived in one home throughout. C2 moved once, was in hospital and came back: two placements, or four. C3 is
    said to have had four, and one is held; C4 none, and is held to have had one. Of C5 nothing is held."""
    counts = "entry,child,what,counted_on,number\n" + "".join(
        f"S{n},C{n},placements,2010-03-08,{number}\n"
        for n, number in ((1, 1), (2, 3), (3, 4), (4, 0), (5, 1))
    )
    many = "".join(f"X{n},Z{n},2008-{1 + n % 12:02}-0{1 + n % 9},2008-12-30,U4,PR1,A{n}\n" for n in range(40))
    held = (
        "P1,C1,2008-05-01,,U4,PR1,A\nP2,C2,2008-05-01,2009-05-01,U4,PR1,A\nP3,C2,2009-05-01,2009-06-01,U4,PR1,B\n"
        "P4,C2,2009-06-01,2009-06-05,T1,,\nP5,C2,2009-06-05,,U4,PR1,B\nP6,C3,2009-05-01,,U4,PR1,A\n"
        "P7,C4,2009-05-01,,U4,PR1,A\n"
    )
    heads = "placement,child,started_on,ended_on,kind,provider,home\n"
    covers = "table,from_on,to_on\nplacements,2008-04-01,2010-03-08\n"
    got = loaded(source_counts=counts, p=heads + many + held, reach=covers, as_at=date(2010, 3, 8))
    kind = "The source counts other placements in the last 12 months"
    assert found(got) == [(kind, "S3", 4), (kind, "S4", 5), (kind, "S5", 6)]
