"""Kinds of finding are the programme's data: one that began before has the four that the code knew."""

import django.db.models.deletion
from django.db import migrations, models

FOUR = (
    ("priority_action", "Priority area for action", True),
    ("area_for_development", "Area for development", True),
    ("vulnerability", "Vulnerability", True),
    ("strength", "Strength", False),
)


def carry(apps, schema_editor) -> None:
    """A column held the name of a kind."""
    kinds, findings = (apps.get_model("programmes", name).objects for name in ("FindingKind", "Finding"))
    for programme in apps.get_model("programmes", "Programme").objects.all():
        for position, (key, title, needs_action) in enumerate(FOUR, 1):
            values = {"title": title, "needs_action": needs_action, "position": position}
            kind = kinds.create(programme=programme, key=key, **values)
            findings.filter(programme=programme, named=key.upper()).update(kind=kind)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0006_bodies_and_roles")]
    operations = [
        migrations.CreateModel(
            "FindingKind",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("position", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=120)),
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("needs_action", models.BooleanField(default=True)),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
            ],
            options={
                "ordering": ["programme", "position"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "key"), name="one_findingkind_a_key")
                ],
            },
        ),
        migrations.RenameField("finding", "kind", "named"),
        migrations.AddField(
            "finding",
            "kind",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="programmes.findingkind",
            ),
        ),
        migrations.RunPython(carry, migrations.RunPython.noop),
    ]
