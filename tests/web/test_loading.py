"""Loading records in the browser: sent, looked at beside what is published, published by a person's yes or put away."""

import re
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sherwood.governance.roles import Role
from sherwood.records.snapshots import Store
from sherwood.simulating import simulate, write_extract
from sherwood.web.evidence.loading.models import SentExtract
from sherwood.web.site.files.models import StoredFile, folder
from sherwood.web.site.jobs import running
from sherwood.web.site.jobs.models import Job
from sherwood.web.site.trail.models import Entry

DAY = date(2010, 3, 8)
SEND = "/data/loading/send"
AT = {"as_at_0": 8, "as_at_1": 3, "as_at_2": 2010}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The files of a small extract, as any council's system would write them."""
    place = tmp_path_factory.mktemp("extract")
    write_extract(simulate(7, DAY, scale=0.02), place)
    return place


@pytest.fixture
def files(written):
    def opened(but=(), instead=None):
        texts = {path.name: path.read_bytes() for path in sorted(written.iterdir()) if path.name not in but}
        return [SimpleUploadedFile(name, text) for name, text in (texts | (instead or {})).items()]

    return opened


@pytest.fixture
def store(settings):
    settings.FILE_UPLOAD_TEMP_DIR = settings.HOME / "incoming"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    return Store(settings.STORE_ROOT)


@pytest.fixture
def client(people, store, signed_in, django_capture_on_commit_callbacks):
    """The analyst's browser. What an act leaves for after its transaction is done at once, as without a test around it."""
    browser = signed_in(Role.DATA_ANALYST)
    post = browser.post

    def post_and_commit(*given, **more):
        with django_capture_on_commit_callbacks(execute=True):
            return post(*given, **more)

    browser.post = post_and_commit
    return browser


def words(page) -> str:
    return " ".join(page.content.decode().split())


def work() -> None:
    """What the worker would do next."""
    for job in Job.objects.going().order_by("pk"):
        running.run(job.pk)


def sent(client, files, **more) -> SentExtract:
    answer = client.post(SEND, {"files": files} | AT | more)
    assert answer.status_code == 302, words(answer)
    work()
    return SentExtract.objects.latest("pk")


def publish(client, extract, **more):
    extract.refresh_from_db()
    path = f"/data/loading/{extract.pk}/publish"
    return client.post(path, {"revision": extract.revision} | more, follow=True)


def test_nothing_is_published_before_somebody_says_so(client, files, store):
    extract = sent(client, files())
    assert store.current() is None
    page = words(client.get(f"/data/loading/{extract.pk}/"))
    assert "rows were read:" in page
    assert "Nothing looks wrong." in page
    assert "Initial assessments finished in time" in page
    assert "Published. Every page counts from these records now." in words(publish(client, extract))
    current = store.current()
    assert current.manifest.as_at == DAY
    assert sum(source.read for source in current.manifest.sources) == current.manifest.read > 1000
    assert {source.name for source in current.manifest.sources} >= {"referrals.csv", "children.csv"}
    assert "See how their rows add up" in words(client.get(f"/data/loading/{extract.pk}/"))


def test_what_was_done_is_on_the_trail_and_the_files_are_gone(client, files, store):
    extract = sent(client, files())
    assert all(file.path.is_file() for file in StoredFile.objects.all())
    publish(client, extract)
    entries = Entry.objects.filter(object_type="extract").order_by("pk")
    assert [entry.verb for entry in entries] == ["sent an extract", "published records"]
    assert entries[1].detail["snapshot"] == store.current().id
    assert list(folder().iterdir()) == []
    assert StoredFile.objects.filter(removed_at=None).count() == 0


