import django.db.models.deletion
from django.db import migrations, models

from sherwood.governance.programme import STANDARD_CATEGORIES


def categories_as_rows(apps, schema_editor):
    """The three categories there were, for every programme there is; the rest comes with the next load."""
    Programme, Category = (apps.get_model("programmes", name) for name in ("Programme", "Category"))
    Project = apps.get_model("programmes", "Project")
    for programme in Programme.objects.all():
        for position, one in enumerate(STANDARD_CATEGORIES, 1):
            made = Category.objects.create(
                programme=programme, key=one.key, title=one.title, position=position, source=""
            )
            found = Project.objects.filter(programme=programme, category_name=one.key.upper())
            found.update(category=made)
    if schema_editor.connection.vendor == "postgresql":  # which alters no table while checks of its rows wait
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0003_moved_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="body",
            name="agenda",
            field=models.JSONField(
                default=list, help_text="Parts of its remit that an agenda covers, or says why not."
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="meets_every_days",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="body",
            name="quorum",
            field=models.PositiveSmallIntegerField(default=0, help_text="Members who must be present."),
        ),
        migrations.AddField(
            model_name="body",
            name="terms_agreed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="body",
            name="terms_kept_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="body",
            name="terms_review_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="programme",
            name="challenging_body",
            field=models.CharField(default="executive_group", max_length=60),
        ),
        migrations.AddField(
            model_name="programme",
            name="days_for_a_case",
            field=models.PositiveSmallIntegerField(default=28),
        ),
        migrations.AddField(
            model_name="programme",
            name="days_to_answer",
            field=models.PositiveSmallIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="programme",
            name="days_when_urgent",
            field=models.PositiveSmallIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="programme",
            name="deciding_body",
            field=models.CharField(default="board", max_length=60),
        ),
        migrations.AddField(
            model_name="programme",
            name="mandate_bodies",
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("position", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=120)),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
            ],
            options={
                "ordering": ["programme", "position"],
                "abstract": False,
            },
        ),
        migrations.RenameField("project", "category", "category_name"),
        migrations.AddField(
            "project",
            "category",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                null=True,
                to="programmes.category",
            ),
        ),
        migrations.RunPython(categories_as_rows, migrations.RunPython.noop),
        migrations.RemoveField("project", "category_name"),
        migrations.AlterField(
            "project",
            "category",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="programmes.category",
            ),
        ),
        migrations.CreateModel(
            name="CheckLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("position", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=120)),
                ("words", models.CharField(max_length=200)),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
            ],
            options={
                "ordering": ["programme", "position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("position", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=120)),
                ("words", models.CharField(max_length=200)),
                ("weight", models.PositiveSmallIntegerField()),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
            ],
            options={
                "ordering": ["programme", "position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Grade",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("position", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=120)),
                ("words", models.CharField(max_length=120)),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
            ],
            options={
                "ordering": ["programme", "position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Marker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("position", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=120)),
                ("measure", models.CharField(blank=True, max_length=120)),
                ("words", models.CharField(max_length=200)),
                ("stood_at", models.CharField(max_length=120)),
                ("stood_on", models.DateField()),
                ("wanted", models.CharField(max_length=120)),
                ("by_on", models.DateField()),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="markers",
                        to="programmes.project",
                    ),
                ),
            ],
            options={
                "ordering": ["programme", "position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("position", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=200)),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
            ],
            options={
                "ordering": ["programme", "position"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="project",
            name="origin",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="programmes.origin",
            ),
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("position", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=120)),
                ("points", models.PositiveSmallIntegerField()),
                ("evidence", models.TextField()),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="programmes.criterion",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="programmes.project",
                    ),
                ),
            ],
            options={
                "ordering": ["programme", "position"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_category_a_key"),
        ),
        migrations.AddConstraint(
            model_name="checkline",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_checkline_a_key"),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_criterion_a_key"),
        ),
        migrations.AddConstraint(
            model_name="grade",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_grade_a_key"),
        ),
        migrations.AddConstraint(
            model_name="marker",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_marker_a_key"),
        ),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_origin_a_key"),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_score_a_key"),
        ),
    ]
