from django.db import migrations, models


def settle_what_moved(apps, schema_editor):
    """An act that moved a project settled its stage and its lead."""
    projects = apps.get_model("programmes", "Project").objects.filter(moved_on__isnull=False)
    projects.update(settled=["lead", "stage"])


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0004_rules_as_data"),
    ]

    operations = [
        migrations.AddField(
            model_name="body",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="category",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="checkline",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="driver",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="funding",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="grade",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="marker",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="newposts",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="origin",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="phase",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="programmerole",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="settled",
            field=models.JSONField(
                default=list, help_text="Columns that an act has settled: a definition leaves them."
            ),
        ),
        migrations.RunPython(settle_what_moved, migrations.RunPython.noop),
        migrations.RemoveField("project", "moved_on"),
    ]
