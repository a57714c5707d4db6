"""At the door: who is let in, who is locked out, and what is remembered of it."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client
from django.urls import reverse

from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.site.accounts import actions
from sherwood.web.site.accounts.demonstration import PASSWORD, seed_people
from sherwood.web.site.accounts.models import User
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in"


def attempt(email: str, password: str = "wrong wrong wrong", client=None, address="10.0.0.1"):
    return (client or Client()).post(SIGN_IN, {"login": email, "password": password}, REMOTE_ADDR=address)


def test_the_right_password_leads_home_and_is_on_the_trail(people):
    client = Client()
    answer = attempt("analyst@example.org", PASSWORD, client)
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/").status_code == 200
    assert Entry.objects.last_written().verb == "signed in"


def test_an_address_is_known_however_it_is_written(people):
    assert attempt("  Analyst@Example.org ", PASSWORD).status_code == 302


def test_signing_in_leads_back_to_the_page_asked_for(people):
    client = Client()
    answer = client.post(
        SIGN_IN, {"login": "board@example.org", "password": PASSWORD, "next": "/programme/findings/"}
    )
    assert answer.url == "/programme/findings/"


def test_signing_in_never_leads_to_another_site(people):
    answer = Client().post(
        SIGN_IN, {"login": "board@example.org", "password": PASSWORD, "next": "https://elsewhere.example/"}
    )
    assert answer.url == "/"


def test_a_wrong_password_says_the_same_whether_or_not_the_account_exists(people):
    known, unknown = attempt("analyst@example.org"), attempt("nobody@example.org")
    assert known.status_code == unknown.status_code == 200
    strip = str.maketrans("", "", "0123456789")
    words = [answer.context["form"].errors.as_text().translate(strip) for answer in (known, unknown)]
    assert words[0] == words[1]
    assert "There is a problem" in known.content.decode()


def test_five_wrong_passwords_lock_an_account_against_the_right_one(people):
    answers = [attempt("analyst@example.org", address=f"10.0.0.{n}").status_code for n in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert attempt("analyst@example.org", PASSWORD, address="10.9.9.9").status_code == 429


def test_a_locked_account_locks_no_other_behind_the_same_address(people):
    for _ in range(5):
        attempt("analyst@example.org")
    assert attempt("board@example.org", PASSWORD).status_code == 302


def test_an_unknown_account_locks_like_a_known_one(people):
    assert [attempt("nobody@example.org").status_code for _ in range(5)][-1] == 429


def test_an_address_that_tries_many_accounts_is_locked(people, settings):
    settings.ADDRESS_FAILURE_LIMIT = 10
    answers = [attempt(f"guess{n}@example.org").status_code for n in range(10)]
    assert answers[:9] == [200] * 9
    assert answers[9] == 429
    assert attempt("board@example.org", PASSWORD).status_code == 429
    assert attempt("board@example.org", PASSWORD, address="10.0.0.2").status_code == 302


def test_signing_in_oneself_does_not_forgive_guesses_at_others(people):
    for _ in range(4):
        attempt("analyst@example.org")
    assert attempt("board@example.org", PASSWORD).status_code == 302
    assert attempt("analyst@example.org").status_code == 429


def later(minutes: int) -> None:
    """Let time pass for the failures so far."""
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=minutes))


def test_a_patient_guesser_is_locked_too(people):
    """One try every two minutes: never five within a short window, but none is forgotten meanwhile."""
    statuses = []
    for _ in range(5):
        statuses.append(attempt("analyst@example.org").status_code)
        later(2)
    assert statuses[-1] == 429


def test_half_an_hour_unlocks(people):
    for _ in range(5):
        attempt("analyst@example.org")
    later(31)
    assert attempt("analyst@example.org", PASSWORD).status_code == 302


def test_behind_a_proxy_the_address_is_what_the_proxy_wrote(people, settings):
    settings.BEHIND_PROXY = True
    Client().post(
        SIGN_IN,
        {"login": "analyst@example.org", "password": "wrong wrong wrong"},
        HTTP_X_FORWARDED_FOR="6.6.6.6, 10.1.1.1",
    )
    assert AccessAttempt.objects.get().ip_address == "10.1.1.1"


def test_no_password_or_address_tried_is_kept(people):
    attempt("analyst@example.org", "my real password, mistyped")
    kept = AccessAttempt.objects.get()
    assert "mistyped" not in kept.post_data
    assert "analyst" not in kept.post_data


def test_signing_out_is_on_the_trail_and_needs_a_form(signed_in):
    client = signed_in(Role.DATA_ANALYST)
    assert client.get("/account/sign-out").status_code == 200
    assert client.get("/").status_code == 200, "reading a page never signs anybody out"
    client.post("/account/sign-out")
    assert client.get("/").status_code == 302
    assert Entry.objects.last_written().verb == "signed out"


def test_nobody_signs_themselves_up(people):
    assert Client().get("/account/signup/").status_code == 404
    assert Client().get("/accounts/signup/").status_code == 404


def test_a_password_of_less_than_14_characters_is_refused(db):
    with pytest.raises(SherwoodError, match="at least 14"):
        actions.add_person(email="a@example.org", post="Analyst", password="short", by=COMMAND_LINE)
    assert not User.objects.exists()


def test_passwords_are_kept_with_argon2(db, settings):
    from sherwood.web import settings as real

    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS
    user = actions.add_person(email="a@example.org", post="Analyst", password=PASSWORD, by=COMMAND_LINE)
    assert user.password.startswith("argon2$argon2id$")


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_app(email: str) -> Client:
    """Somebody signed in who has just set up an authenticator app."""
    client = Client()
    attempt(email, PASSWORD, client)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate")), (
        "a sensitive step asks for the password again"
    )
    assert client.get(asked.url).status_code == 200
    client.post(asked.url, {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert page.context["form"].secret in page.content.decode()
    assert client.post(reverse("mfa_activate_totp"), {"code": code_for(page.context["form"].secret)}).url
    return client


def test_an_authenticator_app_becomes_a_second_step(people):
    codes = with_app("analyst@example.org").get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    client = Client()
    answer = attempt("analyst@example.org", PASSWORD, client)
    assert answer.url == reverse("mfa_authenticate")
    assert client.get("/").status_code == 302, "the password alone no longer lets in"
    assert "Enter your code" in client.get(answer.url).content.decode()
    wrong = client.post(answer.url, {"code": "000000"})
    assert "There is a problem" in wrong.content.decode()
    assert client.post(answer.url, {"code": codes[0]}).url == "/"
    assert client.get("/").status_code == 200


def test_every_page_of_the_second_step_can_be_read(people):
    client = with_app("analyst@example.org")
    for name in (
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "account_change_password",
    ):
        assert client.get(reverse(name)).status_code == 200, name


def test_the_second_step_can_be_given_up(people):
    client = with_app("analyst@example.org")
    client.post(reverse("mfa_deactivate_totp"))
    assert attempt("analyst@example.org", PASSWORD).url == "/"


def test_changing_ones_password_works_and_the_old_one_stops(people):
    client = Client()
    attempt("analyst@example.org", PASSWORD, client)
    new = "four quite unlikely words"
    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert attempt("analyst@example.org", new).status_code == 302
    assert attempt("analyst@example.org", PASSWORD).status_code == 200


def test_a_real_site_refuses_the_demonstrations_people(settings):
    settings.PRODUCTION = True
    with pytest.raises(SherwoodError, match="published password"):
        seed_people(council="Greenshire", placings=[])


def test_the_sign_in_page_names_the_demonstrations_people_only_in_a_demonstration(people, settings):
    assert PASSWORD in Client().get(SIGN_IN).content.decode()
    settings.DEMONSTRATION = False
    assert PASSWORD not in Client().get(SIGN_IN).content.decode()
