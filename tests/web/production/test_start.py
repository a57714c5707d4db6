"""docs/start.md: a council with nothing does what it says, in its order, and comes to where it says."""

import re
import shlex
from pathlib import Path

import pytest

from real_site import HOST, PASSWORD, BehindProxy, environment, served, sherwood

GUIDE = (Path(__file__).parents[3] / "docs" / "start.md").read_text("utf-8")
COMMANDS = re.findall(r"^ {4}sherwood (.*)$", GUIDE, re.M)
DEFINITION = re.search(r"^```toml\n(.*?)^```$", GUIDE, re.M | re.S).group(1)
ENQUIRIES = "enquiry,child,started_on\nE1,A,2026-01-05\nE2,B,2026-02-02\nE3,C,2026-03-05\n"

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where somebody follows the guide: the definition is saved as it says, and an extract has come."""
    (tmp_path / "programme.toml").write_text(DEFINITION, "utf-8")
    (tmp_path / "extract").mkdir()
    (tmp_path / "extract" / "section_47_enquiries.csv").write_text(ENQUIRIES, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_lead_from_nothing_to_a_site_with_a_programme_and_records(folder):
    env = environment(folder / "home") | {"SHERWOOD_PRODUCTION": "", "SHERWOOD_HOSTS": f"127.0.0.1,{HOST}"}
    said = {}
    assert [command.split()[0] for command in COMMANDS] == [
        "administrator", "administrator", "check", "serve", "programme", "programme", "programme", "look", "load",
    ]  # fmt: skip
    for command in COMMANDS:
        if command != "serve":
            done = sherwood(*shlex.split(command), env=env, typed=f"{PASSWORD}\n{PASSWORD}\n")
            assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
            said[command] = done.stdout
    assert "ok       System administrators: 2." in said["check"]
    assert "is a sound programme definition" in said["programme check programme.toml"]
    assert "warning" not in said["programme check programme.toml"]
    assert "begins as the file says" in said["programme load programme.toml"]
    assert "is current" in said["load extract --as-at 2026-03-31"]
    with served(env) as site:
        browser = BehindProxy(site)
        assert browser.signs_in("first@example.gov.uk").headers["location"] == "/"
        home = browser.asks("/").text
    assert "3 of 7 steps are done." in home
    assert "It has begun. Bodies: 2. Projects: 1." in home
    assert "There are records." in home


def test_the_guide_names_the_steps_of_the_home_page_as_they_are():
    from sherwood.web.site.offers import offered
    from sherwood.web.site.offers.kinds import FirstStep

    words = [step.words for step in offered(FirstStep)]
    assert len(words) == 7 and "has seven steps" in GUIDE
    named = re.findall(r"Home,\s+“([^”]+)”", GUIDE)
    for name in named:
        assert name == "Organisation" or any(step.startswith(name) for step in words), name
    assert len(named) == 3


def test_every_page_that_the_guide_links_is_there():
    for name in re.findall(r"\]\(([\w./-]+\.md)\)", GUIDE):
        assert (Path(__file__).parents[3] / "docs" / name).is_file(), name
