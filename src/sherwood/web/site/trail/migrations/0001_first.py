from django.db import migrations, models

from sherwood.web.site.sealing import sealed


class Migration(migrations.Migration):
    initial = True
    replaces = [("trail", "0001_initial"), ("trail", "0002_append_only"), ("trail", "0003_about")]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("by_id", models.CharField(blank=True, max_length=40)),
                ("by_post", models.CharField(max_length=120)),
                ("by_roles", models.CharField(blank=True, max_length=400)),
                ("verb", models.CharField(db_index=True, max_length=60)),
                ("object_type", models.CharField(max_length=60)),
                ("object_id", models.CharField(max_length=120)),
                ("detail", models.JSONField(default=dict)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["number"],
                "indexes": [models.Index(fields=["object_type", "object_id"], name="trail_about")],
            },
        ),
        sealed("trail_entry", "the trail is only ever added to"),
    ]
