"""A rating keeps its answer in the words of the day, since the answers are the programme's own.

SQLite makes a table anew to change it, and its guards go with the old one: they are put back.
"""

from django.db import migrations, models

WORDS = "what was submitted, said or decided never changes"


def guard_again(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    for act in ("UPDATE", "DELETE"):
        name = f"cases_opinion_no_{act.lower()}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON cases_opinion BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
            params=None,
        )


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_written_once")]
    operations = [
        migrations.AddField(
            "opinion",
            "grade",
            models.CharField(
                max_length=120, blank=True, default="", help_text="A rating's answer in its words of the day."
            ),
            preserve_default=False,
        ),
        migrations.AlterField("opinion", "value", models.CharField(max_length=60)),
        migrations.RunPython(guard_again, migrations.RunPython.noop),
    ]
