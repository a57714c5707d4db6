"""Measures as their readers see them: what is shown, what is hidden, and from whom."""

import csv
import re

import duckdb
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sherwood.governance.roles import MATRIX, Permission, Role
from sherwood.measuring.figures import Ledger
from sherwood.measuring.parts import part_name, too_many_unknown
from sherwood.measuring.shelves import all_measures
from sherwood.records.snapshots import Store
from sherwood.reporting.hiding import PLACES, small
from sherwood.web.evidence import ledgers, views
from sherwood.web.site.accounts.models import scope_of

TIMELY, OVERDUE = "initial_assessments_in_time", "initial_assessments_open_overdue"
NO_SCOPE = [
    role for role in Role
    if Permission.SEE_MEASURES in MATRIX[role] and not any("CHILDREN" in one.name for one in MATRIX[role])
]  # fmt: skip
READERS = [role for role in Role if Permission.SEE_MEASURES in MATRIX[role]]


@pytest.fixture
def placings(records):
    return duckdb.read_parquet(str(records.records / "teams.parquet")).to_arrow_table().to_pylist()


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def truth(records, key: str, page, by: str) -> dict:
    return Ledger(records.ledger).breakdown(all_measures()[key], page.trend.breakdown_period, by)


@pytest.mark.parametrize("role", READERS, ids=lambda role: role.name)
def test_every_measure_answers_to_everyone_who_may_see_measures(role, signed_in, records):
    client = signed_in(role)
    assert client.get("/evidence/").status_code == 200
    for key in all_measures():
        assert client.get(f"/evidence/{key}/").status_code == 200, key


def test_the_list_says_how_all_measures_stand(signed_in, records):
    answer = signed_in(Role.BOARD_MEMBER).get("/evidence/")
    shown = answer.context["measures"].rows
    assert re.search(rf"Of {len(shown)} measures with records, \d", words(answer))
    assert len(shown) + len(answer.context["silent"]) == len(all_measures())
    assert {row.trend.key for row in shown} >= {TIMELY, OVERDUE, "looked_after_rate"}


def test_a_measure_says_its_figure_its_chart_its_companion_and_what_it_means(signed_in, records):
    answer = signed_in(Role.BOARD_MEMBER).get(f"/evidence/{TIMELY}/")
    page, text = answer.context["page"], words(answer)
    assert f"<strong>{page.summary.said}.</strong>" in text
    assert text.count("<svg") >= 2
    assert "Initial assessments open and overdue" in text
    assert "Limit from 1 April 2000" in text and "Limit from 17 March 2010" in text
    assert len(page.picture.twin.rows) == 52


@pytest.mark.parametrize("key", all_measures())
@pytest.mark.parametrize("by", (*PLACES, "sex", "ethnicity", "disabled", "age_band"))
def test_small_numbers_are_hidden_from_a_board_member_and_not_from_an_analyst(key, by, signed_in, records):
    board = signed_in(Role.BOARD_MEMBER).get(f"/evidence/{key}/?by={by}").context["page"]
    analyst = signed_in(Role.DATA_ANALYST).get(f"/evidence/{key}/?by={by}").context["page"]
    counts = truth(records, key, board, by)
    few = {part_name(by, value) for value, count in counts.items() if small(board.measure, count)}
    assert few.isdisjoint({part.name for part in board.parts})
    if too_many_unknown(board.measure, by, counts):
        for page in (board, analyst):
            assert page.parts == [] and "is not known for" in page.compared.not_compared
        return
    assert {part.name for part in analyst.parts} == {part_name(by, value) for value in counts}
    assert bool(board.parts_hidden) >= bool(few) and not analyst.parts_hidden


def test_something_in_the_small_council_is_hidden(signed_in, records):
    """Else the tests above would prove nothing."""
    board = signed_in(Role.BOARD_MEMBER)
    found = [board.get(f"/evidence/{key}/?by=team").context["page"] for key in all_measures()]
    assert sum(1 for page in found if page.parts_hidden) >= 3
    assert sum(1 for page in found if page.parts) >= 3
    assert any(page.trend.hidden for page in found)


def test_a_team_manager_sees_their_own_team_and_not_what_is_small_of_others(signed_in, people, records):
    (own,) = scope_of(people[Role.TEAM_MANAGER]).teams
    client, analyst = signed_in(Role.TEAM_MANAGER), signed_in(Role.DATA_ANALYST)
    for key in all_measures():
        page = client.get(f"/evidence/{key}/?by=team").context["page"]
        counts = truth(records, key, page, "team")
        few = {team for team, count in counts.items() if small(page.measure, count) and team != own}
        assert few.isdisjoint({part.name for part in page.parts})
        assert (own in counts) == (own in {part.name for part in page.parts}), key
        assert analyst.get(f"/evidence/{key}/?by=team").context["page"].parts_hidden == ""


