"""The order that somebody asks for by a column: in the database where the column is a field of the rows, else by its values."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import F, QuerySet
from django.utils.text import slugify

from sherwood.web.site.listings.columns import Column, Row

READ_WHOLE = 5  # rows that are taken in at a glance: a shorter list offers no order
UNSORTED = (models.JSONField, models.BinaryField, models.ManyToManyField)


def name_of(column: Column) -> str:
    """How the address calls it."""
    return slugify(column.head)


def field_of(column: Column, model: type[models.Model]) -> str:
    """The field of the rows that holds what the column says; empty where none does."""
    if column.sort:
        return column.sort
    if not isinstance(column.value, str):
        return ""
    names, at = column.value.split("."), model
    for place, name in enumerate(names):
        try:
            field = at._meta.get_field(name)
        except FieldDoesNotExist:
            return ""
        if not getattr(field, "concrete", False) or isinstance(field, UNSORTED):
            return ""
        if place < len(names) - 1:
            if not field.is_relation:
                return ""
            at = field.related_model
        elif field.is_relation:  # in the words of what it points at, where the rows there have an order
            ordering = field.related_model._meta.ordering
            return "__".join([*names, ordering[0]]) if ordering and ordering[0].isidentifier() else ""
        elif field.choices:  # a code, which has another order than its words
            return ""
    return "__".join(names)


def may_order(rows: Any) -> bool:
    """Whether rows can be put in another order: not those that are read a page at a time."""
    if isinstance(rows, QuerySet):
        return not (rows.query.is_sliced or rows.query.combinator)
    return isinstance(rows, list | tuple)


def sortable(columns: Sequence[Column], rows: Any) -> dict[str, Column]:
    """The columns that these rows may be sorted by, as the address calls them."""
    if not may_order(rows):
        return {}
    named = {name_of(column): column for column in columns if name_of(column)}
    if isinstance(rows, QuerySet):
        return {name: column for name, column in named.items() if field_of(column, rows.model)}
    return {name: column for name, column in named.items() if not column.template}


def ordered(columns: Sequence[Column], rows: Any, wanted: str) -> Any:
    """The rows by the column asked for, turned about by a minus; what is blank comes last. An unknown one changes nothing."""
    column = sortable(columns, rows).get(wanted.removeprefix("-"))
    if column is None:
        return rows
    turned = wanted.startswith("-")
    if isinstance(rows, QuerySet):
        field = F(field_of(column, rows.model))
        by = field.desc(nulls_last=True) if turned else field.asc(nulls_last=True)
        return rows.order_by(by, "pk")  # the key after it, so that pages never overlap
    return _by_values(column, rows, turned)


def _by_values(column: Column, rows: Iterable[Row], turned: bool) -> list[Row]:
    blank, said = [], []
    for row in rows:
        (blank if column.value_of(row) in (None, "") else said).append(row)
    return [*sorted(said, key=lambda row: _comparable(column.value_of(row)), reverse=turned), *blank]


def _comparable(value: Any) -> tuple[str, Any]:
    """Values of several kinds, such as a number and “Not known”, each beside its own."""
    if isinstance(value, bool | str) or not hasattr(value, "__lt__"):
        return ("words", str(value).lower())
    kind = "number" if isinstance(value, int | float) or hasattr(value, "as_tuple") else type(value).__name__
    return (kind, value)


def options(columns: Mapping[str, Column]) -> list[tuple[str, str]]:
    """For a phone, where there are no heads to press."""
    return [
        option
        for name, column in columns.items()
        for option in ((name, f"{column.label}, upwards"), (f"-{name}", f"{column.label}, downwards"))
    ]
