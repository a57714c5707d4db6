"""What somebody tries who wants in, or wants more than is theirs."""

import re

import duckdb
import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from sherwood.governance.roles import Role
from sherwood.web.site.accounts.models import scope_of
from sherwood.web.site.accounts.sign_in import address_of

TIMELY = "initial_assessments_in_time"
PATHS = [
    "/",
    "/programme/",
    "/programme/about/",
    "/programme/findings/",
    "/programme/findings/A2/",
    "/programme/projects/P03/",
    "/evidence/",
    f"/evidence/{TIMELY}/",
    f"/evidence/{TIMELY}/figures.csv",
    f"/evidence/{TIMELY}/children/",
    "/data/",
    "/trail/",
    "/account/",
    "/account/password",
    "/account/second-step",
]
SPOOFED = {
    "HTTP_REMOTE_USER": "analyst@example.org",
    "REMOTE_USER": "analyst@example.org",
    "HTTP_X_FORWARDED_USER": "analyst@example.org",
    "HTTP_X_REMOTE_USER": "analyst@example.org",
    "HTTP_X_FORWARDED_FOR": "127.0.0.1",
    "HTTP_X_ORIGINAL_URL": "/data/",
    "HTTP_X_REWRITE_URL": "/data/",
    "HTTP_AUTHORIZATION": "Basic YW5hbHlzdEBleGFtcGxlLm9yZzpzaGVyd29vZCBmb3Jlc3QgMjAxMA==",
    "HTTP_X_HTTP_METHOD_OVERRIDE": "GET",
}


@pytest.fixture
def placings(records):
    return duckdb.read_parquet(str(records.records / "teams.parquet")).to_arrow_table().to_pylist()


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_what_links_and_forms_do_is_answered(method, signed_in, programme, records):
    client = signed_in(Role.DATA_ANALYST)
    for path in PATHS:
        answer = client.generic(method, path)
        assert answer.status_code == 405, path
        assert answer["Allow"] == "GET, HEAD, POST"
        assert not answer.content


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.DATA_ANALYST, Role.AUDITOR, Role.SOCIAL_WORKER])
def test_a_head_request_is_let_in_where_a_page_is_and_tells_nothing(role, signed_in, programme, records):
    client = signed_in(role)
    for path in PATHS:
        asked = client.head(path)
        assert asked.status_code == client.get(path).status_code, path
        assert not asked.content


def test_a_form_without_its_token_is_refused_everywhere(people, programme, records):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        people[Role.DATA_ANALYST], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    for path in [*PATHS, reverse("account_logout"), reverse("mfa_activate_totp")]:
        answer = client.post(path, {"anything": "1"})
        assert answer.status_code == 403, path
        assert "open for too long" in words(answer)
    assert client.get("/").status_code == 200, "the refusals signed nobody out"


@pytest.mark.parametrize("path", PATHS)
def test_headers_let_nobody_in(path, programme, records):
    answer = Client().get(path, **SPOOFED)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_headers_give_nobody_more(signed_in, programme, records):
    client = signed_in(Role.BOARD_MEMBER)
    assert client.get("/data/", **SPOOFED).status_code == 403
    assert client.get(f"/evidence/{TIMELY}/children/", **SPOOFED).status_code == 403
    assert client.get("/", **SPOOFED).context["user"].post.title.startswith("Elected member")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1:80@evil.example", ""])
def test_another_name_for_the_site_is_refused(host, signed_in, people):
    assert signed_in(Role.BOARD_MEMBER).get("/", HTTP_HOST=host).status_code == 400
    assert Client().get("/", HTTP_HOST="localhost", HTTP_X_FORWARDED_HOST=host or "x").status_code == 302


def test_an_address_is_believed_from_a_proxy_alone(settings):
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="10.9.9.9, 192.0.2.7", REMOTE_ADDR="192.0.2.1")
    settings.BEHIND_PROXY = False
    assert address_of(request) == "192.0.2.1"
    settings.BEHIND_PROXY = True
    assert address_of(request) == "192.0.2.7"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(elsewhere, people):
    answer = Client().post(
        f"/account/sign-in?next={elsewhere}",
        {"login": "board@example.org", "password": "sherwood forest 2010", "next": elsewhere},
    )
    assert (answer.status_code, answer.url) == (302, "/")


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/evidence", "///evil.example", "/evidence//"]
)
def test_a_slash_too_many_leads_nowhere_else(path, signed_in, records):
    answer = signed_in(Role.DATA_ANALYST).get("/", PATH_INFO=path)
    assert answer.status_code in (301, 404)
    assert not re.match(r"(https?:)?//", answer.get("Location", "/"))


def test_a_slash_too_few_finds_the_page_and_opens_no_other(signed_in, records):
    assert signed_in(Role.DATA_ANALYST).get("/evidence", follow=True).status_code == 200
    assert signed_in(Role.BOARD_MEMBER).get(f"/evidence/{TIMELY}/children", follow=True).status_code == 403


@pytest.mark.parametrize(
    "page", ["9" * 5000, "1e9", "٣", "1;DROP TABLE", "../2", "%00", "NaN", " 2 ", "0x10"]
)
def test_no_page_number_breaks_a_list(page, signed_in, records):
    for role, path in ((Role.DATA_ANALYST, f"/evidence/{TIMELY}/children/"), (Role.AUDITOR, "/trail/")):
        answer = signed_in(role).get(path, {"page": "\0" if page == "%00" else page})
        assert answer.status_code == (400 if page == "%00" else 200)


def test_one_team_manager_cannot_name_another_team(signed_in, people, records):
    """By name, by repetition, by unit, by JSON: the rows stay those of their own team."""
    client = signed_in(Role.TEAM_MANAGER)
    (own,) = scope_of(people[Role.TEAM_MANAGER]).teams
    path = records.ledger / "finished_assessments.parquet"
    others = [
        team
        for (team,) in duckdb.sql(
            f"SELECT DISTINCT team FROM read_parquet('{path}') WHERE team <> '{own}'"
        ).fetchall()
    ]
    assert others
    for team in others:
        for query in (
            {"team": team},
            {"team": [own, team]},
            {"team": [team, own]},
            {"team[]": team},
            {"unit": team},
        ):
            rows = client.get(f"/evidence/{TIMELY}/children/", query).context["page"].rows
            assert {row.team for row in rows} <= {own}, query


def test_who_is_signed_out_has_left(signed_in, records):
    client = signed_in(Role.DATA_ANALYST)
    kept = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.get("/data/").status_code == 302


def test_a_new_password_ends_every_other_session(people, records):
    from sherwood.web.site.accounts.actions import change_password

    client = Client()
    client.force_login(
        people[Role.DATA_ANALYST], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get("/data/").status_code == 200
    change_password(
        user=people[Role.DATA_ANALYST],
        password="four quite unlikely words",
        by=people[Role.SYSTEM_ADMINISTRATOR],
    )
    assert client.get("/data/").status_code == 302


def test_a_role_that_begins_tomorrow_opens_nothing_today(people, records, settings):
    from datetime import timedelta

    from sherwood.web.site.accounts.models import RoleGrant

    RoleGrant.objects.filter(user=people[Role.DATA_ANALYST]).update(from_on=settings.CLOCK + timedelta(1))
    client = Client()
    client.force_login(
        people[Role.DATA_ANALYST], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    for path in ("/data/", "/evidence/", f"/evidence/{TIMELY}/children/"):
        assert client.get(path).status_code == 403