@pytest.mark.parametrize("role", NO_SCOPE, ids=lambda role: role.name)
def test_nobody_without_children_to_see_splits_a_figure_by_worker(role, signed_in, records):
    answer = signed_in(role).get(f"/evidence/{TIMELY}/?by=worker")
    assert answer.context["page"].by == "district"
    assert ">worker</a>" not in words(answer)
    assert not re.search(r"\bW\d{4}\b", words(answer))


def test_workers_are_those_of_ones_own_team(signed_in, people, records):
    (own,) = scope_of(people[Role.TEAM_MANAGER]).teams
    page = signed_in(Role.TEAM_MANAGER).get(f"/evidence/{TIMELY}/?by=worker").context["page"]
    path = records.ledger / "finished_assessments.parquet"
    of_team = {
        worker
        for (worker,) in duckdb.sql(
            f"SELECT DISTINCT worker FROM read_parquet('{path}') WHERE team = '{own}'"
        ).fetchall()
    }
    assert {part.name for part in page.parts} <= of_team and page.parts


@pytest.mark.parametrize("key", all_measures())
def test_no_part_of_the_page_says_what_is_hidden(key, signed_in, records):
    """The twin, the drawing and the download agree on what is left out."""
    client = signed_in(Role.BOARD_MEMBER)
    page = client.get(f"/evidence/{key}/").context["page"]
    points = page.picture.specification["data"]["values"]
    lines = list(csv.reader(client.get(f"/evidence/{key}/figures.csv").content.decode().splitlines()))[1:]
    rows = page.picture.twin.rows[::-1]
    assert len(points) == len(lines) == len(rows)
    for i in range(len(points)):
        hidden = page.trend.is_hidden(i)
        assert hidden == (rows[i][1] == "Hidden for privacy") == (lines[i][-4:] == ["Hidden for privacy"] * 4)
        assert not hidden or points[i]["value"] is None
        assert not hidden or (rows[i][2] == points[i]["special"] == "")


def test_a_quarter_is_not_shown_where_it_would_give_a_hidden_month_away(signed_in, records):
    """What is hidden by month follows from the quarter less the other months."""
    board = signed_in(Role.BOARD_MEMBER)
    for key in all_measures():
        page = board.get(f"/evidence/{key}/").context["page"]
        if page.trend.hidden and page.measure.population.shape.name == "EVENT":
            assert page.intervals == [page.trend.each]
            for each in ("week", "month", "quarter"):
                assert (
                    board.get(f"/evidence/{key}/?each={each}").context["page"].trend.each == page.trend.each
                )
                lines = board.get(f"/evidence/{key}/figures.csv?each={each}").content.decode()
                assert len(lines.splitlines()) == len(page.trend.periods) + 1
    analyst = signed_in(Role.DATA_ANALYST)
    assert analyst.get(f"/evidence/{TIMELY}/?each=quarter").context["page"].trend.each == "quarter"


def test_small_counts_beside_the_figures_are_hidden_too(signed_in, records, monkeypatch):
    monkeypatch.setattr(Ledger, "straddlers", lambda *_: (9, 6, 8))
    assert "9 assessments began under one limit" in words(
        signed_in(Role.DATA_ANALYST).get(f"/evidence/{TIMELY}/")
    )
    assert "began under one limit" not in words(signed_in(Role.BOARD_MEMBER).get(f"/evidence/{TIMELY}/"))


def test_a_download_holds_nothing_a_spreadsheet_would_run(signed_in, records):
    client = signed_in(Role.DATA_ANALYST)
    for key in all_measures():
        answer = client.get(f"/evidence/{key}/figures.csv")
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert re.fullmatch(rf'attachment; filename="{key}\.csv"', answer["Content-Disposition"])
        for line in csv.reader(answer.content.decode().splitlines()):
            assert not any(cell[:1] in "=+-@\t\r" for cell in line if cell), line


@pytest.mark.parametrize(
    "query",
    [
        "?each=x",
        "?each=decade",
        "?by=drop+table",
        "?by=child",
        "?by=row",
        "?by=%27",
        "?by=&each=",
        "?page=abc",
        "?by=team%00",
    ],
)
def test_what_makes_no_sense_is_left_aside(query, signed_in, records):
    answer = signed_in(Role.DATA_ANALYST).get(f"/evidence/{TIMELY}/{query}")
    assert answer.status_code == (400 if "%00" in query else 200)
    if answer.status_code == 200:
        assert (answer.context["page"].by, answer.context["page"].trend.each) == ("district", "week")


