"""The pages about people and roles: search, paging, the history of grants, the forms, and the lists as files."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sherwood.governance.roles import Permission, Role
from sherwood.web.site.accounts import actions
from sherwood.web.site.accounts.models import RoleGrant, User
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry
from sherwood.web.site.ui.overtaking import mark_of

PEOPLE = "/account/people/"


@pytest.fixture
def client(signed_in) -> Client:
    return signed_in(Role.SYSTEM_ADMINISTRATOR)


def said(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def day(name: str, on: date | None) -> dict:
    parts = (on.day, on.month, on.year) if on else ("", "", "")
    return {f"{name}_{number}": part for number, part in enumerate(parts)}


def crowd(many: int) -> None:
    for number in range(many):
        user = actions.add_person(email=f"c{number}@example.org", post=f"Clerk {number:03}", by=COMMAND_LINE)
        actions.grant_role(user=user, role=Role.PROJECT_LEAD, by=COMMAND_LINE)


def test_the_list_says_who_holds_what_since_when_and_who_was_here(client, people):
    page = said(client, PEOPLE)
    assert "30 people are entered. No role waits for a second person." in page
    assert "consultant@<wbr>example.org" in page and "until 31 March 2010" in page
    assert "Never" in page, "who has not signed in yet"


def test_people_are_found_by_post_address_and_worker(client, people):
    for words, post in (
        ("safeguarding", "Chair, safeguarding"),
        ("ANALYST@", "Data analyst"),
        ("W1", "Social worker"),
    ):
        page = said(client, f"{PEOPLE}?q={words}")
        assert post in page and "1 account has" in page
    assert "No accounts have" in said(client, f"{PEOPLE}?q=%25nobody%25")


def test_the_list_is_cut_into_pages(client, people):
    crowd(40)
    assert "Page 1 of 2" in said(client, PEOPLE)
    assert "Page 2 of 2" in said(client, f"{PEOPLE}?page=99")


@pytest.mark.parametrize("path", [PEOPLE, "/account/people/lists/people.csv", "/account/people/requests/"])
def test_more_people_ask_the_database_no_more(client, people, path):
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(path)
    crowd(15)
    newest = User.objects.get(email="c0@example.org")
    for role in (Role.AUDITOR, Role.DATA_ANALYST, Role.BOARD_MEMBER):
        actions.grant_role(user=newest, role=role, by=people[Role.SYSTEM_ADMINISTRATOR])
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few)


def test_a_person_is_entered_given_a_role_and_shown_with_its_history(client, people):
    answer = client.post(
        f"{PEOPLE}new", {"email": "New@Example.org", "post": "Critical friend, health", "worker": ""}
    )
    user = User.objects.get(email="new@example.org")
    assert answer.url == f"{PEOPLE}{user.pk}/"
    assert not user.has_usable_password()
    typed = {
        "role": "CONSULTANT",
        "unit": "",
        **day("from_on", date(2010, 3, 8)),
        **day("to_on", date(2010, 6, 30)),
    }
    assert client.post(f"{answer.url}roles/new", typed).status_code == 302
    page = said(client, answer.url)
    assert "Critical friend or consultant" in page and "30 June 2010" in page
    assert "Asked for by System administrator" in page


def test_a_refusal_loses_nothing_that_was_typed(client, people):
    user = people[Role.BOARD_MEMBER]
    typed = {"role": "CONSULTANT", "unit": "", **day("from_on", date(2010, 3, 8)), **day("to_on", None)}
    page = client.post(f"{PEOPLE}{user.pk}/roles/new", typed).content.decode()
    assert "at most 12 months" in page and 'value="CONSULTANT" selected' in page
    assert not user.grants.filter(role="CONSULTANT").exists()


def test_an_address_that_is_taken_is_refused_in_words(client, people):
    page = client.post(f"{PEOPLE}new", {"email": "analyst@example.org", "post": "Another"}).content.decode()
    assert "already entered" in page and 'value="Another"' in page


@pytest.mark.parametrize(
    ("role", "placed", "words"),
    [("TEAM_MANAGER", False, "Choose which"), ("DATA_ANALYST", True, "Choose the whole council")],
)
def test_the_place_of_a_role_says_how_far_it_reaches(client, people, role, placed, words):
    unit = people[Role.TEAM_MANAGER].grants.get().unit_id if placed else ""
    typed = {"role": role, "unit": unit, **day("from_on", date(2010, 3, 8)), **day("to_on", None)}
    assert words in client.post(f"{PEOPLE}{people[Role.BOARD_MEMBER].pk}/roles/new", typed).content.decode()
    assert people[Role.BOARD_MEMBER].grants.count() == 1


def test_a_post_changed_by_another_meanwhile_is_not_overwritten(client, people):
    user = people[Role.BOARD_MEMBER]
    path = f"{PEOPLE}{user.pk}/post"
    read = mark_of({"post__title": user.post.title})
    assert client.post(path, {"post": "Elected member", "as_read": read}).status_code == 302
    page = client.post(path, {"post": "Councillor", "as_read": read}).content.decode()
    assert "changed this after you opened it" in page and 'value="Councillor"' in page
    assert User.objects.get(pk=user.pk).post.title == "Elected member"
    assert Entry.objects.filter(verb="changed a post").count() == 1


def test_a_role_is_ended_and_an_account_closed_and_opened_by_form(client, people):
    user = people[Role.PROJECT_LEAD]
    grant = user.grants.get()
    assert client.post(f"{PEOPLE}roles/{grant.pk}/end", day("last_day", date(2010, 3, 31))).status_code == 302
    assert RoleGrant.objects.get(pk=grant.pk).to_on == date(2010, 3, 31)
    assert "Roles that end within 30 days" in said(client, PEOPLE)
    assert client.post(f"{PEOPLE}{user.pk}/close", {"sent": "yes"}).status_code == 302
    assert "nobody comes in by it" in said(client, f"{PEOPLE}{user.pk}/")
    client.post(f"{PEOPLE}{user.pk}/open", {"sent": "yes"})
    assert "Holds no role today" in said(client, f"{PEOPLE}{user.pk}/")
    verbs = {one.verb for one in Entry.objects.newest_first()[:3]}
    assert verbs == {"ended a role", "closed an account", "opened an account again"}


@pytest.mark.parametrize(("ends", "listed"), [(date(2010, 4, 7), True), (date(2010, 4, 8), False)])
def test_what_ends_within_thirty_days_is_listed_and_nothing_later(client, people, ends, listed):
    people[Role.CONSULTANT].grants.update(to_on=ends)
    rows = client.get("/account/people/lists/ending.csv").content.decode("utf-8-sig")
    assert ("Critical friend" in rows) == listed


def test_the_people_are_a_file_too(client, people):
    rows = list(csv.DictReader(StringIO(client.get(f"{PEOPLE}lists/people.csv").content.decode("utf-8-sig"))))
    assert len(rows) == User.objects.count()
    analyst = next(row for row in rows if row["Address"] == "analyst@example.org")
    assert analyst["Roles today"] == "Data analyst, since 16 November 2009"
    assert client.get(f"{PEOPLE}lists/waiting.xlsx").content[:2] == b"PK"
    assert client.get(f"{PEOPLE}lists/nothing.csv").status_code == 404


def test_the_senior_responsible_owner_sees_what_is_theirs_to_agree_and_no_more(signed_in, people):
    asker = people[Role.SYSTEM_ADMINISTRATOR]
    newcomer = actions.add_person(email="new@example.org", post="Newcomer", by=asker)
    board = actions.grant_role(user=newcomer, role=Role.BOARD_MEMBER, by=asker)
    analyst = actions.grant_role(user=newcomer, role=Role.DATA_ANALYST, by=asker)
    owner = signed_in(Role.SENIOR_RESPONSIBLE_OWNER)
    assert "People and roles" not in said(owner, "/account/")
    page = said(owner, "/account/people/requests/")
    assert "Board member" in page and "Data analyst" not in page
    assert owner.get(f"/account/people/requests/{analyst.pk}/").status_code == 404
    assert owner.post(f"/account/people/requests/{analyst.pk}/", {"answer": "agree"}).status_code == 404
    assert owner.get(PEOPLE).status_code == 403
    owner.post(f"/account/people/requests/{board.pk}/", {"answer": "agree"})
    assert User.objects.get(pk=newcomer.pk).may(Permission.DECIDE)
