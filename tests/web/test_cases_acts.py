"""From a named lead to a decision, by the real acts: what each requires, keeps and refuses."""

import inspect
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from a_case import content
from posts import post
from proposing import agreed
from sherwood.governance.roles import Role
from sherwood.governance.stages import MOVES, NEEDS, Stage
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.cases import actions
from sherwood.web.programme.cases.actions import Condition
from sherwood.web.programme.cases.models import Case, Decision, Opinion, Version
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.action_log.actions import discharge
from sherwood.web.site.action_log.actions import say_done as say_action_done
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry
from walked_cases import EVERY_LINE, MEETING, URGENT, judge, walk, write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(people, programme):
    """A case walked to a stage."""
    return lambda stage, key="P03": walk(people, stage, key)


@pytest.fixture
def lead(people):
    return people[Role.PROJECT_LEAD]


@pytest.fixture
def board(people):
    return people[Role.BOARD_MEMBER]


def fresh(case: Case) -> Case:
    return Case.objects.whole().get(pk=case.pk)


def stage(case: Case) -> Stage:
    return Project.objects.get(pk=case.project_id).now


def decide(case: Case, outcome: str, by, **more):
    given = {"reason": "It is needed.", "authority": URGENT} | more
    return actions.decide(version=fresh(case).submitted, outcome=outcome, **given, by=by)


@pytest.mark.parametrize(
    "name", [name for name in actions.__all__ if inspect.isfunction(getattr(actions, name))]
)
def test_every_act_says_who_does_it(name):
    parameters = list(inspect.signature(getattr(actions, name)).parameters.values())
    assert parameters[-1].name == "by"
    assert all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in parameters)


# a lead is asked -------------------------------------------------------------------------------------------------


@pytest.mark.requirement("SR-036")
def test_naming_a_lead_puts_the_task_on_the_log_with_its_day(at, lead):
    case = at(Stage.SCOPING)
    task = Action.objects.get(origin_kind="case asked for")
    assert (task.owner, task.due_on, task.origin_path) == (lead, case.due_on, case.get_absolute_url())
    assert task.words.startswith("Work up a case for P03")


@pytest.mark.requirement("SR-036")
def test_an_urgent_project_is_asked_for_sooner(at, people):
    assert at(Stage.SCOPING, "P03").due_on == date(2010, 3, 8) + timedelta(days=14)
    Project.objects.filter(key="P03").update(urgent=False)
    Project.objects.filter(key="P01").update(stage="IDEA")
    case = actions.ask_for_case(
        project=Project.objects.get(key="P01"),
        lead=post("A head"),
        priority="Agreed",
        by=people[Role.PROGRAMME_MANAGER],
    )
    assert case.due_on == date(2010, 3, 8) + timedelta(days=28)


@pytest.mark.parametrize(("given", "need"), [({"lead": None}, "lead"), ({"priority": ""}, "priority")])
def test_no_case_is_asked_for_without_a_lead_and_a_priority(people, programme, given, need):
    Project.objects.filter(key="P03").update(stage="IDEA")
    asked = {"lead": post("A head").spelling, "priority": "Agreed"} | given
    with pytest.raises(Refusal, match=NEEDS[need].otherwise):
        actions.ask_for_case(
            project=Project.objects.get(key="P03"), **asked, by=people[Role.PROGRAMME_MANAGER]
        )


def test_another_lead_gets_the_task_and_the_first_is_rid_of_it(at, people, lead):
    case = at(Stage.SCOPING)
    actions.name_lead(case=case, lead=post("Service head, social care"), by=people[Role.PROGRAMME_MANAGER])
    assert [one.state for one in Action.objects.order_by("pk")] == ["withdrawn", "open"]
    with pytest.raises(Refusal, match="You do not lead it"):
        actions.answer_scope(case=case, answer="yes", words="x", by=lead)


