"""A change in words that a person reads."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sherwood.governance.programme import NOT_RATED
from sherwood.governance.proposing import ChangeKind, Left, Part, ProposedChange
from sherwood.governance.stages import Stage
from sherwood.kit.periods import spoken
from sherwood.measuring.shelves import all_measures
from sherwood.web.programme.programmes.shape import HEADS, label, target

NAMED_BY = ("title", "name", "words", "evidence")
LONG = 90
UNSAID = {NOT_RATED.key: NOT_RATED.title}  # named, though no part says it
ENUMS = {("project", "stage"): Stage}


def title_of(section: str, key: str, part: Part) -> str:
    """A part by what it is, its key and its name."""
    if section in ("programme", "rules"):
        return HEADS[section]
    words = next((str(part[name]) for name in NAMED_BY if part.get(name)), "")
    return f"{HEADS[section]} {key}: {_short(words)}" if words else f"{HEADS[section]} {key}"


def heading(change: ProposedChange, part: Part) -> str:
    """What a change is called: the part, and what becomes of it."""
    if change.kind is ChangeKind.ORDERED:
        return f"{HEADS[change.section]}: the order"
    gone = "withdrawn" if change.section == "finding" else "removed"
    more = {ChangeKind.ADDED: " (added)", ChangeKind.GONE: f" ({gone})"}.get(change.kind, "")
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
    if (section, name) in ENUMS:
        member = ENUMS[(section, name)][value.upper()]
        return getattr(member, "words", None) or member.value
    return _day(_measure(name, str(value)))


def _measure(name: str, value: str) -> str:
    measures = all_measures()
    return measures[value].title if name in ("measure", "measures") and value in measures else value


def _day(value: str) -> str:
    try:
        return spoken(date.fromisoformat(value)) if len(value) == 10 else value
    except ValueError:
        return value


Names = Mapping[tuple[str, str], str]  # by section and key, what a part is called


def name_of(part: Part, key: str) -> str:
    """What names a part for who does not know its key; the key after it, by which files know it."""
    words = next((str(part[name]) for name in NAMED_BY if part.get(name)), "")
    return f"{_short(words)} ({key})" if words else key


def fields(change: ProposedChange, names: Names) -> list[tuple[str, list[str]]]:
    """Each field that a change is about: what it is called; what stands, what is proposed, or both."""
    sides = [part for part in (change.before, change.after) if part]
    if change.kind is ChangeKind.ORDERED:
        return [("Order", [_named(change.section, part["order"], names) for part in sides])]
    return [
        (label(change.section, name), [_value(change.section, name, part[name], names) for part in sides])
        for name in sides[0]
        if name != "key" and any(part[name] not in (None, "", []) for part in sides)
    ]


def _value(section: str, name: str, value: Any, names: Names) -> str:
    other = "body" if section == "rules" and name.endswith("_body") else target(section, name)
    return _named(other, value, names) if other and value else said(section, name, value)


def _named(section: str, keys: str | list[str], names: Names) -> str:
    listed = [keys] if isinstance(keys, str) else keys
    return "\n".join(names.get((section, key), UNSAID.get(key, key)) for key in listed)


def _short(words: str) -> str:
    return f"{words[:LONG].rstrip()}…" if len(words) > LONG else words
