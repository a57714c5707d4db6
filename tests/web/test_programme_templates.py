"""`sherwood programme new`: a definition to begin from, which a site with nothing takes as it is."""

import tomllib
from importlib.resources import files

import pytest
from typer.testing import CliRunner

from filling import filled
from other_council import Office, words
from sherwood import cli
from sherwood.governance.roles import Role
from sherwood.web.demonstration import OF_2010, OF_TODAY
from sherwood.web.programme.founding.models import Draft
from sherwood.web.programme.programmes.models import Body, Programme, Project

TEMPLATES = [template.value for template in cli.Template]


def run(*arguments):
    return CliRunner().invoke(cli.app, ["programme", *map(str, arguments)])


@pytest.fixture(params=TEMPLATES)
def file(request, tmp_path):
    """A definition as somebody begins it."""
    path = tmp_path / "programme.toml"
    done = run("new", path, "--template", request.param)
    assert done.exit_code == 0, done.output
    assert f"sherwood programme check {path}" in done.output
    return path


def test_there_is_a_file_for_each_template_and_no_other():
    folder = files("sherwood.governance").joinpath("templates")
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.toml" for name in TEMPLATES)


def test_it_is_sound_as_it_is_written(file):
    done = run("check", file)
    assert done.exit_code == 0
    assert done.output.strip() == f"{file.name} is a sound programme definition."


def keys(text: str) -> set[str]:
    raw = tomllib.loads(text)
    return {row["key"] for rows in raw.values() if isinstance(rows, list) for row in rows}


def test_it_shares_no_key_with_the_demonstration(file):
    shared = keys(file.read_text("utf-8")) & keys(OF_2010.programme.read_text("utf-8"))
    assert not shared


def test_the_two_demonstrations_share_no_key():
    assert not keys(OF_TODAY.programme.read_text("utf-8")) & keys(OF_2010.programme.read_text("utf-8"))


def test_it_says_what_its_parts_are_for(file):
    assert sum(line.startswith("#") for line in file.read_text("utf-8").splitlines()) >= 5


def test_a_site_with_nothing_begins_with_it(file, db):
    office = Office()
    manager = office.enter(Role.PROGRAMME_MANAGER, "Improvement manager")
    with file.open("rb") as sent:
        assert manager.post("/programme/set-up/file", {"file": sent}).status_code == 302
    page = f"/programme/set-up/{Draft.objects.get().pk}/"
    assert manager.post(f"{page}load", filled(manager.get(page), f"{page}load")).status_code == 302
    raw = tomllib.loads(file.read_text("utf-8"))
    assert Programme.objects.get().deciding_body == raw["rules"]["deciding_body"]
    assert set(Body.objects.values_list("key", flat=True)) == {body["key"] for body in raw["body"]}
    portfolio = words(manager.get("/programme/"))
    for project in raw["project"]:
        assert project["name"] in portfolio
    assert Project.objects.count() == len(raw["project"])
    for body in raw["body"]:
        assert "seats" in words(manager.get(f"/programme/meetings/bodies/{body['key']}/"))


def test_a_file_that_is_there_is_left_alone(tmp_path):
    path = tmp_path / "programme.toml"
    path.write_text("mine", "utf-8")
    done = run("new", path)
    assert done.exit_code == 1
    assert "was left alone" in str(done.exception)
    assert path.read_text("utf-8") == "mine"
