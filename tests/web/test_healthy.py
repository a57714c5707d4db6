"""What a machine that watches the site is told: each part is tried, and none tells a secret."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from sherwood.records.snapshots import Store
from sherwood.web.site.home import health
from sherwood.web.site.jobs import worker
from sherwood.web.site.jobs.heartbeat import beat
from sherwood.web.site.jobs.models import Turn


@pytest.fixture(autouse=True)
def asked_anew(db):
    cache.delete("health")
    yield
    cache.delete("health")


@pytest.fixture
def working(settings):
    """A worker that was heard of just now."""
    beat()


def told(**headers) -> tuple[int, dict]:
    answer = Client().get("/healthy", **headers)
    assert answer["Content-Type"] == "application/json"
    return answer.status_code, answer.json()


def test_a_site_without_records_is_well_and_says_so(working):
    parts = {"page": "ok", "database": "ok", "writing": "ok", "records": "no records yet", "worker": "ok"}
    assert told() == (200, {"healthy": True, "parts": parts})


def test_trying_to_write_leaves_nothing(working):
    assert told()[1]["parts"]["writing"] == "ok"
    assert not Turn.objects.exists()


def test_records_are_read_whole(working, records):
    assert told()[1]["parts"]["records"] == "ok"


def test_damaged_records_are_told(working, settings, tmp_path):
    with Store(settings.STORE_ROOT).loading() as staging:
        (staging.records / "referrals.parquet").write_bytes(b"PAR1")
        snapshot = staging.publish(as_at=timezone.localdate())
    (snapshot.records / "referrals.parquet").write_bytes(b"PAR2 and more")
    status, answer = told()
    assert (status, answer["healthy"]) == (503, False)
    assert answer["parts"]["records"] == "the current records are damaged"
    assert answer["parts"]["page"] == "ok"


def test_a_worker_never_heard_of_is_told():
    status, answer = told()
    assert status == 503
    assert answer["parts"]["worker"] == "no worker was ever heard of"


def test_a_silent_worker_is_told_with_the_time_since_when(working, settings):
    heard = timezone.now() - timedelta(minutes=5)
    os.utime(Path(settings.HOME) / "worker_heard", (heard.timestamp(), heard.timestamp()))
    status, answer = told()
    assert status == 503
    assert (
        answer["parts"]["worker"] == f"worker not heard of since {timezone.localtime(heard):%-d %B %Y, %H:%M}"
    )


def test_a_database_that_fails_is_told_without_its_words(working, monkeypatch):
    def fails(request):
        raise DatabaseError("password=hunter2 host=db.internal")

    monkeypatch.setitem(health.PARTS, "database", fails)
    status, answer = told()
    assert (status, answer["parts"]["database"]) == (503, "not working (DatabaseError)")


def test_styles_that_are_not_there_are_told(working, monkeypatch):
    monkeypatch.setattr("sherwood.web.site.ui.static_files.find", lambda name: None)
    assert told()[1]["parts"]["page"] == "styles or scripts are missing"


def test_a_probe_names_the_machine_as_it_likes(working):
    assert told(HTTP_HOST="10.20.30.40:8000")[0] == 200
    assert Client().get("/account/sign-in", HTTP_HOST="10.20.30.40:8000").status_code == 400


def test_asking_again_at_once_tries_nothing_again(working, monkeypatch):
    tries = []
    monkeypatch.setitem(health.PARTS, "page", lambda request: tries.append(1) or "ok")
    assert [told()[0], told()[0]] == [200, 200]
    assert tries == [1]


def test_a_worker_that_cannot_reach_the_database_is_not_heard_of(monkeypatch, settings):
    """It says that it lives only after it could look after the jobs."""
    from django.db import OperationalError

    def gone(now):
        raise OperationalError

    class Over(Exception):
        pass

    def ends(self, seconds):
        raise Over

    monkeypatch.setattr(worker, "recover", gone)
    monkeypatch.setattr("threading.Event.wait", ends)
    monkeypatch.setattr(worker, "connection", type("Kept", (), {"close": lambda self: None})())
    with pytest.raises(Over):
        worker._look_after(None)
    assert not (Path(settings.HOME) / "worker_heard").exists()
    monkeypatch.setattr(worker, "recover", lambda now: None)
    with pytest.raises(Over):
        worker._look_after(None)
    assert (Path(settings.HOME) / "worker_heard").exists()
