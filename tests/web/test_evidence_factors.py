"""Measures are tagged with what makes cases complex, and the list can be narrowed by it."""

import pytest

from sherwood.governance.roles import Role
from sherwood.measuring.shelves import all_measures
from sherwood.web.evidence import demonstration
from sherwood.web.evidence.demonstration import seed_factors
from sherwood.web.evidence.models import Factor
from sherwood.web.site.offers.kinds import COUNTY

FACTORS = COUNTY.beside(demonstration.__file__)["factor"]


@pytest.fixture
def factors(db):
    seed_factors()


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.requirement("SR-012")
@pytest.mark.parametrize("one", FACTORS, ids=lambda one: one["key"])
def test_the_list_can_be_narrowed_to_the_measures_of_a_factor(signed_in, records, factors, one):
    key, title, why, measures = one.values()
    client = signed_in(Role.BOARD_MEMBER)
    whole, narrowed = (client.get(f"/evidence/{query}").context for query in ("", f"?factor={key}"))
    keys = {row.trend.key for row in narrowed["measures"].rows}
    assert keys <= set(measures)
    shown = keys | {trend.measure.title for trend in narrowed["silent"]}
    assert len(shown) == len(measures) < len(whole["measures"].rows)
    text = words(client.get(f"/evidence/?factor={key}"))
    assert f"read with {title.lower()} in mind" in text and why in text


def test_a_factor_that_does_not_exist_narrows_nothing(signed_in, records, factors):
    client = signed_in(Role.BOARD_MEMBER)
    whole, wrong = (client.get(f"/evidence/{query}").context for query in ("", "?factor=weather"))
    of_whole, of_wrong = ([row.trend.key for row in page["measures"].rows] for page in (whole, wrong))
    assert of_whole == of_wrong


def test_an_analyst_tags_measures(signed_in, factors):
    client = signed_in(Role.DATA_ANALYST)
    sent = {
        "title": "Poverty",
        "why": "Asked by the Board.",
        "measures": ["looked_after_rate"],
        "revision": 0,
    }
    assert client.post("/evidence/complexity/poverty", sent).status_code == 302
    assert Factor.objects.get(key="poverty").measures == ["looked_after_rate"]
    again = client.post("/evidence/complexity/poverty", sent | {"measures": []})
    assert "Somebody saved this after you opened it." in words(again)
    assert Factor.objects.get(key="poverty").measures == ["looked_after_rate"]


def test_another_factor_is_named_and_a_key_is_used_once(signed_in, factors):
    client = signed_in(Role.DATA_ANALYST)
    sent = {
        "key": "disability",
        "title": "Disability",
        "why": "Two services.",
        "measures": ["care_reviews_in_time"],
    }
    assert client.post("/evidence/complexity/new", sent).status_code == 302
    assert "with the key “disability” already" in words(client.post("/evidence/complexity/new", sent))
    assert Factor.objects.get(key="disability").measures == ["care_reviews_in_time"]


def test_no_other_measure_than_those_on_the_shelf_is_tagged(signed_in, factors):
    client = signed_in(Role.DATA_ANALYST)
    sent = {"key": "x", "title": "X", "why": "Y.", "measures": ["budget"]}
    assert "from the list" in words(client.post("/evidence/complexity/new", sent))
    assert not Factor.objects.filter(key="x").exists()
    for factor in FACTORS:
        assert set(factor["measures"]) <= set(all_measures())
