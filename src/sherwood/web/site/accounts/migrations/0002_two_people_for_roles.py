"""A role that opens much takes two people. What was granted before stays, and a consultant's role gets an end."""

from datetime import timedelta

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sherwood.web.site.ui.clock import today


def keep_what_was_granted(apps, schema_editor):
    """Nobody loses a role on the day the rule begins; a consultant's that had no end lasts twelve months more."""
    grants = apps.get_model("accounts", "RoleGrant").objects
    grants.update(state="agreed", source="earlier")
    for grant in grants.filter(role="CONSULTANT", to_on=None):
        grant.to_on = max(grant.from_on, today()) + timedelta(days=364)
        grant.save(update_fields=["to_on"])
    if schema_editor.connection.vendor == "postgresql":  # which alters no table while checks of its rows wait
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={"ordering": ["post", "email"], "verbose_name": "account"},
        ),
        migrations.AddField(
            model_name="rolegrant",
            name="agreed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="rolegrant",
            name="agreed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rolegrant",
            name="asked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="rolegrant",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rolegrant",
            name="source",
            field=models.CharField(
                choices=[
                    ("site", "Asked for on the site"),
                    ("command line", "Entered at the command line"),
                    ("earlier", "Granted before two people were needed"),
                ],
                default="site",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="rolegrant",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Waits for a second person"),
                    ("agreed", "Granted"),
                    ("declined", "Declined"),
                    ("withdrawn", "Withdrawn before it held a day"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.RunPython(keep_what_was_granted, migrations.RunPython.noop),
    ]
