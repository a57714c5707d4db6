from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("evidence", "0001_initial"), ("evidence", "0002_targets")]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Factor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=120)),
                ("why", models.TextField(help_text="Why the measures tagged are read with it in mind.")),
                ("measures", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("measure", models.CharField(db_index=True, max_length=120)),
                ("reason", models.TextField()),
                ("said_by", models.CharField(help_text="The post of whoever entered it.", max_length=200)),
                ("said_on", models.DateField()),
                ("withdrawn_by", models.CharField(blank=True, max_length=200)),
                ("withdrawn_on", models.DateField(null=True)),
                ("withdrawn_because", models.TextField(blank=True)),
                (
                    "dimension",
                    models.CharField(
                        blank=True,
                        help_text="district, team and so on; empty for the council.",
                        max_length=20,
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=200)),
                ("value", models.DecimalField(decimal_places=3, max_digits=12)),
                ("highest", models.DecimalField(decimal_places=3, max_digits=12, null=True)),
                ("tolerance", models.DecimalField(decimal_places=3, default=0, max_digits=12)),
                ("by_on", models.DateField()),
                ("stood_at", models.DecimalField(decimal_places=3, max_digits=12, null=True)),
                ("stood_on", models.DateField(null=True)),
                ("agreed_by", models.CharField(max_length=200)),
                ("agreed_on", models.DateField()),
            ],
            options={
                "ordering": ["measure", "dimension", "part", "by_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("measure", models.CharField(db_index=True, max_length=120)),
                ("reason", models.TextField()),
                ("said_by", models.CharField(help_text="The post of whoever entered it.", max_length=200)),
                ("said_on", models.DateField()),
                ("withdrawn_by", models.CharField(blank=True, max_length=200)),
                ("withdrawn_on", models.DateField(null=True)),
                ("withdrawn_because", models.TextField(blank=True)),
                ("from_on", models.DateField()),
                ("label", models.CharField(help_text="As it stands in the picture.", max_length=40)),
            ],
            options={
                "ordering": ["measure", "from_on"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on", None)),
                        fields=("measure", "from_on"),
                        name="a_phase_of_a_measure_begins_once",
                    )
                ],
            },
        ),
    ]
