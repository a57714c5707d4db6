import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("action_log", "0001_initial"), ("action_log", "0002_project")]

    dependencies = [
        ("programmes", "0001_first"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("owner_post", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                (
                    "origin_kind",
                    models.CharField(
                        choices=[
                            ("entered", "Entered"),
                            ("case asked for", "Case asked for"),
                            ("condition", "Condition"),
                            ("meeting", "Meeting"),
                            ("stream review", "Stream review"),
                            ("theme", "Theme of a register"),
                        ],
                        max_length=60,
                    ),
                ),
                ("origin_id", models.CharField(blank=True, max_length=60)),
                ("origin_words", models.CharField(max_length=300)),
                (
                    "origin_path",
                    models.CharField(
                        blank=True, help_text="Where on this site it came from.", max_length=300
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("said_done", "Said to be done, not yet checked"),
                            ("discharged", "Done and checked"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("evidence", models.TextField(blank=True)),
                ("said_done_on", models.DateField(null=True)),
                ("checked_on", models.DateField(null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="programmes.project",
                    ),
                ),
                (
                    "said_done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("happened_on", models.DateField()),
                ("by_post", models.CharField(max_length=200)),
                ("words", models.TextField()),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="history",
                        to="action_log.action",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(fields=["origin_kind", "origin_id"], name="action_log__origin__567761_idx"),
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(fields=["state", "due_on"], name="action_log__state_77d662_idx"),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by__isnull", True),
                    ("said_done_by__isnull", True),
                    models.Q(("checked_by", models.F("said_done_by")), _negated=True),
                    _connector="OR",
                ),
                name="who_checks_is_not_who_said_done",
            ),
        ),
    ]
