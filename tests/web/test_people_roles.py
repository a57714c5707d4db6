"""A role that opens much takes two people; those from outside come within dates; ending needs nobody else."""

import os
import sqlite3
import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from doors import OURS, address, stated
from sherwood.governance.roles import MATRIX, Permission, Role, is_of_programme, needs_second_person
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.site.accounts import actions
from sherwood.web.site.accounts.models import RoleGrant, User, scope_of
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2010, 3, 8)


@pytest.fixture
def asker(people):
    return people[Role.SYSTEM_ADMINISTRATOR]


@pytest.fixture
def second(people):
    return User.objects.get(email="system-2@example.org")


@pytest.fixture
def newcomer(asker):
    return actions.add_person(email="new@example.org", post="Newcomer", by=asker)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def afresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def ask(user, by, role=Role.DATA_ANALYST, **more) -> RoleGrant:
    return actions.grant_role(user=user, role=role, by=by, **more)


# two people ---------------------------------------------------------------------------------------------------------


def test_which_roles_take_two_people_is_as_written_out_here():
    alone = {role for role in Role if not needs_second_person(role)}
    assert alone == {
        Role.SPONSORING_GROUP_MEMBER,
        Role.PROGRAMME_ADMINISTRATOR,
        Role.PROJECT_LEAD,
        Role.CONSULTANT,
    }


def test_a_role_that_was_asked_for_grants_nothing_until_a_second_person_agrees(
    newcomer, asker, second, records
):
    grant = ask(newcomer, asker)
    assert afresh(newcomer).permissions == frozenset() and scope_of(afresh(newcomer)).nobody
    assert newcomer not in User.objects.holding(Role.DATA_ANALYST)
    assert browser(newcomer).get("/data/").status_code == 403
    actions.agree_role(grant=grant, by=second)
    assert scope_of(afresh(newcomer)).all
    assert newcomer in User.objects.holding(Role.DATA_ANALYST)
    assert browser(newcomer).get("/data/").status_code == 200
    grant.refresh_from_db()
    assert (grant.asked_by, grant.agreed_by, grant.state) == (asker, second, "agreed")


@pytest.mark.parametrize(
    "role", [role for role in Role if needs_second_person(role)], ids=lambda role: role.name
)
def test_every_such_role_waits(role, newcomer, asker):
    assert ask(newcomer, asker, role).is_waiting
    assert not afresh(newcomer).permissions


def test_a_role_that_opens_little_is_granted_by_one(newcomer, asker):
    assert ask(newcomer, asker, Role.PROJECT_LEAD).state == "agreed"
    assert afresh(newcomer).may(Permission.WRITE_CASE)


def test_who_asked_cannot_agree_and_the_refusal_is_on_the_trail(newcomer, asker):
    grant = ask(newcomer, asker)
    with pytest.raises(Refusal, match="a second person has to agree"):
        actions.agree_role(grant=grant, by=asker)
    assert RoleGrant.objects.get(pk=grant.pk).is_waiting
    entry = Entry.objects.last_written()
    assert (entry.verb, entry.by_post) == ("was refused", asker.post.title)


def test_who_would_get_it_cannot_agree(asker, second):
    grant = ask(second, asker)
    with pytest.raises(Refusal, match="somebody else has to agree"):
        actions.agree_role(grant=grant, by=second)


@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
def test_only_who_keeps_accounts_or_answers_for_the_programme_agrees(role, people, newcomer, second):
    """Of every role, for a role of the programme and for one that sees children."""
    by = second if role is Role.SYSTEM_ADMINISTRATOR else people[role]
    for wanted in (Role.BOARD_MEMBER, Role.DATA_ANALYST):
        grant = ask(newcomer, people[Role.SYSTEM_ADMINISTRATOR], wanted)
        may = role is Role.SYSTEM_ADMINISTRATOR or (
            role is Role.SENIOR_RESPONSIBLE_OWNER and wanted is Role.BOARD_MEMBER
        )
        if may:
            assert actions.agree_role(grant=grant, by=by).state == "agreed"
        else:
            with pytest.raises(Refusal, match=r"another account administrator|not for your role"):
                actions.agree_role(grant=grant, by=by)


def test_the_senior_responsible_owner_never_agrees_to_who_sees_children_or_keeps_the_site():
    for role in (Role.SOCIAL_WORKER, Role.DATA_ANALYST, Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR):
        assert not is_of_programme(role)


