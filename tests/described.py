"""What a council writes, described from the code that reads it: a programme's definition, and the record tables.

`script/docs` writes docs/definition.md and docs/record-tables.md with it.
"""

from dataclasses import MISSING, Field, fields
from datetime import date
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from sherwood.governance import programme as parts
from sherwood.governance.definition import LINKS, SECTIONS, STANDARD
from sherwood.governance.proposing import FIELD_AGREES, SECTION_AGREES
from sherwood.records.codes import codesets
from sherwood.records.tables import TABLES, Kind, RecordColumn, RecordTable

DOCS = Path(__file__).parent.parent / "docs"
MADE = "Made from the code by `script/docs`; do not edit."
RULES = {
    ("rules", "deciding_body"): "body",
    ("rules", "challenging_body"): "body",
    ("rules", "sponsoring_body"): "body",
    ("rules", "team_body"): "body",
    ("rules", "owning_role"): "role",
}
WORDS: dict[Any, str] = {
    str: "words",
    int: "a whole number",
    bool: "true or false",
    date: "a day, as 2010-03-08",
}
COLUMNS = {
    Kind.TEXT: "words",
    Kind.DATE: "a day",
    Kind.WHOLE: "a whole number",
    Kind.NUMBER: "a number",
    Kind.FLAG: "true or false",
}


def definition() -> str:
    """Every section of a definition and what may stand in it."""
    lines = [
        "# A programme definition",
        "",
        MADE,
        "",
        "A definition is one file in TOML. `[programme]` and `[rules]` stand once; every other section is repeated, `[[project]]` for each",
        "project. `sherwood programme check FILE` says every mistake with its line. [The first hour](start.md) has a small whole one. The first",
        "that is loaded begins the programme; a later one proposes what differs, and each change waits for whoever its section names.",
    ]
    for name, kind in {"programme": parts.About, "rules": parts.Rules}.items():
        lines += _section(f"[{name}]", name, kind)
    for name, (kind, _) in SECTIONS.items():
        lines += _section(f"[[{name}]]", name, kind)
    return "\n".join(lines) + "\n"


def _section(title: str, name: str, kind: type) -> list[str]:
    said = _sentences(kind).partition(": ")[2]
    hints, most = get_type_hints(kind), parts.most(kind)
    rows = [_field(part, hints[part.name], most.get(part.name), name) for part in fields(kind)]
    standard = [f"`{part.key}`" for part in STANDARD.get(name, ())]
    besides = f" Without any, the programme has: {', '.join(standard)}." if standard else ""
    return [
        "",
        f"## `{title}`",
        "",
        f"{said[:1].upper()}{said[1:]}{besides} A change of it is agreed by {SECTION_AGREES[name].value}.",
        "",
        "| field | what it is | when it is left out |",
        "| --- | --- | --- |",
        *rows,
    ]


def _sentences(kind: type) -> str:
    return " ".join((kind.__doc__ or "").split())


def _field(part: Field, hint: Any, most: int | None, section: str) -> str:
    what = _what(part, hint, most, section)
    if agrees := FIELD_AGREES.get((section, part.name)):
        what += f"; a change of it is agreed by {agrees.value}"
    return f"| `{part.name}` | {what} | {_left_out(part)} |"


def _what(part: Field, hint: Any, most: int | None, section: str) -> str:
    if isinstance(hint, UnionType):
        hint = next(kind for kind in get_args(hint) if kind is not NoneType)
    is_list = hint == parts.Keys
    if choices := part.metadata.get("one_of"):
        return f"{'any' if is_list else 'one'} of: {', '.join(map(str, choices))}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return f"one of: {', '.join(member.name.lower() for member in hint)}"
    if part.name == "key":
        return "its name in this file: letters, digits, - and _, used once"
    words = "a list of words" if is_list else WORDS[hint]
    if target := (LINKS | RULES).get((section, part.name)):
        words = f"{'keys' if is_list else 'the key'} of `[[{target}]]`"
    elif most:
        words += (
            f", {'from 0 to' if hint is int else 'at most'} {most:,}{'' if hint is int else ' characters'}"
        )
        words += " each" if is_list else ""
    return words


def _left_out(part: Field) -> str:
    if part.default is MISSING:
        return "**it is needed**"
    value = part.default
    if isinstance(value, Enum):
        return f"`{value.name.lower()}`"
    if value in ("", (), None):
        return "nothing"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def record_tables() -> str:
    """Every record table and its columns."""
    lines = [
        "# Record tables",
        "",
        MADE,
        "",
        "What a council's own SQL writes for Sherwood to read: a file for each table, CSV or Parquet, with these names of columns in its",
        "first row. Give what there is: a table or a column that is not needed may be left out, and `sherwood look FOLDER` says what each file",
        "was taken for. Days are written as 2010-03-08. People are identifiers of the case system, never names. A row without",
        "what is needed is put aside, with its reason. The first column is the table's key: no two rows share it.",
    ]
    for table in TABLES.values():
        lines += _table(table)
    lines += ["", "# Codes", "", "A year is the one in which a collection year begins: 2017 is 2017/18."]
    for name in sorted(_codesets_named()):
        lines += _codes(name)
    return "\n".join(lines) + "\n"


def _table(table: RecordTable) -> list[str]:
    head = ["| column | what it is | kind | needed |", "| --- | --- | --- | --- |"]
    rows = [
        f"| `{column.name}` | {column.meaning} | {_kind(column)} | {'yes' if column.required else ''} |"
        for column in table.columns
    ]
    return ["", f"## `{table.name}`", "", f"A row is {table.row}.", "", *head, *rows]


def _kind(column: RecordColumn) -> str:
    return f"a code of [{column.codes}](#{column.codes})" if column.codes else COLUMNS[column.kind]


def _codesets_named() -> set[str]:
    return {column.codes for table in TABLES.values() for column in table.columns if column.codes}


def _codes(name: str) -> list[str]:
    rows = [
        f"| `{code.code}` | {code.label} | {_years(code.first_year, code.last_year)} |"
        for code in codesets()[name].values()
    ]
    return ["", f"## {name}", "", "| code | what it means | in use |", "| --- | --- | --- |", *rows]


def _years(first: int | None, last: int | None) -> str:
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"to {last}" if last else ""


PAGES = {DOCS / "definition.md": definition, DOCS / "record-tables.md": record_tables}

if __name__ == "__main__":
    for page, described in PAGES.items():
        page.write_text(described(), "utf-8")
