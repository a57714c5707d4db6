"""One page of documentation for each measure, from its definition and its spec. `script/docs` writes them.

The examples are read from the spec files as they stand: what a page shows is what a test asserts.
"""

import ast
import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sherwood.kit import working_days
from sherwood.kit.periods import parse, spoken
from sherwood.measuring import rulebook
from sherwood.measuring.measure import Measure
from sherwood.measuring.shelves import all_measures

ROOT = Path(__file__).parent.parent
SPECS = Path(__file__).parent / "spec"
PAGES = ROOT / "docs" / "measures"


@dataclass(frozen=True)
class Example:
    """One test of a spec: its name and docstring, and what it gives to `spec`."""

    rule: str
    why: str
    given: str
    period: str
    figure: str  # as it is shown
    unknown: int
    value: dict[str, str]


def examples_of(key: str) -> list[Example]:
    path = SPECS / f"test_{key}.py"
    tests = [node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)]
    return [_example(test) for test in tests if test.name.startswith("test_")]


def _example(test: ast.FunctionDef) -> Example:
    call = next(
        node
        for node in ast.walk(test)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "spec"
    )
    told: dict[str, Any] = {word.arg: ast.literal_eval(word.value) for word in call.keywords if word.arg}
    return Example(
        test.name.removeprefix("test_").replace("_", " ").capitalize(),
        ast.get_docstring(test) or "",
        inspect.cleandoc(told["given"]),
        parse(told["period"]).label,
        told.get("shown") or told["figure"],
        told.get("unknown", 0),
        told.get("value", {}),
    )


def page(key: str, measure: Measure) -> str:
    code = f" ({measure.code})" if measure.code else ""
    lines = [
        f"# {measure.title}{code}",
        "",
        f"Made from `{key}` and its spec by `script/docs`; do not edit.",
        "",
        measure.why,
        "",
        f"- **Counted:** {measure.denominator}",
        f"- **{'Of these' if measure.figure.name == 'SHARE' else 'Figure'}:** {measure.numerator}",
        f"- **Better is:** {measure.better.value}",
        f"- **Source:** {measure.source}",
        *(
            [f"- **Always read with:** [{measure.companion}]({measure.companion}.md)"]
            if measure.companion
            else []
        ),
        *(_limits(measure)),
        *(_era(measure)),
        "",
        *[f"{note}\n" for note in measure.notes],
        "## Worked examples",
    ]
    for example in examples_of(key):
        lines += _written(example)
    return "\n".join(lines).rstrip() + "\n"


def _limits(measure: Measure) -> list[str]:
    if not measure.rule:
        return []
    rules = rulebook.rows_of(measure.rule)
    lines = [
        f"- **Limit from {spoken(rule.from_on)}:** {rule.limit} {rule.unit} ({rule.source})" for rule in rules
    ]
    in_days = any(rule.unit == "working days" for rule in rules)
    return [*lines, *([f"- **Working days:** {working_days.extent()}"] if in_days else [])]


def _era(measure: Measure) -> list[str]:
    """The years in which there was such a thing to count."""
    if not measure.era:
        return []
    era = rulebook.era(measure.era)
    until = f" to {spoken(era.to_on)}" if era.to_on else ""
    return [f"- **In force:** from {spoken(era.from_on)}{until} ({era.source})"]


def _written(example: Example) -> list[str]:
    values = "; ".join(f"{child}: {value}" for child, value in example.value.items())
    unknown = f", {example.unknown} unknown" if example.unknown else ""
    answer = f"{example.period}: **{example.figure}**{unknown}{f' ({values})' if values else ''}"
    return ["", f"### {example.rule}", "", example.why, "", "```", example.given, "```", "", answer]


def index() -> str:
    rows = [f"| [{m.title}]({key}.md) | {m.code} | {m.better.value} |" for key, m in all_measures().items()]
    head = [
        "# Measures",
        "",
        "Made by `script/docs`; do not edit.",
        "",
        "| Measure | Code | Better |",
        "| --- | --- | --- |",
    ]
    return "\n".join([*head, *rows]) + "\n"


def all_pages() -> dict[str, str]:
    """Every page by file name."""
    return {"index.md": index()} | {
        f"{key}.md": page(key, measure) for key, measure in all_measures().items()
    }


if __name__ == "__main__":
    PAGES.mkdir(parents=True, exist_ok=True)
    for old in PAGES.glob("*.md"):
        old.unlink()
    for name, text in all_pages().items():
        (PAGES / name).write_text(text, "utf-8")
