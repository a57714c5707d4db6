"""What the pages of setting up show."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import tomli_w
from django.http import Http404

from sherwood.governance.definition import STANDARD, Problem, check_raw, read_raw
from sherwood.governance.proposing import Agrees
from sherwood.kit.errors import SherwoodError
from sherwood.measuring.shelves import all_measures
from sherwood.web.programme.founding.models import Draft
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.programme.programmes.shape import ONCE, TITLES
from sherwood.web.programme.proposals.actions import proposed
from sherwood.web.programme.proposals.pages import who

SAYS = ("title", "name", "words")


def draft(found: Draft, user) -> dict:
    problems = check_raw(found.raw(), set(all_measures()))
    faults = [problem for problem in problems if not problem.warning]
    programme = Programme.objects.first()
    will = _will(found, programme, user) if programme and not faults and not found.loaded_on else None
    return {
        "draft": found,
        "sections": [_section(found, key) for key in TITLES],
        "faults": faults,
        "warnings": [problem for problem in problems if problem.warning],
        "sentence": _sentence(found, faults, will),
        "will": will,
    }


def _sentence(found: Draft, faults: list[Problem], will: "Will | None") -> str:
    if found.proposal:
        return "This draft was proposed, and does not change. What came of it stands with the proposal."
    if found.loaded_on:
        return "This draft was loaded: the programme began as it says, and the draft does not change."
    if not found.content:
        return "Nothing is entered yet. Begin with the programme itself."
    if faults:
        return (
            f"{len(faults)} thing{'s' if len(faults) > 1 else ''} must be put right before it can be loaded."
        )
    return will.sentence if will else "It can be loaded: the programme begins as it says."


@dataclass(frozen=True)
class Will:
    """What pressing the button would do: the changes by whom they wait for, and what the draft does not change."""

    groups: list[tuple[str, str, list[str]]]
    left: list[str]
    refused: str = ""

    @property
    def sentence(self) -> str:
        if self.refused:
            return "It cannot be proposed as it is."
        if not self.groups:
            return "The programme says all of this already, so there is nothing to propose."
        return "It can be proposed: nothing changes until others agree."


def _will(found: Draft, programme: Programme, user) -> Will:
    try:
        content = proposed(programme, read_raw(found.raw(), set(all_measures())))
    except SherwoodError as refused:
        return Will([], [], str(refused))
    groups = []
    for agrees in Agrees:
        titles = [line["title"] for line in content["changes"] if line["agrees"] == agrees.name]
        if titles:
            groups.append((agrees.value, who(agrees, user.pk), titles))
    return Will(groups, content["left"])


def _section(found: Draft, key: str) -> dict[str, Any]:
    return {"key": key, "title": TITLES[key][0], "once": key in ONCE, "number": len(found.rows(key))}


def section(found: Draft, key: str) -> dict:
    rows = [(row.get("key", ""), _says(row)) for row in found.rows(key)]
    twice = [one for one, number in Counter(one for one, _ in rows).items() if number > 1]
    return {
        "draft": found,
        "section": key,
        "title": TITLES[key][0],
        "one": TITLES[key][1],
        "rows": rows,
        "twice": twice,
        "standard": "; ".join(_words_of(standard) for standard in STANDARD.get(key, ())),
    }


def _words_of(part: Any) -> str:
    """What a part that a programme begins with is called."""
    return next(str(getattr(part, name)) for name in SAYS if hasattr(part, name))


def part(found: Draft, section: str, key: str) -> dict[str, Any] | None:
    """The part that a form begins with; None for a new one. Raises `Http404` where there is no such part."""
    if section in ONCE:
        return next(iter(found.rows(section)), None)
    old = found.part(section, key) if section in TITLES else None
    if section not in TITLES or (key and old is None):
        raise Http404("There is no such part.")
    return old


def _says(row: dict[str, Any]) -> str:
    words = next((str(row[name]) for name in SAYS if row.get(name)), "")
    return f"{words[:160]}…" if len(words) > 160 else words


def as_toml(found: Draft) -> str:
    return tomli_w.dumps(found.raw(), multiline_strings=True)
