"""A forgotten password, by a real mail server or by a link: what is told, to whom, how often, and what it opens."""

import re
import threading

import pytest
from django.core.cache import cache
from django.test import Client

from sherwood.governance.roles import Role
from sherwood.kit.errors import Refusal
from sherwood.web.site.accounts import actions
from sherwood.web.site.accounts.demonstration import PASSWORD
from sherwood.web.site.accounts.models import User
from sherwood.web.site.trail.models import Entry

ASK = "/account/password/forgotten"
NEW = "four quite unlikely words"
ANALYST = "analyst@example.org"


@pytest.fixture(autouse=True)
def _counts_anew():
    """What allauth has counted belongs to one test."""
    cache.clear()


def ask(email: str, client: Client | None = None, **more):
    answer = (client or Client()).post(ASK, {"email": email}, **more)
    sent = [one for one in threading.enumerate() if one.name.startswith("mail")]
    for one in sent:
        one.join(20)
    return answer


def link(message) -> str:
    (found,) = re.findall(
        r"https://sherwood\.example\.gov\.uk(/account/password/new/\S+)", message.get_content()
    )
    return found


def choose(path: str, password: str = NEW):
    """Follow the link and choose; gives the answer to the last request."""
    client = Client()
    answer = client.get(path)
    if answer.status_code != 302:
        return answer
    return client.post(answer.url, {"password1": password, "password2": password})


def sign_in(email: str, password: str) -> int:
    return Client().post("/account/sign-in", {"login": email, "password": password}).status_code


def test_a_forgotten_password_is_chosen_anew_by_email(postbox, people):
    assert ask(ANALYST).url == f"{ASK}/sent"
    (message,) = postbox.to(ANALYST)
    assert choose(link(message)).url == "/account/password/new"
    assert sign_in(ANALYST, PASSWORD) == 200, "the old password lets nobody in"
    assert sign_in(ANALYST, NEW) == 302
    assert (
        Entry.objects.filter(verb="chose a password", object_id=str(people[Role.DATA_ANALYST].pk)).count()
        == 1
    )


def test_the_message_holds_no_data(postbox, people):
    ask(ANALYST)
    (message,) = postbox.to(ANALYST)
    words = message["Subject"] + message.get_content()
    for secret in (
        people[Role.DATA_ANALYST].post.title,
        "Data analyst",
        "analyst",
        "Greenshire",
        "example.org",
    ):
        assert secret not in words
    assert message["From"] == "sherwood@example.gov.uk"


def test_nothing_tells_whether_an_address_has_an_account(postbox, people):
    actions.close_account(user=people[Role.AUDITOR], by=people[Role.SYSTEM_ADMINISTRATOR])
    answers = [ask(email) for email in (ANALYST, "nobody@example.org", "auditor@example.org")]
    assert {(one.status_code, one.url) for one in answers} == {(302, f"{ASK}/sent")}
    assert [to for to, _ in postbox.came] == [[ANALYST]], (
        "no message to an address that is not entered or closed"
    )
    assert "If the address belongs to an account" in Client().get(f"{ASK}/sent").content.decode()


def test_a_mail_server_that_is_away_tells_nothing_either(postbox, people, settings, caplog):
    settings.EMAIL_PORT = 1
    assert ask(ANALYST).url == ask("nobody@example.org").url
    assert "could not be sent" in caplog.text and "analyst" not in caplog.text


def test_a_link_works_once(postbox, people):
    ask(ANALYST)
    path = link(postbox.to(ANALYST)[0])
    choose(path)
    again = choose(path, "other quite unlikely words")
    assert "This link works no more" in again.content.decode()
    assert sign_in(ANALYST, NEW) == 302


def test_a_link_is_of_no_use_to_another_account(postbox, people):
    ask(ANALYST)
    path = link(postbox.to(ANALYST)[0])
    uid = path.split("/")[-2]
    other = path.replace(f"/{uid}/", f"/{people[Role.BOARD_MEMBER].pk}/")
    assert "This link works no more" in choose(other).content.decode()


