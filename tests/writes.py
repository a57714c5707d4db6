"""What a page or command comes to write, read from the code: which models are created and which of their fields are given.

From the addresses and the command line, every function, class and table that is named on the way is followed, by imports;
what only a demonstration or a migration names is not. The reading knows names and no types, so it is generous: a field
counts as given where anything reached in the app, or a programme's definition, gives a field of that name.
"""

import ast
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.apps import apps

import sherwood

SOURCE = Path(sherwood.__file__).parent
CREATES = {"create", "get_or_create", "update_or_create", "bulk_create"}
LEAVES = {"model", "objects", "_base_manager", "_default_manager"}


@dataclass
class Module:
    name: str
    nodes: dict[str, list[ast.AST]] = field(default_factory=lambda: defaultdict(list))  # by what they define
    imports: dict[str, str] = field(default_factory=dict)  # a name here: where it comes from


@dataclass(frozen=True)
class Writing:
    """Something reached that writes: the app it stands in, and the code."""

    app: str
    code: ast.AST


def _is_followed(path: Path) -> bool:
    return not path.stem.startswith("demonstration") and "migrations" not in path.parts


@cache
def modules() -> dict[str, Module]:
    found = {}
    for path in sorted(filter(_is_followed, SOURCE.rglob("*.py"))):
        parts = ("sherwood", *path.relative_to(SOURCE).with_suffix("").parts)
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = _read(Module(name), ast.parse(path.read_text("utf-8")))
    return found


def _read(module: Module, tree: ast.Module) -> Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            module.imports |= {
                alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names
            }
    for node in tree.body:
        for name in _defined(node):
            module.nodes[name].append(node)
    return module


def _defined(node: ast.AST) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _place(path: str) -> tuple[str, str] | None:
    """The module and name that an imported name means, through what passes it on."""
    owner, _, name = path.rpartition(".")
    module = modules().get(owner)
    if module is None or name in module.nodes:
        return (owner, name) if module else None
    return _place(module.imports[name]) if name in module.imports else None


def _named(module: Module, node: ast.AST) -> set[tuple[str, str]]:
    """What a piece of code names: its own module's things, what was imported, and things of modules that were."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and part.id in module.nodes:
            found.add((module.name, part.id))
        elif isinstance(part, ast.Name) and part.id in module.imports:
            found.add(_place(module.imports[part.id]))
        elif isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            found.add(_place(f"{module.imports.get(part.value.id, '')}.{part.attr}"))
        elif isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == "getattr":
            owner = module.imports.get(
                getattr(part.args[0], "id", ""), ""
            )  # one of its things, by a name worked out
            found |= {(owner, name) for name in modules().get(owner, Module(owner)).nodes}
        elif (
            isinstance(part, ast.Constant)
            and isinstance(part.value, str)
            and part.value.startswith("sherwood.")
        ):
            found.add(_place(part.value))  # as settings name what stands before every page
    return {place for place in found if place}


@cache
def reached() -> dict[tuple[str, str], list[ast.AST]]:
    """Everything that an address, an offer or a command names, and what that names in turn."""
    ends = (".urls", ".offers", "sherwood.cli", "sherwood.web.settings")
    waiting = [
        (name, own) for name, module in modules().items() if name.endswith(ends) for own in module.nodes
    ]
    found: dict[tuple[str, str], list[ast.AST]] = {}
    while waiting:
        place = waiting.pop()
        if place not in found:
            module = modules()[place[0]]
            found[place] = module.nodes[place[1]]
            waiting += [other for node in found[place] for other in _named(module, node)]
    return found


@cache
def models() -> dict[str, type]:
    """Our tables that people fill, by name of class and app."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("sherwood.web")]
    return {model._meta.label: model for model in ours}


