import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("programmes", "0001_initial"),
        ("programmes", "0002_phase_approvals_needed"),
        ("programmes", "0003_moved_on"),
        ("programmes", "0004_rules_as_data"),
        ("programmes", "0005_settled"),
        ("programmes", "0006_papers"),
        ("programmes", "0007_targets"),
        ("programmes", "0008_actions_of_projects"),
    ]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("council", models.CharField(max_length=120)),
                ("aim", models.TextField()),
                ("mandate", models.TextField()),
                ("mandate_bodies", models.JSONField(default=list)),
                ("began_on", models.DateField()),
                ("planned_end_on", models.DateField()),
                ("planned_end_note", models.TextField(blank=True)),
                ("out_of_scope", models.TextField(blank=True)),
                ("deciding_body", models.CharField(default="board", max_length=60)),
                ("challenging_body", models.CharField(default="executive_group", max_length=60)),
                ("days_for_a_case", models.PositiveSmallIntegerField(default=28)),
                ("days_when_urgent", models.PositiveSmallIntegerField(default=14)),
                ("days_to_answer", models.PositiveSmallIntegerField(default=14)),
                (
                    "digest",
                    models.CharField(blank=True, help_text="Of the definition loaded last.", max_length=64),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Priority",
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
                ("words", models.TextField()),
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
            name="Phase",
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("purpose", models.TextField()),
                ("activities", models.JSONField(default=list)),
                (
                    "approvals_needed",
                    models.JSONField(default=list, help_text="Bodies without which it cannot close."),
                ),
                ("state", models.CharField(default="to come", max_length=20)),
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
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
        migrations.CreateModel(
            name="NewPosts",
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("number", models.PositiveIntegerField()),
                ("filled", models.PositiveIntegerField(default=0)),
                ("in_recruitment", models.PositiveIntegerField(default=0)),
                ("aliases", models.JSONField(default=list)),
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
            name="Inspection",
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("by", models.CharField(max_length=120)),
                ("held_from", models.DateField()),
                ("held_to", models.DateField(null=True)),
                ("published_on", models.DateField(null=True)),
                ("announced", models.BooleanField(default=True)),
                ("sites", models.JSONField(default=list)),
                ("services", models.JSONField(default=list)),
                ("judgement", models.TextField(blank=True)),
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
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
            name="Funding",
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("amount", models.PositiveBigIntegerField()),
                ("year", models.CharField(max_length=40)),
                ("programme_money", models.BooleanField()),
                ("recurring", models.BooleanField(default=False)),
                ("decided_by", models.CharField(max_length=120)),
                ("decided_on", models.DateField(null=True)),
                ("effective_on", models.DateField(null=True)),
                ("note", models.TextField(blank=True)),
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
            name="Driver",
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
                ("words", models.TextField()),
                ("happened_on", models.DateField(null=True)),
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
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
        migrations.CreateModel(
            name="Body",
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("remit", models.TextField()),
                ("reports_to", models.CharField(blank=True, max_length=60)),
                ("seats", models.JSONField(default=list)),
                (
                    "quorum",
                    models.PositiveSmallIntegerField(default=0, help_text="Members who must be present."),
                ),
                ("meets_every_days", models.PositiveSmallIntegerField(default=0)),
                (
                    "agenda",
                    models.JSONField(
                        default=list, help_text="Parts of its remit that an agenda covers, or says why not."
                    ),
                ),
                (
                    "paper_checklist",
                    models.JSONField(default=list, help_text="What must be so of each paper it reads."),
                ),
                ("terms_agreed_on", models.DateField(null=True)),
                ("terms_review_on", models.DateField(null=True)),
                ("terms_kept_by", models.CharField(blank=True, max_length=200)),
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
            name="ProgrammeRole",
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("post", models.CharField(max_length=200)),
                ("does", models.TextField()),
                ("body", models.CharField(blank=True, max_length=60)),
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
            name="Project",
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("printed_number", models.PositiveIntegerField()),
                ("aliases", models.JSONField(default=list)),
                ("lead", models.CharField(max_length=200)),
                ("co_leads", models.JSONField(default=list)),
                ("team", models.JSONField(default=list)),
                ("team_is_suggested", models.BooleanField(default=False)),
                ("urgent", models.BooleanField(default=False)),
                ("aim", models.TextField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("IDEA", "Idea"),
                            ("SCOPING", "Scoping"),
                            ("CASE", "Business case"),
                            ("VETTING", "Vetting"),
                            ("CHALLENGE", "Challenge"),
                            ("DECISION", "Board decision"),
                            ("PLANNING", "Planning"),
                            ("DELIVERY", "Delivery"),
                            ("EMBEDDING", "Embedding"),
                            ("CLOSED", "Closed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("next_step", models.CharField(blank=True, max_length=200)),
                ("next_step_on", models.DateField(null=True)),
                (
                    "declared",
                    models.CharField(
                        choices=[
                            ("GREEN", "On track"),
                            ("AMBER", "At risk"),
                            ("RED", "Off track"),
                            ("NOT_RATED", "Not rated"),
                        ],
                        max_length=20,
                    ),
                ),
                ("declared_on", models.DateField(null=True)),
                ("declared_because", models.TextField(blank=True)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="programmes.category",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="programmes.origin",
                    ),
                ),
                ("priorities", models.ManyToManyField(related_name="projects", to="programmes.priority")),
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
            name="MeasureLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("measure", models.CharField(db_index=True, max_length=120)),
                ("position", models.PositiveIntegerField()),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measure_links",
                        to="programmes.project",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
                ("measure", models.CharField(blank=True, max_length=120)),
                ("words", models.CharField(max_length=200)),
                ("stood_at", models.CharField(max_length=120)),
                ("stood_on", models.DateField()),
                ("wanted", models.CharField(max_length=120)),
                ("by_on", models.DateField()),
                ("tolerance", models.CharField(blank=True, max_length=120)),
                ("steps", models.JSONField(default=list)),
                ("agreed_by", models.CharField(blank=True, max_length=120)),
                ("agreed_on", models.DateField(null=True)),
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
            name="Finding",
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PRIORITY_ACTION", "Priority area for action"),
                            ("AREA_FOR_DEVELOPMENT", "Area for development"),
                            ("VULNERABILITY", "Vulnerability"),
                            ("STRENGTH", "Strength"),
                        ],
                        max_length=24,
                    ),
                ),
                ("words", models.TextField()),
                ("no_project_because", models.TextField(blank=True)),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="programmes.inspection",
                    ),
                ),
                ("priorities", models.ManyToManyField(related_name="findings", to="programmes.priority")),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
                ("projects", models.ManyToManyField(related_name="findings", to="programmes.project")),
            ],
            options={
                "ordering": ["programme", "position"],
                "abstract": False,
            },
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
                (
                    "settled",
                    models.JSONField(
                        default=list, help_text="Columns that an act has settled: a definition leaves them."
                    ),
                ),
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
            model_name="priority",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_priority_a_key"),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_phase_a_key"),
        ),
        migrations.AddConstraint(
            model_name="origin",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_origin_a_key"),
        ),
        migrations.AddConstraint(
            model_name="newposts",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_newposts_a_key"),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_inspection_a_key"),
        ),
        migrations.AddConstraint(
            model_name="grade",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_grade_a_key"),
        ),
        migrations.AddConstraint(
            model_name="funding",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_funding_a_key"),
        ),
        migrations.AddConstraint(
            model_name="driver",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_driver_a_key"),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_criterion_a_key"),
        ),
        migrations.AddConstraint(
            model_name="checkline",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_checkline_a_key"),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_category_a_key"),
        ),
        migrations.AddConstraint(
            model_name="body",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_body_a_key"),
        ),
        migrations.AddConstraint(
            model_name="programmerole",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_programmerole_a_key"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_project_a_key"),
        ),
        migrations.AddConstraint(
            model_name="measurelink",
            constraint=models.UniqueConstraint(
                fields=("project", "measure"), name="a_measure_once_a_project"
            ),
        ),
        migrations.AddConstraint(
            model_name="marker",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_marker_a_key"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_finding_a_key"),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(fields=("programme", "key"), name="one_score_a_key"),
        ),
    ]
