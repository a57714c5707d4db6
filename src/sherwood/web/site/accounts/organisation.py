"""How the organisation stands, and in what the records of a snapshot say otherwise."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pyarrow.parquet as pq

from sherwood.kit.periods import spoken
from sherwood.records.snapshots import Snapshot, file_of
from sherwood.records.tables import TABLES
from sherwood.web.site.accounts.models import OrganisationUnit, PutAside
from sherwood.web.site.ui.overtaking import mark_of

Placing = Mapping[str, Any]  # a row of the record table `teams`
Kind = OrganisationUnit.Kind


@dataclass(frozen=True)
class ProposedUnit:
    """One thing that the records say of a team and the organisation does not; `act` and `facts` make it so."""

    act: str
    facts: dict[str, Any]
    words: str
    what: str  # by which a list groups it

    @property
    def mark(self) -> str:
        """What was left as it is stays so, whichever day the next records are of."""
        lasting = {
            name: fact for name, fact in self.facts.items() if name not in ("from_on", "to_on", "council")
        }
        return mark_of([self.act, lasting])


def placings_of(snapshot: Snapshot) -> tuple[Placing, ...]:
    """Where each team of the records stands; one that only other tables name, without a place."""
    return _placings(snapshot.path)


@lru_cache(maxsize=4)
def _placings(path) -> tuple[Placing, ...]:
    snapshot = Snapshot(path)
    tables = snapshot.manifest.tables
    file = file_of(snapshot.records, "teams", tables)
    placed = pq.read_table(file).to_pylist() if file else []
    known = {row["team"] for row in placed}
    named = {team for table in tables for team in _named_in(snapshot, table)} - known
    return (*placed, *({"team": team} for team in sorted(named)))


def _named_in(snapshot: Snapshot, table: str) -> list[str]:
    """The teams that the rows of a table name."""
    file = file_of(snapshot.records, table, snapshot.manifest.tables)
    if file is None or "team" not in {column.name for column in TABLES[table].columns}:
        return []
    return [team for team in pq.read_table(file, columns=["team"])["team"].unique().to_pylist() if team]


def proposed(snapshot: Snapshot | None) -> list[ProposedUnit]:
    """What the records of a snapshot have, or have no longer, that nobody has settled."""
    if snapshot is None:
        return []
    made = snapshot.manifest
    found = differences(placings_of(snapshot), made.as_at, made.council)
    left = set(PutAside.objects.values_list("mark", flat=True))
    return [proposal for proposal in found if proposal.mark not in left]


def differences(placings: Iterable[Placing], as_at: date, council: str) -> list[ProposedUnit]:
    """In what those placings differ from the organisation: teams to add, to place elsewhere, to close."""
    by_team = defaultdict(list)
    for row in placings:
        by_team[row["team"]].append(row)
    known, places = _teams_known()
    found = []
    for team, rows in sorted(by_team.items()):
        rows.sort(key=lambda row: row.get("from_on") or date.min)
        if team not in known:
            found += [_added(row, council) for row in rows]
        else:
            found += _changed(team, rows[-1], known[team], places, as_at, council)
    return found + _gone(set(by_team), known, as_at)


def _teams_known() -> tuple[dict[str, list[OrganisationUnit]], dict[int, dict[str, str]]]:
    """Each team's rows by every spelling of it, the last to begin last; and the service and locality of each row."""
    units = list(OrganisationUnit.objects.all())
    last = {unit.whole: unit for unit in sorted(units, key=_begins)}
    by_whole, known = defaultdict(list), {}
    for unit in sorted(units, key=_begins):
        if unit.kind == Kind.TEAM:
            by_whole[unit.whole].append(unit)
            known[unit.key] = by_whole[unit.whole]
    rows = [unit for rows in by_whole.values() for unit in rows]
    whole = {unit.pk: unit.whole for unit in units}
    return known, {unit.pk: _place(unit, last, whole) for unit in rows}


def _begins(unit: OrganisationUnit) -> tuple[bool, date, int]:
    """What lasts comes last."""
    return unit.to_on is None, unit.from_on or date.min, unit.pk


def _place(
    unit: OrganisationUnit, last: dict[int, OrganisationUnit], whole: dict[int, int]
) -> dict[str, str]:
    """The names of what a team stands in, by kind."""
    above, names = unit, {}
    while above.parent_id and whole[above.parent_id] in last:
        above = last[whole[above.parent_id]]
        names[above.kind] = above.key
    return names


def _facts(row: Placing, council: str, from_on: date | None) -> dict[str, Any]:
    return {
        "team": row["team"],
        "service": row.get("service") or "",
        "locality": row.get("locality") or "",
        "from_on": from_on and from_on.isoformat(),
        "to_on": row["to_on"].isoformat() if row.get("to_on") else None,
        "council": council,
    }


def _where(row: Placing, council: str) -> str:
    return ", ".join(filter(None, (row.get("locality"), row.get("service")))) or council


def _dated(row: Placing) -> str:
    since = f" from {spoken(row['from_on'])}" if row.get("from_on") else ""
    return f"{since} to {spoken(row['to_on'])}" if row.get("to_on") else since


def _added(row: Placing, council: str) -> ProposedUnit:
    words = f"Add {row['team']} to {_where(row, council)}{_dated(row)}"
    return ProposedUnit("place", _facts(row, council, row.get("from_on")), words, "Teams to add")


def _changed(
    team: str, row: Placing, rows: list[OrganisationUnit], places: dict, as_at: date, council: str
) -> list[ProposedUnit]:
    """What the last placing of a team in the records says otherwise than its last row here."""
    last = rows[-1]
    if row.get("to_on"):
        return (
            [] if last.to_on else [_closed(last, row["to_on"], f"Close {team} after {spoken(row['to_on'])}")]
        )
    says = {kind: row[kind] for kind in ("service", "locality") if row.get(kind)}
    is_there = all(places[last.pk].get(kind) == key for kind, key in says.items())
    if last.to_on is None and is_there:
        return []
    if last.to_on is not None and last.to_on >= as_at:
        return []
    # where the records do not say since when, it is from the day they were made
    began = row.get("from_on")
    if began is None or began <= (last.to_on or last.from_on or date.min):
        began = as_at
    verb = "Move" if last.to_on is None else "Open"
    words = (
        f"{verb} {team} {'to' if verb == 'Move' else 'again in'} {_where(row, council)} from {spoken(began)}"
    )
    return [
        ProposedUnit("place", _facts(row, council, began), words, "Teams that stand elsewhere in the records")
    ]


def _gone(there: set[str], known: dict[str, list[OrganisationUnit]], as_at: date) -> list[ProposedUnit]:
    """Teams here of which the records have no spelling any more."""
    found = []
    for rows in {rows[-1].whole: rows for rows in known.values()}.values():
        last = rows[-1]
        if last.to_on is None and not there & {row.key for row in rows} and there:
            found.append(_closed(last, as_at, f"Close {last.name} after {spoken(as_at)}"))
    return found


def _closed(unit: OrganisationUnit, on: date, words: str) -> ProposedUnit:
    facts = {"unit": unit.pk, "to_on": on.isoformat()}
    return ProposedUnit("close", facts, words, "Teams that the records no longer have")
