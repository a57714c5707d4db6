from django.db import migrations, models

import sherwood.web.site.ui.clock


class Migration(migrations.Migration):
    initial = True
    replaces = [("registers", "0001_initial")]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("register", models.CharField(max_length=40)),
                ("row", models.PositiveBigIntegerField()),
                ("on", models.DateField(default=sherwood.web.site.ui.clock.today)),
                ("by_post", models.CharField(max_length=200)),
                ("did", models.CharField(max_length=200)),
                ("reason", models.TextField(blank=True)),
                ("fields", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["register", "row"], name="registers_c_registe_122548_idx")],
            },
        ),
    ]
