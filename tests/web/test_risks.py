"""The registers of risks and issues: what they hold, who keeps them, how they are read."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from posts import post
from sherwood.governance.roles import Role
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.programmes.agenda import waiting_for
from sherwood.web.programme.programmes.models import Body, Project
from sherwood.web.programme.risks import actions
from sherwood.web.programme.risks.demonstration import seed_risks
from sherwood.web.programme.risks.models import AFFECTS, SCORES, Issue, Risk
from sherwood.web.site.accounts.models import User
from sherwood.web.site.trail.models import Entry

PAGE = "/programme/risks/"
DAY = date(2010, 3, 8)


@pytest.fixture
def seeded(people, programme):
    seed_risks(programme)
    return programme


@pytest.fixture
def manager(people):
    return people[Role.PROGRAMME_MANAGER]


def marks(likelihood=3, impact=3) -> dict[str, int]:
    return {name: likelihood if name.endswith("likelihood") else impact for name in SCORES}


def entered(programme, by, key="", level="strategic", words="It may fail", scores=None) -> Risk:
    return actions.enter_risk(
        programme=programme,
        project=Project.objects.get(key=key) if key else None,
        words=words,
        level=level,
        owner_post=post("Programme director"),
        mitigation="Watched every week",
        scores=scores or marks(),
        raised_on=DAY,
        by=by,
    )


def raised(programme, by, affects=("time",), key="", on=DAY, words="It has failed") -> Issue:
    return actions.enter_issue(
        programme=programme,
        project=Project.objects.get(key=key) if key else None,
        words=words,
        affects=affects,
        owner_post=post("Programme director"),
        mitigation="Mended next week",
        raised_on=on,
        by=by,
    )


def changed(risk: Risk, by, **more) -> None:
    given = {name: getattr(risk, name) for name in ("words", "level", "owner_post", "mitigation", "scores", "revision")}  # fmt: skip
    actions.change_risk(risk=risk, by=by, **given | more)


def text(client, address=PAGE) -> str:
    return client.get(address).content.decode()


def titles() -> list[str]:
    return [one.title for one in waiting_for(Body.objects.get(key="executive_group"))]


@pytest.mark.requirement("SR-161")
def test_a_risk_is_strategic_or_minor_and_both_stand_in_the_register_strategic_first(seeded, signed_in):
    page = text(signed_in(Role.BOARD_MEMBER))
    rows = page[page.index("Risks, strategic first") : page.index("Issues, the longest open first")]
    assert rows.rindex('data-label="Level">Strategic') < rows.index('data-label="Level">Minor')
    only = text(signed_in(Role.BOARD_MEMBER), PAGE + "?level=minor")
    assert 'data-label="Level">Minor' in only and 'data-label="Level">Strategic' not in only


def test_of_one_level_the_highest_comes_first_and_the_sentence_counts_them(seeded, signed_in):
    page = text(signed_in(Role.BOARD_MEMBER))
    assert page.index("Referrals keep rising") < page.index("The full inspection of March") < page.index("Partners do not hold")  # fmt: skip
    assert (
        "8 live risks: 5 strategic (2 high now) and 3 minor; 5 open issues, the oldest for 42 days." in page
    )


@pytest.mark.requirement("SR-160")
@pytest.mark.parametrize("affects", [(), ("weather",)])
def test_an_issue_says_which_of_time_cost_and_quality_it_affects(programme, manager, affects):
    with pytest.raises(SherwoodError, match="time, cost or quality, at least one"):
        raised(programme, manager, affects=affects)
    assert not Issue.objects.exists()


@pytest.mark.requirement("SR-160")
@pytest.mark.parametrize("key", AFFECTS)
def test_each_issue_is_found_by_what_it_affects_with_its_mitigation(seeded, signed_in, key):
    page = text(signed_in(Role.BOARD_MEMBER), f"{PAGE}?affects={key}")
    shown = {one.pk for one in Issue.objects.all() if f'/issues/{one.pk}/"' in page}
    assert shown == {one.pk for one in Issue.objects.all() if key in one.affects}
    assert Issue.objects.get(pk=min(shown)).mitigation in page


def test_the_database_holds_no_issue_that_affects_nothing(seeded):
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.update(affects_time=False, affects_cost=False, affects_quality=False)


def test_days_open_are_counted_to_today_or_to_the_day_it_was_closed(programme, manager):
    one = raised(programme, manager, on=date(2010, 3, 1))
    assert one.days_open(DAY) == 7
    actions.close(line=one, closed_on=date(2010, 3, 3), because="Done", by=manager)
    assert Issue.objects.get().days_open(DAY) == 2


def test_strategic_risks_that_are_high_now_and_open_issues_wait_for_the_executive_group(programme, manager):
    entered(programme, manager, words="Minor and high", level="minor", scores=marks(5, 5))
    entered(programme, manager, words="Strategic and medium", scores=marks(3, 4))
    high = entered(programme, manager, words="Strategic and high", scores=marks(3, 5))
    issue = raised(programme, manager, affects=("cost", "time"))
    assert titles() == [
        "Strategic risk, high: Strategic and high",
        "Issue affecting time, cost: It has failed",
    ]
    changed(high, manager, scores=high.scores | {"now_likelihood": 2})
    actions.close(line=issue, closed_on=DAY, because="Mended", by=manager)
    assert titles() == []


def test_the_high_band_is_found_by_the_database_as_the_table_has_it(programme, manager):
    for likelihood in range(1, 6):
        for impact in range(1, 6):
            entered(programme, manager, scores=marks(likelihood, impact))
    high = {one.pk for one in Risk.objects.all() if one.now.band.key_risk}
    assert {one.pk for one in Risk.objects.all().key_risks()} == high
    assert len(high) == 6


def test_the_matrix_counts_live_risks_in_words_and_shapes(programme, manager, signed_in):
    entered(programme, manager, scores=marks(4, 4))
    shut = entered(programme, manager, scores=marks(4, 4))
    actions.close(line=shut, closed_on=DAY, because="Over", by=manager)
    for address in (PAGE, PAGE + "?state=all"):
        assert '1 <span aria-hidden="true">■</span> High' in text(signed_in(Role.BOARD_MEMBER), address)


def test_scores_are_added_to_a_history_that_never_changes(programme, manager):
    risk = entered(programme, manager)
    changed(risk, manager, words="Said better")
    risk.refresh_from_db()
    assert risk.history.count() == 1, "words alone are no new score"
    changed(risk, manager, scores=risk.scores | {"now_impact": 5})
    first, second = reversed(risk.history.all())
    assert (first.now.number, second.now.number) == (9, 15)
    with pytest.raises(SherwoodError, match="stays as it was"):
        first.save()
    with pytest.raises(SherwoodError, match="stays as it was"):
        first.delete()


@pytest.mark.parametrize("wrong", [{"now_likelihood": 6}, {"now_likelihood": 0}, {"later": 1}])
def test_a_mark_is_from_one_to_five(programme, manager, wrong):
    with pytest.raises(SherwoodError, match="from 1 to 5"):
        entered(programme, manager, scores=marks() | wrong)


def test_a_second_writer_is_told_overwrites_nothing_and_may_then_save(programme, manager, signed_in):
    risk = entered(programme, manager)
    client, address = signed_in(Role.PROGRAMME_MANAGER), f"{PAGE}{risk.pk}/change"
    mine = {"words": "Mine", "level": "minor", "owner_post": post("Me").spelling, "mitigation": "Mine", "revision": 0, **marks()}  # fmt: skip
    changed(risk, manager, words="Theirs, saved meanwhile")
    page = client.post(address, mine).content.decode()
    assert "Somebody saved this after you opened it" in page
    assert "Theirs, saved meanwhile" in page and ">\nMine</textarea>" in page
    assert Risk.objects.get().words == "Theirs, saved meanwhile"
    assert 'name="revision" value="1"' in page
    assert client.post(address, mine | {"revision": 1}).status_code == 302
    assert Risk.objects.get().words == "Mine"


def test_what_is_closed_has_its_day_and_reason_and_stays_as_it_was(programme, manager, signed_in):
    risk = entered(programme, manager)
    with pytest.raises(SherwoodError, match="Say why"):
        actions.close(line=risk, closed_on=DAY, because=" ", by=manager)
    with pytest.raises(SherwoodError, match="before the day it was raised"):
        actions.close(line=risk, closed_on=date(2010, 3, 7), because="Over", by=manager)
    with pytest.raises(SherwoodError, match="still to come"):
        actions.close(line=risk, closed_on=date(2010, 3, 9), because="Over", by=manager)
    actions.close(line=risk, closed_on=DAY, because="The inspection is over", by=manager)
    page = text(signed_in(Role.PROGRAMME_MANAGER), f"{PAGE}{risk.pk}/")
    assert "Closed on 8 March 2010. The inspection is over" in page and "score it anew" not in page
    with pytest.raises(Refusal, match="stays as it was"):
        changed(Risk.objects.get(), manager)
    assert risk.words not in text(signed_in(Role.BOARD_MEMBER))
    assert risk.words in text(signed_in(Role.BOARD_MEMBER), PAGE + "?state=closed")


def test_a_lead_keeps_the_registers_of_their_own_project_and_of_no_other(programme, people):
    lead = User.objects.get(email="lead@example.org")
    assert entered(programme, lead, key="P03").project.key == "P03"
    assert raised(programme, lead, key="P03").project.key == "P03"
    with pytest.raises(Refusal, match="of P11 are entered by who leads it"):
        entered(programme, lead, key="P11")
    with pytest.raises(Refusal, match="by the programme manager"):
        raised(programme, lead)


def test_a_lead_is_offered_their_own_projects_alone(programme, people, signed_in):
    client = signed_in(Role.PROJECT_LEAD)
    page = text(client, PAGE + "new?project=P03")
    assert "P03 Timescales" in page and "P11" not in page and "The programme as a whole" not in page
    theirs = Project.objects.get(key="P11")
    given = {"words": "x", "level": "minor", "owner_post": post("x").spelling, "mitigation": "x", "project": theirs.pk, **marks()}  # fmt: skip
    day = {"raised_on_0": "8", "raised_on_1": "3", "raised_on_2": "2010"}
    assert client.post(PAGE + "new", given | day).status_code == 200
    assert not Risk.objects.exists()


@pytest.mark.parametrize("name", ["new", "issues/new", "1/change", "1/close", "issues/1/change", "issues/1/close"])  # fmt: skip
@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.CONSULTANT, Role.PROGRAMME_ADMINISTRATOR])
def test_who_neither_leads_nor_runs_reads_and_enters_nothing(seeded, signed_in, role, name):
    assert signed_in(role).post(PAGE + name, {}).status_code == 403


def test_a_risk_and_an_issue_are_entered_changed_and_closed_by_hand(programme, people, signed_in):
    client = signed_in(Role.PROGRAMME_MANAGER)
    day = {"raised_on_0": "8", "raised_on_1": "3", "raised_on_2": "2010"}
    given = {"words": "It may fail", "owner_post": post("Director").spelling, "mitigation": "Watched"}
    missed = client.post(PAGE + "new", {**given, **day, **marks()}).content.decode()
    assert "It may fail" in missed and "Enter " in missed
    assert client.post(PAGE + "new", {**given, **day, **marks(), "level": "strategic"}).status_code == 302
    missed = client.post(PAGE + "issues/new", {**given, **day}).content.decode()
    assert "Say what the issue affects: time, cost or quality" in missed
    assert client.post(PAGE + "issues/new", {**given, **day, "affects": ["time"]}).status_code == 302
    risk, issue = Risk.objects.get(), Issue.objects.get()
    again = {**given, "affects": ["cost"], "revision": 0}
    assert client.post(f"{PAGE}issues/{issue.pk}/change", again).status_code == 302
    assert Issue.objects.get().affects == ["cost"]
    shut = {"closed_on_0": "8", "closed_on_1": "3", "closed_on_2": "2010", "because": "Over"}
    for path in (f"{PAGE}{risk.pk}/close", f"{PAGE}issues/{issue.pk}/close"):
        assert client.post(path, shut).status_code == 302
    assert not Risk.objects.live().exists() and not Issue.objects.live().exists()
    assert [one.verb for one in Entry.objects.filter(object_type__in=["risk", "issue"])].count("closed a risk") == 1  # fmt: skip


def test_a_projects_page_shows_its_own_and_what_is_closed(seeded, signed_in):
    page = text(signed_in(Role.BOARD_MEMBER), PAGE + "projects/P16/")
    assert "References are checked late" in page and "Closed 4 March 2010" in page
    assert "Referrals keep rising" not in page
    assert "No live risk; no open issue." in page


@pytest.mark.parametrize("query", ["level=x", "affects=x", "project=P99", "state=x"])
def test_an_unknown_choice_finds_nothing_and_breaks_nothing(seeded, signed_in, query):
    page = text(signed_in(Role.BOARD_MEMBER), f"{PAGE}?{query}")
    assert "Nothing answers to this choice" in page


def test_the_registers_are_kept_as_files_with_the_choice_that_was_made(seeded, signed_in):
    client = signed_in(Role.BOARD_MEMBER)
    risks = client.get(PAGE + "risks.csv?level=minor").content.decode("utf-8-sig").splitlines()
    assert len(risks) == 1 + 3
    issues = client.get(PAGE + "issues.csv?affects=quality").content.decode("utf-8-sig").splitlines()
    assert issues[0].startswith("Project,Issue,Affects time,Affects cost,Affects quality,")
    assert len(issues) == 1 + 2
    assert (
        client.get(PAGE + "risks.xlsx").content[:2] == client.get(PAGE + "issues.xlsx").content[:2] == b"PK"
    )


@pytest.mark.parametrize("address", [PAGE, PAGE + "projects/P03/", PAGE + "risks.csv"])
def test_a_register_asks_the_database_as_often_for_many_lines_as_for_few(seeded, manager, signed_in, address):
    client, counts = signed_in(Role.PROJECT_LEAD), []
    for more in (0, 15):
        for _ in range(more):
            entered(seeded, manager, key="P03")
            raised(seeded, manager, key="P03")
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_nobody_signed_out_reads_a_register(programme, db):
    assert Client().get(PAGE).status_code == 302
