"""What is promised is done only when a second person has seen what shows it."""

import csv
import io
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from acting import within
from sherwood.governance.roles import Role
from sherwood.kit.errors import Refusal
from sherwood.web.site.accounts.models import User
from sherwood.web.site.action_log import actions
from sherwood.web.site.action_log.actions import ActionOrigin
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.trail.models import Entry
from sherwood.web.site.ui.downloads import plain

ORIGIN = ActionOrigin("condition", "1", "Decision on P09, version 1")
DUE = date(2010, 3, 12)


@pytest.fixture
def add(people):
    def make(words="Agree the figures", owner=Role.PROJECT_LEAD, due_on=DUE, origin=ORIGIN):
        return within(
            actions.add_action,
            words=words,
            owner_post=people[owner].post,
            owner=people[owner],
            due_on=due_on,
            origin=origin,
            by=people[Role.BOARD_MEMBER],
        )

    return make


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def said_done(action, people, by=Role.PROJECT_LEAD):
    actions.say_done(action=action, evidence="Letter of 5 March", by=people[by])
    action.refresh_from_db()
    return action


def test_an_action_is_done_when_a_second_person_has_checked(add, people):
    action = said_done(add(), people)
    assert action.state == Action.State.SAID_DONE
    actions.discharge(action=action, by=people[Role.PROGRAMME_OFFICER])
    action.refresh_from_db()
    assert action.state == Action.State.DISCHARGED
    assert (action.said_done_by, action.checked_by) == (
        people[Role.PROJECT_LEAD],
        people[Role.PROGRAMME_OFFICER],
    )
    assert [step.words for step in action.history.all()] == [
        "Added.",
        "Said to be done. Letter of 5 March",
        "Checked and discharged.",
    ]


def test_who_said_it_done_never_checks_it(add, people):
    action = said_done(add(), people, by=Role.PROGRAMME_OFFICER)
    with pytest.raises(Refusal, match="a second person must check it"):
        actions.discharge(action=action, by=people[Role.PROGRAMME_OFFICER])
    entry = Entry.objects.last_written()
    assert (entry.verb, entry.by_post) == ("was refused", "Programme officer")
    assert "a second person" in entry.detail["why"]


def test_the_owner_never_checks_it_though_somebody_else_said_it_done(add, people):
    action = said_done(add(), people, by=Role.PROGRAMME_OFFICER)
    with pytest.raises(Refusal, match="You own this action"):
        actions.discharge(action=action, by=people[Role.PROJECT_LEAD])


