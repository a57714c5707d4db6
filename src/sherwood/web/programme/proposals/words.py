"""A change in words that a person reads."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sherwood.governance.proposing import Change, Kind, Left, Part
from sherwood.kit.periods import spoken
from sherwood.measuring.shelves import all_measures
from sherwood.web.programme.programmes.shape import HEADS, label

NAMED_BY = ("title", "name", "words", "evidence")
LONG = 90


def title_of(section: str, key: str, part: Part) -> str:
    """A part by what it is, its key and its name."""
    if section in ("programme", "rules"):
        return HEADS[section]
    words = next((str(part[name]) for name in NAMED_BY if part.get(name)), "")
    short = f"{words[:LONG].rstrip()}…" if len(words) > LONG else words
    return f"{HEADS[section]} {key}: {short}" if words else f"{HEADS[section]} {key}"


def heading(change: Change, part: Part) -> str:
    """What a change is called: the part, and what becomes of it."""
    if change.kind is Kind.ORDERED:
        return f"{HEADS[change.section]}: the order"
    gone = "withdrawn" if change.section == "finding" else "removed"
    more = {Kind.ADDED: " (added)", Kind.GONE: f" ({gone})"}.get(change.kind, "")
    return f"{title_of(change.section, change.key, part)}{more}"


def sentence(left: Left, part: Part) -> str:
    """What the definition says otherwise and does not change."""
    where, what = title_of(left.section, left.key, part), label(left.section, left.field).lower()
    return (
        f"{where}: {what} stays “{said(left.section, left.field, left.stands)}”, because {left.why}. "
        f"The definition says “{said(left.section, left.field, left.wanted)}”."
    )


def said(section: str, name: str, value: Any) -> str:
    """A value as a page says it."""
    if value in (None, "", []):
        return "Nothing"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int):
        return f"£{value:,}" if (section, name) == ("funding", "amount") else f"{value:,}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(_measure(name, one) for one in value)
    if (section, name) in {("project", "stage"), ("project", "declared"), ("finding", "kind")}:
        return str(value).replace("_", " ").capitalize()
    return _day(_measure(name, str(value)))


def _measure(name: str, value: str) -> str:
    measures = all_measures()
    return measures[value].title if name in ("measure", "measures") and value in measures else value


def _day(value: str) -> str:
    try:
        return spoken(date.fromisoformat(value)) if len(value) == 10 else value
    except ValueError:
        return value


def fields(change: Change) -> list[tuple[str, str, str]]:
    """Each field that differs: what it is called, what stands, what is proposed."""
    names = [name for name in (change.after or change.before) if name != "key"]
    if change.kind is Kind.ORDERED:
        return [("Order", said("", "", change.before["order"]), said("", "", change.after["order"]))]
    return [
        (label(change.section, name), *(_of(change, part, name) for part in (change.before, change.after)))
        for name in names
        if change.before.get(name) not in (None, "", []) or change.after.get(name) not in (None, "", [])
    ]


def _of(change: Change, part: Part, name: str) -> str:
    return said(change.section, name, part[name]) if name in part else ""
