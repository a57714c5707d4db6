"""What is written once is kept so by PostgreSQL itself, whoever asks (of SQLite, the tests of each part ask it)."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from proposing import proposed
from sherwood.governance import definition as definitions
from sherwood.web.demonstration import OF_2010
from sherwood.web.programme.cases.demonstration import seed_cases
from sherwood.web.programme.meetings.actions import issue_pack
from sherwood.web.programme.meetings.demonstration import seed_meetings
from sherwood.web.programme.meetings.models import Meeting
from sherwood.web.programme.plans.demonstration import seed_plans
from sherwood.web.programme.plans.models import CloseAnswer, CloseAsked
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.proposals.actions import refuse
from sherwood.web.programme.rhythm.demonstration import seed_rhythm
from sherwood.web.site.accounts.models import User
from sherwood.web.site.offers.kinds import COUNTY
from sherwood.web.site.trail.models import Entry

# a table written once: a column to change
ALWAYS = {
    "trail_entry": "verb",
    "cases_decision": "reason",
    "cases_vetting": "comments",
    "cases_opinion": "words",
    "cases_comment": "words",
    "rhythm_answer": "comments",
    "rhythm_mark": "wrong",
    "rhythm_update": "summary",
    "rhythm_signoff": "words",
    "rhythm_chase": "due_on",
    "meetings_pack": "digest",
    "proposals_proposal": "digest",
    "proposals_answer": "reason",
    "plans_sentplan": "content",
    "plans_planvetting": "said_on",
    "plans_closeanswer": "reason",
}
REFUSALS = ("never changes", "only ever added to", "do not change", "written once")
ONCE_HANDED_IN = {"cases_version": "digest", "rhythm_report": "progress"}


@pytest.fixture
def filled(postgresql):
    """The demonstration's cases and reports: a row in every table that is guarded."""
    programme = Programme.objects.get()
    seed_cases(programme)
    seed_plans(programme)
    seed_meetings(programme)
    seed_rhythm(programme)
    _issue_papers()
    _propose_and_refuse()
    _ask_and_answer_closing()


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@example.org")


def _issue_papers() -> None:
    meeting = Meeting.objects.filter(confirmed_on=None, items__isnull=False).first()
    issue_pack(meeting=meeting, by=person("administrator"))


def _propose_and_refuse() -> None:
    standing = definitions.read(OF_2010.programme)
    proposal = proposed(replace(standing, about=replace(standing.about, aim="Another aim.")))
    refuse(proposal=proposal, number=1, reason="The aim stands.", by=person("manager"))


def _ask_and_answer_closing() -> None:
    """Rows alone: the way to them is walked in test_plans_closing."""
    lead, said_on = person("lead"), COUNTY.day
    project = Project.objects.exclude(lead=None).first()
    asked = CloseAsked.objects.create(
        project=project,
        tested="It was held in every team for a quarter.",
        measure="x",
        reading="Steady.",
        reviewed_on=said_on,
        keeper_post=project.lead,
        asked_on=said_on,
        asked_by=lead,
    )
    CloseAnswer.objects.create(
        asked=asked,
        closes=False,
        reason="Not yet in every team.",
        keeper=str(project.lead),
        authority_words="A meeting.",
        said_on=said_on,
        by=person("board"),
    )


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            transaction.set_rollback(True)
    except DatabaseError as why:
        assert any(words in str(why) for words in REFUSALS), why
        return True
    return False


def rows(table: str, where: str = "") -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} {where}")
        return cursor.fetchone()[0]


def guarded() -> set[str]:
    """The tables that have a guard, as the database itself says."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
        )
        return {table for (table,) in cursor.fetchall()}


def test_raw_sql_changes_nothing_that_is_written_once_and_the_chain_is_whole(filled):
    assert guarded() == set(ALWAYS) | set(ONCE_HANDED_IN)
    for table, column in ALWAYS.items():
        assert rows(table), f"nothing in {table} to try"
        assert refused(f"UPDATE {table} SET {column} = {column}"), table
        assert refused(f"DELETE FROM {table}"), table
    for table, column in ONCE_HANDED_IN.items():
        assert rows(table, "WHERE digest <> ''"), f"nothing in {table} to try"
        assert refused(f"UPDATE {table} SET {column} = {column} WHERE digest <> ''"), table
        assert refused(f"DELETE FROM {table} WHERE digest <> ''"), table
        assert not refused(f"UPDATE {table} SET {column} = {column} WHERE digest = ''"), "a draft"
    assert Entry.objects.first_broken() is None
