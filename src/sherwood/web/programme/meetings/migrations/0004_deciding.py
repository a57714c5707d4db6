"""An interest may be of one item, what cannot wait takes two, papers have numbers and files and are issued as a pack."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sherwood.web.site.accounts.carrying import at_once
from sherwood.web.site.sealing import sealed

ISSUED = "Papers that were issued do not change. Issue them again."


def number_papers(apps, schema_editor) -> None:
    """The papers of each meeting in the order in which they were entered."""
    last: dict[int, int] = {}
    for paper in apps.get_model("meetings.paper").objects.select_related("item").order_by("pk"):
        paper.number = last[paper.item.meeting_id] = last.get(paper.item.meeting_id, 0) + 1
        paper.save(update_fields=["number"])
    at_once(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_organisation"),
        ("cases", "0002_posts"),
        ("files", "0001_first"),
        ("meetings", "0003_seats"),
        ("programmes", "0005_owning_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="paper",
            options={"ordering": ["number", "pk"]},
        ),
        migrations.AddField(
            model_name="interest",
            name="item",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="interests",
                to="meetings.item",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="files",
            field=models.ManyToManyField(related_name="+", to="files.storedfile"),
        ),
        migrations.AddField(
            model_name="paper",
            name="number",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.RunPython(number_papers, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="paper",
            name="words",
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name="UrgentDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("implement", "Implement"), ("amend", "Amend"), ("close", "Close")],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                ("why_urgent", models.TextField()),
                ("conditions", models.JSONField(default=list)),
                ("conditions_due_on", models.DateField(null=True)),
                ("requirements", models.JSONField(default=list)),
                ("asked_on", models.DateField()),
                ("agreed_on", models.DateField(null=True)),
                (
                    "told",
                    models.JSONField(default=list, help_text="The posts of the members whose home said so."),
                ),
                ("ended_on", models.DateField(null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("confirmed", models.BooleanField(null=True)),
                ("confirmed_why", models.TextField(blank=True)),
                (
                    "accompanied_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.body"
                    ),
                ),
                (
                    "confirmed_at",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.decision",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "presented_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.version"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="item",
            name="urgent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="meetings.urgentdecision",
            ),
        ),
        migrations.CreateModel(
            name="Pack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("parts", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("issued_on", models.DateField()),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "number"), name="one_pack_a_number")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="urgentdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed_by", None),
                    models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="an_urgent_decision_takes_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_by", None), ("decision", None)),
                    models.Q(("agreed_by__isnull", False), ("decision__isnull", False)),
                    _connector="OR",
                ),
                name="an_urgent_decision_is_agreed_to",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision", None), ("ended_on", None)),
                fields=("version",),
                name="one_urgent_decision_waits",
            ),
        ),
        sealed("meetings_pack", ISSUED),
    ]
