"""Reads a programme definition (TOML) and says everything that is wrong with it, each fault with its line.

`check` gives every fault found; `read` gives the programme, or raises with all of them. `check_raw` and `read_raw` do the
same for what was typed into a form, which has the file's shape and no lines.
"""

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import MISSING, Field, asdict, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from sherwood.governance import programme as parts
from sherwood.governance.programme import Programme
from sherwood.governance.toml_lines import lines_of
from sherwood.governance.wanted import read_figure, read_step, read_wanted
from sherwood.kit.errors import SherwoodError

# the table's name in the file: what it makes, and where it goes in a Programme
SECTIONS: dict[str, tuple[type, str]] = {
    "category": (parts.Category, "categories"),
    "likelihood": (parts.Likelihood, "likelihoods"),
    "impact": (parts.Impact, "impacts"),
    "risk_band": (parts.RiskBand, "risk_bands"),
    "rating": (parts.DeclaredRating, "ratings"),
    "origin": (parts.Origin, "origins"),
    "checklist": (parts.CheckLine, "checklist"),
    "grade": (parts.Grade, "grades"),
    "criterion": (parts.Criterion, "criteria"),
    "driver": (parts.Driver, "drivers"),
    "body": (parts.Body, "bodies"),
    "agenda": (parts.AgendaLine, "agenda"),
    "role": (parts.ProgrammeRole, "roles"),
    "phase": (parts.Phase, "phases"),
    "inspection": (parts.Inspection, "inspections"),
    "priority": (parts.Priority, "priorities"),
    "finding_kind": (parts.FindingKind, "finding_kinds"),
    "finding": (parts.Finding, "findings"),
    "project": (parts.Project, "projects"),
    "score": (parts.Score, "scores"),
    "marker": (parts.Marker, "markers"),
    "funding": (parts.Funding, "funding"),
    "posts": (parts.NewPosts, "posts"),
}
# what a section holds when the file has none of it
STANDARD: dict[str, tuple[Any, ...]] = {
    "category": parts.STANDARD_CATEGORIES,
    "likelihood": parts.STANDARD_LIKELIHOODS,
    "impact": parts.STANDARD_IMPACTS,
    "risk_band": parts.STANDARD_RISK_BANDS,
    "rating": parts.STANDARD_RATINGS,
    "checklist": parts.STANDARD_CHECKLIST,
    "grade": parts.STANDARD_GRADES,
    "finding_kind": parts.STANDARD_FINDING_KINDS,
}
# (section, field): the section whose keys it names
LINKS = {
    ("project", "category"): "category",
    ("project", "origin"): "origin",
    ("project", "declared"): "rating",
    ("score", "project"): "project",
    ("score", "criterion"): "criterion",
    ("marker", "project"): "project",
    ("body", "reports_to"): "body",
    ("role", "body"): "body",
    ("agenda", "body"): "body",
    ("finding", "inspection"): "inspection",
    ("finding", "kind"): "finding_kind",
    ("finding", "priorities"): "priority",
    ("finding", "projects"): "project",
    ("project", "priorities"): "priority",
}
# what may be named though no part of the file says it
ALWAYS = {("project", "declared"): {parts.NOT_RATED.key}}
MOST_POINTS = 10  # of a scale
KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")
NULL = re.compile(r"\\u0000|\\U00000000")
SHOWN = 80  # characters of a wrong value
NAMES = {str: "words in quotes", int: "a whole number", bool: "true or false", date: "a date like 2010-03-08"}


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: its line (0 for the file as a whole), a sentence, whether the file still works."""

    line: int
    sentence: str
    warning: bool = False

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        return f"{place}{'warning: ' if self.warning else ''}{self.sentence}"


def check(path: Path, measures: Collection[str] | None = None) -> list[Problem]:
    """Every fault of the definition at `path`, by line.

    `measures`: the keys there are; None leaves them unchecked.
    """
    return sorted(_of_file(path, measures).problems)


def read(path: Path, measures: Collection[str] | None = None) -> Programme:
    """The programme at `path`. Warnings pass; raises `SherwoodError` with every other fault."""
    return _whole(_of_file(path, measures), path.name)


def check_raw(raw: dict[str, Any], measures: Collection[str] | None = None) -> list[Problem]:
    """Every fault of a definition given as `tomllib` would give it."""
    return sorted(_Reading(raw, {}, measures).problems)


def read_raw(raw: dict[str, Any], measures: Collection[str] | None = None) -> Programme:
    """As `read`, of a definition given as `tomllib` would give it."""
    return _whole(_Reading(raw, {}, measures), "What was entered")


def read_part(section: str, row: dict[str, Any]) -> Any:
    """One part of a section by itself, given as `tomllib` would give it; raises with what is wrong with it."""
    kind = {"programme": parts.About, "rules": parts.Rules}.get(section) or SECTIONS[section][0]
    reading = _Reading(None, {}, None)
    made = reading._part(kind, row, (section,))
    if reading.problems:
        raise SherwoodError(" ".join(problem.sentence for problem in reading.problems))
    return made


def parse(text: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The tables of a definition's text, or why it is not TOML."""
    try:
        raw = tomllib.loads(text, parse_float=Decimal)  # which says “nan” in words, as JSON cannot in figures
    except tomllib.TOMLDecodeError as fault:
        return None, [Problem(_line_in(str(fault)), f"This is not TOML: {_without_place(str(fault))}.")]
    if null := NULL.search(text):
        line = text.count("\n", 0, null.start()) + 1
        return None, [Problem(line, "A null character cannot be kept or shown. Take it out.")]
    return raw, []


