"""Words too long for their column are refused in a sentence: SQLite would keep them, PostgreSQL would fail."""

from django.db import models

from sherwood.kit.errors import SherwoodError


def check_fits(sender: type[models.Model], instance: models.Model, **_) -> None:
    """Before any row of ours is saved. A form's field says it first where it knows; this holds for every other way."""
    if not sender.__module__.startswith("sherwood."):
        return
    for column in sender._meta.concrete_fields:
        words, most = instance.__dict__.get(column.attname), column.max_length
        if most and isinstance(words, str) and len(words) > most:
            name = str(column.verbose_name).capitalize()
            raise SherwoodError(f"{name}: there is room for {most} characters, and these are {len(words)}.")
