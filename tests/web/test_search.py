"""The search: what is found, by whom, and that the number of a child is nowhere but in the box and the answer."""

import logging
from datetime import date

import duckdb
import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from other_council import Office, founded
from sherwood.governance.roles import Role
from sherwood.web.programme.meetings.models import Item, Meeting
from sherwood.web.programme.programmes.models import Body, Finding, Project
from sherwood.web.site.accounts.models import scope_of
from sherwood.web.site.trail.models import Entry

NOTHING = "Nothing you may see answers to that."


def searched(client, words: str) -> str:
    """By the box at the head of a page, as a browser sends it."""
    home = html.fromstring(client.get("/").content.decode())
    (form,) = home.xpath("//header//form[@role='search']")
    assert form.get("method") == "post"
    sent = {box.get("name"): box.get("value", "") for box in form.xpath(".//input[@name]")}
    answer = client.post(form.get("action"), sent | {"words": words})
    assert answer.status_code == 200
    return " ".join(html.fromstring(answer.content.decode()).xpath("//main")[0].text_content().split())


def links(client, words: str) -> list[str]:
    answer = client.post("/search", {"words": words})
    return html.fromstring(answer.content.decode()).xpath("//ul[@class='sherwood-found']//a/@href")


def a_child(records, team: str, other: bool = False) -> str:
    """A child of whom that team has something; or one of whom it has nothing."""
    paths = ", ".join(
        f"'{path}'"
        for path in records.ledger.glob("*.parquet")
        if path.stem not in ("child_population", "districts")
    )
    test = "bool_and(team IS NOT NULL AND team <> $team)" if other else "bool_or(team = $team)"
    sql = f"SELECT child FROM read_parquet([{paths}], union_by_name=true) GROUP BY 1 HAVING {test} ORDER BY 1"
    return duckdb.execute(sql, {"team": team}).fetchall()[0][0]


@pytest.fixture
def placings(records):
    """The teams of the records, so that whoever manages one reaches children."""
    return duckdb.read_parquet(str(records.records / "teams.parquet")).to_arrow_table().to_pylist()


@pytest.fixture
def manager(signed_in, programme):
    return signed_in(Role.PROGRAMME_MANAGER)


@pytest.mark.parametrize(
    ("words", "href"),
    [
        ("P09", "/programme/projects/P09/"),
        ("timescales assessments", "/programme/projects/P03/"),
        ("A2", "/programme/findings/A2/"),
        ("companion", "/help/glossary#companion"),
    ],
)
def test_things_of_the_programme_are_found_by_key_and_by_words(manager, words, href):
    assert href in links(manager, words)


def test_a_measure_is_found_by_its_code_once_there_are_records(manager, records):
    assert "/evidence/initial_assessments_in_time/" in links(manager, "ni 59")


def test_another_council_finds_its_own(prepared):
    founded()
    manager = Office().enter(Role.PROGRAMME_MANAGER, "Programme manager")
    assert links(manager, "front door") == ["/programme/projects/W1/"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Enter what you are looking for"),
        ("a", "Enter at least 2 letters or numbers"),
        ("b" * 101, "must be 100 characters or fewer"),
        ("nothing of that name", NOTHING),
    ],
)
def test_empty_too_short_and_nothing_found_say_what_to_do(manager, words, says):
    text = searched(manager, words)
    assert says in text
    assert "a project, by its key, name or aim" in text


def test_what_is_confidential_in_a_meeting_is_not_found(manager):
    meeting = Meeting.objects.create(body=Body.objects.meeting().first(), held_on=date(2010, 2, 1))
    Item.objects.create(meeting=meeting, position=1, title="Lighthouse opens")
    Item.objects.create(meeting=meeting, position=2, title="Lighthouse fails", confidential=True)
    text = searched(manager, "lighthouse")
    assert "Lighthouse opens" in text
    assert "Lighthouse fails" not in text


def test_who_reaches_a_child_finds_it_by_its_whole_number_and_the_look_is_on_the_trail(
    signed_in, people, records
):
    (own,) = scope_of(people[Role.TEAM_MANAGER]).teams
    client, child = signed_in(Role.TEAM_MANAGER), a_child(records, own)
    before = Entry.objects.count()
    text = searched(client, child)
    assert "Records of this child" in text and own in text
    (entry,) = Entry.objects.filter(number__gt=before)
    assert entry.verb == "looked at children"
    assert entry.detail["rows"] > 0
    assert child not in str(vars(entry))
    assert NOTHING in searched(client, child[:-1]), "a part of a number finds nothing"


def test_a_child_of_others_is_as_unknown_as_one_that_is_not_there(signed_in, people, records, programme):
    (own,) = scope_of(people[Role.TEAM_MANAGER]).teams
    elsewhere = a_child(records, own, other=True)
    for role in (Role.TEAM_MANAGER, Role.SYSTEM_ADMINISTRATOR, Role.BOARD_MEMBER, Role.PROJECT_LEAD):
        client, before = signed_in(role), Entry.objects.count()
        assert searched(client, elsewhere) == searched(client, "C999999").replace("C999999", elsewhere)
        assert Entry.objects.count() == before


def test_who_sees_no_children_is_not_told_that_they_could_be_looked_for(signed_in, people):
    told = "by the case system's whole number"
    assert told in signed_in(Role.TEAM_MANAGER).get("/search").content.decode().replace("&#x27;", "'")
    assert "whole number" not in signed_in(Role.BOARD_MEMBER).get("/search").content.decode()


def test_the_number_of_a_child_is_in_no_address_title_log_or_session(signed_in, people, records, caplog):
    (own,) = scope_of(people[Role.TEAM_MANAGER]).teams
    client, child = signed_in(Role.TEAM_MANAGER), a_child(records, own)
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/search", {"words": child})
    page = html.fromstring(answer.content.decode())
    assert child not in page.xpath("//title")[0].text
    assert not [link for link in page.xpath("//@href | //@action") if child in link]
    assert child not in caplog.text
    assert "no-store" in answer["Cache-Control"]
    # a reader who was signed out meanwhile is led to the empty box, and what they typed is kept nowhere
    form = html.fromstring(client.get("/search").content.decode()).xpath("//main//form")[0]
    sent = {box.get("name"): box.get("value", "") for box in form.xpath(".//input[@name]")} | {"words": child}
    other = Client()
    led = other.post("/search", sent)
    assert led.status_code == 302 and child not in led["Location"]
    assert not [one for one in Session.objects.all() if child in str(one.get_decoded())]


def test_a_get_with_words_in_the_address_finds_nothing(manager):
    assert "sherwood-found" not in manager.get("/search?words=P09").content.decode()


def copies(rows, n: int) -> list:
    """The same rows under other keys."""
    made = list(rows)
    for row in made:
        row.pk, row.key, row._state.adding = None, f"{row.key}x{n}", True
    return made


def test_the_search_asks_the_database_as_often_for_many_rows_as_for_few(manager):
    def asked() -> int:
        manager.post("/search", {"words": "the"})
        with CaptureQueriesContext(connection) as made:
            assert manager.post("/search", {"words": "the"}).status_code == 200
        return len(made)

    few = asked()
    for n in range(10):
        Project.objects.bulk_create(
            copies(Project.objects.filter(key__startswith="P").exclude(key__contains="x"), n)
        )
        Finding.objects.bulk_create(copies(Finding.objects.exclude(key__contains="x"), n))
    assert Project.objects.count() == 187
    assert asked() == few
    assert few <= 40