@pytest.mark.requirement("SR-063")
def test_an_operational_manager_is_named_beside_the_lead(people, programme):
    Project.objects.filter(key="P03").update(stage="IDEA")
    case = actions.ask_for_case(
        project=Project.objects.get(key="P03"),
        lead=post("A head"),
        priority="Agreed",
        operational_manager=post("Team manager, Hawthorn"),
        by=people[Role.PROGRAMME_MANAGER],
    )
    assert fresh(case).operational_manager.title == "Team manager, Hawthorn"


@pytest.mark.requirement("SR-083")
def test_one_person_leads_several_projects_and_holds_several_roles_with_dates(people, programme):
    from sherwood.web.site.accounts.actions import end_role, grant_role
    from sherwood.web.site.accounts.models import User

    head = User.objects.get(email="improvement@example.org")
    led = [one for one in Project.objects.all() if one.lead == head.post]
    on_team = [one for one in Project.objects.all() if "Service head, service improvement" in one.team]
    assert [one.key for one in led] == ["P01", "P02", "P05", "P15"]
    assert {one.key for one in Project.objects.all() if one.is_led_by(head)} == {
        "P01",
        "P02",
        "P05",
        "P10",
        "P15",
    }
    assert len(on_team) >= 2
    grant = grant_role(user=head, role=Role.EXECUTIVE_GROUP_MEMBER, from_on=date(2010, 1, 4), by=COMMAND_LINE)
    assert set(User.objects.get(pk=head.pk).roles) == {Role.PROJECT_LEAD, Role.EXECUTIVE_GROUP_MEMBER}
    end_role(grant=grant, last_day=date(2010, 3, 7), by=people[Role.SYSTEM_ADMINISTRATOR])
    assert User.objects.get(pk=head.pk).roles == [Role.PROJECT_LEAD]


# scope -----------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("SR-052")
def test_a_no_stops_the_project_short_of_a_case(at, people, lead):
    case = at(Stage.SCOPING)
    actions.answer_scope(case=case, answer="no", words="It tidies an office.", by=lead)
    assert stage(case) is Stage.SCOPING
    with pytest.raises(Refusal, match="scope test comes first"):
        actions.submit(case=case, by=lead)
    actions.stop(case=case, reason="Out of scope.", by=people[Role.PROGRAMME_MANAGER])
    assert stage(case) is Stage.CLOSED
    assert not Action.objects.unfinished().exists()


@pytest.mark.requirement("SR-053")
def test_an_enabler_names_another_live_project_and_its_case(at, lead):
    case = at(Stage.SCOPING)
    closed = Project.objects.get(key="P17")
    Project.objects.filter(key="P17").update(stage="CLOSED")
    closed.refresh_from_db()
    for enables in (None, case.project, closed):
        with pytest.raises(Refusal, match="Name the live project"):
            actions.answer_scope(case=case, answer="enabler", words="It feeds it.", enables=enables, by=lead)
    with pytest.raises(Refusal):
        actions.answer_scope(
            case=case, answer="enabler", words=" ", enables=Project.objects.get(key="P02"), by=lead
        )
    actions.answer_scope(
        case=case, answer="enabler", words="Audit needs it.", enables=Project.objects.get(key="P02"), by=lead
    )
    assert stage(case) is Stage.CASE
    assert fresh(case).enables.key == "P02"


# writing and submitting --------------------------------------------------------------------------------------------


def test_an_incomplete_part_is_kept(at, lead):
    case = at(Stage.CASE)
    actions.save_section(case=case, section="money", words={"0.C.costs": "about 60k"}, revision=0, by=lead)
    assert fresh(case).latest.content["money"] == {"0.C.costs": "about 60k"}


@pytest.mark.requirement("SR-044", "SR-078")
@pytest.mark.parametrize(
    ("section", "name", "need"),
    [
        ("options", "D.name", "options"),
        ("data", "source", "data_source"),
        ("checks", "finance.post", "checks"),
        ("summary", "why", "case"),
    ],
)
def test_an_incomplete_case_cannot_be_submitted(at, lead, section, name, need):
    case = at(Stage.CASE)
    found = content()
    found[section] = {key: words for key, words in found[section].items() if key != name}
    write_all(case, lead, found)
    with pytest.raises(Refusal, match=NEEDS[need].otherwise):
        actions.submit(case=case, by=lead)
    assert not fresh(case).latest.locked


