"""Every list of the site as a file: found by its address, fetched as somebody who may, opened, and read."""

import re
from dataclasses import replace
from html import unescape
from itertools import cycle

import pyarrow.parquet as pq
import pytest
from django.apps import apps
from django.http import QueryDict
from django.urls import reverse

from doors import OURS, stated
from lists import Opened, can_run, faults, opened
from proposing import proposed
from sherwood.governance.roles import MATRIX, Role
from sherwood.measuring.benchmarks import Benchmark, Neighbours
from sherwood.measuring.shelves import all_measures
from sherwood.web.evidence.actions import give_benchmarks
from sherwood.web.evidence.demonstration import seed_factors
from sherwood.web.evidence.entitlement import entitlement_of
from sherwood.web.evidence.pages import measure_page
from sherwood.web.evidence.sheets import figures
from sherwood.web.programme.baselines.demonstration import seed_baselines
from sherwood.web.programme.cases.demonstration import seed_cases
from sherwood.web.programme.cases.models import Version
from sherwood.web.programme.engagement.demonstration import seed_engagement
from sherwood.web.programme.engagement.models import ALL as OF_ENGAGEMENT
from sherwood.web.programme.engagement.registers.messages import Message
from sherwood.web.programme.engagement.registers.stakeholders import Stakeholder
from sherwood.web.programme.meetings.demonstration import seed_meetings
from sherwood.web.programme.meetings.models import Meeting, Seat
from sherwood.web.programme.money.demonstration import seed_money
from sherwood.web.programme.money.models import Position
from sherwood.web.programme.origins.demonstration import seed_origins
from sherwood.web.programme.origins.models import ALL as OF_ORIGINS
from sherwood.web.programme.origins.models import PaidPost
from sherwood.web.programme.plans.demonstration import seed_plans
from sherwood.web.programme.plans.models import DateChange
from sherwood.web.programme.programmes.models import Funding
from sherwood.web.programme.rhythm.demonstration import seed_rhythm
from sherwood.web.programme.rhythm.models import Report
from sherwood.web.programme.risks.demonstration import seed_risks
from sherwood.web.programme.risks.models import Issue, Risk
from sherwood.web.programme.staffing.demonstration import seed_staffing
from sherwood.web.programme.staffing.lists import FILES as OF_PEOPLE
from sherwood.web.programme.staffing.models import Participant
from sherwood.web.services.models import ALL
from sherwood.web.site.accounts.lists import FILES as OF_ACCOUNTS
from sherwood.web.site.registers.demonstration import seed_from
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry

TIMELY = "initial_assessments_in_time"
LISTS = [route for route in OURS if "kind" in route.pattern.converters]
DOCUMENTS = {"high_level_plan", "baseline_download", "update_file", "pack_file"}  # made as PDF and Word
AS = (  # the director is named on the plan for bad news
    Role.PROGRAMME_DIRECTOR, Role.PROGRAMME_MANAGER, Role.DATA_ANALYST, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR,
)  # fmt: skip
SHEETS_OF = {
    "people_file": [*(listing.key for listing in OF_PEOPLE), "divisions"],
    "accounts_file": [listing.key for listing in OF_ACCOUNTS],
    "extract_file": ["rows", "figures"],
}
EMPTY = {  # the demonstration asks for no role and sends no extract; a template has headings alone
    "/programme/projects/P02/plan/closings.csv",  # nor is this project ready to be closed
    "/data/loading.csv",
    "/data/loading/1/rows.csv",
    "/data/loading/1/figures.csv",
    "/account/people/lists/waiting.csv",
    *(
        register.links["template_csv"]
        for register in (*ALL.values(), *OF_ENGAGEMENT.values(), *OF_ORIGINS.values())
    ),
    "/account/organisation/changes.csv",  # nor for a change of the organisation
}


@pytest.fixture
def placings(records):
    return pq.read_table(records.records / "teams.parquet").to_pylist()


