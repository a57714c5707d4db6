"""The definition says which role owns the programme."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0004_proposed")]
    operations = [
        migrations.AddField(
            "programme", "owning_role", models.CharField(default="senior_responsible_owner", max_length=60)
        ),
    ]
