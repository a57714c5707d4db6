"""Who decides, challenges, is told, runs and owns is said by the definition alone; a stage is a decision, whoever makes it."""

from django.db import migrations, models

RULES = ("deciding_body", "challenging_body", "sponsoring_body", "team_body", "owning_role")


def carry(apps, schema_editor) -> None:
    """A key of 2009 that names nothing of a programme was a default and not what its definition said."""
    for programme in apps.get_model("programmes", "Programme").objects.all():
        bodies, roles = (
            set(
                apps.get_model("programmes", name)
                .objects.filter(programme=programme)
                .values_list("key", flat=True)
            )
            for name in ("Body", "ProgrammeRole")
        )
        for rule in RULES:
            if getattr(programme, rule) not in (roles if rule == "owning_role" else bodies):
                setattr(programme, rule, "")
        programme.save(update_fields=RULES)


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0010_rating_scales"),
    ]

    operations = [
        migrations.AlterField(
            model_name="programme",
            name="challenging_body",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="programme",
            name="deciding_body",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="programme",
            name="owning_role",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="programme",
            name="sponsoring_body",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="programme",
            name="team_body",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="project",
            name="entered_stage",
            field=models.CharField(
                choices=[
                    ("IDEA", "Idea"),
                    ("SCOPING", "Scoping"),
                    ("CASE", "Business case"),
                    ("VETTING", "Vetting"),
                    ("CHALLENGE", "Challenge"),
                    ("DECISION", "Decision"),
                    ("PLANNING", "Planning"),
                    ("DELIVERY", "Delivery"),
                    ("EMBEDDING", "Embedding"),
                    ("CLOSED", "Closed"),
                ],
                default="IDEA",
                help_text="Where it stood when it was entered: it passed no gate here before.",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="stage",
            field=models.CharField(
                choices=[
                    ("IDEA", "Idea"),
                    ("SCOPING", "Scoping"),
                    ("CASE", "Business case"),
                    ("VETTING", "Vetting"),
                    ("CHALLENGE", "Challenge"),
                    ("DECISION", "Decision"),
                    ("PLANNING", "Planning"),
                    ("DELIVERY", "Delivery"),
                    ("EMBEDDING", "Embedding"),
                    ("CLOSED", "Closed"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunPython(carry, migrations.RunPython.noop),
    ]
