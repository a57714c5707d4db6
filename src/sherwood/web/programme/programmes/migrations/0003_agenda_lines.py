"""A line of an agenda says what it takes; before, that went by the place of the line in a list."""

import django.db.models.deletion
from django.db import migrations, models

# what the first, second, fourth and fifth line took
TAKEN = {
    0: ["cases"],
    1: ["milestones", "late steps", "risks", "issues"],
    3: ["money"],
    4: ["barriers"],
}


def carry(apps, schema_editor) -> None:
    lines = apps.get_model("programmes", "AgendaLine").objects
    for body in apps.get_model("programmes", "Body").objects.all():
        headings = list(body.agenda)
        takes = {place: list(subjects) for place, subjects in TAKEN.items() if place < len(headings)}
        if 1 in takes:  # what had no line of its own went under the second
            takes[1] += [subject for place in (3, 4) if place not in takes for subject in TAKEN[place]]
        for place, words in enumerate(headings):
            lines.create(
                programme=body.programme, body=body, key=f"{body.key[:56]}_{place + 1}", position=len(lines.all()) + 1,
                source=body.source, words=words, takes=takes.get(place, []),
            )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_posts")]
    operations = [
        migrations.CreateModel(
            name="AgendaLine",
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
                ("words", models.CharField(max_length=200)),
                ("takes", models.JSONField(default=list)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda_lines",
                        to="programmes.body",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
            ],
            options={"ordering": ["programme", "position"], "abstract": False},
        ),
        migrations.AddConstraint(
            "AgendaLine",
            models.UniqueConstraint(fields=("programme", "key"), name="one_agendaline_a_key"),
        ),
        migrations.RunPython(carry, migrations.RunPython.noop),
        migrations.RemoveField("Body", "agenda"),
    ]