def _of_file(path: Path, measures: Collection[str] | None) -> "_Reading":
    try:
        text = path.read_text("utf-8")
    except OSError as missing:
        raise SherwoodError(f"{path} cannot be opened: {missing.strerror}.") from None
    except UnicodeDecodeError:
        unread = [Problem(0, "The file is not text in UTF-8. Save it as UTF-8 and try again.")]
        return _Reading(None, {}, measures, unread)
    raw, problems = parse(text)
    return _Reading(raw, lines_of(text), measures, problems)


def _whole(reading: "_Reading", name: str) -> Programme:
    faults = [problem for problem in sorted(reading.problems) if not problem.warning]
    if faults or reading.programme is None:
        listed = "\n".join(f"  {fault}" for fault in faults)
        raise SherwoodError(f"{name} cannot be used as a programme definition:\n{listed}")
    return reading.programme


class _Reading:
    """One reading: collects problems and, when every part could be made, the programme."""

    def __init__(
        self,
        raw: dict[str, Any] | None,
        lines: dict[tuple[str | int, ...], int],
        measures: Collection[str] | None,
        problems: Iterable[Problem] = (),
    ):
        self.problems: list[Problem] = list(problems)
        self.lines = lines
        self.programme: Programme | None = None
        if raw is not None:
            self._sections(raw)
            self._links(raw)
            self._measures(raw, measures)
            self._markers(raw)
            self._findings(raw)
            self._scales(raw)

    def _problem(self, line: int, sentence: str, warning: bool = False) -> None:
        self.problems.append(Problem(line, sentence, warning))

    def _line(self, *place: str | int) -> int:
        """The line of a key, or of the nearest table that would hold it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 0)

    def _sections(self, raw: dict[str, Any]) -> None:
        for name in raw:
            if name not in ("programme", "rules") and name not in SECTIONS:
                known = ", ".join(["programme", "rules", *SECTIONS])
                self._problem(
                    self._line(name) or self._line(name, 0), f"“{name}” is not a section. Sections: {known}."
                )
        made: dict[str, Any] = {"about": self._about(raw), "rules": self._rules(raw)}
        for name, (kind, goes_to) in SECTIONS.items():
            rows = tuple(self._part(kind, row, (name, i)) for i, row in enumerate(self._rows(raw, name)))
            made[goes_to] = rows or STANDARD.get(name, ())
        if not any(not problem.warning for problem in self.problems):
            self.programme = Programme(**made)

    def _about(self, raw: dict[str, Any]) -> parts.About | None:
        if not isinstance(raw.get("programme"), dict):
            self._problem(
                0, "There is no [programme] table: it says the programme's key, title, council and aim."
            )
            return None
        return self._part(parts.About, raw["programme"], ("programme",))

    def _rules(self, raw: dict[str, Any]) -> parts.Rules | None:
        rules = raw.get("rules", {})
        if isinstance(rules, dict):
            return self._part(parts.Rules, rules, ("rules",))
        self._problem(self._line("rules"), "“rules” is one table: [rules].")
        return None

    def _rows(self, raw: dict[str, Any], name: str) -> list[dict[str, Any]]:
        rows = raw.get(name, [])
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            return rows
        self._problem(self._line(name), f"“{name}” is written [[{name}]], once for each.")
        return []

    def _part(self, kind: type, row: dict[str, Any], place: tuple[str | int, ...]) -> Any:
        """An object of `kind` from a table of the file; None when anything in it is wrong."""
        before = len(self.problems)
        known = {field.name: field for field in fields(kind)}
        for name in row:
            if name not in known:
                may_be = ", ".join(known)
                self._problem(
                    self._line(*place, name), f"[{place[0]}] has no “{name}”. It may have: {may_be}."
                )
        hints = get_type_hints(kind)
        most = parts.most(kind)
        made = {
            one.name: self._value(one, hints[one.name], most.get(one.name), row, place)
            for one in known.values()
        }
        return kind(**made) if len(self.problems) == before else None

    def _value(
        self, one: Field[Any], hint: Any, most: int | None, row: dict[str, Any], place: tuple[str | int, ...]
    ) -> Any:
        if one.name not in row:
            if one.default is MISSING:
                self._problem(self._line(*place), f"[{place[0]}] needs “{one.name}”.")
                return None
            return one.default
        try:
            value = _converted(hint, row[one.name])
            said = value if isinstance(value, tuple) else (value,)
            if (choices := one.metadata.get("one_of")) and not set(said) <= set(choices):
                raise _Wrong(f"one of: {', '.join(map(str, choices))}")
            if one.name == "key" and not KEY.fullmatch(value):
                raise _Wrong("letters, digits, - and _, at most 60 of them, since it stands in addresses")
            _check_fits(value, most)
            return value
        except _Wrong as wrong:
            line = self._line(*place, one.name)
            self._problem(line, f"“{one.name}” is {_shown(row[one.name])}; it must be {wrong}.")
            return None

    def _keys(self, raw: dict[str, Any], name: str) -> set[str]:
        found = {row["key"] for row in self._rows_quietly(raw, name) if isinstance(row.get("key"), str)}
        return found or {standard.key for standard in STANDARD.get(name, ())}

    @staticmethod
    def _rows_quietly(raw: dict[str, Any], name: str) -> list[dict[str, Any]]:
        rows = raw.get(name, [])
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    def _links(self, raw: dict[str, Any]) -> None:
        for name in SECTIONS:
            self._twice(raw, name)
        for (name, link), target in LINKS.items():
            known = self._keys(raw, target) | ALWAYS.get((name, link), set())
            for i, row in enumerate(self._rows_quietly(raw, name)):
                for key in _listed(row.get(link)):
                    if key not in known:
                        sentence = f"{_title(name, row)} names {target} “{key}”, and there is none."
                        self._problem(self._line(name, i, link), sentence)

        self._bodies(raw)
        self._agendas(raw)

    def _agendas(self, raw: dict[str, Any]) -> None:
        """What waits for a body has one place on its agenda."""
        taken: dict[tuple[str, str], str] = {}
        for i, row in enumerate(self._rows_quietly(raw, "agenda")):
            for subject in _listed(row.get("takes")):
                place = (str(row.get("body")), subject)
                if place in taken:
                    sentence = f"{_title('agenda', row)} takes {subject}, as “{taken[place]}” does for the same body."
                    self._problem(self._line("agenda", i, "takes"), sentence)
                taken.setdefault(place, str(row.get("key")))

    def _bodies(self, raw: dict[str, Any]) -> None:
        """The rules name bodies and a role that there are."""
        rules = raw.get("rules")
        for name, section in (
            ("deciding_body", "body"),
            ("challenging_body", "body"),
            ("sponsoring_body", "body"),
            ("team_body", "body"),
            ("owning_role", "role"),
        ):
            key = rules.get(name) if isinstance(rules, dict) else None
            if isinstance(key, str) and key not in self._keys(raw, section):
                self._problem(
                    self._line("rules", name), f"[rules] names {section} “{key}”, and there is none."
                )

    def _twice(self, raw: dict[str, Any], name: str) -> None:
        seen: dict[str, int] = {}
        for i, row in enumerate(self._rows_quietly(raw, name)):
            key = row.get("key")
            if isinstance(key, str) and key in seen:
                line = self._line(name, i, "key")
                self._problem(line, f"{name} “{key}” is already on line {seen[key]}; a key is used once.")
            elif isinstance(key, str):
                seen[key] = self._line(name, i, "key")

    def _measures(self, raw: dict[str, Any], measures: Collection[str] | None) -> None:
        if measures is None:
            return
        for name, link in (("project", "measures"), ("marker", "measure")):
            for i, row in enumerate(self._rows_quietly(raw, name)):
                for key in _listed(row.get(link)):
                    if key not in measures:
                        title = _title(name, row)
                        sentence = f"{title} names measure “{key}”, and there is none on the shelf."
                        self._problem(self._line(name, i, link), sentence)

    def _markers(self, raw: dict[str, Any]) -> None:
        """A marker that names a measure is its target, so it wants a figure."""
        for i, row in enumerate(self._rows_quietly(raw, "marker")):
            title, steps = _title("marker", row), _listed(row.get("steps"))
            if not row.get("measure"):
                continue
            if isinstance(row.get("wanted"), str) and read_wanted(row["wanted"]) is None:
                sentence = (
                    f"{title} names a measure, so what is wanted must be a figure, such as 70% or under 10%."
                )
                self._problem(self._line("marker", i, "wanted"), sentence)
            if isinstance(row.get("stood_at"), str) and read_figure(row["stood_at"]) is None:
                sentence = f"{title} says where it stood without a figure, so there is no path to its target."
                self._problem(self._line("marker", i, "stood_at"), sentence, warning=True)
            if row.get("tolerance") and read_figure(str(row["tolerance"])) is None:
                sentence = f"{title} has a tolerance without a figure. Write it as 5%."
                self._problem(self._line("marker", i, "tolerance"), sentence)
            if any(read_step(step) is None for step in steps):
                sentence = f"{title} has a step that is not written as “50% by 2010-04-30”."
                self._problem(self._line("marker", i, "steps"), sentence)

    def _scales(self, raw: dict[str, Any]) -> None:
        """A scale has points to choose between, and its bands rise within the scores that there are."""
        most = 1
        for name in ("likelihood", "impact"):
            points = len(self._rows_quietly(raw, name)) or len(STANDARD[name])
            most *= points
            if not 2 <= points <= MOST_POINTS:
                sentence = f"[[{name}]] has {points} point{'' if points == 1 else 's'}; a scale has 2 to {MOST_POINTS}."
                self._problem(self._line(name, 0), sentence)
        for i, row in enumerate(self._rows_quietly(raw, "rating")):
            if row.get("key") == parts.NOT_RATED.key:
                self._problem(
                    self._line("rating", i, "key"), "“not_rated” is there already: what nobody has declared."
                )
        bands = self._rows_quietly(raw, "risk_band") or [asdict(band) for band in parts.STANDARD_RISK_BANDS]
        begin = [band.get("from_score") for band in bands]
        numbers = [number for number in begin if isinstance(number, int)]
        if len(numbers) < len(begin):
            return  # said already
        if numbers[0] != 1 or numbers != sorted(set(numbers)):
            sentence = "[[risk_band]] begins at score 1, and each band at a higher one than the band before."
            self._problem(self._line("risk_band", 0), sentence)
        elif numbers[-1] > most:
            sentence = f"{_title('risk_band', bands[-1])} begins at {numbers[-1]}, and no score is higher than {most}."
            self._problem(self._line("risk_band", len(bands) - 1, "from_score"), sentence)

    def _findings(self, raw: dict[str, Any]) -> None:
        """What needs action has a project, or a reason for having none."""
        kinds = self._rows_quietly(raw, "finding_kind")
        said = {row.get("key"): row.get("needs_action", True) for row in kinds} or {
            kind.key: kind.needs_action for kind in parts.STANDARD_FINDING_KINDS
        }
        for i, row in enumerate(self._rows_quietly(raw, "finding")):
            kind = row.get("kind")
            needs = not isinstance(kind, str) or said.get(kind, True)
            if needs and not (row.get("projects") or row.get("no_project_because")):
                sentence = f"{_title('finding', row)} has no project and no “no_project_because”."
                self._problem(self._line("finding", i), sentence, warning=True)


class _Wrong(Exception):
    """What a value should have been."""


def _converted(hint: Any, value: Any) -> Any:
    """`value` of the file as the type a field asks for."""
    if isinstance(hint, UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not NoneType)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _chosen(hint, value)
    if hint == parts.Keys:
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return tuple(value)
        raise _Wrong('a list of words, such as ["P01", "P02"]')
    # bool is an int and a datetime is a date to Python, but not to a reader
    right = isinstance(value, hint) and not (hint is int and isinstance(value, bool))
    if not right or (hint is date and isinstance(value, datetime)):
        raise _Wrong(NAMES[hint])
    if value == "":
        raise _Wrong("something: leave the line out if there is nothing to say")
    return value


def _check_fits(value: Any, most: int | None) -> None:
    """A list and a table have so much room, and a number that counts is not below nought."""
    if isinstance(value, int) and not isinstance(value, bool):
        if most is not None and not 0 <= value <= most:
            raise _Wrong(f"a whole number from 0 to {most:,}")
        return
    words = [value] if isinstance(value, str) else value if isinstance(value, tuple) else []
    if most is not None and (longest := max(map(len, words), default=0)) > most:
        each = " each" if isinstance(value, tuple) else ""
        raise _Wrong(f"at most {most} characters{each}, and has {longest}")


def _chosen(hint: type[Enum], value: Any) -> Enum:
    names = {member.name.lower(): member for member in hint}
    if not isinstance(value, str) or value not in names:
        raise _Wrong(f"one of: {', '.join(names)}")
    return names[value]


def _listed(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return [value]
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []


def _shown(value: Any) -> str:
    """What came, cut where a sentence has room for no more."""
    words = str(value).lower() if isinstance(value, bool) else str(value)
    words = words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"
    return f"“{words}”" if isinstance(value, str) else words


def _title(name: str, row: dict[str, Any]) -> str:
    return f"{name} {row.get('key', '')}".strip()


def _line_in(message: str) -> int:
    _, _, after = message.partition("at line ")
    digits = after.split(",")[0]
    return int(digits) if digits.isdigit() else 0


def _without_place(message: str) -> str:
    return message.partition(" (at ")[0]
