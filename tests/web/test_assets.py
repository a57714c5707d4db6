"""The design system: ours to use, without what belongs to central government alone, and found when served."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sherwood.web.site import ui

ROOT = Path(__file__).parents[2]
STATIC = Path(ui.__file__).parent / "static"
VENDOR = STATIC / "vendor"

fetched = pytest.mark.skipif(not VENDOR.is_dir(), reason="the design system is not here: run script/assets")


def test_the_lock_file_names_no_host():
    assert "://" not in (ROOT / "package-lock.json").read_text("utf-8")


def test_exact_versions_are_asked_for():
    assert re.search(r'"govuk-frontend": "\d+\.\d+\.\d+"', (ROOT / "package.json").read_text("utf-8"))


@fetched
def test_the_crest_the_font_and_the_name_are_gone():
    for path in VENDOR.glob("*.min.*"):
        assert not re.search(
            r"GDS Transport|crest\.svg|@font-face|gov\.uk|/assets/", path.read_text("utf-8"), re.I
        )


def test_our_own_styles_ask_nothing_of_others():
    text = (STATIC / "ui" / "sherwood.css").read_text("utf-8")
    assert "url(" not in text
    assert "@import" not in text


@fetched
def test_every_file_a_page_names_is_there_when_a_real_site_collects_them(tmp_path):
    code = """
import django; django.setup()
from django.core.management import call_command
call_command("collectstatic", verbosity=0, interactive=False)
from django.template.loader import render_to_string
print(render_to_string("ui/not_found.html"))
"""
    real = {"SHERWOOD_PRODUCTION": "1", "SHERWOOD_HOSTS": "a.example", "SHERWOOD_COUNCIL": "Greenshire"}
    given = (
        os.environ
        | real
        | {"SHERWOOD_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "sherwood.web.settings"}
    )
    given.pop("SHERWOOD_CLOCK", None)
    made = subprocess.run(
        [sys.executable, "-c", code], env=given, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr[-2000:]
    names = re.findall(r"(?:src|href)=\"/static/([^\"]+)\"", made.stdout)
    assert len(names) == 4
    assert all((tmp_path / "static" / name).is_file() for name in names)
