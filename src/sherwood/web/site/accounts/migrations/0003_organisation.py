"""The rows of one part of the organisation are known as one; changes of it wait for a second person where somebody sees more."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from sherwood.web.site.accounts.carrying import at_once


def as_one(apps, schema_editor) -> None:
    """A team that stood in several places is one: the records name it alike."""
    first: dict[str, int] = {}
    for unit in (
        apps.get_model("accounts.organisationunit").objects.filter(kind="team").order_by("from_on", "pk")
    ):
        if unit.key in first:
            unit.entered_as_id = first[unit.key]
            unit.save(update_fields=["entered_as"])
        first.setdefault(unit.key, unit.pk)
    at_once(schema_editor)


def _who(**more) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", **more)


def _key() -> tuple[str, models.Field]:
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_posts")]
    operations = [
        migrations.AddField(
            "organisationunit",
            "entered_as",
            models.ForeignKey("accounts.organisationunit", models.PROTECT, null=True, related_name="+"),
        ),
        migrations.RunPython(as_one, migrations.RunPython.noop),
        migrations.CreateModel(
            name="TreeChange",
            fields=[
                _key(),
                ("act", models.CharField(max_length=20)),
                ("facts", models.JSONField()),
                ("words", models.CharField(max_length=500)),
                ("gains", models.JSONField(default=list, help_text="Who would see more children, by post.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for a second person"),
                            ("done", "Done"),
                            ("declined", "Declined"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_on", models.DateField()),
                ("asked_by", _who()),
                ("agreed_by", _who()),
            ],
            options={"ordering": ["-pk"]},
        ),
        migrations.AddConstraint(
            "treechange",
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(asked_by=F("agreed_by")),
                name="no_one_agrees_to_their_own_change",
            ),
        ),
        migrations.CreateModel(
            name="PutAside",
            fields=[
                _key(),
                ("mark", models.CharField(max_length=20, unique=True)),
                ("words", models.CharField(max_length=500)),
                ("on", models.DateField()),
                ("by", _who()),
            ],
            options={"ordering": ["-pk"]},
        ),
        migrations.CreateModel(
            name="PostAlias",
            fields=[
                _key(),
                ("title", models.CharField(max_length=200)),
                ("spelling", models.CharField(max_length=200, unique=True)),
                (
                    "post",
                    models.ForeignKey("accounts.post", models.PROTECT, related_name="aliases"),
                ),
            ],
            options={"ordering": ["title"]},
        ),
    ]
