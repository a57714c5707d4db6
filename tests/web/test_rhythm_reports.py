"""Weekly reports: due, written from last time's, frozen with their figures, and answered by somebody else."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from acting import within
from filling import fields_of
from posts import post
from proposing import agreed
from sherwood.governance.rhythm import ExpectedStanding
from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.meetings.models import Item, Meeting
from sherwood.web.programme.plans.demonstration import seed_plans
from sherwood.web.programme.plans.models import Plan
from sherwood.web.programme.programmes.actions import declare_rating
from sherwood.web.programme.programmes.models import Body, Project
from sherwood.web.programme.programmes.signals import Judged
from sherwood.web.programme.rhythm import actions
from sherwood.web.programme.rhythm.expecting import expected, reporting
from sherwood.web.programme.rhythm.models import Chase, Report, Rhythm
from sherwood.web.site.accounts.models import User
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry
from sherwood.web.site.ui.downloads import HEADS_AT

DUE = date(2010, 3, 12)
SAID = {
    "declared": "amber",
    "because": "Two teams are behind.",
    "progress": "The backlog is half of what it was.",
    "next_step": "The other two teams begin",
    "next_step_on": date(2010, 3, 26),
    "in_the_way": "",
    "decisions_needed": "",
    "resources": "One more administrator",
}
TYPED = {name: value for name, value in SAID.items() if name != "next_step_on"} | {
    "next_step_on_0": "26",
    "next_step_on_1": "3",
    "next_step_on_2": "2010",
}


@pytest.fixture
def due(people, programme):
    """Reports fall due every Friday from 12 February 2010."""
    seed_plans(programme)
    Rhythm.objects.create(programme=programme, what="report", first_due_on=date(2010, 2, 12), every_days=7)
    return programme


@pytest.fixture
def project(due) -> Project:
    return due.project_set.get(key="P03")


@pytest.fixture
def lead(project) -> User:
    return User.objects.get(post=project.lead)


@pytest.fixture
def officer(people):
    return people[Role.PROGRAMME_OFFICER]


def submitted(project: Project, by, due_on=DUE, revision=0, **more) -> Report:
    return actions.submit(
        project=project,
        due_on=due_on,
        words=SAID | more,
        revision=revision,
        judged=Judged(project, {}),
        by=by,
    )


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def stands(project: Project, due_on: date) -> ExpectedStanding:
    (one,) = expected([project], due_on, due_on)
    return one.standing


# Due, late and missed


@pytest.mark.requirement("SR-080")
def test_a_report_falls_due_every_week_for_each_live_project_and_the_missed_are_listed(
    due, signed_in, people
):
    rows = expected(reporting(people[Role.PROGRAMME_MANAGER]), date(2010, 2, 27), date(2010, 3, 5))
    live = Project.objects.exclude(stage__in=[Stage.IDEA.name, Stage.CLOSED.name])
    assert sorted(one.project.key for one in rows) == sorted(live.values_list("key", flat=True))
    assert {one.due_on for one in rows} == {date(2010, 3, 5)}
    page = signed_in(Role.BOARD_MEMBER).get("/reports/")
    behind = page.context["owed"].rows
    assert [one.standing for one in behind[:3]] == [ExpectedStanding.MISSED] * 3
    assert behind[0].due_on == date(2010, 2, 12)
    assert (
        "0 of 17 reports due on 5 March 2010 are in; 17 are late; 51 of earlier days were missed."
        in page.content.decode()
    )


def test_a_cell_that_a_template_leaves_empty_is_seen_as_empty(due, signed_in):
    page = signed_in(Role.BOARD_MEMBER).get("/reports/projects/P03/").content.decode()
    assert 'sherwood-cell--empty" data-label="Asked for"></td>' in page
    assert re.search(r"<br>\s*</t[dh]>", page) is None


@pytest.mark.requirement("SR-077")
def test_projects_still_in_planning_and_before_also_report(due, people):
    rows = expected(reporting(people[Role.PROGRAMME_MANAGER]), DUE, DUE)
    stages = {one.project.now for one in rows}
    assert {Stage.SCOPING, Stage.CASE, Stage.PLANNING, Stage.DELIVERY} <= stages


def test_a_closed_project_and_an_idea_owe_nothing(due, project, people):
    for stage in (Stage.CLOSED, Stage.IDEA):
        Project.objects.filter(pk=project.pk).update(stage=stage.name)
        assert project not in reporting(people[Role.PROGRAMME_MANAGER])


def test_the_first_report_of_delivery_is_due_when_its_plan_says(due, project):
    Rhythm.objects.all().delete()
    Plan.objects.filter(project=project).update(report_due_on=date(2010, 3, 17))
    found = expected([Project.objects.get(pk=project.pk)], date(2010, 3, 1), date(2010, 3, 31))
    assert [one.due_on for one in found] == [date(2010, 3, 17)]


def test_an_urgent_project_follows_the_tighter_rhythm_once_it_begins(due, project, people):
    manager = people[Role.PROGRAMME_MANAGER]
    actions.set_rhythm(
        programme=due, what="urgent_report", first_due_on=date(2010, 3, 16), every_days=3, by=manager
    )
    days = [one.due_on for one in expected([project], date(2010, 3, 8), date(2010, 3, 23))]
    assert days == [date(2010, 3, 12), date(2010, 3, 16), date(2010, 3, 19), date(2010, 3, 22)]
    calm = due.project_set.filter(urgent=False).first()
    assert [one.due_on for one in expected([calm], date(2010, 3, 13), date(2010, 3, 19))] == [
        date(2010, 3, 19)
    ]


def test_another_day_is_set_from_today_on_and_past_days_stay_as_they_were(due, project, people):
    manager, mondays = people[Role.PROGRAMME_MANAGER], date(2010, 3, 15)
    with pytest.raises(Refusal, match="has passed"):
        actions.set_rhythm(
            programme=due, what="report", first_due_on=date(2010, 3, 5), every_days=7, by=manager
        )
    with pytest.raises(Refusal, match="programme manager"):
        actions.set_rhythm(
            programme=due,
            what="report",
            first_due_on=mondays,
            every_days=7,
            by=people[Role.PROGRAMME_OFFICER],
        )
    actions.set_rhythm(programme=due, what="report", first_due_on=mondays, every_days=14, by=manager)
    days = [one.due_on for one in expected([project], date(2010, 3, 1), date(2010, 3, 31))]
    assert days == [date(2010, 3, 5), date(2010, 3, 12), mondays, date(2010, 3, 29)]
    told = Entry.objects.filter(verb="set when reports are due").last()
    assert told.detail == {"first": "2010-03-15", "every days": 14}


@pytest.mark.requirement("SR-045")
def test_a_project_in_delivery_with_no_measure_or_no_report_due_is_flagged(due, project, signed_in):
    project.measure_links.all().delete()
    Plan.objects.filter(project__key="P01").update(report_due_on=None)
    planning = due.project_set.filter(stage=Stage.PLANNING.name).first()
    planning.measure_links.all().delete()
    flagged = {one.key: why for one, why in signed_in(Role.BOARD_MEMBER).get("/reports/").context["flagged"]}
    assert flagged["P03"] == "no measure is linked"
    assert flagged["P01"] == "its plan sets no day for the first report"
    assert planning.key not in flagged


# Written


def test_a_report_opens_with_what_was_said_last_and_marks_what_has_not_changed(due, project, lead, officer):
    first = submitted(project, lead, date(2010, 2, 26), resources="None")
    actions.answer(report=first, accepted=True, by=officer)
    submitted(project, lead, date(2010, 3, 5), progress="Three quarters are done.")
    page = browser(lead).get("/reports/projects/P03/2010-03-12/write")
    form = page.context["form"]
    assert form.initial["progress"] == "Three quarters are done."
    assert form.initial["resources"] == SAID["resources"]
    assert "Not changed since 26 February 2010" in form.fields["because"].help_text
    assert "Not changed since 5 March 2010" in form.fields["resources"].help_text
    last = submitted(project, lead, DUE, progress="All done.", revision=0)
    assert "progress" not in last.figures["unchanged"]
    assert last.figures["unchanged"]["because"] == "2010-02-26"
    shown = browser(officer).get(last.get_absolute_url()).content.decode()
    assert "Not changed since 26 February 2010" in shown


def test_a_draft_is_kept_and_a_second_writer_is_told_and_loses_nothing(due, project, lead):
    client, address = browser(lead), "/reports/projects/P03/2010-03-12/write"
    assert client.post(address, {**TYPED, "revision": 0, "save": "yes"}).status_code == 302
    again = client.post(
        address, {**TYPED, "progress": "Mine, long thought over", "revision": 0, "save": "yes"}
    )
    page = again.content.decode()
    assert again.status_code == 409
    assert "Somebody saved this report after you opened it" in page
    assert "Mine, long thought over" in page
    assert SAID["progress"] in page, "theirs is shown beside it"
    assert Report.objects.get().progress == SAID["progress"]
    kept = client.post(
        address,
        {**TYPED, "progress": "Mine", "revision": again.context["form"]["revision"].value(), "save": "yes"},
    )
    assert kept.status_code == 302
    assert Report.objects.get().progress == "Mine"


def test_the_page_saves_itself_and_is_told_in_a_short_answer(due, project, lead):
    client, address = browser(lead), "/reports/projects/P03/2010-03-12/write"
    header = {"X-Requested-With": "saving"}
    assert client.post(address, {**TYPED, "revision": 0}, headers=header).json()["revision"] == 1
    assert client.post(address, {**TYPED, "revision": 1}, headers=header).json()["revision"] == 2
    late = client.post(address, {**TYPED, "revision": 1}, headers=header)
    assert late.status_code == 409
    assert "Not saved yet" in late.json()["said"]
    wrong = client.post(address, {**TYPED, "next_step_on_0": "99", "revision": 2}, headers=header)
    assert wrong.status_code == 422
    assert "must be a real date" in wrong.json()["said"]


def test_a_report_is_submitted_only_when_the_lead_has_said_what_must_be_said(due, project, lead):
    answer = browser(lead).post(
        "/reports/projects/P03/2010-03-12/write",
        {**TYPED, "because": " ", "declared": "", "revision": 0, "submit": "yes"},
    )
    assert "why this rating; rating declared by the lead" in answer.content.decode()
    assert SAID["progress"] in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("role", [Role.PROGRAMME_MANAGER, Role.EXECUTIVE_GROUP_MEMBER, Role.BOARD_MEMBER])
def test_only_who_leads_the_project_writes_its_report(due, project, people, role):
    with pytest.raises(Refusal, match="It is for: project lead"):
        submitted(project, people[role])


def test_another_lead_cannot_open_the_form(due, project, people):
    other = User.objects.holding(Role.PROJECT_LEAD).exclude(post=project.lead).first()
    assert browser(other).get("/reports/projects/P03/2010-03-12/write").status_code == 403


@pytest.mark.parametrize("day", [date(2010, 3, 11), date(2010, 3, 19), date(2010, 1, 1)])
def test_a_report_is_written_for_a_day_on_which_one_is_due_and_not_too_early(due, project, lead, day):
    with pytest.raises(Refusal, match=r"No report of P03 is due|too early"):
        submitted(project, lead, day)


@pytest.mark.parametrize("day", ["2010-13-45", "soon", "2010-02-30"])
def test_a_day_that_is_none_is_not_found(due, lead, day):
    assert browser(lead).get(f"/reports/projects/P03/{day}/write").status_code == 404


# Frozen


def test_a_submitted_report_never_changes_nor_do_its_figures(due, project, lead):
    report = submitted(project, lead)
    assert report.digest == report.worked_out()
    with pytest.raises(SherwoodError, match="never changes"):
        Report.objects.filter(pk=report.pk).update(progress="Another")
    report.progress = "Another"
    with pytest.raises(SherwoodError, match="never changes"):
        report.save()
    for statement in ("UPDATE rhythm_report SET progress = 'x'", "DELETE FROM rhythm_report"):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            connection.cursor().execute(statement)
    with pytest.raises(Refusal, match="never changes"):
        submitted(project, lead, revision=1)


def test_a_report_keeps_the_figures_it_was_issued_with(due, project, lead, records, officer):
    client = browser(lead)
    client.post("/reports/projects/P03/2010-03-12/write", {**TYPED, "revision": 0, "submit": "yes"})
    report = Report.objects.get()
    assert report.figures["as_at"] == "2010-03-08"
    assert len(report.figures["workings"]) > 1
    page = browser(officer).get(report.get_absolute_url()).content.decode()
    assert report.figures["workings"][0] in page
    project.milestones.update(words="Renamed since")
    assert "Renamed since" not in browser(officer).get(report.get_absolute_url()).content.decode()


# Answered


def test_accepting_a_report_makes_the_project_stand_as_it_says(due, project, lead, officer):
    actions.answer(report=submitted(project, lead), accepted=True, by=officer)
    project.refresh_from_db()
    assert (project.declared, project.declared_on) == ("amber", date(2010, 3, 8))
    assert project.declared_because == SAID["because"]
    assert (project.next_step, project.next_step_on) == (SAID["next_step"], SAID["next_step_on"])


def test_a_report_accepted_late_does_not_turn_back_a_newer_one(due, project, lead, officer):
    old = submitted(project, lead, date(2010, 3, 5), declared="red")
    actions.answer(report=submitted(project, lead), accepted=True, by=officer)
    actions.answer(report=old, accepted=True, by=officer)
    project.refresh_from_db()
    assert project.declared == "amber"


def test_a_returned_report_is_written_again_beside_the_old_one(due, project, lead, officer):
    first = submitted(project, lead)
    with pytest.raises(SherwoodError, match="what must be put right"):
        actions.answer(report=first, accepted=False, by=officer)
    actions.answer(report=first, accepted=False, comments="Say how many.", by=officer)
    assert stands(project, DUE) is ExpectedStanding.RETURNED
    page = browser(lead).get("/reports/projects/P03/2010-03-12/write").content.decode()
    assert "Say how many." in page
    assert SAID["progress"] in page
    second = submitted(project, lead, progress="Forty of eighty.")
    assert (second.number, Report.objects.get(pk=first.pk).progress) == (2, SAID["progress"])
    actions.answer(report=second, accepted=True, by=officer)
    assert stands(project, DUE) is ExpectedStanding.ACCEPTED


def test_who_wrote_a_report_never_answers_it_and_only_the_programme_team_does(due, project, lead, people):
    from sherwood.web.site.accounts.actions import grant_role

    report = submitted(project, lead)
    with pytest.raises(Refusal, match="It is for: programme manager, programme officer"):
        actions.answer(report=report, accepted=True, by=people[Role.BOARD_MEMBER])
    grant_role(user=lead, role=Role.PROGRAMME_OFFICER, by=COMMAND_LINE)
    with pytest.raises(Refusal, match="You wrote this report"):
        actions.answer(report=report, accepted=True, by=User.objects.get(pk=lead.pk))


def test_a_report_is_answered_once(due, project, lead, officer):
    report = submitted(project, lead)
    actions.answer(report=report, accepted=True, by=officer)
    with pytest.raises(Refusal, match="answered this report already"):
        actions.answer(report=report, accepted=False, comments="No", by=officer)


@pytest.mark.requirement("SR-062")
def test_a_report_found_wrong_is_marked_with_the_correction_and_the_day_and_stays_as_it_was(
    due, project, lead, people, signed_in
):
    report = submitted(project, lead)
    with pytest.raises(Refusal, match="executive group"):
        actions.mark_wrong(report=report, wrong="A", correction="B", by=people[Role.BOARD_MEMBER])
    signed_in(Role.EXECUTIVE_GROUP_MEMBER).post(
        f"/reports/{report.pk}/wrong", {"wrong": "It says half.", "correction": "It is a third."}
    )
    page = signed_in(Role.BOARD_MEMBER).get(report.get_absolute_url()).content.decode()
    assert "8 March 2010, Executive group member." in page
    assert "Wrong: It says half." in page
    assert "Right: It is a third." in page
    assert SAID["progress"] in page
    assert "found wrong" in signed_in(Role.BOARD_MEMBER).get("/reports/projects/P03/").content.decode()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        connection.cursor().execute("UPDATE rhythm_mark SET correction = 'x'")


# Asked for


def test_a_late_report_is_asked_for_once_a_day_and_its_lead_finds_it_on_home(
    due, project, lead, signed_in, people
):
    address = "/reports/projects/P03/2010-03-05/chase"
    officer = signed_in(Role.PROGRAMME_OFFICER)
    for said in ("was asked for the report due on 5 March 2010", "asked for today already"):
        assert said in officer.post(address, follow=True).content.decode()
    assert Chase.objects.count() == 1
    assert "It was asked for on 8 March 2010." in browser(lead).get("/").content.decode()
    assert (
        "It was asked for on 8 March 2010"
        in browser(lead).get("/reports/projects/P03/2010-03-05/write").content.decode()
    )
    with pytest.raises(Refusal, match="is late"):
        actions.chase(project=project, due_on=DUE, by=people[Role.PROGRAMME_OFFICER])
    assert signed_in(Role.BOARD_MEMBER).post(address).status_code == 403


def test_home_says_who_must_write_and_who_must_answer_and_nothing_typed_stands_in_a_line(
    due, project, lead, signed_in
):
    assert f"Write the report of {project}" in browser(lead).get("/").content.decode()
    submitted(project, lead)
    page = signed_in(Role.PROGRAMME_OFFICER).get("/").content.decode()
    assert f"Accept or return the report of {project}" in page
    assert SAID["progress"] not in page


# The list, and the project's file


def test_the_list_can_be_taken_away_as_a_file(due, project, lead, officer, signed_in):
    actions.answer(report=submitted(project, lead, progress="=1+1"), accepted=True, by=officer)
    client = signed_in(Role.BOARD_MEMBER)
    text = client.get("/reports/calendar.csv").content.decode("utf-8-sig")
    assert "P03 Timescales for initial and core assessments" in text
    assert "Missed" in text
    book = client.get("/reports/projects/P03/reports.xlsx").content
    cells = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()[HEADS_AT:]
    assert cells[1][3:4] + cells[1][7:9] == ["Accepted", "At risk", "Not rated"]
    assert client.get("/reports/calendar.pdf").status_code == 404


def test_more_reports_are_not_more_queries(due, signed_in):
    client = signed_in(Role.PROGRAMME_MANAGER)

    def asked(path):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    paths = ("/reports/", "/reports/projects/P03/", "/reports/calendar.csv", "/")
    before = [asked(path) for path in paths]
    for project in due.project_set.filter(stage=Stage.DELIVERY.name):
        for day in (date(2010, 2, 26), date(2010, 3, 5)):
            submitted(project, User.objects.get(post=project.lead), day)
    assert [asked(path) for path in paths] == before


def test_a_page_of_earlier_weeks_shows_them_and_a_week_that_is_none_is_not_found(due, signed_in):
    client = signed_in(Role.BOARD_MEMBER)
    page = client.get("/reports/?week=2010-02-08")
    assert page.context["weeks"][-2].first == date(2010, 2, 8)
    for none in ("whenever", "0001-01-01", "9999-12-31", "2150-01-01"):
        assert client.get(f"/reports/?week={none}").status_code == 404


def test_a_definition_of_an_earlier_day_does_not_undo_a_rating_declared_since(
    due, project, definition, signed_in
):
    from dataclasses import replace

    within(declare_rating, project=project, declared="red", because="Worse", next_step="Mend it", next_step_on=DUE,
        on=date(2010, 3, 8), by=COMMAND_LINE,
    )  # fmt: skip
    renamed = replace(definition, about=replace(definition.about, aim="Another aim"))
    agreed(renamed, signed_in)
    project.refresh_from_db()
    assert (project.declared, project.next_step) == ("red", "Mend it")
    told = Entry.objects.filter(verb="declared a rating").get()
    assert told.detail == {"from": "On track", "to": "Off track", "on": "2010-03-08"}


def test_the_hints_of_the_programme_team_stand_beside_the_fields(due, lead, signed_in):
    signed_in(Role.PROGRAMME_MANAGER).post("/reports/hints", {"progress": "What children would notice."})
    assert (
        "What children would notice."
        in browser(lead).get("/reports/projects/P03/2010-03-12/write").content.decode()
    )


def test_what_a_meeting_agreed_on_a_project_stands_in_its_weekly_report(due, project, lead, signed_in):
    """The keeper of meetings enters it at the item; the lead finds it beside the report, and it is issued with it."""
    meeting = Meeting.objects.create(body=Body.objects.get(key="board"), held_on=date(2010, 3, 1))
    item = Item.objects.create(meeting=meeting, position=1, title="Timescales", project=project)
    other = Item.objects.create(meeting=meeting, position=2, title="Premises")
    keeper = signed_in(Role.PROGRAMME_ADMINISTRATOR)
    for about, words in ((item, "Count the overdue cases"), (other, "Measure the rooms")):
        path = f"/programme/meetings/items/{about.pk}/action"
        due_on = {"due_on_0": "20", "due_on_1": "3", "due_on_2": "2010"}
        typed = (
            fields_of(keeper.get(path))
            | due_on
            | {"words": words, "owner_post": post("Head of service").spelling}
        )
        assert keeper.post(path, typed).status_code == 302
    page = signed_in(Role.PROJECT_LEAD).get(f"/reports/projects/{project.key}/{DUE}/write").content.decode()
    assert "Count the overdue cases" in page
    assert "Measure the rooms" not in page
    report = submitted(project, lead)
    agreed = {"words": "Count the overdue cases", "said": "Head of service, by 20 March 2010"}
    assert agreed in report.figures["actions"]
    assert "Measure the rooms" not in [line["words"] for line in report.figures["actions"]]
