"""A report names a rating by key. What was submitted stays as it was written, and is read as one of three."""

from django.db import migrations, models

from sherwood.web.site.sealing import sealed_again

SAID = "what was submitted, answered, marked or signed never changes"


def carry(apps, schema_editor) -> None:
    """Drafts alone: what is locked never changes."""
    drafts = apps.get_model("rhythm", "Report").objects.filter(submitted_on=None)
    for key in ("green", "amber", "red", "not_rated"):
        drafts.filter(declared=key.upper()).update(declared=key)


class Migration(migrations.Migration):
    dependencies = [
        ("rhythm", "0001_first"),
    ]

    operations = [
        migrations.AlterField(
            model_name="report",
            name="declared",
            field=models.CharField(default="not_rated", max_length=60),
        ),
        migrations.RunPython(carry, migrations.RunPython.noop),
        sealed_again("rhythm_report", SAID, once="digest"),
    ]
