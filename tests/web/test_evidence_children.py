"""The children behind a figure: whose rows, how many, and what is left on the trail."""

import re

import duckdb
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sherwood.governance.roles import Role
from sherwood.measuring.shelves import all_measures
from sherwood.web.site.accounts.actions import end_role
from sherwood.web.site.accounts.models import OrganisationUnit, RoleGrant, scope_of
from sherwood.web.site.trail.models import Entry

CHILD = re.compile(r"\bC\d{6}\b")
TIMELY, OVERDUE = "initial_assessments_in_time", "initial_assessments_open_overdue"
SEES_ALL = [Role.DATA_ANALYST, Role.SERVICE_DIRECTOR]
ROWS_TO_SPARE = "?answer=all&team=&district=&locality=&service=&worker=&unit=1&scope=all&all=1"


@pytest.fixture
def placings(records):
    return duckdb.read_parquet(str(records.records / "teams.parquet")).to_arrow_table().to_pylist()


@pytest.fixture
def worker(records):
    """Whoever holds the most open assessments."""
    path = records.ledger / "open_assessments.parquet"
    return duckdb.sql(
        f"SELECT worker FROM read_parquet('{path}') WHERE until_on IS NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    ).fetchall()[0][0]


def listed(client, key: str, query: str = "") -> list:
    """Every row of a list, page after page."""
    rows, page, mark = [], 1, "&" if "?" in query else "?"
    while True:
        found = client.get(f"/evidence/{key}/children/{query}{mark}page={page}").context["page"]
        rows += list(found.rows)
        if not found.rows.has_next():
            return rows
        page += 1


@pytest.mark.parametrize("key", all_measures())
def test_the_count_is_the_length_of_the_list_for_every_answer_of_every_measure(key, signed_in, records):
    client = signed_in(Role.DATA_ANALYST)
    for answer in client.get(f"/evidence/{key}/children/").context["page"].answers:
        rows = listed(client, key, f"?answer={answer.key}")
        assert len(rows) == answer.count, answer
        assert {row.answer for row in rows} <= ({answer.key} if answer.key else {"met", "not met", "unknown"})


def test_the_figure_above_the_list_is_the_lists_own(signed_in, records):
    page = signed_in(Role.DATA_ANALYST).get(f"/evidence/{OVERDUE}/children/").context["page"]
    counts = {answer.key: answer.count for answer in page.answers}
    assert f"({counts['met']:,} of {counts['met'] + counts['not met']:,})" in page.figure


@pytest.mark.parametrize(
    "key", [TIMELY, OVERDUE, "children_held_per_worker", "re_referrals_within_12_months"]
)
@pytest.mark.parametrize(
    "query", ["", ROWS_TO_SPARE, "?team=Thornmere+Reception+and+Assessment", "?each=quarter"]
)
def test_a_team_manager_gets_the_rows_of_their_own_team_whatever_the_address_says(
    key, query, signed_in, people, records
):
    client = signed_in(Role.TEAM_MANAGER)
    (own,) = scope_of(people[Role.TEAM_MANAGER]).teams
    assert {row.team for row in listed(client, key, query)} <= {own}
    assert {row.team for row in listed(client, key)} == {own}


@pytest.mark.parametrize(
    "query", ["", ROWS_TO_SPARE, "?worker=W0001", "?team=Hartsmoor+Reception+and+Assessment"]
)
def test_a_social_worker_gets_the_children_they_hold_and_no_other(query, signed_in, records, worker):
    client = signed_in(Role.SOCIAL_WORKER)
    assert {row.worker for row in listed(client, OVERDUE, query)} <= {worker}
    assert {row.worker for row in listed(client, OVERDUE)} == {worker}


def test_a_part_of_a_breakdown_leads_to_just_its_rows(signed_in, records):
    client = signed_in(Role.DATA_ANALYST)
    parts = client.get(f"/evidence/{TIMELY}/?by=team&each=month").context["page"].parts
    for part in parts:
        rows = listed(client, TIMELY, f"?each=month&team={part.narrowing['team'].replace(' ', '+')}")
        assert f"of {sum(row.answer != 'unknown' for row in rows):,})" in part.text
        assert {row.team for row in rows} == {part.name}


def test_the_links_of_a_page_lead_to_pages_that_answer(signed_in, records):
    client = signed_in(Role.DATA_ANALYST)
    for query in ("", "?by=team&each=month", "?by=worker"):
        text = client.get(f"/evidence/{TIMELY}/{query}").content.decode()
        links = {
            link.replace("&amp;", "&")
            for link in re.findall(rf'href="(/evidence/{TIMELY}/children/[^"]*)"', text)
        }
        assert len(links) > 2
        assert all(client.get(link).status_code == 200 for link in links)
        assert all(client.get(link).context["page"].rows.paginator.count for link in links)


def test_today_is_asked_for_by_its_name(signed_in, records):
    client = signed_in(Role.DATA_ANALYST)
    assert "on 8 March 2010" in client.get(f"/evidence/{OVERDUE}/children/?when=now").context["page"].figure
    assert "on 7 March 2010" in client.get(f"/evidence/{OVERDUE}/children/").context["page"].figure
    assert "to 7 March 2010" in client.get(f"/evidence/{TIMELY}/children/?when=now").context["page"].figure


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?page=2",
        "?page=abc",
        "?page=-1",
        "?page=0",
        "?page=99999999999999999999",
        "?answer=met",
        "?answer=x",
        "?each=x",
        "?team=%27%29+OR+1%3D1+--",
        "?worker=C000001",
        "?when=yesterday",
    ],
)
def test_every_look_writes_one_entry_that_names_no_child(query, signed_in, people, records):
    client = signed_in(Role.DATA_ANALYST)
    before = Entry.objects.count()
    answer = client.get(f"/evidence/{OVERDUE}/children/{query}")
    assert answer.status_code == 200
    (entry,) = Entry.objects.newest_first()[: Entry.objects.count() - before]
    assert (entry.verb, entry.by_id) == ("looked at children", str(people[Role.DATA_ANALYST].pk))
    assert entry.detail["rows"] == len(answer.context["page"].rows)
    assert not CHILD.search(f"{entry.object_id} {entry.detail}")