def test_submitting_locks_the_version_and_says_the_task_is_done(at, lead):
    case = at(Stage.VETTING)
    version = case.latest
    assert version.digest == version.worked_out() and len(version.digest) == 64
    task = Action.objects.get()
    assert (task.state, task.evidence) == ("said_done", "Version 1 submitted.")


def test_a_submitted_version_refuses_every_change(at):
    version = at(Stage.VETTING).latest
    version.content = {}
    attempts = (
        version.save,
        version.delete,
        lambda: Version.objects.filter(pk=version.pk).update(content={}),
        Version.objects.filter(pk=version.pk).delete,
    )
    for attempt in attempts:
        with pytest.raises(SherwoodError, match="never changes"):
            attempt()
    assert Version.objects.get(pk=version.pk).content == content()


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id WHERE id = %s", "DELETE FROM {} WHERE id = %s"])
@pytest.mark.parametrize("table", ["version", "vetting", "opinion", "comment", "decision"])
def test_the_database_itself_refuses_to_change_what_was_said(at, people, statement, table):
    case = at(Stage.DECISION)
    actions.comment(case=case, words="Take care.", by=people[Role.CONSULTANT])
    decide(case, "implement", people[Role.BOARD_MEMBER])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(id) FROM cases_{table}")
        (pk,) = cursor.fetchone()
    refused = pytest.raises(DatabaseError, match="never changes")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(f"cases_{table}"), [pk])


def test_what_was_said_refuses_change_in_the_model_too(at, people):
    decision = decide(at(Stage.DECISION), "implement", people[Role.BOARD_MEMBER])
    for one in (decision, Opinion.objects.first()):
        for attempt in (one.save, one.delete):
            with pytest.raises(SherwoodError, match="written once"):
                attempt()


def test_a_draft_may_still_change_in_the_database(at):
    version = at(Stage.CASE).latest
    Version.objects.filter(pk=version.pk).update(content={"summary": {"what": "x"}})


# vetting and challenge ---------------------------------------------------------------------------------------------


@pytest.mark.requirement("SR-064")
def test_every_case_is_vetted_against_the_same_list_in_full(at, people):
    case, officer = at(Stage.VETTING), people[Role.PROGRAMME_OFFICER]
    with pytest.raises(Refusal, match="not met in full"):
        actions.vet(case=case, passed=True, met=EVERY_LINE[1:], by=officer)
    vetting = actions.vet(case=case, passed=True, met=EVERY_LINE, by=officer)
    assert [key for key, _ in vetting.lines] == EVERY_LINE == vetting.met
    assert stage(case) is Stage.CHALLENGE


def test_a_case_is_returned_with_what_must_change(at, people, lead):
    case, officer = at(Stage.VETTING), people[Role.PROGRAMME_OFFICER]
    with pytest.raises(Refusal, match="Say what must change"):
        actions.vet(case=case, passed=False, met=[], comments=" ", by=officer)
    actions.vet(case=case, passed=False, met=EVERY_LINE[:4], comments="Name who does the work.", by=officer)
    assert stage(case) is Stage.CASE
    with pytest.raises(Refusal, match="Nothing has changed since the last version"):
        actions.submit(case=case, by=lead)


def test_the_next_edit_begins_the_next_version_and_leaves_the_first(at, people, lead):
    case = at(Stage.VETTING)
    actions.vet(case=case, passed=False, met=[], comments="More.", by=people[Role.PROGRAMME_OFFICER])
    actions.save_section(
        case=case, section="summary", words={"what": "Three", "why": "Now"}, revision=1, by=lead
    )
    first, second = fresh(case).versions.all()
    assert (first.number, second.number, first.locked, second.locked) == (1, 2, True, False)
    assert first.content == content()
    assert second.content == content() | {"summary": {"what": "Three", "why": "Now"}}
    assert list(second.authors.all()) == [lead]


