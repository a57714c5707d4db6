"""What every page tells the browser, and what no page holds."""

import os
import re
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from sherwood.governance.roles import Role

PAGES = [
    ("account_login", None, {}),
    ("home", Role.PROGRAMME_MANAGER, {}),
    ("portfolio", Role.BOARD_MEMBER, {}),
    ("project", Role.BOARD_MEMBER, {"key": "P03"}),
    ("findings", Role.BOARD_MEMBER, {}),
    ("finding", Role.BOARD_MEMBER, {"key": "A2"}),
    ("programme", Role.BOARD_MEMBER, {}),
    ("trail", Role.AUDITOR, {}),
    ("own_account", Role.TEAM_MANAGER, {}),
    ("account_change_password", Role.TEAM_MANAGER, {}),
    ("mfa_index", Role.TEAM_MANAGER, {}),
    ("portfolio", Role.AUDITOR, {}),  # refused
    ("project", Role.BOARD_MEMBER, {"key": "P99"}),  # not found
]
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.I)


@pytest.fixture(params=PAGES, ids=lambda page: f"{page[0]}-{page[1].name if page[1] else 'nobody'}")
def answer(request, programme, signed_in):
    name, role, kwargs = request.param
    return (signed_in(role) if role else Client()).get(reverse(name, kwargs=kwargs))


def test_scripts_and_styles_come_only_from_the_site_itself(answer):
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"


def test_no_page_holds_anything_inline_or_from_elsewhere(answer):
    text = answer.content.decode()
    assert not INLINE.search(text)
    assert not re.search(r"""(src|href)=["'](https?:)?//""", text)


def test_no_page_is_framed_sniffed_kept_or_told_on(answer):
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert "camera=()" in answer["Permissions-Policy"]


def test_every_page_has_a_skip_link_one_heading_and_a_title(answer):
    text = answer.content.decode()
    assert 'href="#main-content"' in text
    assert 'id="main-content"' in text
    assert len(re.findall(r"<h1\b", text)) == 1
    assert re.search(r"<title>.+ – Sherwood</title>", text)


def test_every_page_of_a_demonstration_says_so_and_gives_its_date(answer):
    assert "invented council, the date is 8 March 2010" in " ".join(answer.content.decode().split())


PRODUCTION = {
    "SHERWOOD_PRODUCTION": "1",
    "SHERWOOD_HOSTS": "sherwood.example",
    "SHERWOOD_COUNCIL": "Greenshire",
}


def settings_with(tmp_path, **environment) -> subprocess.CompletedProcess:
    """What a fresh process makes of these variables."""
    code = "import json, sherwood.web.settings as s; print(json.dumps({k: getattr(s, k) for k in %r}))"
    asked = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]
    asked += ["SESSION_COOKIE_AGE", "DEBUG", "ALLOWED_HOSTS"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SHERWOOD_")}
    return subprocess.run(
        [sys.executable, "-c", code % asked],
        env=clean | {"SHERWOOD_HOME": str(tmp_path / "home")} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_real_site_insists_on_https_and_forgets_after_half_an_hour(tmp_path):
    made = settings_with(tmp_path, **PRODUCTION)
    assert (
        '"SESSION_COOKIE_SECURE": true, "CSRF_COOKIE_SECURE": true, "SECURE_SSL_REDIRECT": true'
        in made.stdout
    )
    assert '"SECURE_HSTS_SECONDS": 31536000, "SESSION_COOKIE_AGE": 1800, "DEBUG": false' in made.stdout


@pytest.mark.parametrize("missing", ["SHERWOOD_HOSTS", "SHERWOOD_COUNCIL"])
def test_a_missing_setting_of_a_real_site_answers_with_a_hint(tmp_path, missing):
    made = settings_with(tmp_path, **{k: v for k, v in PRODUCTION.items() if k != missing})
    assert made.returncode != 0
    assert f"{missing} is not set" in made.stderr
    assert f"For example: {missing}=" in made.stderr


def test_a_real_site_never_stops_its_clock(tmp_path):
    assert "SHERWOOD_CLOCK" in settings_with(tmp_path, **PRODUCTION, SHERWOOD_CLOCK="2010-03-08").stderr


def test_a_clock_that_is_no_date_is_explained(tmp_path):
    assert (
        "SHERWOOD_CLOCK is “soon”, which is not a date"
        in settings_with(tmp_path, SHERWOOD_CLOCK="soon").stderr
    )


def test_the_secret_key_is_made_once_and_is_its_owners_alone(tmp_path):
    settings_with(tmp_path)
    first = (tmp_path / "home" / "secret_key").read_text()
    settings_with(tmp_path)
    assert (tmp_path / "home" / "secret_key").read_text() == first
    assert len(first) > 60
    assert (tmp_path / "home" / "secret_key").stat().st_mode & 0o077 == 0
