"""The demonstration's rows of a register, from the TOML file beside its description, entered as people would."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files

import pyarrow.parquet as pq
from django.conf import settings

from sherwood.records.snapshots import Store
from sherwood.web.site.accounts.models import OrganisationUnit
from sherwood.web.site.registers import actions
from sherwood.web.site.registers.actions import Values
from sherwood.web.site.registers.description import Register
from sherwood.web.site.registers.models import Row
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.ui.clock import today


def seed_from(register: Register) -> Callable[[object], None]:
    """Seeds the rows of one register; days are told as how long before today, so that some are always due."""

    def seed(programme: object) -> None:
        if register.model.objects.exists():
            return
        package, _, name = register.model.__module__.rpartition(".")
        path = files(package) / f"{name}.toml"
        if not path.is_file():
            return
        teams = sorted(unit.key for unit in OrganisationUnit.objects.current().teams())
        children = _children()
        for row in tomllib.loads(path.read_text("utf-8"))["row"]:
            _enter(register, row, teams, children)

    return seed


def _enter(register: Register, told: dict, teams: list[str], children: dict[str, list[str]]) -> None:
    values = {name: _value(value) for name, value in told.items() if name != "then"}
    values["team"] = teams[told.get("team", 0) % len(teams)] if teams else "Duty team"
    if "child" in told:
        held = children.get(values["team"]) or [f"K{told['child']}"]
        values["child"] = held[told["child"] % len(held)]
    then = [
        (step["move"], {name: _value(value) for name, value in step.items() if name != "move"})
        for step in told.get("then", [])
    ]
    entered(register, values, *then, by=COMMAND_LINE)


def entered(register: Register, values: Values, *then: tuple[str, Values], by) -> Row:
    """A row entered, and taken through the moves of these keys."""
    row = actions.enter(register=register, values=values, by=by)
    for key, given in then:
        actions.make_move(row=row, move=register.move_called(key), values=given, by=by)
    return row


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


def _value(value: object) -> object:
    """`{ago = 12}` is the day twelve days ago; money is told as text, so that no penny is rounded."""
    return _days_ago(value["ago"]) if isinstance(value, dict) else value


def _days_ago(days: int) -> date:
    return today() - timedelta(days=days)
