import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("founding", "0001_first"), ("proposals", "0001_first")]
    operations = [
        migrations.AddField(
            "Draft",
            "came_from",
            models.CharField(blank=True, default="", help_text="The file it was begun from.", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            "Draft",
            "proposal",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="proposals.proposal",
            ),
        ),
    ]
