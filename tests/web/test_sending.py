"""One form sent twice enters one thing, whichever form it is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from filling import filled
from posts import post_sent
from sherwood.governance.roles import Role
from sherwood.web.programme.meetings.models import Barrier
from sherwood.web.programme.money.models import Engagement
from sherwood.web.programme.risks.models import SCORES, Risk
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.ui.models import Sent
from sherwood.web.site.ui.sending import SentOnce

RISK = {
    "words": "The new posts may stay empty",
    "level": "strategic",
    "owner_post": post_sent("Programme director"),
    "mitigation": "Advertised twice",
    **dict.fromkeys(SCORES, "3"),
}
DAY = {"on_0": "1", "on_1": "3", "on_2": "2010"}
FORMS = {
    "/programme/risks/new": (Risk, RISK),
    "/programme/money/consultancy/new": (
        Engagement,
        {"supplier": "A consultant", "what_for": "Advice", "days": "2", "pounds": "1200", **DAY},
    ),
    "/programme/actions/enter/": (
        Action,
        {
            "words": "Write the letter",
            "owner_post": post_sent("Head"),
            "why": "An urgent step",
            "due_on_0": "1",
            "due_on_1": "6",
            "due_on_2": "2010",
        },
    ),
    "/programme/meetings/waiting/barriers/new": (
        Barrier,
        {"words": "No rooms", "owner_post": post_sent("Head of estates")},
    ),
}


@pytest.fixture
def manager(signed_in, programme) -> Client:
    return signed_in(Role.PROGRAMME_MANAGER)


@pytest.mark.parametrize("path", FORMS)
def test_the_same_form_sent_twice_enters_one_thing_and_leads_to_the_same_place(manager, path):
    model, typed = FORMS[path]
    before = model.objects.count()
    form = filled(manager.get(path), **typed)
    answers = [manager.post(path, form) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 302], answers[0].content.decode()
    assert len({answer["Location"] for answer in answers}) == 1
    assert model.objects.count() == before + 1


def test_the_page_opened_anew_enters_another_thing_even_with_the_same_words(manager):
    for _ in range(2):
        manager.post("/programme/risks/new", filled(manager.get("/programme/risks/new"), **RISK))
    assert Risk.objects.count() == 2


def test_what_was_changed_after_it_was_sent_is_shown_and_entered_only_when_sent_again(manager):
    path = "/programme/risks/new"
    form = filled(manager.get(path), **RISK)
    manager.post(path, form)
    page = manager.post(path, form | {"words": "The new posts may stay empty for long"}, follow=True)
    assert Risk.objects.count() == 1
    assert "This form was sent before" in page.content.decode()
    again = filled(page)
    assert again["words"] == "The new posts may stay empty for long"
    manager.post(path, again)
    assert Risk.objects.count() == 2


def test_a_form_that_was_refused_is_sent_again_with_the_same_stamp(manager):
    path = "/programme/risks/new"
    form = filled(manager.get(path), **RISK)
    assert manager.post(path, form | {"words": ""}).status_code == 200
    assert manager.post(path, form).status_code == 302
    assert Risk.objects.count() == 1


def test_a_form_without_a_stamp_is_sent_as_often_as_a_script_says(manager):
    form = {name: value for name, value in filled(manager.get("/programme/risks/new"), **RISK).items()
            if name not in ("form_stamp", "csrfmiddlewaretoken")}  # fmt: skip
    for _ in range(2):
        assert manager.post("/programme/risks/new", form).status_code == 302
    assert Risk.objects.count() == 2


def test_the_very_same_words_with_the_token_of_one_page_are_one_form(manager):
    form = filled(manager.get("/programme/risks/new"), **RISK)
    del form["form_stamp"]
    for _ in range(2):
        assert manager.post("/programme/risks/new", form).status_code == 302
    assert Risk.objects.count() == 1
    manager.post("/programme/risks/new", form | {"words": "Another"})
    assert Risk.objects.count() == 2


def test_a_stamp_that_somebody_made_up_is_no_stamp(manager):
    form = filled(manager.get("/programme/risks/new"), **RISK) | {
        "form_stamp": "a:b:c",
        "csrfmiddlewaretoken": "",
    }
    for _ in range(2):
        assert manager.post("/programme/risks/new", form).status_code == 302
    assert Risk.objects.count() == 2


def test_of_what_was_typed_nothing_is_kept_and_after_a_day_not_even_that(manager):
    manager.post("/programme/risks/new", filled(manager.get("/programme/risks/new"), **RISK))
    (row,) = Sent.objects.values_list("name", "said", "led_to")
    assert not any("posts" in part or "Advertised" in part for part in row)
    Sent.objects.update(at=datetime.now(UTC) - timedelta(days=1, minutes=1))
    manager.post("/programme/risks/new", filled(manager.get("/programme/risks/new"), **RISK))
    assert Sent.objects.count() == 1


def test_a_form_whose_first_sending_never_ended_is_told_and_not_entered(manager, monkeypatch):
    monkeypatch.setattr("sherwood.web.site.ui.sending.PATIENCE", 0)
    form = filled(manager.get("/programme/risks/new"), **RISK)
    manager.post("/programme/risks/new", form)
    Sent.objects.update(led_to="")
    answer = manager.post("/programme/risks/new", form)
    assert answer.status_code == 409
    assert "does not know yet what came of it" in answer.content.decode()
    assert Risk.objects.count() == 1


def test_a_site_that_breaks_while_it_works_on_a_form_lets_it_be_sent_again(rf, people, programme):
    from django.http import HttpResponse

    request = rf.post("/anything", {"words": "x", "csrfmiddlewaretoken": "a" * 64})
    request.user, request.session = people[Role.PROGRAMME_MANAGER], {}
    view = type("view", (), {"permissions": ()})
    once = SentOnce(lambda request: HttpResponse(status=500))
    assert once.process_view(request, view, (), {}) is None
    assert Sent.objects.count() == 1
    once(request)
    assert Sent.objects.count() == 0


def test_every_page_with_a_form_draws_a_stamp_of_its_own_for_each(manager):
    pages = [manager.get("/programme/risks/new").content.decode() for _ in range(2)]
    stamps = [value for page in pages for value in page.split('name="form_stamp" value="')[1:]]
    assert len(stamps) == 6, "the form, the search and signing out, twice"
    assert len({stamp.split('"')[0] for stamp in stamps}) == 6


def test_a_page_for_somebody_not_signed_in_has_no_stamp(db):
    assert "form_stamp" not in Client().get("/account/sign-in").content.decode()
