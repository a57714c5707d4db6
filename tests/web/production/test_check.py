"""`sherwood check`: every thing that a site needs is said, with what to do, before somebody waits for it in vain."""

from pathlib import Path

import pytest

from real_site import administrator, environment, sherwood

pytestmark = pytest.mark.slow


def lines(done) -> dict[str, str]:
    """Each line by the thing it is about."""
    found = {line[9:].split(":")[0]: line for line in done.stdout.splitlines()}
    assert "Traceback" not in done.stderr
    return found


def test_the_settings_of_a_real_site_are_asked_for_together(tmp_path):
    env = {name: value for name, value in environment(tmp_path / "home").items() if name != "SHERWOOD_PROXY"}
    done = sherwood("check", env=env | {"SHERWOOD_HOSTS": "", "SHERWOOD_COUNCIL": " "})
    said = lines(done)
    assert done.returncode == 1
    for name in ("SHERWOOD_HOSTS", "SHERWOOD_COUNCIL", "SHERWOOD_PROXY"):
        assert said[name].startswith(f"missing  {name}: not set. Set {name}=")
    assert "not ready" in done.stderr


def test_a_site_from_nothing_to_ready(tmp_path):
    env = environment(tmp_path / "home")
    empty = sherwood("check", env=env)
    assert empty.returncode == 1
    assert lines(empty)["Home"].startswith("ok")
    assert lines(empty)["Styles and scripts"].startswith("ok")
    assert lines(empty)["Database"].startswith("missing  Database: SQLite, none yet.")
    assert not (tmp_path / "home" / "db.sqlite3").exists(), "looking makes nothing"
    administrator("keys@marlow.example", env)
    first = sherwood("check", env=env)
    assert first.returncode == 1
    assert lines(first)["System administrators"].startswith("missing  System administrators: 1. Enter two")
    administrator("keys-2@marlow.example", env)
    ready = sherwood("check", env=env)
    said = lines(ready)
    assert ready.returncode == 0, ready.stdout
    assert said["Tables"] == "ok       Tables: up to date."
    assert said["System administrators"] == "ok       System administrators: 2."
    assert said["Worker"].startswith("not yet  Worker: no worker was ever heard of.")
    assert said["Mail"].startswith("not yet  Mail: none is sent. Set SHERWOOD_MAIL=")
    assert said["Virus scanner"].startswith("not yet  Virus scanner: files that are sent are not scanned.")


def test_what_is_wrong_is_said_without_secrets(tmp_path):
    url = "postgresql://keeper:hunter2@127.0.0.1:9/sherwood"
    done = sherwood("check", env=environment(tmp_path / "home", SHERWOOD_DATABASE_URL=url))
    assert done.returncode == 1
    assert lines(done)["Database"].startswith(
        "missing  Database: PostgreSQL cannot be reached (OperationalError)."
    )
    assert "hunter2" not in done.stdout + done.stderr
    mail = sherwood("check", env=environment(tmp_path / "home", SHERWOOD_MAIL="post://hunter2"))
    assert lines(mail)["Settings"].startswith(
        "missing  Settings: cannot be read. SHERWOOD_MAIL must look like"
    )
    assert "hunter2" not in mail.stdout + mail.stderr


def test_a_scanner_that_is_not_there_is_required_once_it_is_named(tmp_path):
    done = sherwood("check", env=environment(tmp_path / "home", SHERWOOD_SCANNER="no-such-scanner --quick"))
    assert lines(done)["Virus scanner"].startswith(
        "missing  Virus scanner: no-such-scanner is not on this machine"
    )


def test_an_open_home_is_said_with_the_command_that_shuts_it(tmp_path):
    home: Path = tmp_path / "home"
    home.mkdir()
    home.chmod(0o750)
    done = sherwood("check", env=environment(home))
    assert done.returncode == 1
    assert f"chmod -R go= {home}" in lines(done)["Home"]


def test_a_trial_is_told_what_it_is(tmp_path):
    env = {
        name: value for name, value in environment(tmp_path / "home").items() if name != "SHERWOOD_PRODUCTION"
    }
    said = lines(sherwood("check", env=env))
    assert said["Production"].startswith("not yet  Production: this is a trial.")
