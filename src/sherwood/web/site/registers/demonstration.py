"""The demonstration's rows of a register, from the TOML file beside its description, entered as people would."""

import tomllib
from collections.abc import Callable
from datetime import timedelta
from importlib.resources import files

import pyarrow.parquet as pq
from django.conf import settings
from django.db import models

from sherwood.records.snapshots import Store
from sherwood.web.site.accounts.models import OrganisationUnit, Post
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.offers.kinds import COUNTY, Told
from sherwood.web.site.registers import actions
from sherwood.web.site.registers.description import Register
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.ui.clock import today


def seed_from(register: Register) -> Callable[..., None]:
    """Seeds the rows of one register; days are told as how long before today, so that some are always due.

    A council's own rows stand in a file of its name; what a register of children holds is told alike of every council.
    """

    def seed(programme: object, told: Told = COUNTY) -> None:
        if register.model.objects.exists():
            return
        package, _, name = register.model.__module__.rpartition(".")
        alike = told == COUNTY or register.of_children
        own = "" if alike else f"_{told.texts.removesuffix('.toml')}"
        path = files(package) / f"{name}{own}.toml"
        if not path.is_file():
            return
        teams = sorted(unit.key for unit in OrganisationUnit.objects.current().teams())
        children = _children()
        for row in tomllib.loads(path.read_text("utf-8"))["row"]:
            about = _about(row, teams, children) if register.of_children else {}
            _enter(register, row, about)

    return seed


def _enter(register: Register, told: dict, about: dict[str, str]) -> None:
    values = _values(register, {name: value for name, value in told.items() if name != "then"})
    row = actions.enter(register=register, values=values | about, by=COMMAND_LINE)
    for step in told.get("then", []):
        given = _values(register, {name: value for name, value in step.items() if name != "move"})
        actions.make_move(row=row, move=register.move_called(step["move"]), values=given, by=COMMAND_LINE)


def _about(told: dict, teams: list[str], children: dict[str, list[str]]) -> dict[str, str]:
    """The team of a row, and its child, by which of them it is told to be."""
    team = teams[told.get("team", 0) % len(teams)] if teams else "Duty team"
    if "child" not in told:
        return {"team": team}
    held = children.get(team) or [f"K{told['child']}"]
    return {"team": team, "child": held[told["child"] % len(held)]}


def _children() -> dict[str, list[str]]:
    """The children whom the records show with each team, by team; none before the first load."""
    snapshot = Store(settings.STORE_ROOT).current()
    if snapshot is None:
        return {}
    rows = pq.read_table(snapshot.records / "involvements.parquet", columns=["team", "child"]).to_pylist()
    held: dict[str, set[str]] = {}
    for row in rows:
        held.setdefault(row["team"], set()).add(row["child"])
    return {team: sorted(found) for team, found in held.items()}


def _values(register: Register, told: dict) -> dict[str, object]:
    return {name: _value(register.model._meta.get_field(name), value) for name, value in told.items()}


def _value(field: models.Field, value: object) -> object:
    """`{ago = 12}` is the day twelve days ago; money is told as text, so that no penny is rounded; a row by its key."""
    if isinstance(value, dict):
        return today() - timedelta(days=value["ago"])
    if isinstance(field, PostKey):
        return Post.objects.called(value)
    if not field.is_relation:
        return field.to_python(value)
    found = [
        row
        for row in field.related_model.objects.all()
        if {getattr(row, "key", None), str(row)} & _set(value)
    ]
    return found if field.many_to_many else found[0]


def _set(value: object) -> set:
    return set(value) if isinstance(value, list) else {value}
