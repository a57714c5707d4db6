"""An update is on the programme, to whichever body is told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rhythm", "0003_cadence_and_fields"),
    ]

    operations = [
        migrations.AlterField(
            model_name="rhythm",
            name="what",
            field=models.CharField(
                choices=[
                    ("report", "Report of a project"),
                    ("urgent_report", "Report of an urgent project"),
                    ("update", "Update on the programme"),
                ],
                max_length=20,
            ),
        ),
    ]