@pytest.fixture
def world(programme, people, records, definition):
    """The whole demonstration, as `sherwood demo` seeds it, and a later definition that proposes."""
    seed_baselines(programme)
    seed_origins(programme)
    seed_cases(programme)
    for seed in (
        seed_engagement,
        seed_plans,
        seed_staffing,
        seed_money,
        seed_risks,
        seed_meetings,
        seed_rhythm,
    ):
        seed(programme)
    seed_factors()
    neighbours = Neighbours(("Neighbours",), (Benchmark(TIMELY, "Neighbours", 2009, 66.5, "Tables"),))
    give_benchmarks(found=neighbours, by=COMMAND_LINE)
    for register in ALL.values():
        seed_from(register)(programme)
    proposed(replace(definition, drivers=definition.drivers[1:]))
    return records


@pytest.fixture
def client_for(signed_in):
    """Somebody whose role opens an address."""
    held = {}

    def find(route):
        role = next(one for one in (*AS, *Role) if not stated(route) or MATRIX[one] & set(stated(route)))
        return held.setdefault(role, signed_in(role))

    return find


def given(route, snapshot) -> dict:
    """Something that is there, for each part of the address."""
    version = Version.objects.exclude(digest="").select_related("case__project").first()
    planned = DateChange.objects.first().milestone.project.key
    meeting = Meeting.objects.exclude(items=None).first()
    keys = {"measure": TIMELY, "case": version.case.project.key, "body": "board", "project": planned}
    names = {
        "minutes_file": meeting, "public_minutes_file": meeting, "meeting": meeting,
        "meeting_public": meeting, "buy_in_file": Stakeholder.objects.exclude(ratings=None).first(),
        "stakeholder": Stakeholder.objects.first(), "risk": Risk.objects.first(),
        "risk_history_file": Risk.objects.exclude(history=None).first(), "issue": Issue.objects.first(),
        "seat_holders_file": Seat.objects.exclude(holdings=None).first(), "seat": Seat.objects.first(),
        "participant": Participant.objects.first(), "report": Report.objects.first(),
    }  # fmt: skip
    kind = next(
        (words for words in keys if route.name.startswith(words) or f"{words}s/" in str(route.pattern)),
        "project",
    )
    asked = {
        "key": keys[kind], "id": snapshot.id, "number": version.number if kind == "case" else 1, "kind": "csv",
        "pk": getattr(names.get(route.name), "pk", 1),
    }  # fmt: skip
    return {name: asked[name] for name in route.pattern.converters if name in asked}


def paths(route, snapshot) -> list[str]:
    """Where the list is; of an address that serves several, each."""
    some = given(route, snapshot)
    if "sheet" in route.pattern.converters:
        sheets = SHEETS_OF[route.name]
        return [reverse(route.name, kwargs=some | {"sheet": sheet}) for sheet in sheets]
    return [reverse(route.name, kwargs=some)]


def every_list(world, client_for) -> dict[str, Opened]:
    return {
        path: _without_its_own_entry(opened(client_for(route), path)) if route.name == "trail_file"
        else opened(client_for(route), path)
        for route in LISTS
        if route.name not in DOCUMENTS
        for path in paths(route, world)
    }  # fmt: skip


def _without_its_own_entry(found: Opened) -> Opened:
    """The second copy of the trail tells of the first, at its top."""
    assert found.excel[1][5] == "took a copy of the trail"
    return replace(found, excel=[found.excel[0], *found.excel[2:]])


@pytest.mark.slow
def test_every_list_opens_as_csv_and_as_excel_and_both_say_the_same(world, client_for):
    found = every_list(world, client_for)
    assert [fault for one in found.values() for fault in faults(one)] == []
    assert {path for path, one in found.items() if len(one.csv) < 2} == EMPTY