@cache
def created() -> set[str]:
    """The labels of models that something reached creates."""
    by_place = {(model.__module__, model.__name__): label for label, model in models().items()}
    by_accessor = defaultdict(set)
    for model in models().values():
        for relation in model._meta.related_objects:
            by_accessor[relation.get_accessor_name()].add(relation.related_model._meta.label)
    rows = {label: type(model._default_manager.all()) for label, model in models().items()}
    by_queryset = {(kind.__module__, kind.__name__): label for label, kind in rows.items()}
    found = set()
    for (owner, name), nodes in reached().items():
        module = modules()[owner]
        for call in (part for node in nodes for part in ast.walk(node) if isinstance(part, ast.Call)):
            made = _made(module, call)
            found |= {by_place[place] for place in made if place in by_place}
            if isinstance(made, str):
                found |= by_accessor[made]
            if made == "self" and (owner, name) in by_queryset:
                found.add(by_queryset[owner, name])
            if made == "model":  # whatever the tables of its app name
                found |= {by_place[place] for place in _tables(module) if place in by_place}
    return found


def _made(module: Module, call: ast.Call):
    """What a call creates: the places its name means, or the accessor or variable it is asked of."""
    name = call.func
    if isinstance(name, ast.Attribute) and name.attr in CREATES:
        name = name.value
        while isinstance(name, ast.Attribute) and name.attr in LEAVES - {"model"}:
            name = name.value
        if isinstance(name, ast.Attribute):
            return name.attr
        if isinstance(name, ast.Name) and name.id in ("model", "self"):
            return name.id
    return _named(module, name) if isinstance(name, ast.Name) else ()


def _tables(module: Module) -> set[tuple[str, str]]:
    """What the constants of its app name, as PARTS names the models of a definition that `rows.enter` is given."""
    app = module.name.rpartition(".")[0]
    beside = [other for name, other in modules().items() if name.rpartition(".")[0] == app]
    return {
        place
        for other in beside
        for name, nodes in other.nodes.items()
        if name.isupper()
        for node in nodes
        for place in _named(other, node)
    }


@cache
def given(app: str) -> dict[str, set[str]]:
    """The names of fields that something reached of an app gives when it creates (`new`) or changes (`old`) a row.

    What is changed of an argument that says what it is, as `change: DateChange` does, is its own: `DateChange.state`.
    """
    found: dict[str, set[str]] = {"new": set(), "old": set()}
    for (owner, _), nodes in reached().items():
        if f"{owner}.".startswith(f"{app}."):
            for node in nodes:
                kinds = _kinds(node)
                for part in ast.walk(node):
                    _given(part, found, kinds)
    return found


def _kinds(node: ast.AST) -> dict[str, set[str]]:
    """What the arguments of a function say they are."""
    if not isinstance(node, ast.FunctionDef):
        return {}
    said = [arg for arg in (*node.args.args, *node.args.kwonlyargs) if arg.annotation]
    return {
        arg.arg: {name.id for name in ast.walk(arg.annotation) if isinstance(name, ast.Name)} for arg in said
    }


def _changed(attribute: ast.Attribute, kinds: dict[str, set[str]]) -> set[str]:
    owner = kinds.get(getattr(attribute.value, "id", ""), ())
    return {f"{kind}.{attribute.attr}" for kind in owner} | ({attribute.attr} if not owner else set())


def _given(part: ast.AST, found: dict[str, set[str]], kinds: dict[str, set[str]]) -> None:
    if isinstance(part, ast.Assign | ast.AugAssign):
        targets = part.targets if isinstance(part, ast.Assign) else [part.target]
        each = [name for target in targets for name in ast.walk(target) if isinstance(name, ast.Attribute)]
        found["old"] |= {changed for name in each for changed in _changed(name, kinds)}
        found["new"] |= {name.attr for name in each}
        keys = [target.slice for target in targets if isinstance(target, ast.Subscript)]
        found["new"] |= {key.value for key in keys if isinstance(key, ast.Constant)}
    elif isinstance(part, ast.Call):
        words = {word.arg for word in part.keywords if word.arg}
        name = part.func.attr if isinstance(part.func, ast.Attribute) else ""
        found["old" if name in ("update", "settle") else "new"] |= words
    elif isinstance(part, ast.Dict):
        keys = {
            key.value for key in part.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)
        }
        found["new"] |= keys
