"""Every finding has its kind by now."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0007_finding_kinds")]
    operations = [
        migrations.AlterField(
            "finding",
            "kind",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="programmes.findingkind",
            ),
        ),
        migrations.RemoveField("finding", "named"),
    ]
