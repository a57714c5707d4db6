"""A business case in words: what each part says, and what differs between two versions."""

from collections.abc import Iterator
from dataclasses import dataclass

from sherwood.governance.case import SECTIONS, CaseField, CaseSection, Content, percent, pounds, said


@dataclass(frozen=True)
class WordChange:
    """One thing that differs: what is called what, how it differs in a word, and both its texts."""

    label: str
    kind: str  # Added, Removed or Changed
    before: str
    after: str


@dataclass(frozen=True)
class ComparedCases:
    section: CaseSection
    changes: list[WordChange]


def shown(field: CaseField, text: str) -> str:
    """A value as a reader sees it; what cannot be read is shown as it was typed."""
    if field.choices:
        return field.choices.get(text, text)
    if field.kind == "pounds" and (amount := pounds(text)) is not None:
        return f"£{amount:,}"
    if field.kind == "percent" and percent(text) is not None:
        return f"{text.strip().rstrip('%').strip()}%"
    return text


def compare(before: Content, after: Content) -> list[ComparedCases]:
    """Every section, with what differs in it between two contents; empty where nothing does."""
    return [ComparedCases(section, list(_changes(section, before, after))) for section in SECTIONS.values()]


def _changes(section: CaseSection, before: Content, after: Content) -> Iterator[WordChange]:
    for name, label, field in section.names():
        old, new = (shown(field, said(content, section.key, name)) for content in (before, after))
        if old != new:
            yield WordChange(label, "Changed" if old and new else "Added" if new else "Removed", old, new)


@dataclass(frozen=True)
class Grid:
    """The rows of a section in which something is written; columns nobody used are left out."""

    columns: list[CaseField]
    rows: list[tuple[str, list[str]]]


def grid(section: CaseSection, content: Content) -> Grid | None:
    """The table of a section as a reader sees it; None where it has none or nothing is written."""
    names = {
        row: [column for column in section.columns if said(content, section.key, f"{row}.{column.key}")]
        for row in section.rows or {}
    }
    used = [column for column in section.columns if any(column in found for found in names.values())]
    rows = [
        (
            (section.rows or {})[row],
            [shown(column, said(content, section.key, f"{row}.{column.key}")) for column in used],
        )
        for row, found in names.items()
        if found
    ]
    return Grid(used, rows) if rows else None


def fields(section: CaseSection, content: Content) -> list[tuple[str, str]]:
    """The fields of a section that say something: label and words."""
    found = [(field.label, shown(field, said(content, section.key, field.key))) for field in section.fields]
    return [(label, words) for label, words in found if words]
