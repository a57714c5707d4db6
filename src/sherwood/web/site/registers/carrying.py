"""Steps of a migration that make a table of an app a register, with what stands in it."""

from django.db import migrations, models

from sherwood.web.site.accounts.carrying import at_once
from sherwood.web.site.ui.clock import today


def to_register(model: str, state: str = "", **later: str) -> list:
    """Give `app.Model` the columns of a row.

    All are in `state`, or in that of a column of `later` that is filled; with none said, the model has states already.
    """
    name = model.partition(".")[2]

    def set_states(apps, schema_editor) -> None:
        rows = apps.get_model(model)._base_manager
        for column, reached in later.items():
            rows.exclude(**{column: None}).update(state=reached)
        at_once(schema_editor)

    return [
        migrations.AddField(name, "revision", models.PositiveIntegerField(default=0)),
        migrations.AddField(name, "reference", _reference()),
        *([_added(name, "state", "State", 30, state)] if state else []),
        migrations.AddField(
            name, "entered_on", models.DateField("Entered on", default=today, editable=False)
        ),
        _added(name, "entered_by_post", "Entered by", 200, "Not known"),
        migrations.RunPython(set_states, migrations.RunPython.noop),
    ]


def _reference() -> models.CharField:
    told = "The number that your own files know it by. An import needs it, to bring nothing in twice."
    return models.CharField("Reference", max_length=60, null=True, blank=True, unique=True, help_text=told)


def _added(model: str, name: str, words: str, longest: int, value: str):
    field = models.CharField(words, max_length=longest, editable=False, default=value)
    return migrations.AddField(model, name, field, preserve_default=False)
