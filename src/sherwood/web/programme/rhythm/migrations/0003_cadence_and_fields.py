"""A report may be due by the month, and its fields are asked for as the programme says."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rhythm", "0002_rating_scales"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="report",
            options={"ordering": ["project", "-due_on", "-number"], "verbose_name": "report"},
        ),
        migrations.AddField(
            model_name="hint",
            name="asked",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="hint",
            name="label",
            field=models.CharField(
                blank=True, help_text="What the field is called; empty: as most do.", max_length=120
            ),
        ),
        migrations.AddField(
            model_name="rhythm",
            name="by_month",
            field=models.BooleanField(default=False, help_text="On the same day of every month instead."),
        ),
        migrations.AlterField(
            model_name="hint",
            name="words",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="rhythm",
            name="what",
            field=models.CharField(
                choices=[
                    ("report", "Report of a project"),
                    ("urgent_report", "Report of an urgent project"),
                    ("update", "Update to the sponsoring group"),
                ],
                max_length=20,
            ),
        ),
    ]
