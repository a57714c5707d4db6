"""How large a risk is, is said by the programme's own scale; one that began before has the scale of the code."""

import django.db.models.deletion
from django.db import migrations, models

NPSA = "National Patient Safety Agency, A risk matrix for risk managers, January 2008"
POINTS = {
    "Likelihood": (
        ("rare", "Rare", "it will probably never happen"),
        ("unlikely", "Unlikely", "it is not expected, and could happen"),
        ("possible", "Possible", "it might happen now and then"),
        ("likely", "Likely", "it will probably happen"),
        ("almost_certain", "Almost certain", "it will happen, perhaps often"),
    ),
    "Impact": (
        ("negligible", "Negligible", "nobody outside the work would notice"),
        ("minor", "Minor", "put right in the work itself"),
        ("moderate", "Moderate", "an outcome comes late or costs more"),
        ("major", "Major", "an outcome is lost, or a service fails for a time"),
        ("catastrophic", "Catastrophic", "children come to harm, or the aim is lost"),
    ),
}
BANDS = (
    ("low", "Low", 1, "green", "watch it", False),
    ("medium", "Medium", 4, "amber", "its owner acts and reports", False),
    ("high", "High", 15, "red", "those who challenge hear of it", True),
)


def carry(apps, schema_editor) -> None:
    """A programme that began before is scored as the code scored it."""
    for programme in apps.get_model("programmes", "Programme").objects.all():
        same = {"programme": programme, "source": NPSA}
        for name, points in POINTS.items():
            rows = apps.get_model("programmes", name).objects
            for position, (key, title, description) in enumerate(points, 1):
                rows.create(key=key, title=title, description=description, position=position, **same)
        rows = apps.get_model("programmes", "RiskBand").objects
        for position, (key, title, from_score, mark, asks, key_risk) in enumerate(BANDS, 1):
            values = {
                "title": title,
                "from_score": from_score,
                "mark": mark,
                "asks": asks,
                "key_risk": key_risk,
            }
            rows.create(key=key, position=position, **values, **same)


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0008_finding_kinds_carried"),
    ]

    operations = [
        migrations.CreateModel(
            name="Impact",
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
                ("description", models.CharField(blank=True, max_length=200)),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
            ],
            options={
                "ordering": ["programme", "position"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "key"), name="one_impact_a_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Likelihood",
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
                ("description", models.CharField(blank=True, max_length=200)),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
            ],
            options={
                "ordering": ["programme", "position"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "key"), name="one_likelihood_a_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskBand",
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
                ("from_score", models.PositiveSmallIntegerField()),
                ("mark", models.CharField(max_length=12)),
                ("asks", models.CharField(blank=True, max_length=200)),
                ("key_risk", models.BooleanField(default=False)),
                (
                    "programme",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.programme"),
                ),
            ],
            options={
                "ordering": ["programme", "position"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "key"), name="one_riskband_a_key")
                ],
            },
        ),
        migrations.RunPython(carry, migrations.RunPython.noop),
    ]