def test_a_second_look_says_what_would_change_and_what_may_be_wrong(client, files, store, written):
    publish(client, sent(client, files()))
    first = store.current()
    rows = (written / "referrals.csv").read_text().splitlines()
    half = "\n".join(rows[: len(rows) // 2]).encode()
    extract = sent(client, files(but=["core_groups.csv", "reviews.csv"], instead={"referrals.csv": half}))
    page = words(client.get(f"/data/loading/{extract.pk}/"))
    assert "What may be wrong" in page
    assert "Referrals:" in page
    assert "% fewer than the" in page
    assert re.search(r">\s*Changed\s*</td>", page)
    assert "Confirm that you have looked at what seems wrong" in words(publish(client, extract))
    assert store.current() == first
    publish(client, extract, seen="on")
    assert store.current() != first
    assert Entry.objects.filter(verb="published records").latest("pk").detail["looked_wrong"] > 0


def test_two_looks_at_the_same_records_are_not_both_published_unseen(client, files, store):
    first, second = sent(client, files()), sent(client, files())
    publish(client, first)
    assert "Other records were published since" in words(publish(client, second))
    second.refresh_from_db()
    client.post(f"/data/loading/{second.pk}/again", AT | {"revision": second.revision})
    work()
    page = words(client.get(f"/data/loading/{second.pk}/"))
    assert not re.search(r">\s*Changed\s*</td>", page)
    assert "Published." in words(publish(client, second))


def test_publishing_twice_publishes_once(client, files, store):
    extract = sent(client, files())
    publish(client, extract)
    publish(client, extract)
    assert len(store.snapshots()) == 1


def test_files_put_away_are_gone_and_nothing_was_published(client, files, store):
    extract = sent(client, files())
    prepared = store.prepared(extract.prepared).path
    answer = client.post(f"/data/loading/{extract.pk}/put-away", {"revision": extract.revision}, follow=True)
    assert "Put away." in words(answer)
    assert not prepared.exists()
    assert list(folder().iterdir()) == []
    assert store.current() is None


def test_what_cannot_be_read_is_said_and_can_be_looked_at_again(client, store):
    extract = sent(client, [SimpleUploadedFile("notes.csv", b"colour,shape\nred,round\n")])
    page = words(client.get(f"/data/loading/{extract.pk}/"))
    assert "could not be read" in page
    assert "notes.csv" in page
    assert "Look at the files again" in page
    assert "See why extract" in words(client.get("/"))


def test_a_day_that_is_left_out_is_worked_out_and_can_be_told_instead(client, files, store):
    client.post(SEND, {"files": files()})
    work()
    extract = SentExtract.objects.get()
    assert store.prepared(extract.prepared).manifest.as_at == DAY
    told = AT | {"as_at_0": 7, "revision": extract.revision}
    assert client.post(f"/data/loading/{extract.pk}/again", told).status_code == 302
    work()
    extract.refresh_from_db()
    assert store.prepared(extract.prepared).manifest.as_at == DAY - timedelta(days=1)
    assert len(list((store.root / "prepared").iterdir())) == 1


def test_a_zip_is_taken_apart(client, written, store):
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        for path in written.iterdir():
            file.write(path, path.name)
    extract = sent(client, [SimpleUploadedFile("extract.zip", packed.getvalue())])
    publish(client, extract)
    assert len(store.current().manifest.sources) > 10


def test_two_files_of_one_name_are_told_apart(client, files, store):
    extract = sent(
        client,
        [
            *files(),
            SimpleUploadedFile("notes.csv", b"a,b\n1,2\n"),
            SimpleUploadedFile("notes.csv", b"c,d\n1,2\n"),
        ],
    )
    names = [source.name for source in store.prepared(extract.prepared).manifest.sources]
    assert len([name for name in names if name.endswith("notes.csv")]) == 2
    assert len(set(names)) == len(names)


def test_no_file_is_no_extract(client, store):
    page = words(client.post(SEND, AT))
    assert "Choose the files of the extract." in page
    assert not SentExtract.objects.exists()


def test_an_empty_file_is_refused_in_words_and_leaves_nothing(client, store):
    page = words(client.post(SEND, {"files": [SimpleUploadedFile("empty.csv", b"")]} | AT))
    assert "empty" in page
    assert list(folder().iterdir()) == []


@pytest.mark.parametrize("role", [Role.PROGRAMME_MANAGER, Role.TEAM_MANAGER, Role.BOARD_MEMBER])
def test_nobody_else_loads_or_sees_what_was_sent(role, client, files, signed_in):
    extract = sent(client, files())
    other = signed_in(role)
    for path in (
        "/data/loading/",
        SEND,
        f"/data/loading/{extract.pk}/",
        f"/data/loading/{extract.pk}/rows.csv",
    ):
        assert other.get(path).status_code in (403, 404)
    assert other.post(f"/data/loading/{extract.pk}/publish", {"revision": 1}).status_code in (403, 404)
    assert "Publish extract" not in words(other.get("/"))


def test_home_asks_the_sender_to_publish(client, files):
    extract = sent(client, files())
    assert f"Publish extract {extract.pk}, or put it away" in words(client.get("/"))


def test_somebody_who_saved_first_is_told(client, files, store):
    extract = sent(client, files())
    stale = extract.revision
    publish(client, extract)
    answer = client.post(f"/data/loading/{extract.pk}/put-away", {"revision": stale}, follow=True)
    assert "Put away." not in words(answer)
    assert store.current() is not None


def test_a_scanner_refuses_a_file(client, files, settings, tmp_path):
    settings.SCANNER = ["/bin/false"]
    assert "The virus scanner refused the file." in words(client.post(SEND, {"files": files()} | AT))
    settings.SCANNER = ["/no/such/scanner"]
    assert "did not answer, so the file was not kept" in words(client.post(SEND, {"files": files()} | AT))
    assert list(folder().iterdir()) == []
    settings.SCANNER = ["/bin/true"]
    assert client.post(SEND, {"files": files()} | AT).status_code == 302


def test_a_look_that_is_stopped_leaves_nothing_and_can_be_begun_again(client, files, store):
    client.post(SEND, {"files": files()} | AT)
    job = Job.objects.get()
    extract = SentExtract.objects.get()
    assert "Waiting for its turn." in words(client.get(f"/data/loading/{extract.pk}/"))
    client.post(f"/jobs/{job.pk}/stop")
    work()
    page = words(client.get(f"/data/loading/{extract.pk}/"))
    assert "Stopped by" in page
    client.post(f"/data/loading/{extract.pk}/again", AT | {"revision": extract.revision})
    work()
    extract.refresh_from_db()
    assert extract.state == SentExtract.State.LOOKED


@pytest.mark.slow
def test_a_load_at_the_command_line_is_on_the_trail_of_the_site(written, tmp_path):
    import sqlite3
    import subprocess
    import sys

    def sherwood(*words, typed=""):
        command = [sys.executable, "-m", "sherwood.cli", *words, "--home", str(tmp_path / "home")]
        subprocess.run(command, input=typed, text=True, check=True, capture_output=True)

    secret = "four quite unlikely words\n"
    sherwood("administrator", "admin@example.gov.uk", "Administrator", typed=secret * 2)
    sherwood("load", str(written), "--as-at", "2010-03-08")
    with sqlite3.connect(tmp_path / "home" / "db.sqlite3") as database:
        last = database.execute("select verb, by_post from trail_entry order by number desc").fetchone()
    assert last == ("published records", "Command line")