def test_a_version_that_says_the_same_again_is_not_taken(at, people, lead):
    case = at(Stage.VETTING)
    actions.vet(case=case, passed=False, met=[], comments="More.", by=people[Role.PROGRAMME_OFFICER])
    actions.save_section(case=case, section="data", words={"source": "x", "limits": "y"}, revision=1, by=lead)
    actions.save_section(case=case, section="data", words=content()["data"], revision=2, by=lead)
    with pytest.raises(Refusal, match="says what version 1 said"):
        actions.submit(case=case, by=lead)


@pytest.mark.requirement("SR-076")
def test_the_board_does_not_see_a_case_that_was_not_vetted(at, people):
    case = at(Stage.VETTING)
    with pytest.raises(Refusal, match="is for a project at “Challenge”"):
        actions.recommend(
            case=case, recommendation="implement", words="x", by=people[Role.EXECUTIVE_GROUP_MEMBER]
        )
    with pytest.raises(Refusal, match="is for a project at “Decision”"):
        decide(case, "implement", people[Role.BOARD_MEMBER])


@pytest.mark.requirement("SR-068")
def test_challenge_holds_questions_answers_and_two_ratings(at, people, lead):
    case, executive = at(Stage.CHALLENGE), people[Role.EXECUTIVE_GROUP_MEMBER]
    question = actions.ask_question(case=case, words="Who covers leave?", by=executive)
    with pytest.raises(Refusal, match="questions without an answer"):
        actions.recommend(case=case, recommendation="implement", words="x", by=executive)
    actions.answer_question(case=case, question=question, answer="The rota.", by=lead)
    with pytest.raises(Refusal, match="Rate the case on both"):
        actions.recommend(case=case, recommendation="implement", words="x", by=executive)
    judge(case, executive, people[Role.PROGRAMME_DIRECTOR])
    version = fresh(case).latest
    assert version.latest_opinion("achievable").value_words == "Shown"
    assert version.latest_opinion("beneficial").words == "The measure is weekly."
    actions.recommend(case=case, recommendation="implement", words="Good.", by=executive)
    assert stage(case) is Stage.DECISION


def test_an_answer_once_given_stays(at, people, lead):
    case = at(Stage.CHALLENGE)
    question = actions.ask_question(case=case, words="Why?", by=people[Role.SPONSORING_GROUP_MEMBER])
    actions.answer_question(case=case, question=question, answer="Because.", by=lead)
    with pytest.raises(Refusal, match="stays as it was given"):
        actions.answer_question(case=case, question=question, answer="Well...", by=lead)


@pytest.mark.requirement("SR-074")
def test_the_directors_recommendation_is_recorded_before_the_board_is_asked(at, people):
    case, executive = at(Stage.CHALLENGE), people[Role.EXECUTIVE_GROUP_MEMBER]
    actions.rate(case=case, achievable="shown", achievable_words="x", beneficial="shown", beneficial_words="y", by=executive)  # fmt: skip
    with pytest.raises(Refusal, match="director's recommendation is not recorded"):
        actions.recommend(case=case, recommendation="implement", words="x", by=executive)
    with pytest.raises(Refusal, match="not for your role"):
        actions.advise(case=case, recommendation="implement", words="x", by=executive)
    actions.advise(
        case=case, recommendation="amend", words="Cost it again.", by=people[Role.PROGRAMME_DIRECTOR]
    )
    assert fresh(case).latest.latest_opinion("director").value == "amend"


@pytest.mark.requirement("SR-061")
def test_challenge_does_not_open_until_appraisal_costs_and_risks_are_complete():
    assert "appraisal" in MOVES["pass_vetting"].needs
    assert MOVES["pass_vetting"].after is Stage.CHALLENGE
    assert [move.key for move in MOVES.values() if move.after is Stage.CHALLENGE] == ["pass_vetting"]


def test_challenge_may_return_the_case_with_what_must_change(at, people):
    case, executive = at(Stage.CHALLENGE), people[Role.EXECUTIVE_GROUP_MEMBER]
    with pytest.raises(Refusal, match="Say what must change"):
        actions.return_from_challenge(case=case, comments="", by=executive)
    actions.return_from_challenge(case=case, comments="The costs stop at year 1.", by=executive)
    assert stage(case) is Stage.CASE