def test_the_database_itself_refuses_the_same_person_twice(add, people):
    action = said_done(add(), people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(checked_by=action.said_done_by)


def test_an_owner_known_by_post_alone_may_say_done_but_nobody_else(people, add):
    action = within(
        actions.add_action,
        words="Send the letter",
        owner_post=people[Role.TEAM_MANAGER].post,
        due_on=DUE,
        origin=ORIGIN,
        by=people[Role.BOARD_MEMBER],
    )
    with pytest.raises(Refusal, match="Only its owner"):
        actions.say_done(action=action, evidence="Done", by=people[Role.CONSULTANT])
    actions.say_done(action=action, evidence="Done", by=people[Role.TEAM_MANAGER])


@pytest.mark.parametrize("evidence", ["", "   "])
def test_done_without_anything_to_show_for_it_is_refused(add, people, evidence):
    with pytest.raises(Refusal, match="Say what shows"):
        actions.say_done(action=add(), evidence=evidence, by=people[Role.PROJECT_LEAD])


def test_what_is_sent_back_is_open_again_with_the_reason(add, people):
    action = said_done(add(), people)
    actions.send_back(action=action, why="The letter is a draft", by=people[Role.PROGRAMME_OFFICER])
    action.refresh_from_db()
    assert action.state == Action.State.OPEN
    assert action.history.last().words == "Sent back. The letter is a draft"
    said_done(action, people)


def test_what_is_finished_stays_finished(add, people):
    action = said_done(add(), people)
    actions.discharge(action=action, by=people[Role.PROGRAMME_OFFICER])
    for act, given in (
        (actions.discharge, {}),
        (actions.send_back, {"why": "x"}),
        (actions.say_done, {"evidence": "x"}),
        (actions.withdraw, {"why": "x"}),
    ):
        with pytest.raises(Refusal, match="Done and checked"):
            act(action=action, **given, by=people[Role.PROGRAMME_MANAGER])


def test_a_day_late_is_overdue_and_the_day_itself_is_not(add):
    action = add()
    assert not Action.objects.overdue(DUE).exists()
    assert Action.objects.overdue(date(2010, 3, 13)).get() == action


def test_what_is_said_done_is_not_overdue(add, people):
    said_done(add(), people)
    assert not Action.objects.overdue(date(2010, 4, 1)).exists()


def test_what_waits_is_ones_own_to_do_and_others_to_check(add, people):
    open_one, done = add("Open"), said_done(add("Done"), people)
    officer, lead = people[Role.PROGRAMME_OFFICER], people[Role.PROJECT_LEAD]
    assert list(Action.objects.waiting_for(lead)) == [open_one]
    assert list(Action.objects.waiting_for(officer)) == [done]
    assert not Action.objects.waiting_for(people[Role.BOARD_MEMBER]).exists()


def test_who_cannot_see_the_programme_sees_no_action(add, people):
    add()
    assert not Action.visible_to(people[Role.SOCIAL_WORKER]).exists()


def test_the_list_can_be_narrowed_in_its_address(add, signed_in, people):
    add("Mine"), add("Theirs", owner=Role.DATA_ANALYST), add("Late", due_on=date(2010, 3, 1))
    client = signed_in(Role.PROJECT_LEAD)

    def found(query):
        return {one.words for one in client.get(f"/programme/actions/?{query}").context["actions"].page}

    assert found("") == {"Mine", "Theirs", "Late"}
    assert found("whose=mine") == {"Mine", "Late"}
    assert found("late=overdue") == {"Late"}
    assert found("origin=condition") == {"Mine", "Theirs", "Late"}
    assert found("origin=nonsense") == set()
    assert "3 actions still to finish, of which 1 is overdue" in words(client.get("/programme/actions/"))


def test_a_direct_request_is_refused_in_a_sentence_and_in_the_trail(add, signed_in):
    action = add()
    answer = signed_in(Role.CONSULTANT).post(f"/programme/actions/{action.pk}/say_done/", {"evidence": "x"})
    assert answer.status_code == 403
    assert "Only its owner" in words(answer)
    assert Entry.objects.last_written().verb == "was refused"
    action.refresh_from_db()
    assert action.state == Action.State.OPEN


def test_the_page_offers_only_what_one_may_do(add, signed_in, people):
    action = add()
    path = action.get_absolute_url()
    assert "Say that it is done" in words(signed_in(Role.PROJECT_LEAD).get(path))
    assert '<button type="submit" class="govuk-button' not in words(signed_in(Role.CONSULTANT).get(path))
    signed_in(Role.PROJECT_LEAD).post(f"{path}say_done/", {"evidence": "Letter of 5 March"})
    assert "discharge</button>" not in words(signed_in(Role.PROJECT_LEAD).get(path))
    assert "discharge</button>" in words(signed_in(Role.PROGRAMME_OFFICER).get(path))


def test_a_form_left_empty_says_so_and_keeps_the_page(add, signed_in):
    answer = signed_in(Role.PROJECT_LEAD).post(f"{add().get_absolute_url()}say_done/", {"evidence": ""})
    assert answer.status_code == 200
    assert "There is a problem" in words(answer)


def test_an_unknown_act_is_not_found(add, signed_in):
    assert signed_in(Role.PROJECT_LEAD).post(f"{add().get_absolute_url()}destroy/").status_code == 404


def test_an_action_can_be_entered_by_hand_with_where_it_came_from(signed_in, people):
    given = {"words": "Audit of open cases", "owner_post": people[Role.TEAM_MANAGER].post.spelling, "due_on_0": 1, "due_on_1": 4, "due_on_2": 2010, "why": "Urgent step of October 2009"}  # fmt: skip
    answer = signed_in(Role.PROGRAMME_OFFICER).post("/programme/actions/enter/", given)
    made = Action.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.owner, made.due_on, made.origin_kind) == (
        people[Role.TEAM_MANAGER],
        date(2010, 4, 1),
        "entered",
    )


@pytest.mark.parametrize("words_", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\tx", "  =1+1"])
def test_no_cell_of_the_download_is_a_formula(add, signed_in, words_):
    add(f"{words_}") if words_.strip() else None
    text = signed_in(Role.PROJECT_LEAD).get("/programme/actions/actions.csv").content.decode("utf-8-sig")
    (row,) = list(csv.reader(io.StringIO(text)))[1:]
    assert not row[0].lstrip(" ").startswith(("=", "+", "-", "@", "\t"))
    assert row[2] == "2010-03-12"


def test_nought_blank_and_text_stay_three_things_in_a_download():
    assert (plain(0), plain(None), plain("0")) == (0, "", "0")
    assert plain(-5) == -5


def test_the_list_asks_the_database_as_often_for_many_as_for_few(add, signed_in):
    client = signed_in(Role.PROGRAMME_OFFICER)

    def queries():
        with CaptureQueriesContext(connection) as made:
            client.get("/programme/actions/")
        return len(made)

    add(), queries()
    few = queries()
    for n in range(30):
        add(f"Action {n}")
    assert queries() == few <= 9


def test_an_account_that_owns_actions_cannot_be_removed_from_under_them(add, people):
    from django.db.models import ProtectedError

    add()
    with pytest.raises(ProtectedError):
        User.objects.filter(pk=people[Role.PROJECT_LEAD].pk).delete()