PLANTED = {  # where people write freely, by model
    "action_log.Action": "words", "baselines.Consulted": "said", "engagement.Message": "words",
    "engagement.Stakeholder": "name", "engagement.Commitment": "promised", "engagement.HandlingPlan": "words",
    "meetings.Barrier": "words", "meetings.Item": "title", "accounts.Post": "title", "money.Position": "reason",
    "origins.StartingFact": "words", "origins.EarlierAction": "reference", "origins.PaidPost": "team",
    "plans.Milestone": "words", "plans.WorkStream": "words", "programmes.Body": "name",
    "programmes.Finding": "words", "programmes.Funding": "words", "programmes.Project": "name",
    "programmes.Criterion": "words", "risks.Issue": "mitigation", "risks.Risk": "words",
    "staffing.Participant": "name",
}  # fmt: skip
BEGINNINGS = ("=1+1 ", "+1+1 ", "-1+1 ", "@SUM(1) ", "\t=1+1 ", "  =1+1 ")


def plant() -> None:
    """Begin what people wrote with what a spreadsheet would run."""
    begin = cycle(BEGINNINGS)
    for label, field in PLANTED.items():
        rows = apps.get_model(label).objects.all()
        assert rows, label
        for one in rows:
            rows.filter(pk=one.pk).update(**{field: f"{next(begin)}{getattr(one, field)}"[:190]})


def test_no_cell_of_any_list_is_a_formula_whatever_people_wrote(world, client_for):
    plant()
    found = every_list(world, client_for)
    assert {path: cells for path, one in found.items() if (cells := can_run(one))} == {}
    assert [fault for one in found.values() for fault in faults(one)] == []
    reached = {path for path, one in found.items() if "1+1 " in str(one.csv)}
    assert len(reached) > len(PLANTED), "what was planted is in the files"
    held = {cell[:2] for one in found.values() for row in one.csv for cell in row if "1+1 " in cell}
    assert {"'=", "'+", "'-", "'\t", "' "} <= held


def test_nothing_blank_and_not_known_are_three_things_in_both_kinds_of_file(world, client_for):
    """0 is nothing; blank is what there is not to say; what nobody knows is said in words."""
    first, second, third = PaidPost.objects.all()[:3]
    PaidPost.objects.filter(pk=first.pk).update(cost_a_year=0, team="")
    PaidPost.objects.filter(pk=second.pk).update(cost_a_year=None, team="Hartsmoor Assessment")
    PaidPost.objects.filter(pk=third.pk).update(cost_a_year=31_000, team="")
    funding = Funding.objects.filter(programme_money=True).first()
    Position.objects.create(
        funding=funding, on="2010-03-08", spent=0, forecast=None, reason="Nothing drawn yet"
    )
    Message.objects.update(done_on="2010-03-01", actual_reach=0)
    some = Message.objects.values_list("pk", flat=True)
    Message.objects.filter(pk=some[0]).update(actual_reach=None)
    Message.objects.filter(pk=some[1]).update(done_on=None, actual_reach=None)
    client = client_for(next(route for route in LISTS if route.name == "posts_file"))

    posts = opened(client, reverse("posts_file", args=["csv"]))
    assert posts.column("Cost a year (£)")[:3] == [("0", 0), ("Not known", "Not known"), ("31000", 31_000)]
    assert posts.column("Team")[:2] == [("", ""), ("Hartsmoor Assessment", "Hartsmoor Assessment")]
    money = opened(client, reverse("money_budget_file", args=["csv"]))
    assert money.column("Spent so far")[0] == ("0", 0)
    assert money.column("Forecast")[0] == ("Not known", "Not known")
    assert money.column("Why")[-1] == ("", ""), "the sum of all has no reason of its own"
    said = opened(client, reverse("messages_file", args=["csv"]))
    assert set(said.column("Actual reach")) == {("0", 0), ("Not known", "Not known"), ("", "")}


