"""Where a project stood when it was entered, and findings that are withdrawn and kept."""

from django.db import migrations, models

STAGES = [
    ("IDEA", "Idea"),
    ("SCOPING", "Scoping"),
    ("CASE", "Business case"),
    ("VETTING", "Vetting"),
    ("CHALLENGE", "Challenge"),
    ("DECISION", "Board decision"),
    ("PLANNING", "Planning"),
    ("DELIVERY", "Delivery"),
    ("EMBEDDING", "Embedding"),
    ("CLOSED", "Closed"),
]


def carry(apps, schema_editor) -> None:
    """What never moved here stands where it was entered; what moved was entered where its first move began."""
    moves = apps.get_model("trail", "Entry").objects.filter(verb="moved a project").order_by("number")
    named = {words: name for name, words in STAGES}
    for project in apps.get_model("programmes", "Project").objects.all():
        first = moves.filter(object_id=project.key).first() if "stage" in project.settled else None
        project.entered_stage = named.get(first.detail.get("from"), "IDEA") if first else project.stage
        project.save(update_fields=["entered_stage"])


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_agenda_lines"), ("trail", "0002_longer_titles")]
    operations = [
        migrations.AddField("Finding", "withdrawn_on", models.DateField(null=True)),
        migrations.AddField(
            "Finding", "withdrawn_because", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField(
            "Project",
            "entered_stage",
            models.CharField(
                choices=STAGES,
                default="IDEA",
                help_text="Where it stood when it was entered: it passed no gate here before.",
                max_length=20,
            ),
        ),
        migrations.AddField(
            "Project",
            "entered_on",
            models.DateField(help_text="Empty when it came with the programme.", null=True),
        ),
        migrations.AlterField(
            "Programme",
            "digest",
            models.CharField(
                blank=True, help_text="Of what it said when it was last changed.", max_length=64
            ),
        ),
        migrations.RunPython(carry, migrations.RunPython.noop),
    ]
