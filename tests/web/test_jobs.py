"""Jobs: done once, seen while they go on, begun again after a kill, and seen by nobody whom they do not concern."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.site.acts import ANYBODY, act
from sherwood.web.site.jobs import actions, daily, offers, running
from sherwood.web.site.jobs.kinds import Daily, JobKind
from sherwood.web.site.jobs.models import LEASE, Job, Turn
from sherwood.web.site.offers import offered
from sherwood.web.site.trail.models import Entry


@act(needs=ANYBODY)
def ask(*, kind="count", title="Count to three", given=None, by):
    return actions.ask(kind=kind, title=title, given=given or {}, by=by)


@pytest.fixture
def offer(monkeypatch):
    """Kinds of jobs and daily jobs of a test's own."""

    def offer_these(*these):
        monkeypatch.setattr(offers, "OFFERS", [*offers.OFFERS, *these])
        offered.cache_clear()

    yield offer_these
    monkeypatch.undo()
    offered.cache_clear()


@pytest.fixture
def counting(offer):
    """A job that counts to three and says so."""
    heard = []

    def count(given, told):
        for number in range(1, 4):
            told("Counting", number, 3)
            heard.append(number)
        return "Counted to 3."

    offer(JobKind("count", count))
    return heard


@pytest.fixture
def analyst(people):
    return people[Role.DATA_ANALYST]


def queued() -> list[int]:
    return [task.args_kwargs["args"][0] for task in DBTaskResult.objects.all()]


def test_a_job_is_done_once_and_says_what_came_of_it(counting, analyst, signed_in):
    job = ask(by=analyst)
    assert queued() == [job.pk]
    running.run(job.pk)
    running.run(job.pk)
    assert counting == [1, 2, 3]
    page = signed_in(Role.DATA_ANALYST).get(f"/jobs/{job.pk}/").content.decode()
    assert "Done. Counted to 3." in page


def test_a_job_and_its_place_in_the_queue_are_written_together_or_neither(counting, analyst):
    with pytest.raises(RuntimeError), transaction.atomic():
        ask(by=analyst)
        raise RuntimeError("what asked for it failed")
    assert not Job.objects.exists()
    assert queued() == []


def test_nobody_asks_for_a_job_that_is_not_known(analyst):
    with pytest.raises(SherwoodError, match="does not know the job"):
        ask(kind="dance", by=analyst)


def test_only_its_asker_and_the_administrator_see_a_job(counting, analyst, signed_in):
    job = ask(by=analyst)
    assert signed_in(Role.PROGRAMME_MANAGER).get(f"/jobs/{job.pk}/").status_code == 404
    assert signed_in(Role.PROGRAMME_MANAGER).post(f"/jobs/{job.pk}/stop").status_code == 404
    assert "Count to three" not in signed_in(Role.PROGRAMME_MANAGER).get("/jobs/").content.decode()
    for role in (Role.DATA_ANALYST, Role.SYSTEM_ADMINISTRATOR):
        assert "Count to three" in signed_in(role).get("/jobs/").content.decode()


def test_a_page_says_how_far_a_job_is(offer, analyst, signed_in):
    client, seen = signed_in(Role.DATA_ANALYST), []

    def count(given, told):
        told("Reading rows", 2_000, 8_000)
        seen.append(client.get(f"/jobs/{job.pk}/progress").content.decode())
        return "Read."

    offer(JobKind("count", count))
    job = ask(by=analyst)
    assert "Waiting for its turn." in client.get(f"/jobs/{job.pk}/progress").content.decode()
    running.run(job.pk)
    assert "Reading rows: 2,000 of 8,000." in seen[0]
    assert 'value="25"' in seen[0]
    assert "data-ended" in client.get(f"/jobs/{job.pk}/progress").content.decode()


