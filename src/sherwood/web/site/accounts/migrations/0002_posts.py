"""The register of posts, and who holds which."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sherwood.web.site.accounts.carrying import at_once, called


def hold(apps, schema_editor) -> None:
    """Everybody holds the post they sign in with since they were entered; those whose account is closed, no more."""
    holders = apps.get_model("accounts", "PostHolder").objects
    for user in apps.get_model("accounts", "User").objects.all():
        user.post_key = called(apps, user.post) or called(apps, user.email)
        user.save(update_fields=["post_key"])
        if user.is_active:
            holders.create(post=user.post_key, user=user, from_on=user.entered_at.date())
    at_once(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_first")]
    operations = [
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("spelling", models.CharField(editable=False, max_length=200, unique=True)),
            ],
            options={"ordering": ["title"]},
        ),
        migrations.CreateModel(
            name="PostHolder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                ("post", models.ForeignKey("accounts.post", models.PROTECT, related_name="holders")),
                (
                    "user",
                    models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts_held"),
                ),
            ],
            options={"ordering": ["-from_on", "-pk"]},
        ),
        migrations.AddConstraint(
            "PostHolder",
            models.CheckConstraint(
                condition=models.Q(("to_on", None), ("to_on__gte", models.F("from_on")), _connector="OR"),
                name="post_is_left_after_it_is_taken",
            ),
        ),
        migrations.AlterModelOptions("User", {"verbose_name": "account"}),
        migrations.AddField(
            "User",
            "post_key",
            models.ForeignKey("accounts.post", models.PROTECT, null=True, related_name="users"),
        ),
        migrations.RunPython(hold, migrations.RunPython.noop),
        migrations.RemoveField("User", "post"),
        migrations.RenameField("User", "post_key", "post"),
        migrations.AlterField(
            "User",
            "post",
            models.ForeignKey("accounts.post", django.db.models.deletion.PROTECT, related_name="users"),
        ),
        migrations.AlterModelOptions(
            "User", {"ordering": ["post__title", "email"], "verbose_name": "account"}
        ),
    ]
