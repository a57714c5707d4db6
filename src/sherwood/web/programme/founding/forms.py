"""One form for a part of any section, drawn from the same annotations as the definition's own reader."""

from collections.abc import Callable, Mapping
from dataclasses import Field
from datetime import date
from enum import Enum
from typing import Any

from django import forms

from sherwood.governance.definition import KEY, STANDARD
from sherwood.governance.programme import NOT_RATED, Keys, most
from sherwood.measuring.shelves import all_measures
from sherwood.web.programme.founding.models import Draft
from sherwood.web.programme.programmes.shape import (
    HINTS,
    LONG,
    SHAPES,
    label,
    plain,
    required,
    target,
    wanted,
)
from sherwood.web.site.ui.fields import CountField, DayField, MoneyField, lines
from sherwood.web.site.ui.overtaking import OfRevision

MONEY = {("funding", "amount")}
MOST_FUNDING = 1_000_000_000  # a source may be the whole budget of a service
MEASURED = {("project", "measures"), ("marker", "measure")}


class PartForm(OfRevision):
    """A part of `section`. What is left empty is left out, as in a file."""

    def __init__(self, *args, draft: Draft, section: str, part: Mapping[str, Any] | None = None, **kwargs):
        super().__init__(*args, row=draft, **kwargs)
        self.section, self.part = section, part or {}
        self.fields["revision"].initial = draft.revision
        for one, hint in wanted(section):
            field = _field(draft, section, one, hint)
            field.initial = _begins_with(section, one, hint, self.part)
            self.fields[one.name] = field
        if part and "key" in self.fields:
            self.fields["key"].disabled = True
            self.fields["key"].help_text = "What names this part keeps its key."

    def clean_key(self) -> str:
        key = self.cleaned_data["key"]
        if not KEY.fullmatch(key):
            raise forms.ValidationError(
                "Write the key in letters, digits, - and _, since it stands in addresses."
            )
        return key

    def clean(self) -> dict[str, Any]:
        """The revision, and the part as a file would hold it."""
        cleaned = super().clean()
        return {"revision": cleaned.pop("revision", None), "part": _written(self.section, cleaned)}


def _begins_with(section: str, one: Field[Any], hint: Any, part: Mapping[str, Any]) -> Any:
    """What the part says, else what a file that leaves it out says."""
    value = part.get(one.name, None if required(one) else plain(one.default))
    return "\n".join(value) if isinstance(value, list) and hint == Keys and _typed(section, one) else value


def _typed(section: str, one: Field[Any]) -> bool:
    """Whether a list is typed, one a line, and not chosen."""
    chosen = target(section, one.name) or one.metadata.get("one_of")
    return not chosen and (section, one.name) not in MEASURED


def _field(draft: Draft, section: str, one: Field[Any], hint: Any) -> forms.Field:
    said = {
        "label": label(section, one.name),
        "required": required(one),
        "help_text": HINTS.get(one.name, ""),
    }
    if choices := _choices(draft, section, one, hint):
        return _choosing(hint, choices, said)
    at_most = most(SHAPES[section]).get(one.name)
    if hint == Keys:
        return lines(
            **said | {"help_text": "One a line."}, validators=[_lines_of(at_most)] if at_most else []
        )
    if hint is bool:
        return forms.BooleanField(**said | {"required": False})
    if hint is date:
        return DayField(**said)
    if (section, one.name) in MONEY:
        return MoneyField(most=MOST_FUNDING, **said)
    if hint is int:
        return CountField(min_value=0, max_value=at_most, **said)
    if one.name == "key":
        return forms.CharField(max_length=60, **said)
    return (
        lines(max_length=at_most, **said) if one.name in LONG else forms.CharField(max_length=at_most, **said)
    )


def _lines_of(most: int) -> Callable[[str], None]:
    """Refuses a line longer than that, by its number."""

    def check(typed: str) -> None:
        for number, line in enumerate(typed.splitlines(), 1):
            if (length := len(line.strip())) > most:
                raise forms.ValidationError(
                    f"Line {number} must have at most {most} characters, and has {length}."
                )

    return check


def _choosing(hint: Any, choices: list[tuple[Any, str]], said: dict[str, Any]) -> forms.Field:
    if hint == Keys:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said)
    if hint is int:
        return forms.TypedChoiceField(choices=choices, coerce=int, **said)
    empty = [] if said["required"] or choices[0][0] == NOT_RATED.key else [("", "None")]
    return forms.ChoiceField(choices=[*empty, *choices], **said)


def _choices(draft: Draft, section: str, one: Field[Any], hint: Any) -> list[tuple[Any, str]]:
    """What may be chosen; empty for what is typed."""
    if isinstance(hint, type) and issubclass(hint, Enum):
        return [(member.name.lower(), getattr(member, "words", None) or member.value) for member in hint]
    if choices := one.metadata.get("one_of"):
        return [(choice, str(choice).capitalize()) for choice in choices]
    if (section, one.name) in MEASURED:
        return [(key, measure.title) for key, measure in all_measures().items()]
    named = "body" if section == "rules" and one.name.endswith("_body") else target(section, one.name)
    return _keys(draft, named) if named else []


def _keys(draft: Draft, section: str) -> list[tuple[str, str]]:
    standard = [
        {"key": standard.key, "title": getattr(standard, "title", "")}
        for standard in STANDARD.get(section, ())
    ]
    rows = draft.rows(section) or standard
    unsaid = [(NOT_RATED.key, NOT_RATED.title)] if section == "rating" else []
    return unsaid + [(row["key"], _named(row)) for row in rows if row.get("key")]


def _named(row: Mapping[str, Any]) -> str:
    if row.get("title"):
        return str(row["title"])
    words = str(row.get("name") or row.get("words") or "")
    return f"{row['key']} {words[:90]}{'…' if len(words) > 90 else ''}".strip()


def _written(section: str, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    part = {}
    for one, hint in wanted(section):
        value = cleaned.get(one.name)
        if hint == Keys and isinstance(value, str):
            value = [line.strip() for line in value.splitlines() if line.strip()]
        if hint is bool or value not in ("", None, []):
            part[one.name] = value
    return part


class Upload(forms.Form):
    file = forms.FileField(
        label="Definition file", help_text="A TOML file, such as one downloaded from a draft."
    )
