import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0007_targets"),
        ("action_log", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="project",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="programmes.project",
            ),
        ),
        migrations.AlterField(
            model_name="action",
            name="origin_kind",
            field=models.CharField(
                choices=[
                    ("entered", "Entered"),
                    ("case asked for", "Case asked for"),
                    ("condition", "Condition"),
                    ("meeting", "Meeting"),
                    ("stream review", "Stream review"),
                    ("theme", "Theme of a register"),
                ],
                max_length=60,
            ),
        ),
    ]
