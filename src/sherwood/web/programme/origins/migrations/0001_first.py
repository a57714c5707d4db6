import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("origins", "0001_initial")]

    dependencies = [
        ("programmes", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("source", models.CharField(max_length=120)),
                ("findings", models.ManyToManyField(related_name="causes", to="programmes.finding")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="causes",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="EarlierPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("dated_on", models.DateField()),
                ("file_name", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                (
                    "imported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_plans",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["-dated_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="EarlierAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveIntegerField(help_text="Of the spreadsheet.")),
                ("reference", models.CharField(max_length=60)),
                ("words", models.TextField()),
                ("owner", models.CharField(blank=True, max_length=200)),
                ("due_on", models.DateField(null=True)),
                ("status", models.CharField(blank=True, max_length=60)),
                ("relevant", models.BooleanField(null=True)),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_actions",
                        to="programmes.project",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="origins.earlierplan",
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "row"],
            },
        ),
        migrations.CreateModel(
            name="EvidenceNeeded",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("owner_post", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[("have", "We have it"), ("gap", "A gap"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=200)),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_needed",
                        to="programmes.inspection",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanPriority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("plan", models.CharField(max_length=200)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_priorities",
                        to="programmes.programme",
                    ),
                ),
                ("projects", models.ManyToManyField(related_name="plan_priorities", to="programmes.project")),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("team", models.CharField(blank=True, max_length=200)),
                ("cost_a_year", models.PositiveIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("in_recruitment", "In recruitment"),
                            ("filled", "Filled"),
                        ],
                        default="planned",
                        max_length=20,
                    ),
                ),
                ("since_on", models.DateField(null=True)),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="programmes.newposts",
                    ),
                ),
            ],
            options={
                "ordering": ["kind__position", "number"],
            },
        ),
        migrations.CreateModel(
            name="StartingFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("place", models.CharField(max_length=120)),
                ("on", models.DateField()),
                ("low", models.DecimalField(decimal_places=4, max_digits=8, null=True)),
                ("high", models.DecimalField(decimal_places=4, max_digits=8, null=True)),
                ("average", models.DecimalField(decimal_places=4, max_digits=8, null=True)),
                ("source", models.CharField(max_length=120)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="starting_facts",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="UrgentAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("team", models.CharField(max_length=200)),
                ("who_post", models.CharField(max_length=200)),
                ("words", models.TextField()),
                ("result", models.TextField(blank=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urgent_actions",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="earlierplan",
            constraint=models.UniqueConstraint(fields=("programme", "digest"), name="one_import_a_file"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(fields=("kind", "number"), name="one_post_a_number"),
        ),
        migrations.AddConstraint(
            model_name="startingfact",
            constraint=models.CheckConstraint(
                condition=models.Q(("average__isnull", False), ("low__isnull", False), _connector="OR"),
                name="fact_has_a_figure",
            ),
        ),
    ]
