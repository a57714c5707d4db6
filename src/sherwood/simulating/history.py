"""What an extract of a history holds: events since its first day, and whatever was still going on then.

The years before are simulated so that the county starts in full swing; a case system's extract of six years would
not show them, save for plans, placements and workers that had not ended.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from sherwood.records.tables import TABLES

EVENTS = {
    "contacts": "received_on",
    "referrals": "received_on",
    "strategy_discussions": "held_on",
    "section_47_enquiries": "started_on",
    "protection_reviews": "held_on",
    "protection_visits": "visited_on",
    "care_reviews": "held_on",
    "care_visits": "visited_on",
    "health_checks": "done_on",
    "care_leavers": "known_on",
    "missing_episodes": "started_on",
}
LASTING = {
    "family_help_episodes": "ended_on",
    "protection_plans": "ended_on",
    "involvements": "ended_on",
    "workers": "left_on",
}
LINKS = {
    "assessments": {"referral": "referrals"},
    "strategy_discussions": {"referral": "referrals"},
    "section_47_enquiries": {"referral": "referrals"},
    "conferences": {"enquiry": "section_47_enquiries"},
    "protection_plans": {"conference": "conferences"},
}


def since(records: dict[str, list[Any]], first: date) -> dict[str, list[Any]]:
    """The rows of a history that begins on `first`; a link to a row left out becomes empty."""
    kept = {table: list(rows) for table, rows in records.items()}
    for table, column in EVENTS.items():
        kept[table] = [row for row in records[table] if getattr(row, column) >= first]
    for table, column in LASTING.items():
        kept[table] = [row for row in records[table] if _lasted(getattr(row, column), first)]
    kept["conferences"] = [row for row in records["conferences"] if _lasted(row.held_on, first)]
    kept["assessments"] = _assessments(records["assessments"], kept["referrals"], first)
    kept["care_episodes"], kept["placements"] = _stays(records, first)
    _cut_links(kept)
    kept["workers"] = _workers(records["workers"], kept)
    known = {row.child for table, rows in kept.items() if "child" in TABLES[table].names[1:] for row in rows}
    kept["children"] = [row for row in records["children"] if row.child in known]
    return kept


def _lasted(ended_on: date | None, first: date) -> bool:
    return ended_on is None or ended_on >= first


def _assessments(rows: list[Any], referrals: list[Any], first: date) -> list[Any]:
    """Those with their referral, because their clock is the referral's; core ones, and single ones without, by their own start."""
    known = {row.referral for row in referrals}
    own = {row.assessment for row in rows if row.kind == "core" or row.referral is None}
    return [
        row
        for row in rows
        if row.referral in known or (row.assessment in own and row.started_on and row.started_on >= first)
    ]


def _stays(records: dict[str, list[Any]], first: date) -> tuple[list[Any], list[Any]]:
    """Whole stays in care, from their first episode, when they had not ended before the history began."""
    by_child: dict[str, list[list[Any]]] = defaultdict(list)
    for row in records["care_episodes"]:
        stays = by_child[row.child]
        if stays and stays[-1][-1].end_reason == "X1":
            stays[-1].append(row)
        else:
            stays.append([row])
    lasting = [stay for stays in by_child.values() for stay in stays if _lasted(stay[-1].ended_on, first)]
    kept = {id(row) for stay in lasting for row in stay}
    starts: dict[str, date] = {}
    for stay in lasting:
        starts.setdefault(stay[0].child, stay[0].started_on)
    episodes = [row for row in records["care_episodes"] if id(row) in kept]
    placements = [
        row for row in records["placements"] if row.child in starts and row.started_on >= starts[row.child]
    ]
    return episodes, placements


def _cut_links(kept: dict[str, list[Any]]) -> None:
    keys = {name: {getattr(row, TABLES[name].key) for row in kept[name]} for name in kept}
    for table, links in LINKS.items():
        for column, target in links.items():
            for row in kept[table]:
                if getattr(row, column) not in keys[target]:
                    setattr(row, column, None)


def _workers(rows: list[Any], kept: dict[str, list[Any]]) -> list[Any]:
    """Those in post since, and those whom an older row still names."""
    named = {row.worker for row in kept["workers"]}
    for table, others in kept.items():
        if "worker" in TABLES[table].names[1:]:
            named.update(row.worker for row in others)
    return [row for row in rows if row.worker in named]
