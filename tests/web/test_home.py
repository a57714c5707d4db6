"""What waits for somebody, and the figures of their own part of the service."""

import duckdb
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sherwood.governance.roles import PRACTISE, Role
from sherwood.measuring.shelves import all_measures
from sherwood.web.evidence.waiting import FIGURES, HEADLINES
from sherwood.web.site.accounts.models import scope_of

OVERDUE = "initial_assessments_open_overdue"


@pytest.fixture
def placings(records):
    return duckdb.read_parquet(str(records.records / "teams.parquet")).to_arrow_table().to_pylist()


@pytest.fixture
def worker(records):
    """Whoever holds the most overdue assessments."""
    path = records.ledger / "open_assessments.parquet"
    return duckdb.sql(
        f"SELECT worker FROM read_parquet('{path}') WHERE until_on IS NULL AND overdue_from <= DATE '2010-03-08' "
        "GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    ).fetchall()[0][0]


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def worklist(client) -> list:
    return [one for one in client.get("/").context["waiting"] if "when=now" in one.href]


@pytest.mark.parametrize("role", [Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.SOCIAL_WORKER])
def test_work_that_is_overdue_waits_first_and_leads_to_just_its_children(role, signed_in, records):
    client = signed_in(role)
    waiting = client.get("/").context["waiting"]
    lines = worklist(client)
    assert lines and waiting[: len(lines)] == lines
    for line in lines:
        rows = client.get(line.href).context["page"].rows
        assert line.words.endswith(f": {rows.paginator.count:,}")
        assert {row.answer for row in rows} == {"met"}


def test_a_manager_is_told_of_their_team_and_a_worker_of_their_own(signed_in, people, records):
    assert "overdue in your team: " in worklist(signed_in(Role.TEAM_MANAGER))[0].words
    assert "overdue that you hold: " in worklist(signed_in(Role.SOCIAL_WORKER))[0].words
    head = worklist(signed_in(Role.HEAD_OF_SERVICE))
    assert f"overdue in {scope_of(people[Role.HEAD_OF_SERVICE]).yours}: " in head[0].words


@pytest.mark.parametrize("role", [role for role in Role if role not in PRACTISE])
def test_nobody_else_has_a_list_of_overdue_work(role, signed_in, records):
    assert worklist(signed_in(role)) == []


def test_a_manager_is_judged_by_the_figures_of_their_own_team(signed_in, people, records):
    figures = signed_in(Role.TEAM_MANAGER).get("/").context["figures"]
    (own,) = scope_of(people[Role.TEAM_MANAGER]).teams
    assert figures.of == own
    assert {one.key for one in figures.summaries} <= {slot[0] for slot in FIGURES[Role.TEAM_MANAGER]}
    assert not any("Hidden" in one.figure_text for one in figures.summaries)
    board = signed_in(Role.BOARD_MEMBER).get("/").context["figures"]
    assert board.of == "the whole council"
    assert [one.key for one in board.summaries] == [slot[0] for slot in HEADLINES]


def test_a_figure_says_when_it_was(signed_in, records):
    text = words(signed_in(Role.BOARD_MEMBER).get("/"))
    assert "1 to 7 March 2010" in text


def test_every_figure_of_a_role_is_a_measure():
    assert {key for slots in [*FIGURES.values(), HEADLINES] for slot in slots for key in slot} <= set(
        all_measures()
    )


def test_home_costs_the_same_for_a_team_as_for_the_council(signed_in, records):
    counts = []
    for role in (Role.TEAM_MANAGER, Role.SOCIAL_WORKER):
        client = signed_in(role)
        client.get("/")
        with CaptureQueriesContext(connection) as found:
            client.get("/")
        counts.append(len(found))
    assert max(counts) <= 17  # with one for each register in which something can be due


def test_home_stands_before_the_first_load(signed_in, settings, tmp_path, records):
    settings.STORE_ROOT = tmp_path / "empty"
    assert "Nothing waits for you today." in words(signed_in(Role.TEAM_MANAGER).get("/"))