# decision ----------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("SR-039")
@pytest.mark.parametrize(
    ("outcome", "after"), [("implement", Stage.PLANNING), ("amend", Stage.CASE), ("close", Stage.CLOSED)]
)
def test_there_are_three_answers_each_with_its_reason(at, board, outcome, after):
    case = at(Stage.DECISION)
    more = {"requirements": ["Cost it again"]} if outcome == "amend" else {}
    with pytest.raises(Refusal, match="Give the reason"):
        decide(case, outcome, board, reason="  ", **more)
    decide(case, outcome, board, **more)
    assert stage(case) is after


@pytest.mark.parametrize("outcome", ["postpone", "", "recommend", "pass_vetting"])
def test_there_is_no_fourth_answer(at, board, outcome):
    with pytest.raises(Refusal, match="There are three answers"):
        decide(at(Stage.DECISION), outcome, board)


@pytest.mark.requirement("SR-162")
def test_a_decision_without_meeting_or_recorded_urgency_is_refused(at, board):
    from dataclasses import replace

    case = at(Stage.DECISION)
    for authority in (
        replace(MEETING, quorate=False),
        replace(MEETING, minuted=False),
        replace(MEETING, body="executive_group"),
        replace(URGENT, why_urgent=""),
        replace(URGENT, agreed_by=""),
    ):
        with pytest.raises(Refusal, match="A decision needs a quorate meeting"):
            decide(case, "implement", board, authority=authority)
    decide(case, "implement", board, authority=MEETING)


@pytest.mark.requirement("SR-037")
@pytest.mark.parametrize("missing", ["presented_by", "accompanied_by"])
def test_an_item_is_not_heard_without_the_lead_and_who_accompanies_them(at, board, missing):
    from dataclasses import replace

    with pytest.raises(Refusal, match="cannot be heard until both are named"):
        decide(at(Stage.DECISION), "implement", board, authority=replace(MEETING, **{missing: ""}))


def test_a_decision_is_bound_to_the_version_and_its_digest(at, board):
    case = at(Stage.DECISION)
    decision = decide(case, "implement", board)
    assert (decision.number, decision.digest) == (1, case.latest.digest)
    assert decision.authority["why_urgent"] == "Posts lapse before the next meeting."


def test_a_version_tampered_with_is_not_decided(at, board):
    case = at(Stage.DECISION)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER cases_version_no_update")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE cases_version DISABLE TRIGGER USER")
        cursor.execute("UPDATE cases_version SET content = '{}' WHERE case_id = %s", [case.pk])
    with pytest.raises(Refusal, match="its digest differs"):
        decide(case, "implement", board)


def test_another_version_than_the_one_read_is_not_decided(at, people, board, lead):
    case = at(Stage.DECISION)
    first = fresh(case).submitted
    decide(case, "amend", board, requirements=["Cost it again"])
    with pytest.raises(Refusal):
        actions.decide(version=first, outcome="implement", reason="x", authority=URGENT, by=board)


def test_conditions_go_on_the_log_and_are_followed_until_they_are_met(at, people, board, lead):
    due = date(2010, 4, 30)
    decide(
        at(Stage.DECISION),
        "implement",
        board,
        conditions=[Condition("Agree cover with health", lead.post, due)],
    )
    condition = Action.objects.get(origin_kind="condition")
    assert (condition.owner, condition.due_on, condition.state) == (lead, due, "open")
    assert "P03, version 1" in condition.origin_words
    say_action_done(action=condition, evidence="Letter.", by=lead)
    discharge(action=condition, by=people[Role.PROGRAMME_OFFICER])
    condition.refresh_from_db()
    assert condition.state == "discharged"


