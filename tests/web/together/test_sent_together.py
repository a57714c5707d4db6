"""One form sent three times at the same moment, on each kind of database."""

import pytest
from django.test import Client

from filling import filled
from posts import post_sent
from sherwood.web.programme.risks.models import SCORES, Risk
from sherwood.web.site.ui.models import Sent
from together import browser, together, words

PATH = "/programme/risks/new"
RISK = {
    "words": "May fail",
    "level": "strategic",
    "owner_post": post_sent("x"),
    "mitigation": "y",
} | dict.fromkeys(SCORES, "3")


def windows(client: Client) -> list[Client]:
    """Three windows of one browser."""
    others = [Client() for _ in range(3)]
    for other in others:
        other.cookies.update(client.cookies)
    return others


def all_at_once(form: dict) -> list:
    return together(
        *(lambda window=window: window.post(PATH, form) for window in windows(browser("manager")))
    )


@pytest.mark.parametrize("round_", range(2))
def test_of_one_form_sent_three_times_at_once_one_thing_is_entered_and_all_three_see_it(people, round_):
    answers = all_at_once(filled(browser("manager").get(PATH), **RISK))
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert {answer["Location"] for answer in answers} == {"/programme/risks/"}
    assert (Risk.objects.count(), Sent.objects.count()) == (1, 1)


def test_of_one_form_refused_three_times_at_once_all_three_are_told_why(people):
    answers = all_at_once(filled(browser("manager").get(PATH), **RISK | {"words": ""}))
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert all("Enter " in words(answer) for answer in answers)
    assert (Risk.objects.count(), Sent.objects.count()) == (0, 0)
