"""Names say what things are: a loop is about a noun, and a class has a name of its own."""

import ast
from collections import defaultdict
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


DEFINITION = Path("governance/programme.py")


def classes() -> dict[str, list[Path]]:
    """The files in which a class of each name is defined; not those inside a class, which are read with its name."""
    files = defaultdict(list)
    for path in SOURCE.rglob("*.py"):
        if "migrations" not in path.parts:
            for node in ast.parse(path.read_text("utf-8")).body:
                if isinstance(node, ast.ClassDef):
                    files[node.name].append(path.relative_to(SOURCE))
    return files


def is_model(file: Path) -> bool:
    return file.name == "models.py" or file.parent.name in ("models", "registers")


def test_a_class_has_a_name_of_its_own():
    """Two meanings of `Part` or `Line` make imports that are renamed to tell them apart.

    A part of a definition has the name of the row that it becomes. Models of two apps may share a name: Django, the
    trail and an address say the app with it.
    """
    every = classes()
    shared = {
        name: files
        for name, files in every.items()
        if len(files) > 1 and not all(file == DEFINITION or is_model(file) for file in files)
    }
    assert len(every) > 600
    assert not shared