def test_a_direct_request_of_the_asker_is_refused_like_the_page(newcomer, asker, second):
    grant = ask(newcomer, asker)
    path = f"/account/people/requests/{grant.pk}/"
    page = browser(asker).get(path).content.decode()
    assert "You asked for this role" in page and "I agree" not in page
    answer = browser(asker).post(path, {"answer": "agree"})
    assert "a second person has to agree" in answer.content.decode()
    assert not afresh(newcomer).permissions
    assert browser(second).post(path, {"answer": "agree"}).status_code == 302
    assert afresh(newcomer).may(Permission.LOAD_DATA)


def test_the_database_itself_refuses_one_person_alone(newcomer, asker, second):
    grant = ask(newcomer, asker)
    pairs = [(asker, None), (None, second), (asker, asker), (newcomer, second), (asker, newcomer)]
    for asked_by, agreed_by in pairs:
        with pytest.raises(IntegrityError), transaction.atomic():
            RoleGrant.objects.filter(pk=grant.pk).update(
                state="agreed", asked_by=asked_by, agreed_by=agreed_by
            )
    RoleGrant.objects.filter(pk=grant.pk).update(state="agreed", asked_by=asker, agreed_by=second)
    assert afresh(newcomer).may(Permission.LOAD_DATA)


def test_what_was_declined_is_never_granted(newcomer, asker, second):
    grant = ask(newcomer, asker)
    actions.decline_role(grant=grant, by=second)
    with pytest.raises(Refusal, match="waits no more"):
        actions.agree_role(grant=grant, by=second)
    assert not afresh(newcomer).permissions


def test_a_request_falls_with_the_account_of_who_asked(newcomer, asker, second):
    grant = ask(newcomer, asker)
    actions.close_account(user=asker, by=second)
    with pytest.raises(Refusal, match="waits no more"):
        actions.agree_role(grant=grant, by=second)


def test_a_request_of_one_who_keeps_accounts_no_more_is_not_agreed_to(newcomer, asker, second):
    grant = ask(newcomer, asker)
    actions.end_role(grant=asker.grants.get(), by=second)
    with pytest.raises(Refusal, match="keeps accounts no more"):
        actions.agree_role(grant=grant, by=second)


def test_a_late_agreement_gives_no_earlier_day(newcomer, asker, second, settings):
    grant = ask(newcomer, asker)
    settings.CLOCK = DAY + timedelta(3)
    actions.agree_role(grant=grant, by=second)
    assert RoleGrant.objects.get(pk=grant.pk).from_on == DAY + timedelta(3)
    assert not RoleGrant.objects.current(DAY).filter(pk=grant.pk).exists()


def test_a_role_is_not_asked_for_twice_nor_for_days_gone_by(newcomer, asker):
    ask(newcomer, asker)
    with pytest.raises(Refusal, match="already has this role"):
        ask(newcomer, asker)
    with pytest.raises(Refusal, match="begins on 8 March 2010 or later"):
        ask(newcomer, asker, Role.AUDITOR, from_on=DAY - timedelta(1))


def test_asking_and_agreeing_are_on_the_trail(newcomer, asker, second):
    actions.agree_role(grant=ask(newcomer, asker), by=second)
    agreed, asked = Entry.objects.newest_first()[:2]
    assert [asked.verb, agreed.verb] == ["asked for a role", "agreed to a role"]
    assert agreed.by_post == second.post.title and agreed.detail["asked for by"] == asker.post.title
    assert agreed.object_id == str(newcomer.pk)


def test_the_worker_that_a_second_person_agreed_to_is_changed_by_nobody_alone(people, asker):
    holder = people[Role.SOCIAL_WORKER]
    with pytest.raises(Refusal, match="End that role, change the worker"):
        actions.name_worker(user=holder, worker="W9", by=asker)
    assert scope_of(afresh(holder)).workers == {"W1"}


# the safe direction -------------------------------------------------------------------------------------------------


def test_ending_a_role_at_once_needs_nobody_else(people, asker, records):
    analyst = people[Role.DATA_ANALYST]
    client = browser(analyst)
    assert client.get("/data/").status_code == 200
    actions.end_role(grant=analyst.grants.get(), by=asker)
    assert client.get("/data/").status_code == 403


def test_a_role_ended_on_its_first_day_holds_no_more_that_day(newcomer, asker):
    grant = ask(newcomer, asker, Role.PROJECT_LEAD)
    actions.end_role(grant=grant, by=asker)
    assert not afresh(newcomer).permissions
    assert RoleGrant.objects.get(pk=grant.pk).state == "withdrawn"


def test_ending_is_never_a_way_to_hold_longer(people, asker):
    grant = people[Role.CONSULTANT].grants.get()
    with pytest.raises(Refusal, match="ends on 31 March 2010 already"):
        actions.end_role(grant=grant, last_day=date(2010, 4, 1), by=asker)


