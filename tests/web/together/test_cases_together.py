"""Two people at one case, in two real threads: the second is told, nothing is overwritten."""

import pytest

from a_case import content
from posts import post
from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.web.programme.cases.models import Case, Decision, Version, Vetting
from sherwood.web.programme.programmes.models import Body
from sherwood.web.site.accounts.models import User
from sherwood.web.site.trail.models import Entry
from together import browser, together, words
from walked_cases import EVERY_LINE, on_the_table, seated, walk

PATH = "/programme/projects/P03/case/"


@pytest.mark.parametrize("round_", range(3))
def test_of_two_who_write_the_same_part_the_second_is_told_and_sees_both_texts(people, round_):
    walk(people, Stage.CASE)
    one, two = browser("lead"), browser("lead")
    answers = together(
        lambda: one.post(f"{PATH}write/summary/", {"revision": 0, "what": "Ada's words", "why": "Soon"}),
        lambda: two.post(f"{PATH}write/summary/", {"revision": 0, "what": "Ben's words", "why": "Soon"}),
    )
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    (told,) = [answer for answer in answers if answer.status_code == 409]
    kept = Case.objects.get().latest.content["summary"]["what"]
    assert kept in ("Ada's words", "Ben's words")
    text = words(told).replace("&#x27;", "'")
    assert (
        "Somebody saved this part before you" in text
        and "Service manager, reception and assessment saved" in text
    )
    assert "Ada's words" in text and "Ben's words" in text
    assert Case.objects.get().latest.revision("summary") == 1


def test_the_one_who_was_told_can_settle_it_and_save_again(people):
    walk(people, Stage.CASE)
    client = browser("lead")
    client.post(f"{PATH}write/summary/", {"revision": 0, "what": "First", "why": "x"})
    told = client.post(f"{PATH}write/summary/", {"revision": 0, "what": "Second", "why": "x"})
    assert (told.status_code, told.context["form"]["revision"].value()) == (409, 1)
    assert (
        client.post(f"{PATH}write/summary/", {"revision": 1, "what": "Both", "why": "x"}).status_code == 302
    )
    assert Case.objects.get().latest.content["summary"]["what"] == "Both"


def test_two_who_write_different_parts_both_keep_what_they_wrote(people):
    walk(people, Stage.CASE)
    one, two = browser("lead"), browser("lead")
    answers = together(
        lambda: one.post(f"{PATH}write/summary/", {"revision": 0, **content()["summary"]}),
        lambda: two.post(f"{PATH}write/data/", {"revision": 0, **content()["data"]}),
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    kept = Case.objects.get().latest.content
    assert (kept["summary"], kept["data"]) == (content()["summary"], content()["data"])


def test_two_who_begin_the_next_version_begin_one(people):
    from sherwood.web.programme.cases import actions

    case = walk(people, Stage.VETTING)
    actions.vet(case=case, passed=False, met=[], comments="More.", by=people[Role.PROGRAMME_OFFICER])
    one, two = browser("lead"), browser("lead")
    answers = together(
        lambda: one.post(f"{PATH}write/summary/", {"revision": 1, "what": "a", "why": "b"}),
        lambda: two.post(f"{PATH}write/data/", {"revision": 1, "source": "a", "limits": "b"}),
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    assert [one.number for one in Version.objects.all()] == [1, 2]
    assert Version.objects.get(number=1).content == content()


@pytest.mark.parametrize("round_", range(3))
def test_of_two_who_decide_one_decides_and_the_other_is_told(people, round_):
    members = [User.objects.get(email=f"{name}@example.org") for name in ("board", "board-2")]
    seated("board", *members)
    Body.objects.filter(key="board").update(quorum=2)
    item = on_the_table(walk(people, Stage.DECISION), *members)
    one, two = browser("board"), browser("board-2")
    path = f"/programme/meetings/items/{item.pk}/decide"
    answers = together(
        lambda: one.post(path, {"outcome": "implement", "reason": "It works."}),
        lambda: two.post(path, {"outcome": "close", "reason": "It costs too much."}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    (told,) = [answer for answer in answers if answer.status_code == 200]
    assert "This was decided on 8 March 2010:" in words(told)
    decision = Decision.objects.get()
    assert (
        Case.objects.get().project.now
        is {"implement": Stage.PLANNING, "close": Stage.CLOSED}[decision.outcome]
    )
    assert Entry.objects.last_written().verb == "was refused"
    assert Entry.objects.first_broken() is None


def test_of_two_who_vet_one_vets(people):
    walk(people, Stage.VETTING)
    one, two = browser("officer"), browser("officer-2")
    answers = together(
        lambda: one.post(f"{PATH}do/vet/", {"number": 1, "met": EVERY_LINE, "passed": "pass"}),
        lambda: two.post(f"{PATH}do/vet/", {"number": 1, "passed": "return", "comments": "More."}),
    )
    assert sorted(answer.status_code for answer in answers) == [302, 403]
    assert Vetting.objects.count() == 1


def test_of_two_who_ask_for_the_same_case_one_asks(people):
    from sherwood.web.programme.programmes.models import Project

    Project.objects.filter(key="P03").update(stage="IDEA")
    asked = {
        "lead": post("Service manager, reception and assessment").spelling,
        "priority": "Agreed",
        "due_on_0": 1,
        "due_on_1": 4,
        "due_on_2": 2010,
    }
    one, two = browser("manager"), browser("manager")
    answers = together(*(lambda client=client: client.post(f"{PATH}do/ask/", asked) for client in (one, two)))
    assert sorted(answer.status_code for answer in answers) == [302, 403]
    assert Case.objects.count() == 1
