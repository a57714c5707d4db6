"""Names say what things are: a loop is about a noun."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parent.parent.parent / "src" / "sherwood"
PRONOUNS = {"one", "it", "each", "this", "that", "them", "these", "those", "they", "thing", "some", "any"}
MOST = 0.03  # of all loops


def loops() -> list[tuple[str, list[str]]]:
    """Where each loop or comprehension of the code stands, and the names it gives to what it goes through."""
    found = []
    for path in SOURCE.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.For | ast.comprehension):
                names = [name.id for name in ast.walk(node.target) if isinstance(name, ast.Name)]
                found.append((f"{path.relative_to(SOURCE)}:{node.target.lineno}", names))
    return found


def test_loops_name_what_they_go_through():
    """“for risk in risks”, not “for one in found”: a reader knows without looking back what the line is about."""
    every = loops()
    unnamed = [where for where, names in every if PRONOUNS & set(names)]
    assert len(every) > 2000
    assert len(unnamed) < MOST * len(every), unnamed
