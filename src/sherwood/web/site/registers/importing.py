"""A file of rows brought into a register: every row ends as entered, as here already, or as refused with its reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models

from sherwood.kit.errors import SherwoodError
from sherwood.reading.dates import Order, evidence, written
from sherwood.reading.opening import open_file
from sherwood.reading.sheets import Sheet
from sherwood.web.site.registers import actions
from sherwood.web.site.registers.description import Register
from sherwood.web.site.registers.forms import RegisterForm, field_for
from sherwood.web.site.ui.clock import today

MOST_ROWS = 5_000
YES = {"yes", "y", "true", "1"}
NO = {"no", "n", "false", "0"}


@dataclass
class Brought:
    """What became of the rows of a file."""

    read: int = 0
    entered: int = 0
    already: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)  # the row of the sheet, and why

    @property
    def sentence(self) -> str:
        return (
            f"{self.read:,} read: {self.entered:,} entered, {self.already:,} here already, "
            f"{len(self.refused):,} refused."
        )


def bring_in(register: Register, upload: UploadedFile, by) -> Brought:
    """Enter the rows of a file that are not here yet. Raises `SherwoodError` for a file that cannot be read at all."""
    sheet = _sheet(upload)
    head, places = _headings(register, sheet)
    lines = sheet.below(head).to_pylist()
    if len(lines) > MOST_ROWS:
        raise SherwoodError(f"The file has {len(lines):,} rows. Bring in at most {MOST_ROWS:,} at a time.")
    brought = Brought(read=len(lines))
    here = set(register.model.objects.exclude(reference=None).values_list("reference", flat=True))
    for line, values in _values(register, lines, places, by):
        reference = values.get("reference", "")
        if reference in here:
            brought.already += 1
            continue
        try:
            _enter(register, values, by)
        except SherwoodError as why:
            brought.refused.append((line["row"], str(why)))
        else:
            brought.entered += 1
            here.add(reference)
    return brought


def _enter(register: Register, values: dict[str, Any], by) -> None:
    if not values.get("reference"):
        raise SherwoodError("Reference: expected the number that your own files know it by, and it is empty.")
    form = RegisterForm(values, register=register, names=register.enter, left=register.may_be_left, user=by)
    if not form.is_valid():
        said = [f"{register.words_of(name)}: {' '.join(errors)}" for name, errors in form.errors.items()]
        raise SherwoodError(" ".join(said))
    actions.enter(register=register, values=form.cleaned_data, by=by)


def _sheet(upload: UploadedFile) -> Sheet:
    """The first sheet of the file; what it is shows its content, never its name."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(upload.read())
        opened = next(open_file(Path(upload.name or "file").name, path))
    if opened.fault or not opened.sheets:
        raise SherwoodError(opened.fault or "The file holds no rows. Fill the template and send that.")
    return opened.sheets[0]


def _headings(register: Register, sheet: Sheet) -> tuple[int, dict[str, str]]:
    """The row of the headings, and the cell of each field of the form under them."""
    names = {register.words_of(name).casefold(): name for name in register.enter} | {
        name: name for name in register.enter
    }
    for row, cells in sheet.top:
        places = {
            names[said]: place
            for place, cell in zip(sheet.cells, cells, strict=True)
            if (said := cell.strip().casefold()) in names
        }
        if "reference" in places and len(places) > 1:
            return row, places
    wanted = ", ".join(register.words_of(name) for name in register.enter)
    raise SherwoodError(f"No row of headings was found. Expected on the first sheet: {wanted}.")


def _values(
    register: Register, lines: Sequence[dict], places: dict[str, str], by
) -> Iterator[tuple[dict, dict[str, Any]]]:
    """Each row as the form takes it: days in three parts, choices by their key, yes and no."""
    order = {
        name: Order.of(evidence([line[place] or "" for line in lines], today())) or Order.DAY
        for name, place in places.items()
        if isinstance(register.model._meta.get_field(name), models.DateField)
    }
    known = {name: _known(register, name, by) for name in places if name not in order}
    for line in lines:
        values: dict[str, Any] = {}
        for name, place in places.items():
            text = (line[place] or "").strip()
            if name in order:
                found = written(text, order[name], today()) if text else None
                day = found.day if found else None
                parts = (day.day, day.month, day.year) if day else (text, "", "") if text else ("", "", "")
                values |= {f"{name}_{number}": part for number, part in enumerate(parts)}
            else:
                values[name] = _cell(register.model._meta.get_field(name), known[name], text)
        yield line, values


def _cell(field: models.Field, known: dict[str, str], text: str) -> str | list[str]:
    """A choice may be given by its words as well as by its key; several stand behind one another, after semicolons."""
    if isinstance(field, models.BooleanField):
        return "yes" if text.casefold() in YES else "no" if text.casefold() in NO else text
    if field.many_to_many:
        return [known.get(part.strip().casefold(), part.strip()) for part in text.split(";") if part.strip()]
    return known.get(text.casefold(), text)


def _known(register: Register, name: str, by) -> dict[str, str]:
    """By the words of each choice, how a form sends it; a part of the programme is known by its key too."""
    known = {}
    for key, words in getattr(field_for(register, name, (), by), "choices", None) or []:
        names = {str(words), str(getattr(getattr(key, "instance", None), "key", ""))} - {""}
        known |= {said.casefold(): str(key) for said in names}
    return known
