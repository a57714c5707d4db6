"""How a project stands is said in the programme's own ratings, named by key; one that began before has three."""

import django.db.models.deletion
from django.db import migrations, models

THREE = (("green", "On track"), ("amber", "At risk"), ("red", "Off track"))


def carry(apps, schema_editor) -> None:
    """What was declared was the name of one of three."""
    ratings, projects = (apps.get_model("programmes", name).objects for name in ("DeclaredRating", "Project"))
    for programme in apps.get_model("programmes", "Programme").objects.all():
        for position, (key, title) in enumerate(THREE, 1):
            values = {"title": title, "mark": key, "counts_as": key, "position": position}
            ratings.create(programme=programme, key=key, **values)
    for key in ("green", "amber", "red", "not_rated"):
        projects.filter(declared=key.upper()).update(declared=key)


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0009_risk_scales"),
    ]

    operations = [
        migrations.AlterField(
            model_name="project",
            name="declared",
            field=models.CharField(default="not_rated", max_length=60),
        ),
        migrations.CreateModel(
            name="DeclaredRating",
            fields=[
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
                ("mark", models.CharField(max_length=12)),
                ("counts_as", models.CharField(max_length=12)),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
            ],
            options={
                "ordering": ["programme", "position"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "key"), name="one_declaredrating_a_key")
                ],
            },
        ),
        migrations.RunPython(carry, migrations.RunPython.noop),
    ]