def test_a_closed_account_has_no_role_and_gets_none_back_by_being_opened(people, asker):
    analyst = people[Role.DATA_ANALYST]
    actions.close_account(user=analyst, by=asker)
    actions.open_account(user=analyst, by=asker)
    assert afresh(analyst).is_active and not afresh(analyst).permissions


def test_nobody_closes_their_own_account(asker):
    with pytest.raises(Refusal, match="their own account"):
        actions.close_account(user=asker, by=asker)


# within dates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to_on", [None, date(2011, 3, 8), date(2012, 1, 1)])
def test_a_consultants_role_has_an_end_within_twelve_months(newcomer, asker, to_on):
    with pytest.raises(Refusal, match=r"at most 12 months.*no later than 7 March 2011"):
        ask(newcomer, asker, Role.CONSULTANT, to_on=to_on)
    with pytest.raises(Refusal):
        ask(newcomer, COMMAND_LINE, Role.CONSULTANT, to_on=to_on)
    assert not newcomer.grants.exists()


def test_twelve_months_to_the_day_are_allowed(newcomer, asker):
    assert ask(newcomer, asker, Role.CONSULTANT, to_on=date(2011, 3, 7)).state == "agreed"


def test_the_database_itself_refuses_a_consultant_without_an_end(people):
    with pytest.raises(IntegrityError), transaction.atomic():
        people[Role.CONSULTANT].grants.update(to_on=None)


@pytest.mark.requirement("SR-024")
def test_a_consultant_sees_the_programme_on_their_last_day_and_no_page_the_day_after(
    people, programme, settings
):
    """The grant of the demonstration ends on 31 March 2010."""
    client = browser(people[Role.CONSULTANT])
    closed = [route for route in OURS if stated(route)]
    theirs = [route for route in closed if set(stated(route)) & MATRIX[Role.CONSULTANT]]
    settings.CLOCK = date(2010, 3, 31)
    assert len(theirs) > 20
    assert not [route.name for route in theirs if client.get(address(route)).status_code == 403]
    settings.CLOCK = date(2010, 4, 1)
    assert [route.name for route in closed if client.get(address(route)).status_code != 403] == []


# the first administrators -------------------------------------------------------------------------------------------


def test_the_command_line_enters_the_first_two_administrators_and_no_third(db):
    for number in (1, 2):
        user = actions.enter_administrator(
            email=f"a{number}@example.org",
            post="Administrator",
            password="four quite unlikely words",
            by=COMMAND_LINE,
        )
        assert afresh(user).may(Permission.MANAGE_ACCOUNTS)
        entry = Entry.objects.last_written()
        assert (entry.verb, entry.by_post) == ("granted a role", "Command line")
    with pytest.raises(SherwoodError, match="two system administrators already"):
        actions.enter_administrator(
            email="a3@example.org",
            post="Administrator",
            password="four quite unlikely words",
            by=COMMAND_LINE,
        )
    assert not User.objects.filter(email="a3@example.org").exists()


def test_what_was_granted_before_the_rule_still_holds(people):
    RoleGrant.objects.filter(user=people[Role.DATA_ANALYST]).update(source="earlier")
    assert afresh(people[Role.DATA_ANALYST]).may(Permission.SEE_CHILDREN_ALL)


def test_a_new_site_gets_its_first_administrator_by_command(tmp_path):
    """As it is typed, in a process of its own; a mistake is one sentence."""
    home = tmp_path / "site"
    command = [
        sys.executable,
        "-m",
        "sherwood.cli",
        "administrator",
        "a@example.org",
        "Administrator",
        "--home",
        home,
    ]
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("SHERWOOD_", "DJANGO_"))
    }

    def typed(password: str):
        answers = f"{password}\n{password}\n"
        return subprocess.run(
            command,
            input=answers,
            capture_output=True,
            text=True,
            env=clean,
            start_new_session=True,
            check=False,
        )

    assert "too weak" in typed("short").stderr
    made = typed("four quite unlikely words")
    assert made.returncode == 0 and "Entered." in made.stdout
    assert "already entered" in typed("four quite unlikely words").stderr
    with sqlite3.connect(home / "db.sqlite3") as database:
        (grant,) = database.execute("SELECT role, state, source FROM accounts_rolegrant").fetchall()
        trail = [verb for (verb,) in database.execute("SELECT verb FROM trail_entry ORDER BY number")]
    assert grant == ("SYSTEM_ADMINISTRATOR", "agreed", "command line")
    assert trail[-2:] == ["entered a person", "granted a role"]