@pytest.mark.parametrize("key", ["nothing", "C000001", "__init__", "initial_assessments_in_time__unknown"])
def test_a_measure_that_is_not_is_not_found(key, signed_in, records):
    for path in ("", "children/", "figures.csv"):
        answer = signed_in(Role.DATA_ANALYST).get(f"/evidence/{key}/{path}")
        assert answer.status_code == 404
        assert key not in words(answer)


@pytest.mark.parametrize(
    "path", ["/evidence/", f"/evidence/{TIMELY}/", f"/evidence/{TIMELY}/?by=worker", "/data/"]
)
def test_a_page_costs_few_queries_and_always_as_many(path, signed_in, records):
    client = signed_in(Role.DATA_ANALYST)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            client.get(path)
        counts.append(len(found))
    assert counts[0] == counts[1] <= 14


def test_a_page_stays_with_its_snapshot_when_another_is_published_meanwhile(
    signed_in, records, settings, tmp_path, monkeypatch
):
    """The new one comes with the next request, and not half-way through a page."""
    store = Store(tmp_path / "another")
    first = publish(store, records)
    settings.STORE_ROOT = store.root
    reading = views.pages.measure_page

    def published_meanwhile(snapshot, *more):
        publish(store, records)
        return reading(snapshot, *more)

    monkeypatch.setattr(views.pages, "measure_page", published_meanwhile)
    client = signed_in(Role.DATA_ANALYST)
    answer = client.get(f"/evidence/{TIMELY}/")
    assert answer.context["data"].id == first.id
    monkeypatch.undo()
    settings.STORE_ROOT = store.root
    assert client.get(f"/evidence/{TIMELY}/").context["data"].id == store.current().id != first.id


def publish(store: Store, like):
    """The same records again, as the next snapshot."""
    with store.loading() as staging:
        for path in [*like.records.iterdir(), *like.ledger.iterdir()]:
            (staging.path / path.parent.name / path.name).write_bytes(path.read_bytes())
        staging.quarantine.write_bytes(like.quarantine.read_bytes())
        made = like.manifest
        return staging.publish(
            as_at=made.as_at, council=made.council, sources=made.sources, tables=made.tables
        )


def test_what_is_kept_of_a_snapshot_is_not_given_for_another(records, tmp_path):
    store = Store(tmp_path)
    first, second = publish(store, records), publish(store, records)
    assert ledgers.trend_of(first, TIMELY) is ledgers.trend_of(first, TIMELY)
    assert ledgers.trend_of(first, TIMELY) is not ledgers.trend_of(second, TIMELY)
    assert ledgers.trend_of(first, TIMELY, to_anyone=False) is not ledgers.trend_of(first, TIMELY)


def test_a_measure_leads_back_to_the_projects_it_judges(signed_in, records, programme):
    text = signed_in(Role.BOARD_MEMBER).get("/evidence/initial_assessments_in_time/").content.decode()
    assert "Which projects it shows to work, or not" in text
    assert 'href="/programme/projects/P03/"' in text and 'href="/programme/projects/P02/"' in text
    assert 'href="/programme/projects/P08/"' not in text
    worker = signed_in(Role.SOCIAL_WORKER).get("/evidence/initial_assessments_in_time/").content.decode()
    assert "/programme/projects/" not in worker


def test_what_england_and_the_councils_neighbours_had_stands_beside_a_figure(
    signed_in, records, settings, tmp_path
):
    own = tmp_path / "benchmarks.csv"
    line = "initial_assessments_in_time,Statistical neighbours,2009,66,Tables <b>2009</b>\n"
    own.write_text(f"measure,area,year_to_march,value,source\n{line}", "utf-8")
    settings.HOME = tmp_path
    page = words(signed_in(Role.BOARD_MEMBER).get(f"/evidence/{TIMELY}/"))
    assert "England had 71% in the year to 31 March 2008" in page
    assert (
        "Statistical neighbours had 66% in the year to 31 March 2009 (Tables &lt;b&gt;2009&lt;/b&gt;)."
        in page
    )
    own.write_text("measure\n", "utf-8")
    page = words(signed_in(Role.DATA_ANALYST).get(f"/evidence/{TIMELY}/"))
    assert "England had 71%" in page and "own values cannot be read" in page
