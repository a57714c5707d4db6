"""Which test holds which requirement, read from the tests' own marks. `script/docs` writes docs/requirements.md."""

import ast
import csv
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "requirements.md"


def required() -> dict[str, str]:
    """Every requirement taken on so far: its number and what it says, in a line."""
    with (TESTS / "requirements.csv").open(encoding="utf-8", newline="") as lines:
        return {number: words for number, words in csv.reader(lines)}


def held() -> dict[str, list[str]]:
    """Requirement -> the tests marked with it, as path::test."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for number in _marks(node):
                    found.setdefault(number, []).append(
                        f"{path.relative_to(TESTS.parent).as_posix()}::{node.name}"
                    )
    return found


def _marks(test: ast.FunctionDef) -> list[str]:
    marks = []
    for mark in test.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.requirement":
            marks += [ast.literal_eval(argument) for argument in mark.args]
    return marks


def page() -> str:
    tests = held()
    lines = [
        "# Requirements",
        "",
        "Made from the tests' own marks by `script/docs`; do not edit. A requirement without a test is not yet built.",
        "",
        f"{sum(number in tests for number in required())} of {len(required())} have a test.",
        "",
        "| requirement | what it says | held by |",
        "| --- | --- | --- |",
    ]
    for number, words in required().items():
        names = "<br>".join(f"`{name}`" for name in tests.get(number, [])) or "not yet"
        lines.append(f"| {number} | {words} | {names} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
