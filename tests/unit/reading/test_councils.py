"""Several councils in one load are asked about, and never put together."""

import pytest

from sherwood.kit.errors import SherwoodError
from sherwood.reading.load import load

EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN,LA\n"
)
PERSON = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years)"
FILES = {
    "episodes": lambda code, n: f"{n},2017-05-0{n},S,C2,N1,U4,PR1,,,,,AB1 2CD,,{code}\n",
    "list": lambda code, n: f"{code},{n},a) Male,a) WBRI,01/02/2003,7,0{n}/05/2017,\n",
    "table": lambda code, n: f"R{n},{n},2017-05-0{n},{code}\n",
}
HEADINGS = {
    "episodes": EPISODES,
    "list": f"Local Authority,{PERSON},Date of Contact,Contact Source\n",
    "table": "referral,child,received_on,la_code\n",
}
BECOMES = {"episodes": "care_episodes", "list": "contacts", "table": "referrals"}


@pytest.fixture(params=FILES)
def mixed(request, write):
    kind = request.param
    rows = [FILES[kind](code, n) for n, code in enumerate(["891", "892", "891.0", " 891", ""], 1)]
    return write(x=HEADINGS[kind] + "".join(rows)), BECOMES[kind]


def test_several_councils_are_asked_about(mixed, store):
    with pytest.raises(SherwoodError, match=r"several councils: 891 \(3 rows\), 892 \(1 rows\)") as refused:
        load([mixed[0]], store)
    assert "--council-code" in str(refused.value)
    assert store.current() is None


def test_of_several_councils_the_one_asked_for_is_read_and_the_rest_put_aside(mixed, store):
    manifest = load([mixed[0]], store, council_code="891").manifest
    (source,) = [source for source in manifest.sources if source.read]
    assert (source.read, source.accepted, source.quarantined) == (5, 3, 2)
    assert manifest.tables[mixed[1]] == 3


def test_a_council_that_is_not_there_is_said_to_be_absent(mixed, store):
    with pytest.raises(SherwoodError, match="No row is of the council 893"):
        load([mixed[0]], store, council_code="893")


@pytest.mark.parametrize("kind", FILES)
def test_one_council_needs_no_asking_and_its_blank_rows_are_its_own(loaded, kind):
    rows = [FILES[kind](code, n) for n, code in enumerate(["891", "", "891"], 1)]
    assert len(loaded(x=HEADINGS[kind] + "".join(rows)).rows(BECOMES[kind])) == 3


def test_a_value_that_says_council_is_not_the_heading_of_a_column(loaded):
    """Who leads a family's help may be the council in one row and a school in the next: the file is of one council."""
    rows = "".join(f"L{n},{n},2026-05-0{n},{who},A team\n" for n, who in enumerate(["Council", "School"], 1))
    made = loaded(family_help_episodes=f"family_help,child,started_on,led_by,team\n{rows}")
    assert [row["led_by"] for row in made.rows("family_help_episodes")] == ["Council", "School"]