def test_a_link_names_the_site_as_it_is_known_whatever_name_the_asker_calls(postbox, people, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ask(ANALYST, HTTP_HOST="elsewhere.example")
    assert "elsewhere" not in postbox.to(ANALYST)[0].as_string()


def test_a_weak_password_is_refused(postbox, people):
    ask(ANALYST)
    answer = choose(link(postbox.to(ANALYST)[0]), "short")
    assert "at least 14" in answer.content.decode()
    assert sign_in(ANALYST, PASSWORD) == 302


def test_asking_too_often_is_answered_with_wait(postbox, people):
    answers = [ask(ANALYST).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
    assert len(postbox.to(ANALYST)) == 5


def test_an_unknown_address_is_counted_like_a_known_one(postbox, people):
    assert [ask("nobody@example.org").status_code for _ in range(6)][-1] == 429


def test_one_address_on_the_net_asks_for_so_many_accounts_and_no_more(postbox, people):
    answers = [ask(f"guess{number}@example.org").status_code for number in range(21)]
    assert answers == [302] * 20 + [429]


def test_a_locked_account_opens_with_the_new_password_and_not_with_guesses(postbox, people):
    for _ in range(5):
        sign_in(ANALYST, "wrong wrong wrong")
    assert sign_in(ANALYST, PASSWORD) == 429
    ask(ANALYST)
    assert sign_in(ANALYST, PASSWORD) == 429, "asking alone opens nothing"
    choose(link(postbox.to(ANALYST)[0]))
    assert sign_in(ANALYST, NEW) == 302


def test_a_second_step_is_still_asked_for_after_a_new_password(postbox, people):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(people[Role.DATA_ANALYST], generate_totp_secret())
    ask(ANALYST)
    choose(link(postbox.to(ANALYST)[0]))
    answer = Client().post("/account/sign-in", {"login": ANALYST, "password": NEW})
    assert answer.url == "/account/second-step/sign-in"


def test_without_a_mail_server_it_is_not_offered(people, settings):
    settings.EMAIL_HOST = ""
    assert ASK not in Client().get("/account/sign-in").content.decode()
    assert Client().get(ASK).status_code == 404
    assert Client().post(ASK, {"email": ANALYST}).status_code == 404


def test_with_a_mail_server_the_sign_in_page_offers_it(postbox, people):
    assert ASK in Client().get("/account/sign-in").content.decode()
    assert Client().get(ASK).status_code == 200


@pytest.fixture
def newcomer(people) -> User:
    return actions.add_person(email="new@example.org", post="Newcomer", by=people[Role.SYSTEM_ADMINISTRATOR])


def test_without_mail_a_newcomer_chooses_a_password_by_a_link_shown_once(signed_in, newcomer):
    client = signed_in(Role.SYSTEM_ADMINISTRATOR)
    assert sign_in(newcomer.email, "") == sign_in(newcomer.email, NEW) == 200
    page = client.post(f"/account/people/{newcomer.pk}/link", {"sent": "yes"}).content.decode()
    (path,) = re.findall(r"http://testserver(/account/password/new/\S+?)<", page)
    assert choose(path).url == "/account/password/new"
    assert sign_in(newcomer.email, NEW) == 302
    assert Entry.objects.filter(verb="made a link to choose a password", object_id=str(newcomer.pk)).exists()


def test_nobody_makes_a_link_to_an_account_that_already_opens_much(people):
    with pytest.raises(Refusal, match="took two people"):
        actions.make_link(user=people[Role.DATA_ANALYST], by=people[Role.SYSTEM_ADMINISTRATOR])


def test_where_mail_is_sent_nobody_makes_a_link(postbox, people, newcomer):
    with pytest.raises(Refusal, match="Forgotten your password"):
        actions.make_link(user=newcomer, by=people[Role.SYSTEM_ADMINISTRATOR])


def test_a_newcomer_chooses_the_first_password_by_email(postbox, newcomer):
    ask(newcomer.email)
    choose(link(postbox.to(newcomer.email)[0]))
    assert sign_in(newcomer.email, NEW) == 302