@pytest.mark.requirement("SR-040")
def test_each_of_the_boards_requirements_is_answered_before_the_case_comes_again(at, board, lead):
    case = at(Stage.DECISION)
    with pytest.raises(Refusal, match="List what is required"):
        decide(case, "amend", board, requirements=[" "])
    decide(case, "amend", board, requirements=["Cost year 2", "Ask health"])
    actions.save_section(
        case=case, section="summary", words={"what": "Three", "why": "Now"}, revision=1, by=lead
    )
    one, two = fresh(case).requirements
    actions.answer_requirement(case=case, requirement=one, answer="Added.", by=lead)
    with pytest.raises(Refusal, match="required is not all answered"):
        actions.submit(case=case, by=lead)
    actions.answer_requirement(case=case, requirement=two, answer="They agree.", by=lead)
    assert actions.submit(case=case, by=lead).number == 2


@pytest.mark.requirement("SR-041")
def test_a_closed_project_leaves_the_live_counts_and_stays_readable(at, board, signed_in):
    case = at(Stage.DECISION)
    live = Project.objects.live().count()
    decide(case, "close", board)
    assert Project.objects.live().count() == live - 1
    text = signed_in(Role.SPONSORING_GROUP_MEMBER).get("/programme/projects/P03/case/").content.decode()
    assert "The project is closed" in text and "Decision: close" in text
    portfolio = signed_in(Role.BOARD_MEMBER).get("/programme/").content.decode()
    assert f"{live - 1} projects:" in portfolio, "the live count"
    assert "Closed</caption>" in portfolio and "P03" in portfolio, "and its history"


def test_a_correction_is_a_new_record_that_points_at_the_old(at, board):
    case = at(Stage.DECISION)
    old = decide(case, "implement", board)
    new = actions.correct_decision(case=case, decision=old, words="The chair was in the chair.", by=board)
    assert (new.corrects, new.outcome, new.digest) == (old, old.outcome, old.digest)
    assert Decision.objects.get(pk=old.pk).reason == "It is needed."
    assert fresh(case).latest.decision == old


@pytest.mark.requirement("SR-067")
@pytest.mark.parametrize(
    "role", [one for one in Role if one is not Role.BOARD_MEMBER], ids=lambda role: role.name
)
def test_only_board_members_record_a_decision_of_the_board(at, people, role):
    case = at(Stage.DECISION)
    with pytest.raises(Refusal, match=r"It is for: board member\."):
        decide(case, "implement", people[role])


def test_what_was_decided_is_not_undone_by_loading_the_definition_again(at, board, definition, signed_in):
    from dataclasses import replace

    case = at(Stage.DECISION)
    decide(case, "close", board)
    agreed(replace(definition, drivers=definition.drivers[1:]), signed_in)
    assert stage(case) is Stage.CLOSED


def test_a_decision_tells_the_trail_what_was_decided_by_which_route(at, board):
    decide(at(Stage.DECISION), "implement", board)
    entry = Entry.objects.filter(verb="decided a case").get()
    assert entry.object_id == "P03"
    assert entry.detail["outcome"] == "implement" and entry.detail["route"] == "urgent"
    assert Entry.objects.first_broken() is None


# after approval ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "need"),
    [
        ({"parts": False}, "parts"),
        ({"vetted": False}, "vetted"),
        ({"measures": []}, "measure"),
        ({"report_due_on": None}, "report_due"),
    ],
)
def test_work_does_not_start_without_plan_measure_and_report(at, lead, given, need):
    case = at(Stage.PLANNING)
    ready = {"parts": True, "vetted": True, "measures": ["x"], "report_due_on": date(2010, 3, 15)} | given
    with pytest.raises(Refusal, match=NEEDS[need].otherwise):
        actions.start_delivery(project=case.project, **ready, by=lead)


def test_outputs_are_done_when_every_milestone_is(at, people):
    case, manager = at(Stage.DELIVERY), people[Role.PROGRAMME_MANAGER]
    with pytest.raises(Refusal, match="milestones that are not done"):
        actions.finish_outputs(project=case.project, milestones_done=False, by=manager)
    actions.finish_outputs(project=case.project, milestones_done=True, by=manager)
    assert stage(case) is Stage.EMBEDDING