def test_a_stopped_job_lets_go_at_its_next_step(offer, analyst, signed_in):
    client, heard = signed_in(Role.DATA_ANALYST), []

    def count(given, told):
        heard.append(1)
        client.post(f"/jobs/{job.pk}/stop")
        told("Counting", 2, 3)
        heard.append(2)

    offer(JobKind("count", count))
    job = ask(by=analyst)
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, heard) == (Job.State.STOPPED, [1])
    assert job.said == f"Stopped by {analyst}."
    assert Entry.objects.filter(verb="stopped a job").exists()
    again = client.post(f"/jobs/{job.pk}/stop", follow=True).content.decode()
    assert "This job has ended: stopped." in again


def test_what_a_person_can_put_right_is_said_and_not_tried_again(offer, analyst):
    def refuse(given, told):
        raise SherwoodError("The file holds no rows.")

    offer(JobKind("count", refuse))
    job = ask(by=analyst)
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.said, job.tried) == (Job.State.FAILED, "The file holds no rows.", 1)


def test_a_mistake_of_ours_is_tried_again_later_and_then_told_without_its_values(offer, analyst, caplog):
    def fail(given, told):
        raise ValueError(f"{given['child']} was born on 2001-02-03")

    offer(JobKind("count", fail, tries=2))
    job = ask(given={"child": "Ada"}, by=analyst)
    running.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.WAITING
    assert job.not_before > timezone.now() + timedelta(seconds=5)
    assert queued() == [job.pk, job.pk]
    running.run(job.pk)  # it is not its time yet
    job.refresh_from_db()
    assert job.tried == 1
    Job.objects.update(not_before=timezone.now())
    running.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "ValueError" in job.said
    assert "Ada" not in job.said + caplog.text
    assert "test_jobs.py" in caplog.text  # where it happened


def test_what_a_killed_worker_left_is_begun_again(counting, analyst):
    job = ask(by=analyst)
    assert Job.objects.claim(job.pk, "dead", timezone.now())
    later = timezone.now() + LEASE + timedelta(seconds=1)
    assert running.recover(timezone.now()) == []
    assert running.recover(later) == [job]
    assert running.recover(later) == []
    Job.objects.update(not_before=timezone.now())
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.tried) == (Job.State.DONE, 2)


def test_what_is_cut_off_again_and_again_is_given_up(counting, analyst):
    job = ask(by=analyst)
    Job.objects.update(
        state=Job.State.RUNNING, tried=3, holder="dead", held_until=timezone.now() - timedelta(seconds=1)
    )
    running.recover(timezone.now())
    job.refresh_from_db()
    assert (job.state, job.said) == (
        Job.State.FAILED,
        "It was cut off 3 times, and is not tried again by itself.",
    )


def test_a_worker_that_was_taken_for_dead_does_not_end_a_job_that_another_has(offer, analyst):
    def slow(given, told):
        Job.objects.update(holder="another")
        return "Mine."

    offer(JobKind("count", slow))
    job = ask(by=analyst)
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.said, job.holder) == (Job.State.RUNNING, "", "another")


def test_what_is_daily_is_asked_for_once_a_day_and_not_before_its_hour(offer, counting, db):
    from datetime import time

    offer(Daily("count", time(23, 30), "Count by itself"))
    asked = lambda hour: [  # noqa: E731
        job.title
        for job in daily.ask_for_what_is_daily(datetime(2026, 11, 30, hour, 45, tzinfo=UTC))
        if job.kind == "count"
    ]
    assert asked(22) == []
    assert asked(23) == ["Count by itself"]
    assert asked(23) == []
    assert Turn.objects.filter(kind="count").count() == 1


def test_old_jobs_are_forgotten_and_others_are_not(counting, analyst):
    old, new, going = ask(by=analyst), ask(by=analyst), ask(by=analyst)
    Job.objects.filter(pk=old.pk).update(ended_at=timezone.now() - timedelta(days=91))
    Job.objects.filter(pk=new.pk).update(ended_at=timezone.now() - timedelta(days=89))
    assert running.forget_old({}, print) == "Old jobs removed: 1."
    assert set(Job.objects.values_list("pk", flat=True)) == {new.pk, going.pk}