def test_a_head_request_is_a_look_too(signed_in, records):
    client = signed_in(Role.DATA_ANALYST)
    before = Entry.objects.count()
    client.head(f"/evidence/{OVERDUE}/children/")
    assert Entry.objects.count() == before + 1


def test_the_trail_says_whose_rows_were_looked_at(signed_in, people, records):
    signed_in(Role.TEAM_MANAGER).get(f"/evidence/{OVERDUE}/children/?answer=met")
    entry = Entry.objects.newest_first()[0]
    assert entry.object_id == f"{OVERDUE}, met, page 1"
    assert entry.detail["of"] == " and ".join(scope_of(people[Role.TEAM_MANAGER]).teams)


def test_looking_at_figures_leaves_nothing_on_the_trail(signed_in, records):
    client = signed_in(Role.DATA_ANALYST)
    before = Entry.objects.count()
    for path in ("", f"{TIMELY}/", f"{TIMELY}/?by=worker", f"{TIMELY}/figures.csv"):
        client.get(f"/evidence/{path}")
    assert Entry.objects.count() == before


def test_no_child_is_in_a_title_an_address_or_an_error(signed_in, records):
    client = signed_in(Role.DATA_ANALYST)
    text = client.get(f"/evidence/{OVERDUE}/children/").content.decode()
    child = CHILD.search(text).group()
    assert not CHILD.search(re.search(r"<title>.*</title>", text).group())
    assert not any(CHILD.search(link) for link in re.findall(r'(?:href|action|src)="([^"]*)"', text))
    for path in (f"/evidence/{child}/", f"/evidence/{TIMELY}/children/?team={child}", f"/data/{child}/"):
        assert child not in client.get(path).content.decode(), path


def test_met_is_said_in_the_words_of_the_measure(signed_in, records):
    client = signed_in(Role.DATA_ANALYST)
    words = {
        TIMELY: ["All", "Not in time", "In time"],
        OVERDUE: ["All", "Not overdue", "Overdue"],
        "second_or_subsequent_plans": ["All", "No", "Yes"],
        "children_held_per_worker": ["All"],
    }
    for key, expected in words.items():
        page = client.get(f"/evidence/{key}/children/").context["page"]
        assert [answer.words for answer in page.answers] == expected


def test_a_list_costs_the_same_however_long_it_is(signed_in, records):
    client = signed_in(Role.DATA_ANALYST)
    queries = []
    for key in (TIMELY, "single_assessments_in_time", "children_held_per_worker"):
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(f"/evidence/{key}/children/")
        queries.append(len(found))
    assert len(set(queries)) == 1, queries
    assert queries[0] <= 10


def test_a_role_that_ended_yesterday_opens_nothing_today(signed_in, people, records):
    client = signed_in(Role.TEAM_MANAGER)
    assert client.get(f"/evidence/{OVERDUE}/children/").status_code == 200
    grant = RoleGrant.objects.get(user=people[Role.TEAM_MANAGER])
    end_role(grant=grant, by=people[Role.SYSTEM_ADMINISTRATOR])
    assert client.get(f"/evidence/{OVERDUE}/children/").status_code == 403
    assert client.get("/evidence/").status_code == 403


def test_a_manager_without_a_place_and_a_worker_without_a_number_get_no_rows(signed_in, people, records):
    RoleGrant.objects.filter(user=people[Role.TEAM_MANAGER]).update(unit=None)
    assert listed(signed_in(Role.TEAM_MANAGER), OVERDUE) == []
    people[Role.SOCIAL_WORKER].worker = ""
    people[Role.SOCIAL_WORKER].save()
    assert listed(signed_in(Role.SOCIAL_WORKER), OVERDUE) == []


def test_a_team_that_was_closed_takes_its_rows_with_it(signed_in, people, records, settings):
    (own,) = scope_of(people[Role.TEAM_MANAGER]).teams
    OrganisationUnit.objects.filter(key=own).update(to_on=settings.CLOCK.replace(day=1))
    assert listed(signed_in(Role.TEAM_MANAGER), OVERDUE) == []


def test_an_answer_that_no_row_has_gives_an_empty_list_and_says_so(signed_in, records):
    """All of them would be read as having it."""
    client = signed_in(Role.DATA_ANALYST)
    for key in (OVERDUE, "looked_after_rate"):
        response = client.get(f"/evidence/{key}/children/?answer=unknown")
        assert list(response.context["page"].rows) == []
        assert "There are none whose answer is: not known." in response.content.decode()
