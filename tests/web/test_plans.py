"""Implementation plans: three parts before work starts, and promises that move only by an approved change."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from filling import filled
from other_council import Office, day, founded
from posts import post
from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.kit.errors import Refusal
from sherwood.web.programme.plans import actions
from sherwood.web.programme.plans.demonstration import seed_plans
from sherwood.web.programme.plans.models import PARTS, DateChange, Dependency, Milestone, Plan
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.models import User
from sherwood.web.site.trail.models import Entry

P = "/programme/projects/"


@pytest.fixture
def seeded(people, programme):
    seed_plans(programme)
    return programme


def lead_of(project: Project) -> User:
    return User.objects.get(post=project.lead)


@pytest.fixture
def lead(planning):
    """Who leads the project that has not started."""
    return lead_of(planning.project)


@pytest.fixture
def promised(seeded) -> Milestone:
    return Milestone.objects.open().first()


@pytest.fixture
def its_lead(promised):
    return lead_of(promised.project)


@pytest.fixture
def manager(people):
    return people[Role.PROGRAMME_MANAGER]


@pytest.fixture
def planning(seeded) -> Plan:
    """A plan that is not complete, of a project that has not started."""
    return Plan.objects.filter(project__stage=Stage.PLANNING.name).first()


def written(plan: Plan, part: str, lead, words="Teams hear of it first.", complete=True) -> Plan:
    actions.write_part(plan=plan, part=part, words=words, complete=complete, revision=plan.revision, by=lead)
    return Plan.objects.get(pk=plan.pk)


def vetted(plan: Plan, lead, manager) -> None:
    sending = actions.send_plan(plan=plan, revision=plan.revision, by=lead)
    actions.vet_plan(sending=sending, answers=dict.fromkeys(PARTS), by=manager)


@pytest.mark.requirement("SR-042")
def test_work_starts_only_when_the_three_parts_are_complete(planning, lead, manager):
    with pytest.raises(Refusal, match="three parts of the plan"):
        actions.start(plan=planning, by=lead)
    for part in PARTS:
        planning = written(planning, part, lead)
    vetted(planning, lead, manager)
    actions.start(plan=planning, by=lead)
    assert Project.objects.get(pk=planning.project_id).now is Stage.DELIVERY


@pytest.mark.requirement("SR-045")
def test_work_does_not_start_without_a_report_due_or_without_a_measure(planning, lead):
    for part in PARTS:
        planning = written(planning, part, lead)
    Plan.objects.filter(pk=planning.pk).update(report_due_on=None)
    with pytest.raises(Refusal, match="No report is due"):
        actions.start(plan=planning, by=lead)
    actions.set_dates(plan=planning, report_due_on=date(2010, 3, 12), by=lead)
    planning.project.measure_links.all().delete()
    with pytest.raises(Refusal, match="No measure is linked"):
        actions.start(plan=planning, by=lead)


def test_an_empty_part_is_not_complete_and_a_part_emptied_later_is_not_either(planning, lead):
    for empty in (" ", "x", "To be confirmed"):
        with pytest.raises(Exception, match="Say what may go wrong, and what is done about it"):
            written(planning, "risks", lead, words=empty)
    plan = written(planning, "risks", lead)
    plan.risks = ""
    assert PARTS["risks"] in plan.lacking


def test_a_second_writer_is_told_and_overwrites_nothing(planning, lead, people):
    revision = planning.revision
    actions.write_part(plan=planning, part="risks", words="First", complete=False, revision=revision, by=lead)
    with pytest.raises(Refusal, match="Somebody saved this"):
        actions.write_part(
            plan=planning, part="risks", words="Second", complete=False, revision=revision, by=lead
        )
    assert Plan.objects.get(pk=planning.pk).risks == "First"


def test_what_a_second_writer_typed_is_not_lost(planning, lead):
    client, address = Client(), f"{P}{planning.key}/plan/parts/risks"
    client.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    revision = planning.revision
    written(planning, "risks", lead, words="Theirs, which was first")
    page = client.post(address, {"words": "Mine, long thought over", "revision": revision}).content.decode()
    assert "Somebody saved this" in page
    assert "Mine, long thought over" in page


@pytest.mark.requirement("SR-043")
def test_who_helped_and_what_changed_is_recorded(seeded, signed_in):
    page = signed_in(Role.BOARD_MEMBER).get(f"{P}P03/plan/").content.decode()
    _, _, row = page.partition("Team manager, reception and assessment<")
    assert row.index(">14 January 2010<") < row.index("Start with two teams, not all.")


@pytest.mark.requirement("SR-054")
def test_a_dependency_has_owner_day_and_status(seeded, signed_in):
    one = Dependency.objects.filter(project__key="P03").get()
    assert one.owner_post and one.needed_by_on and one.state
    assert (
        "The council&#x27;s own improvement programme"
        in signed_in(Role.BOARD_MEMBER).get(f"{P}P03/plan/").content.decode()
    )


@pytest.mark.requirement("SR-065")
def test_setting_up_monitoring_is_a_dated_step(planning, lead):
    client, path = Client(), f"{P}{planning.project.key}/plan/"
    client.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    dates = day("report_due_on", date(2010, 3, 19)) | day("monitoring_set_on", date(2010, 2, 3))
    assert client.post(f"{path}dates", filled(client.get(f"{path}dates")) | dates).status_code == 302
    assert Plan.objects.get(pk=planning.pk).monitoring_set_on == date(2010, 2, 3)
    assert "3 February 2010" in client.get(path).content.decode()


def test_a_promised_day_moves_only_when_another_approves_and_the_first_promise_stays(
    promised, its_lead, manager
):
    first, expected = promised.baseline_on, promised.forecast_on
    change = actions.ask_to_move(
        milestone=promised, after_on=date(2010, 9, 1), reason="Posts are late", by=its_lead
    )
    promised.refresh_from_db()
    assert promised.forecast_on == expected, "nothing moves until it is approved"
    with pytest.raises(Refusal, match="It is for: programme manager"):
        actions.answer_move(change=change, approve=True, by=its_lead)
    actions.answer_move(change=change, approve=True, by=manager)
    promised.refresh_from_db()
    assert (promised.baseline_on, promised.forecast_on) == (first, date(2010, 9, 1))
    assert promised.changes.filter(state=DateChange.State.APPROVED).last().before_on == expected
    with pytest.raises(Refusal, match="answered already"):
        actions.answer_move(change=change, approve=False, by=manager)


def test_a_refused_change_moves_nothing(promised, its_lead, manager):
    change = actions.ask_to_move(milestone=promised, after_on=date(2010, 9, 1), reason="x", by=its_lead)
    with pytest.raises(Refusal, match="asked for already"):
        actions.ask_to_move(milestone=promised, after_on=date(2010, 10, 1), reason="x", by=its_lead)
    actions.answer_move(change=change, approve=False, by=manager)
    assert Milestone.objects.get(pk=promised.pk).forecast_on == promised.forecast_on


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_change_needs_its_reason(promised, its_lead, reason):
    with pytest.raises(Refusal, match="Say why"):
        actions.ask_to_move(milestone=promised, after_on=date(2010, 9, 1), reason=reason, by=its_lead)


def test_nothing_is_reached_in_the_future_or_twice(promised, its_lead):
    with pytest.raises(Refusal, match="on the day it happens"):
        actions.reach(milestone=promised, actual_on=date(2010, 3, 9), by=its_lead)
    actions.reach(milestone=promised, actual_on=date(2010, 3, 8), by=its_lead)
    with pytest.raises(Refusal, match="reached already"):
        actions.reach(
            milestone=Milestone.objects.get(pk=promised.pk), actual_on=date(2010, 3, 8), by=its_lead
        )


def test_a_plan_is_its_own_leads_to_write(promised, people):
    other = User.objects.holding(Role.PROJECT_LEAD).exclude(post=promised.project.lead).first()
    with pytest.raises(Refusal, match="Only the lead of P"):
        actions.reach(milestone=promised, actual_on=date(2010, 3, 8), by=other)


def test_outputs_are_done_when_every_milestone_is(seeded, manager):
    project = Project.objects.get(key="P03")
    with pytest.raises(Refusal, match="milestones that are not done"):
        actions.finish(project=project, by=manager)
    for one in project.milestones.open():
        actions.reach(milestone=one, actual_on=date(2010, 3, 8), by=lead_of(project))
    actions.finish(project=project, by=manager)
    assert Project.objects.get(key="P03").now is Stage.EMBEDDING


def test_a_plan_is_opened_only_after_the_boards_decision(programme, people):
    early = Project.objects.filter(stage=Stage.CASE.name).first()
    with pytest.raises(Refusal, match="once it is decided"):
        actions.open_plan(project=early, by=lead_of(early))


def test_the_timeline_shows_slips_in_words_and_the_picture_has_its_table(seeded, signed_in):
    page = signed_in(Role.BOARD_MEMBER).get("/programme/timeline/").content.decode()
    assert "21 days later than first promised" in page
    assert "<svg" in page and "<table" in page
    assert signed_in(Role.BOARD_MEMBER).get("/programme/timeline/milestones.xlsx").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        f"{P}P03/plan/start",
        f"{P}P03/plan/parts/risks",
        f"{P}P03/plan/milestones/new",
        "/programme/milestones/1/move",
        "/programme/milestones/changes/1/",
    ],
)
def test_a_board_member_reads_plans_and_writes_none(seeded, signed_in, address):
    assert signed_in(Role.BOARD_MEMBER).post(address, {}).status_code == 403


def test_a_refusal_on_the_page_is_a_sentence(planning, lead):
    client = Client()
    client.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post(f"{P}{planning.key}/plan/start", follow=True).content.decode()
    assert "Work cannot start until the three parts of the plan are complete" in page
    assert "/plan/start" not in page  # what is missing is listed, and no button leads to a refusal


def test_the_outputs_are_said_to_be_done_only_where_every_milestone_is_reached(seeded, signed_in):
    manager, page = signed_in(Role.PROGRAMME_MANAGER), f"{P}P03/plan/"
    assert "Outputs are done once" in manager.get(page).content.decode()
    assert f"{page}finish" not in manager.get(page).content.decode()
    for milestone in Project.objects.get(key="P03").milestones.open():
        actions.reach(milestone=milestone, actual_on=date(2010, 3, 5), by=lead_of(milestone.project))
    assert f"{page}finish" in manager.get(page).content.decode()


def test_the_timeline_asks_the_database_as_often_for_many_milestones_as_for_few(seeded, signed_in):
    client, counts, project = signed_in(Role.BOARD_MEMBER), [], Project.objects.get(key="P03")
    for more in (0, 20):
        for number in range(more):
            given = {"words": f"M{number}", "owner_post": post("x"), "baseline_on": date(2010, 6, 1)}
            actions.promise_milestone(project=project, by=lead_of(project), **given)
        with CaptureQueriesContext(connection) as found:
            client.get("/programme/timeline/")
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_its_lead_says_how_a_dependency_stands_and_why(seeded, signed_in):
    waits = Dependency.objects.filter(project__key="P03").get()
    client, page = signed_in(Role.PROJECT_LEAD), f"/programme/dependencies/{waits.pk}/"
    assert page in client.get(f"{P}P03/plan/").content.decode()
    sent = filled(client.get(page)) | {"state": "at_risk", "because": "The supplier is late."}
    read_before = filled(client.get(page)) | {"state": "met", "because": "It came."}
    assert client.post(page, sent).status_code == 302
    assert Dependency.objects.get(pk=waits.pk).state == "at_risk"
    assert "At risk" in signed_in(Role.BOARD_MEMBER).get(f"{P}P03/plan/").content.decode()
    told = Entry.objects.get(verb="said how a dependency stands").detail
    assert (told["from"], told["to"], told["because"]) == (waits.state, "at_risk", "The supplier is late.")
    second = client.post(page, read_before)
    assert "Somebody changed this after you opened it" in second.content.decode()


@pytest.mark.requirement("SR-054")
@pytest.mark.django_db
def test_on_another_councils_site_a_dependency_is_recorded_and_met(settings):
    founded(stage="planning")
    lead = Office().enter(Role.PROJECT_LEAD, "Head of early help")
    assert lead.post(f"{P}W1/plan/open").status_code == 302
    new = f"{P}W1/plan/dependencies/new"
    lead.post(new, filled(lead.get(new)) | {
        "on_programme": "Schools", "words": "A hall", "owner_post": post("Head of schools").spelling,
        "needed_by_on_0": "1", "needed_by_on_1": "5", "needed_by_on_2": "2010",
    })  # fmt: skip
    page = f"/programme/dependencies/{Dependency.objects.get().pk}/"
    assert "Waiting" in lead.get(f"{P}W1/plan/").content.decode()
    assert (
        lead.post(page, filled(lead.get(page)) | {"state": "met", "because": "It is let."}).status_code == 302
    )
    assert "Met" in lead.get(f"{P}W1/plan/").content.decode()


def test_who_does_not_lead_the_project_says_nothing_of_what_it_waits_for(seeded, signed_in):
    waits = Dependency.objects.filter(project__key="P03").get()
    assert signed_in(Role.PROGRAMME_MANAGER).get(f"/programme/dependencies/{waits.pk}/").status_code == 403
    Project.objects.filter(key="P03").update(lead=post("Somebody else"))
    client, page = signed_in(Role.PROJECT_LEAD), f"/programme/dependencies/{waits.pk}/"
    told = client.post(page, filled(client.get(page)) | {"state": "met", "because": "Done."})
    assert "Only the lead of P03" in told.content.decode()
    assert Dependency.objects.get(pk=waits.pk).state == waits.state
