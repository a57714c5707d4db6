"""What a council puts a site in place with: the service, the image and their guide say the same, and name what is there."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from typer.main import get_command

from sherwood.cli import app

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "deploy" / "README.md").read_text("utf-8")
IMAGE = (ROOT / "Containerfile").read_text("utf-8")
UNIT = ROOT / "deploy" / "sherwood.service"
COMMANDS = set(get_command(app).commands)


@pytest.fixture(scope="module")
def service() -> dict[str, list[str]]:
    """What the unit says of its service; a setting may stand several times."""
    read = ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    read.optionxform = str
    read.read(UNIT, "utf-8")
    return dict(read["Service"])


def options_of(command: str) -> set[str]:
    return {name for option in get_command(app).commands[command].params for name in option.opts}


def checked(words: list[str]) -> None:
    """A command line of Sherwood is one that it knows, with options that it takes."""
    command, *rest = words
    assert command in COMMANDS, words
    assert {word for word in rest if word.startswith("--")} <= options_of(command), words


def test_the_service_runs_a_command_that_there_is(service):
    program, *words = service["ExecStart"].split()
    assert program == "/opt/sherwood/.venv/bin/sherwood"
    checked(words)


def test_the_service_keeps_what_it_writes_to_itself(service):
    assert (service["UMask"], service["StateDirectoryMode"]) == ("0077", "0700")
    assert (service["ProtectSystem"], service["NoNewPrivileges"]) == ("strict", "true")
    assert service["CapabilityBoundingSet"] == ""
    assert service["Environment"] == f"SHERWOOD_HOME=/var/lib/{service['StateDirectory']}"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not on this machine")
def test_systemd_takes_the_unit(tmp_path, service):
    program = service["ExecStart"].split()[0]
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text("utf-8").replace(program, "/bin/true"), "utf-8")
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_image_is_made_as_the_guide_makes_a_site():
    made = re.search(r"cd /opt/sherwood && (script/environment web && script/assets)\n", GUIDE)
    assert made and f"RUN {made.group(1)} " in IMAGE
    for script in re.findall(r"script/\w+", made.group(1)):
        assert (ROOT / script).stat().st_mode & 0o100


def test_the_image_runs_a_command_that_there_is():
    words = re.findall(r'"([^"]+)"', IMAGE.splitlines()[-1])
    assert words[0] == "sherwood"
    checked(words[1:])


def test_the_image_runs_as_an_account_of_its_own():
    assert "\nUSER sherwood\n" in IMAGE
    assert "-o sherwood -g sherwood -m 0700 /var/lib/sherwood" in IMAGE
    assert IMAGE.index("\nUSER") < IMAGE.index("\nCMD")


def test_every_command_of_the_guide_is_one_that_there_is():
    said = re.findall(r"^ {4}(?:run|podman exec(?: -it)? sherwood sherwood) ([a-z].*)$", GUIDE, re.M)
    assert len(said) == 4
    for line in said:
        checked(line.split())


def test_every_file_the_guide_names_is_there():
    for name in re.findall(r"\bdeploy/[\w.]+", GUIDE):
        assert (ROOT / name).is_file(), name


def test_the_example_names_settings_that_are_described():
    described = (
        (ROOT / "src" / "sherwood" / "web" / "settings.py").read_text("utf-8").partition("import os")[0]
    )
    names = re.findall(
        r"^#?(SHERWOOD_\w+)=", (ROOT / "deploy" / "environment.example").read_text("utf-8"), re.M
    )
    assert len(names) == 7
    assert all(f"\n{name} " in described for name in names)
