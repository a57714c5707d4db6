"""The guides do what they say: every block of code in them is put in its place in a copy of the tree, and every command run.

A block belongs to the file named in the line above it: “`path`:” is the whole file, “`path`, at the end:” is added to it, and
“`path`, after `a line`:” is put below that line. Blocks of `sh` are run, in order.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent.parent
BLOCK = re.compile(
    r"(?:^`(?P<path>[^`\n]+)`(?:, after `(?P<after>[^`\n]+)`|(?P<end>, at the end))?:\n\n)?"
    r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$",
    re.M | re.S,
)


class Block(NamedTuple):
    """One block of a guide: code for a file, or commands (without a path)."""

    path: str
    after: str
    is_at_the_end: bool
    kind: str
    text: str


def blocks_of(guide: str) -> list[Block]:
    text = (ROOT / "docs" / guide).read_text("utf-8")
    return [
        Block(found["path"] or "", found["after"] or "", bool(found["end"]), found["kind"], found["text"])
        for found in BLOCK.finditer(text)
    ]


@pytest.fixture
def copy(tmp_path):
    """The tree as it is committed or about to be, in a folder of its own."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "src", "tests", "docs", "pyproject.toml"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def place(block: Block, root: Path) -> None:
    path = root / block.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if block.is_at_the_end:
        path.write_text(path.read_text("utf-8") + block.text, "utf-8")
    elif block.after:
        before, line, rest = path.read_text("utf-8").partition(f"\n{block.after}\n")
        assert line, f"{block.path} has no line “{block.after}”"
        path.write_text(before + line + block.text + rest, "utf-8")
    else:
        assert not path.exists(), f"{block.path} is there already"
        path.write_text(block.text, "utf-8")


def run(commands: str, root: Path) -> str:
    """What the commands said. They find Python and the copy's code as somebody does who has the environment on the path."""
    bin = str(Path(sys.executable).parent)
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "SHERWOOD"))}
    env |= {
        "PATH": f"{bin}{os.pathsep}{env['PATH']}",
        "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root / 'tests'}",
    }
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands], cwd=root, env=env, capture_output=True, text=True
    )
    assert ended.returncode == 0, f"{commands}\n{ended.stdout[-3000:]}\n{ended.stderr[-3000:]}"
    return ended.stdout


def follow(guide: str, root: Path) -> list[str]:
    """Do what a guide says; what each block of commands said."""
    said = []
    for block in blocks_of(guide):
        if block.path:
            place(block, root)
        elif block.kind == "sh":
            said.append(run(block.text, root))
        else:
            pytest.fail(f"{guide}: no path stands above the block that begins {block.text[:40]!r}")
    return said


def new_files(root: Path, folder: str) -> list[str]:
    known = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.py")}
    return sorted({path.relative_to(root).as_posix() for path in (root / folder).rglob("*.py")} - known)


@pytest.mark.slow
def test_a_measure_of_timeliness_is_added_as_the_guide_says(copy):
    pages, checks, looked = follow("add-a-measure.md", copy)
    assert pages == ""
    assert "3 passed" in checks and "No difference." in checks
    assert "Hartsmoor" in looked
    assert (copy / "docs" / "measures" / "referrals_undecided_overdue.md").exists()


@pytest.mark.slow
def test_an_xml_format_is_one_file_as_the_guide_says(copy):
    tests, looked = follow("add-a-format.md", copy)
    assert new_files(copy, "src") == ["src/sherwood/reading/formats/visits_export.py"]
    assert "5 passed" in tests
    assert "visits.xml, element Visit: Visits of the visiting system: protection visits" in looked
    assert "All files: 3 read = 3 accepted + 0 put aside." in looked
    assert "is current" in looked


def test_the_readme_of_the_tests_names_everything_that_lies_beside_it():
    tests, text = ROOT / "tests", (ROOT / "tests" / "README.md").read_text("utf-8")
    files = {path.name for path in tests.glob("*.py")}
    folders = {
        path.parent.relative_to(tests).as_posix().split("/")[0] for path in tests.glob("*/**/test_*.py")
    }
    named = set(re.findall(r"`([\w./]+)`", text))
    assert files | folders <= named


def test_the_readme_of_the_tests_names_fixtures_that_there_are():
    section = (ROOT / "tests" / "README.md").read_text("utf-8").partition("## The fixtures there are")[2]
    rows = re.findall(r"^\| (`[^|]+) \| `([\w/]+)` \|", section.partition("\n## ")[0], re.M)
    assert rows
    for names, folder in rows:
        text = (ROOT / "tests" / folder / "conftest.py").read_text("utf-8")
        for name in re.findall(r"`(\w+)`", names):
            assert f"def {name}(" in text, f"{folder} has no fixture {name}"
