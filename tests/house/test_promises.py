"""The repository's promises about itself: a rule nobody enforces is a wish."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import held
import pages
from sherwood.governance import roles, stages
from sherwood.measuring.measure import Better
from sherwood.measuring.shelves import all_measures, all_populations

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src" / "sherwood"
WEB = SOURCE / "web"


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        try:
            found.append((path, path.read_text("utf-8")))
        except UnicodeDecodeError:
            continue
    return found


@pytest.mark.parametrize("key", all_measures())
def test_every_measure_has_a_spec(key):
    assert len(pages.examples_of(key)) >= 1


@pytest.mark.parametrize("key", all_measures())
def test_a_timeliness_measure_has_a_companion_that_points_back(key):
    measure = all_measures()[key]
    if measure.rule:
        assert all_measures()[measure.companion].companion == key


def test_every_population_is_measured():
    measured = {id(measure.population) for measure in all_measures().values()}
    assert {id(population) for population in all_populations().values()} == measured


def test_every_measure_says_what_it_is():
    for key, measure in all_measures().items():
        assert measure.why.endswith("."), key
        assert measure.source and measure.numerator and measure.denominator, key
        assert isinstance(measure.better, Better), key


def test_measure_pages_are_what_the_specs_say():
    written = {path.name: path.read_text("utf-8") for path in pages.PAGES.glob("*.md")}
    assert written == pages.all_pages(), "Run script/docs."


def test_who_may_do_what_is_what_the_code_says():
    assert (ROOT / "docs" / "who-may-do-what.md").read_text("utf-8") == roles.as_markdown(), (
        "Run script/docs."
    )


def test_the_table_of_requirements_is_what_the_tests_say():
    assert held.PAGE.read_text("utf-8") == held.page(), "Run script/docs."


def test_every_requirement_taken_on_has_a_test():
    assert set(held.required()) - set(held.held()) == set()


def test_a_test_holds_only_requirements_there_are():
    assert set(held.held()) <= set(held.required())


def test_the_stage_diagram_is_what_the_code_says():
    assert (ROOT / "docs" / "stages.md").read_text("utf-8") == stages.as_markdown(), "Run script/docs."


def test_lock_files_name_no_host():
    for path in [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]:
        assert not re.search(r"https?:|file:|index-url|find-links", _without_homepages(path)), path.name


def _without_homepages(path: Path) -> str:
    """npm's lock may name where a package's authors take donations; that is no registry."""
    return re.sub(r'"url": "[^"]*"', "", path.read_text("utf-8"))


def test_every_dependency_has_its_reason():
    wanted = re.compile(r'^\s+"[a-zA-Z][^"]*[<>=][^"]*",\s*# \S')
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    project = tomllib.loads("\n".join(lines))["project"]
    listed = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    reasoned = [line for line in lines if wanted.match(line)]
    missing = [one for one in listed if not any(f'"{one}"' in line for line in reasoned)]
    assert not missing


def test_no_view_queries_for_itself():
    for path in [*WEB.rglob("views.py"), *WEB.rglob("files.py")]:
        reads = [
            line
            for line in path.read_text("utf-8").splitlines()
            if re.search(r"\.objects\.(all|filter|get)\b", line)
        ]
        assert not reads, f"{path.parent.name}: put it in a queryset method: {reads}"


def acts() -> list[tuple[str, ast.FunctionDef]]:
    """The public functions of each `actions.py`, and those that an `actions` folder gives out."""
    found = []
    for path in [*WEB.rglob("actions.py"), *WEB.rglob("actions/[a-z]*.py")]:
        given = path.parent / "__init__.py" if path.name != "actions.py" else None
        out = {name.name for node in ast.walk(ast.parse(given.read_text("utf-8"))) if isinstance(node, ast.ImportFrom) for name in node.names} if given else None  # fmt: skip
        found += [
            (path.parent.name, node)
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.FunctionDef)
            and not node.name.startswith(("_", "check_"))
            and (out is None or node.name in out)
        ]
    return found


def test_every_action_takes_by():
    """They write, so they say who does it: keyword-only, last."""
    for app, act in acts():
        keywords = [argument.arg for argument in act.args.kwonlyargs]
        assert keywords and keywords[-1] == "by", f"{app}.{act.name}"
    assert len(acts()) > 100


def test_nothing_bears_the_path_of_a_machine():
    paths = re.compile(r"/root/|/work/|/home/[a-z]+/")
    found = [
        str(path.relative_to(ROOT)) for path, text in texts() if paths.search(text) and path != Path(__file__)
    ]
    assert not found


def test_design_system_files_are_not_committed():
    listed = subprocess.run(
        ["git", "ls-files", "src/sherwood/web/site/ui/static/vendor"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert listed.stdout == ""


def test_links_in_documents_lead_somewhere():
    for path, text in texts():
        if path.suffix == ".md":
            for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text):
                assert (path.parent / target).exists(), f"{path.relative_to(ROOT)}: {target}"