def test_what_is_not_known_a_nought_and_no_records_read_differently(world, client_for):
    client = client_for(next(route for route in LISTS if route.name == "put_aside_file"))  # hides nothing
    files = [opened(client, reverse("measure_file", args=[key, "csv"])) for key in all_measures()]
    heads = [next(head for head in one.heads if head.startswith("Value")) for one in files]
    values = {pair for one, head in zip(files, heads, strict=True) for pair in one.column(head)}
    before = "Not known. There were no single assessments before 15 April 2013."
    assert (before, before) in values
    assert values & {("0", 0), ("0.0", 0)}
    listed = opened(client, reverse("measures_file", args=["csv"]))
    silent = [row for row in listed.csv if row[1] == "No records"]
    assert silent and all(row[2:4] == [""] * 2 and row[5:] == [""] * 4 for row in silent)
    assert "There were no single assessments before 15 April 2013." in {row[4] for row in silent}


def test_how_few_could_not_be_timed_is_hidden_from_who_may_not_see_the_rows(world, people):
    """As on the page: the file does not count out to anyone what the page does not."""

    def not_known(role: Role, count: int) -> set:
        page = measure_page(world, TIMELY, QueryDict(), entitlement_of(people[role]), people[role])
        counts = tuple(replace(one, unknown=count) for one in page.trend.counts)
        return {row[-1] for row in figures(replace(page, trend=replace(page.trend, counts=counts))).rows}

    assert not_known(Role.DATA_ANALYST, 3) == {3}
    assert not_known(Role.BOARD_MEMBER, 3) == {"Hidden for privacy"}
    assert 0 in not_known(Role.BOARD_MEMBER, 0) and 9 in not_known(Role.BOARD_MEMBER, 9)


def test_to_take_rows_of_children_away_is_recorded_with_how_many(world, signed_in):
    client = signed_in(Role.DATA_ANALYST)
    for name, key in (("measure_children_file", TIMELY), ("put_aside_file", world.id)):
        found = opened(client, reverse(name, args=[key, "csv"]))
        last = Entry.objects.last_written()
        assert last.verb == "looked at children" and "as a file" in last.object_id
        assert last.detail["rows"] == len(found.csv) - 1


NO_FILES = {  # pages with a table that is not a list of records, and why they offer no files
    "baseline": "a document, to have as PDF and Word",
    "update": "a document, to have as PDF and Word",
    "update_sign": "the same document, with a form",
    "accounts_person": "the roles of one person, who is on the list of people",
    "accounts_requests": "what waits for its reader; those who keep accounts have the list as a file",
    "set_up": "drafts, each to have as its definition file",
    "proposal": "changes to answer, before beside after; the proposals have their list as a file",
    "proposal_refuse": "one change, with a form",
    "draft_section": "a part of a draft, to have as its definition file",
    "case_section": "a form",
    "case_version": "a document",
    **{f"{key}_themes": "counts with small numbers put together" for key in ALL},
    "finding": "measures of its projects; the measures have their own list",
}


@pytest.mark.slow
def test_every_page_with_a_table_of_records_offers_its_files(world, client_for):
    """And each file that a page offers comes to who was offered it."""
    without, broken = set(), set()
    for route in OURS:
        if "kind" in route.pattern.converters or set(route.pattern.converters) - {
            "key",
            "id",
            "number",
            "pk",
        }:
            continue
        client = client_for(route)
        answer = client.get(reverse(route.name, kwargs=given(route, world)))
        is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        page = answer.content.decode() if is_page else ""
        offered = re.findall(r'href="([^"]+\.csv(?:\?[^"]*)?)"', page)
        assert len(offered) == len(re.findall(r'href="[^"]+\.xlsx(?:\?[^"]*)?"', page)), route.name
        if re.search(r"<tbody>.*?<td", page, re.DOTALL) and not offered:
            without.add(route.name)
        broken |= {(route.name, href) for href in offered if client.get(unescape(href)).status_code != 200}
    assert broken == set()
    assert without <= set(NO_FILES), without - set(NO_FILES)
