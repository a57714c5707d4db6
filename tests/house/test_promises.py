"""The repository's promises about itself: a rule nobody enforces is a wish."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import acts
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


def rooms() -> dict[Path, ast.Module]:
    """Every file of the web but migrations."""
    found = [path for path in WEB.rglob("*.py") if "migrations" not in path.parts]
    return {path: ast.parse(path.read_text("utf-8")) for path in found}


def functions(tree: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def is_act(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(one, ast.Call) and getattr(one.func, "id", "") == "act" for one in function.decorator_list
    )


DRAWN = WEB / "site" / "ui"  # what every view draws by


def test_whoever_renders_is_a_view_and_does_not_query_for_itself():
    """Whatever its file is called."""
    views = 0
    for path, tree in rooms().items():
        renders = {"render", "get_object_or_404"} & acts.calls(tree)
        if not renders or path.is_relative_to(DRAWN):
            continue
        views += 1
        reads = re.findall(r"(?<!AccessAttempt)\.objects\.(?:all|filter|get)\b.*", path.read_text("utf-8"))
        assert not reads, f"{path.relative_to(WEB)}: put it in a queryset method: {reads}"
        acting = [one.name for one in functions(tree) if is_act(one)]
        assert not acting, f"{path.relative_to(WEB)} renders, so {acting} belong in actions"
    assert views > 15


def test_whoever_records_on_the_trail_is_an_act():
    """Or helps one: a function of its own room with an underscore, or one that is given the verb to write."""
    by_app: dict[Path, list[tuple[Path, ast.FunctionDef]]] = {}
    for path, tree in rooms().items():
        if not path.is_relative_to(WEB / "site" / "trail") and path != WEB / "site" / "acts.py":
            app = path.parent.parent if path.parent.name == "actions" else path.parent
            by_app.setdefault(app, []).extend((path, one) for one in functions(tree))
    found = 0
    for known in by_app.values():
        records = {"record"}
        helpers = [one for _, one in known if one.name.startswith("_") or "verb" in _arguments(one)]
        for _ in helpers:
            records |= {one.name for one in helpers if acts.calls(one) & records}
        for path, function in known:
            if acts.calls(function) & records and function.name not in records:
                found += 1
                assert is_act(function), f"{path.relative_to(WEB)}: {function.name} records, so it is an act"
            if "record" in acts.calls(function):
                assert "actions" in (path.stem, path.parent.name), f"{path.relative_to(WEB)}: {function.name}"
    assert found > 100


def _arguments(function: ast.FunctionDef) -> set[str]:
    return {one.arg for one in [*function.args.args, *function.args.kwonlyargs]}


def test_every_act_stands_in_a_room_of_actions_and_takes_by_last():
    """They write, so they say who may and who does it: keywords only, `by` last."""
    found = [(path, one) for path, tree in rooms().items() for one in functions(tree) if is_act(one)]
    for path, act in found:
        assert "actions" in (path.stem, path.parent.name), f"{path.relative_to(WEB)}: {act.name}"
        (stated,) = [one for one in act.decorator_list if isinstance(one, ast.Call)]
        assert "needs" in {keyword.arg for keyword in stated.keywords}, act.name
        keywords = [argument.arg for argument in act.args.kwonlyargs]
        assert keywords and keywords[-1] == "by" and not act.args.args, f"{path.relative_to(WEB)}: {act.name}"
    assert len(found) > 110


def test_no_act_has_a_transaction_of_its_own():
    """The act is one. What stands here is no act: a form's stamp, a claim that mail is sent by, a job's place in the queue, a try that is taken back, demonstrations."""
    own = [str(path.relative_to(WEB)) for path in rooms() if "transaction.atomic" in path.read_text("utf-8")]
    assert sorted(one for one in own if "demonstration" not in one) == [
        "site/acts.py",
        "site/digest/actions.py",
        "site/home/health.py",
        "site/jobs/daily.py",
        "site/jobs/running.py",
        "site/trail/actions.py",
        "site/ui/sending.py",
    ]


def test_the_table_of_acts_is_what_the_code_says():
    assert acts.PAGE.read_text("utf-8") == acts.as_markdown(), "Run script/docs."


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
