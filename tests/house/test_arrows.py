"""Arrows between the apps of the web only go down, in templates as in imports."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, get_resolver

ROOT = Path(__file__).parent.parent.parent
WEB = ROOT / "src" / "sherwood" / "web"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
INCLUDED = re.compile(r"""\{%-?\s*(?:include|extends)\s+["']([a-z_]+)/""")
GROUND = 99  # of a wing that is an app itself: under those in it
LINKED = re.compile(r"""\{%-?\s*url\s+["']([a-z_]+)["']""")


@cache
def floors(container: str) -> dict[str, int]:
    """The floor of each folder of a container, the ground floor highest in number."""
    layers = next(contract["layers"] for contract in CONTRACTS if contract.get("containers") == [container])
    return {name: floor for floor, layer in enumerate(layers) for name in re.split(r"\s*[|:]\s*", layer)}


def place(app: str) -> tuple[int, ...]:
    """Where an app stands: the floor of its wing, then its own in the wing."""
    wing, _, rest = app.removeprefix("sherwood.web.").partition(".")
    own = floors(f"sherwood.web.{wing}")[rest] if rest else GROUND
    return (floors("sherwood.web")[wing], own)


def may_reach(app: str, other: str) -> bool:
    return app == other or place(app) < place(other)


@cache
def app_of_address() -> dict[str, str]:
    """Which app answers each address, by its name."""

    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield pattern
            else:
                yield from walk(pattern.url_patterns)

    return {
        pattern.name: next(
            (app.name for app in ours() if pattern.callback.__module__.startswith(f"{app.name}.")), ""
        )
        for pattern in walk(get_resolver().url_patterns)
        if pattern.name
    }


def ours():
    return [app for app in apps.get_app_configs() if app.name.startswith("sherwood.")]


@pytest.mark.parametrize("app", ours(), ids=lambda app: app.label)
def test_a_template_names_nothing_above_its_app(app):
    """Neither a template it takes in nor an address it links to; what is above is told by offers."""
    labels = {other.label: other.name for other in ours()}
    up = set()
    for path in (Path(app.path) / "templates").rglob("*"):
        if path.is_dir():
            continue
        text = path.read_text("utf-8")
        named = [labels[label] for label in INCLUDED.findall(text) if label in labels]
        named += [other for name in LINKED.findall(text) if (other := app_of_address().get(name))]
        up |= {f"{path.name}: {other}" for other in named if not may_reach(app.name, other)}
    assert not up
