"""What the worker does by itself each day: the messages and the records anew, once a day however often it is started."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from acting import within
from other_council import day
from sherwood.governance.roles import Role
from sherwood.measuring.ledger import build_for
from sherwood.reading.load import load
from sherwood.records.snapshots import Store
from sherwood.simulating import simulate, write_extract
from sherwood.web.evidence.loading.renewing import RENEW
from sherwood.web.site.accounts.models import scope_of
from sherwood.web.site.action_log import actions as action_log
from sherwood.web.site.digest import actions as digest
from sherwood.web.site.digest.daily import SEND
from sherwood.web.site.jobs import worker
from sherwood.web.site.jobs.models import Job
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry

DAY = date(2010, 3, 8)


@pytest.fixture
def clock(monkeypatch, settings):
    """The hour stands where a test puts it: hours of tomorrow, so that nothing that is asked for lies ahead."""
    tomorrow = timezone.localdate() + timedelta(1)

    def stands_at(hour: int, minute: int = 0, days: int = 0) -> None:
        moment = datetime(
            tomorrow.year, tomorrow.month, tomorrow.day, hour, minute, tzinfo=ZoneInfo("Europe/London")
        )
        monkeypatch.setattr(timezone, "now", lambda: moment + timedelta(days))
        settings.CLOCK = DAY + timedelta(days)

    return stands_at


def work() -> None:
    """A worker is started, looks once, does what waits, and is stopped."""
    worker.look_after_once()
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0, reload=False)


def said(kind: str) -> list[str]:
    return list(Job.objects.filter(kind=kind).order_by("pk").values_list("said", flat=True))


@pytest.fixture
def lead(people, programme):
    within(
        action_log.add_action, words="Ring the school", owner_post=people[Role.PROJECT_LEAD].post,
        owner=people[Role.PROJECT_LEAD], due_on=date(2010, 3, 20),
        origin=action_log.ActionOrigin("entered", "", "A meeting"), by=people[Role.PROGRAMME_MANAGER],
    )  # fmt: skip
    return people[Role.PROJECT_LEAD]


def test_messages_go_out_once_a_day_however_often_the_worker_is_started(postbox, lead, clock):
    clock(6, 59)
    work()
    assert not postbox.came and said(SEND) == []
    clock(7)
    work()
    sent = len(postbox.came)
    assert len(postbox.to(lead.email)) == 1
    assert said(SEND)[0].endswith(f"{sent} sent.")
    for hour in (8, 12, 23):
        clock(hour)
        work()
    digest.send_digests(by=COMMAND_LINE)
    assert len(postbox.came) == sent and len(said(SEND)) == 1
    clock(7, days=1)
    work()
    assert len(said(SEND)) == 2, "the next day has a turn of its own"
    assert len(postbox.to(lead.email)) == 1, "and tells no news twice"
    assert {entry.by_post for entry in Entry.objects.filter(verb="sent digests")} == {
        "By itself, daily",
        "Command line",
    }


def test_without_a_mail_server_nobody_is_written_to_and_the_job_says_so(people, clock, settings):
    settings.EMAIL_HOST = ""
    clock(9)
    work()
    assert said(SEND) == ["No mail server is set (SHERWOOD_MAIL), so nobody was sent a message."]
    assert Job.objects.get(kind=SEND).state == Job.State.DONE


def test_before_a_load_and_without_registers_the_records_stay(people, clock, settings, tmp_path):
    clock(3)
    work()
    assert said(RENEW) == ["Nothing has been loaded yet."]
    write_extract(simulate(2009, DAY, scale=0.02), tmp_path / "extract")
    first = load([tmp_path / "extract"], Store(settings.STORE_ROOT), as_at=DAY, then=build_for())
    clock(3, days=1)
    work()
    assert said(RENEW)[-1] == "No register holds anything, so the records stay as they are."
    assert Store(settings.STORE_ROOT).current().id == first.id


def enter_complaint(client, people) -> None:
    (team,) = scope_of(people[Role.TEAM_MANAGER]).teams
    given = {
        "reference": "C1", "complainant": "parent", "theme": "delay", "team": team, "child": "K1", "worker": "W7",
        "advocate_offered": "yes", "longer": "no", **day("received_on", date(2010, 2, 22)),
    }  # fmt: skip
    assert client.post(reverse("complaints_new"), given).status_code == 302


def test_the_records_are_published_again_once_a_night_with_what_registers_hold(
    signed_in, people, clock, settings, tmp_path
):
    write_extract(simulate(2009, DAY, scale=0.02), tmp_path / "extract")
    first = load([tmp_path / "extract"], Store(settings.STORE_ROOT), as_at=DAY, then=build_for())
    enter_complaint(signed_in(Role.TEAM_MANAGER), people)
    clock(1, 59)
    work()
    assert said(RENEW) == []
    clock(2)
    work()
    work()
    current = Store(settings.STORE_ROOT).current()
    assert current.id != first.id and current.manifest.tables["complaints"] == 1
    assert said(RENEW) == [f"Published again with 1 row of registers: snapshot {current.id}."]
    assert Entry.objects.get(verb="published records").object_id == current.id
    clock(2, days=1)
    work()
    assert len(said(RENEW)) == 2
