"""The looked-after return and the inspection lists of the same children: one child's care once."""

from datetime import date

import pytest

from sherwood.kit.errors import SherwoodError

EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"
LIST_8 = [
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", "Does the Child have a Disability",
    "Date Started to be Looked After", "Child's Category of Need", "Child's Legal Status",
    "Date of Latest Statutory Review", "Date of Last Social Work Visit", "Date of Last Health Assessment",
    "Date of Last Dental Check", "Number of Placements in the Last 12 months", "Date Ceased to be Looked After",
    "Reason Ceased to be Looked After", "Start Date of Most Recent Placement", "Placement Type", "Placement Provider",
    "Placement Location", "LA of Placement", "Placement postcode", "URN of Placement", "Start date of current legal status",
    "What is the permanence plan for this child?", "Allocated Team", "Allocated Worker",
]  # fmt: skip


def episode(child, start, end=""):
    return f"{child},{start},S,C2,N1,U4,PR1,{end},{'E4A' if end else ''},,,AB{child} 2CD,\n"


def listed(child, start, placed, end="", reviewed=""):
    said = {
        "Child Unique ID": child,
        "Date Started to be Looked After": start,
        "Start Date of Most Recent Placement": placed,
        "Date Ceased to be Looked After": end,
        "Date of Latest Statutory Review": reviewed,
        "Number of Placements in the Last 12 months": 4,
    }
    return ",".join(str(said.get(heading, "")) for heading in LIST_8) + "\n"


@pytest.fixture
def both(loaded):
    """Ada goes on, Ben left in May 2018, Cal came in May, Dee is only in the list, Eve has moved since."""
    return loaded(
        e=EPISODES
        + episode("1", "2017-05-01")
        + episode("2", "2017-06-01")
        + episode("5", "2017-07-01")
        + episode("6", "2017-07-01", "2017-08-01")
        + episode("8", "2018-01-09"),
        r=REVIEWS + "1,2008-01-01,2017-06-01,PN1\n",
        l=",".join(LIST_8)
        + "\n"
        + listed("1", "2017-05-01", "2017-05-01", reviewed="2017-06-01")
        + listed("2", "2017-06-01", "2017-06-01", "2018-05-09")
        + listed("3", "2018-05-20", "2018-05-20", reviewed="2018-06-10")
        + listed("4", "2017-09-01", "2017-09-01")
        + listed("5", "2017-07-01", "2018-04-20")
        + listed("7", "2017-09-01", "2017-09-01", "2018-01-15"),
    )


def spells(got, table):
    return sorted((row["child"], row["started_on"], row["ended_on"]) for row in got.rows(table))


def test_one_childs_care_is_counted_once_and_goes_on_as_the_list_says(both):
    assert spells(both, "care_episodes") == [
        ("1", date(2017, 5, 1), None),
        ("2", date(2017, 6, 1), date(2018, 5, 9)),
        ("3", date(2018, 5, 20), None),
        ("4", date(2017, 9, 1), None),
        ("5", date(2017, 7, 1), None),
        ("6", date(2017, 7, 1), date(2017, 8, 1)),
        ("8", date(2018, 1, 9), None),
    ]


def test_a_child_open_in_the_return_whom_the_list_does_not_name_is_known_to_the_returns_end(both):
    known = {row["child"]: row["known_to_on"] for row in both.rows("care_episodes") if row["known_to_on"]}
    assert known == {"8": date(2018, 3, 31)}


def test_a_placement_ends_where_the_lists_next_one_begins(both):
    of_eve = [spell for spell in spells(both, "placements") if spell[0] == "5"]
    assert of_eve == [("5", date(2017, 7, 1), date(2018, 4, 20)), ("5", date(2018, 4, 20), None)]


def test_it_is_said_which_source_stands_and_what_only_one_has(both):
    manifest = both.snapshot.manifest
    assert any(
        sentence.startswith(
            "Care episodes: Looked-after return (SSDA903) stands to 31 March 2018 and Inspection lists"
        )
        for sentence in manifest.settled
    )
    only_one = {one.rule[:10]: one.count for one in manifest.findings if "In one source" in one.kind}
    assert only_one == {"It goes on": 2, "The source": 2}  # Dee's and the last child's care and placement
    assert all(source.balances for source in manifest.sources)
    (aside,) = [entry for entry in both.aside if "does not have it" in entry["reason"]]
    assert aside["file"] == "l.csv" and aside["row"] == 7


def test_a_review_that_both_give_is_one(both):
    assert sorted(row["held_on"] for row in both.rows("care_reviews")) == [
        date(2017, 6, 1),
        date(2018, 6, 10),
    ]


def test_the_reach_is_that_of_both_together(both):
    reach = both.snapshot.manifest.reach["care_episodes"]
    assert reach.from_on == date(2017, 4, 1) and reach.to_on == both.snapshot.manifest.as_at
    assert reach.why.startswith("Together: Looked-after return")


def test_two_sources_with_other_identifiers_are_asked_about(loaded):
    with pytest.raises(SherwoodError, match=r"only 0 of 2 identifiers of children are in both"):
        loaded(
            e=EPISODES + "".join(episode(n, "2017-05-01") for n in range(1, 5)),
            l=",".join(LIST_8)
            + "\n"
            + listed("A9", "2017-05-01", "2017-05-01")
            + listed("A8", "2018-05-01", "2018-05-01"),
        )
