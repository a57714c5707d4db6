"""Every act of the site, and docs/acts.md: what people may do, app by app, from what each act states of itself."""

import ast
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import django

import sherwood.web
from sherwood.governance.roles import Permission

WEB = Path(sherwood.web.__file__).parent
PAGE = Path(__file__).parent.parent / "docs" / "acts.md"


def all_acts() -> list[Callable]:
    """Found by what a function is, in whichever file it stands."""
    found = {}
    for path in sorted(WEB.rglob("*.py")):
        if "@act(" in path.read_text("utf-8") and path.name != "acts.py":
            name = ".".join(("sherwood.web", *path.relative_to(WEB).with_suffix("").parts))
            module = import_module(name)
            found |= {id(one): one for one in vars(module).values() if _is_act(one, module)}
    return list(found.values())


def _is_act(thing, module) -> bool:
    return hasattr(thing, "needs") and thing.__module__ == module.__name__


def app_of(act: Callable) -> str:
    return act.__module__.split(".actions")[0].rsplit(".", 1)[-1]


def who(act: Callable) -> str:
    """Who may do it, in words: those who hold a permission, or what its rule says of them."""
    holders = " or ".join(_plain(permission) for permission in act.permissions)
    said = (act.needs.__doc__ or "").strip().splitlines()[0] if callable(act.needs) else ""
    lead = "the project's lead" if getattr(act.needs, "by_lead", False) else ""
    return " – ".join(filter(None, (holders, said or lead))) or act.needs.value


def _plain(permission: Permission) -> str:
    return permission.name.lower().replace("_", " ")


def as_markdown() -> str:
    lines = [
        "# What people may do",
        "",
        "Made from the acts of the site by `script/docs`; do not edit. An act is refused to everybody else, whatever page, "
        "command or program it is called from, and the refusal is on the trail. Who holds which permission is in "
        "[who-may-do-what.md](who-may-do-what.md); what else an act asks for is in its code.",
    ]
    acts, app = sorted(all_acts(), key=lambda act: (app_of(act), act.__name__)), ""
    for act in acts:
        if app_of(act) != app:
            app = app_of(act)
            lines += ["", f"## {app}", "", "| act | about | who may |", "| --- | --- | --- |"]
        lines.append(f"| {act.words} | {act.about} | {who(act)} |")
    return "\n".join(lines) + "\n"


def calls(node: ast.AST) -> set[str]:
    """The names called somewhere in a function, the last part of each."""
    found = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
    return {one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in found}


if __name__ == "__main__":
    django.setup()
    PAGE.write_text(as_markdown(), "utf-8")
