"""The form of one part of a case: whatever is typed can be kept, in boxes laid out as tables where it is a table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms

from sherwood.governance.case import MONEY, SECTIONS, CaseField, CaseSection, Content, named_options, said
from sherwood.web.programme.cases.facts import titles

ROWS = {"text": 3}


@dataclass(frozen=True)
class BoxTable:
    """Boxes in rows; each cell is its column's name and the field."""

    caption: str
    columns: list[str]
    rows: list[tuple[str, list[tuple[str, forms.BoundField]]]]


class SectionForm(forms.Form):
    """Every name of the section as a box of text. Nothing is refused here: `case_gates` says what is missing."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, section: CaseSection, content: Content, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.section, self.content = section, content
        for name, label, field in section.names():
            if _offered(name, content):
                self.fields[name] = _box(label, field, said(content, section.key, name))

    @property
    def words(self) -> dict[str, str]:
        """What was typed, with what this form did not ask for kept as it was."""
        kept = dict(self.content.get(self.section.key, {}))
        return kept | {name: value for name, value in self.cleaned_data.items() if name != "revision"}

    @property
    def tables(self) -> list[BoxTable]:
        if self.section.key == "money":
            return [self._money(option) for option in named_options(self.content)]
        return [self._table(self.section.row, self.section.columns)] if self.section.rows else []

    def _table(self, caption: str, columns) -> BoxTable:
        used = [
            column
            for column in columns
            if any(f"{row}.{column.key}" in self.fields for row in self.section.rows or {})
        ]
        rows = [
            (label, [(column.label, self[f"{row}.{column.key}"]) for column in used])
            for row, label in (self.section.rows or {}).items()
        ]
        return BoxTable(caption, [column.label for column in used], rows)

    def _money(self, option: str) -> BoxTable:
        caption = f"Option {option}: {said(self.content, 'options', f'{option}.name')}"
        rows = [
            (label, [(words, self[f"{row}.{option}.{kind}"]) for kind, words in MONEY.items()])
            for row, label in (self.section.rows or {}).items()
        ]
        return BoxTable(caption, [f"{words} (£)" for words in MONEY.values()], rows)

    @property
    def plain(self) -> list[forms.BoundField]:
        """The fields that stand by themselves."""
        return [self[field.key] for field in self.section.fields if field.key in self.fields]


def _offered(name: str, content: Content) -> bool:
    """Only options that have a name are asked about."""
    option = re.search(r"(?:^uplift_|\.)([A-F])(?:\.|$)", name)
    return option is None or option[1] in named_options(content)


def _box(label: str, field: CaseField, value: str) -> forms.Field:
    given = {"label": label, "help_text": field.hint, "required": False, "initial": value}
    if field.choices or field.kind == "post":
        choices = [("", "Choose"), *(field.choices or dict.fromkeys(titles(), "")).items()]
        choices = [(key, words or key) for key, words in choices]
        known = value in dict(choices)
        return forms.ChoiceField(choices=choices if known else [*choices, (value, value)], **given)
    if field.kind == "text":
        return forms.CharField(widget=forms.Textarea({"rows": ROWS["text"]}), strip=True, **given)
    numeric = (
        {"inputmode": "numeric", "class": "govuk-input--width-5"}
        if field.kind in ("pounds", "percent", "number")
        else {}
    )
    return forms.CharField(widget=forms.TextInput(numeric), strip=True, **given)


def without_nulls(data: Mapping) -> Mapping:
    """A browser never sends a null; whoever does loses only that."""
    data = data.copy()
    for name in data:
        data.setlist(name, [value.replace("\0", "").replace("\r\n", "\n") for value in data.getlist(name)])
    return data


def section_of(key: str) -> CaseSection | None:
    return SECTIONS.get(key)
