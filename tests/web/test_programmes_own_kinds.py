"""What a finding is called and how grave it is, is said by the programme's definition."""

import pytest

import other_council
from filling import filled
from other_council import Office, defined, founded, words
from proposing import agree_to, proposed
from sherwood.governance.roles import Role
from sherwood.web.programme.founding.models import Draft
from sherwood.web.programme.programmes.models import Finding, FindingKind

pytestmark = pytest.mark.django_db
FOUND = """
[[inspection]]
key = "peers"
title = "Peer review"
by = "Three other councils"
held_from = 2009-12-01
source = "letter"

[[finding]]
key = "A1"
inspection = "peers"
kind = "done_well"
words = "Children speak at their reviews."
source = "1"

[[finding]]
key = "A2"
inspection = "peers"
kind = "advice"
words = "Ask families sooner."
source = "2"

[[finding]]
key = "A3"
inspection = "peers"
kind = "must"
words = "Answer calls in a day."
source = "3"
"""
RENAMED = ('title = "Must be put right"', 'title = "Required by the commissioner"')


@pytest.fixture
def office():
    founded(FOUND)
    return Office()


def test_findings_stand_in_the_order_of_the_programmes_own_kinds(office):
    manager = office.enter(Role.PROGRAMME_MANAGER, "Improvement manager")
    page = words(manager.get("/programme/findings/"))
    assert "Nobody is acting on 2 of the 2 findings that need action." in page
    assert page.index("Must be put right") < page.index("Advice of the peer review") < page.index("Done well")
    assert "Needing no action" in page
    assert "Priority area" not in page
    assert "Must be put right" in manager.get("/programme/findings.csv").content.decode("utf-8-sig")
    assert "Done well: nothing to put right" in words(manager.get("/programme/findings/A1/"))


def test_another_name_of_a_kind_waits_for_the_deciding_body(office, monkeypatch):
    board = office.enter(Role.BOARD_MEMBER, "Independent chair")
    monkeypatch.setattr("other_council.DEFINITION", _definition().replace(*RENAMED))
    made = proposed(defined(FOUND))
    assert FindingKind.objects.get(key="must").title == "Must be put right"
    agree_to(made, [board])
    assert FindingKind.objects.get(key="must").title == "Required by the commissioner"
    assert "Required by the commissioner" in words(board.get("/programme/findings/"))


def test_a_kind_that_there_is_not_is_refused_by_name():
    with pytest.raises(Exception, match="finding A3 names finding_kind “urgent”, and there is none"):
        defined(FOUND.replace('kind = "must"', 'kind = "urgent"'))


def test_a_council_that_names_no_kinds_has_those_of_today(db, monkeypatch):
    plain = _definition()
    start, end = plain.index("[[finding_kind]]"), plain.index("[[project]]")
    monkeypatch.setattr("other_council.DEFINITION", plain[:start] + plain[end:])
    founded(
        FOUND.replace("done_well", "strength")
        .replace("advice", "recommendation")
        .replace("must", "priority_action")
    )
    assert [one.kind.title for one in Finding.objects.loneliest_first()] == [
        "Area for priority action",
        "Recommendation",
        "Strength",
    ]


def test_a_draft_says_what_it_uses_until_it_names_its_own(db):
    officer = Office().enter(Role.PROGRAMME_OFFICER, "Programme officer")
    officer.post("/programme/set-up/begin")
    page = f"/programme/set-up/{Draft.objects.get().pk}/finding_kind/"
    assert "Area for priority action; Area for improvement; Recommendation; Strength" in words(
        officer.get(page)
    )
    assert "Enter a kind of finding" in words(officer.get(page))
    said = {"key": "must", "title": "Must be put right", "needs_action": "on"}
    officer.post(f"{page}add", filled(officer.get(f"{page}add")) | said)
    assert "Must be put right" in words(officer.get(page))


def _definition() -> str:
    return other_council.DEFINITION
