from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0005_settled"),
    ]

    operations = [
        migrations.AddField(
            model_name="body",
            name="paper_checklist",
            field=models.JSONField(default=list, help_text="What must be so of each paper it reads."),
        ),
    ]
