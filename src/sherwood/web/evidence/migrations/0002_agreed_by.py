"""Who agreed a target is a body by its name, or a post by its key where the register has one of that title."""

from django.db import migrations, models
from django.db.models import Q

from sherwood.kit.names import spelled
from sherwood.web.site.accounts.carrying import at_once


def find_posts(apps, schema_editor) -> None:
    posts = {post.spelling: post for post in apps.get_model("accounts.post").objects.all()}
    for target in apps.get_model("evidence.target")._default_manager.all():
        if post := posts.get(spelled(target.agreed_by)):
            target.agreed_post, target.agreed_by = post, ""
            target.save(update_fields=["agreed_post", "agreed_by"])
        elif not target.agreed_by:
            target.agreed_by = "Not known"
            target.save(update_fields=["agreed_by"])
    at_once(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_first"), ("accounts", "0003_organisation")]
    operations = [
        migrations.AlterField(
            "target",
            "agreed_by",
            models.CharField(blank=True, help_text="A body, by its name on the day.", max_length=200),
        ),
        migrations.AddField(
            "target",
            "agreed_post",
            models.ForeignKey("accounts.post", models.PROTECT, null=True, related_name="+"),
        ),
        migrations.RunPython(find_posts, migrations.RunPython.noop),
        migrations.AddConstraint(
            "target",
            models.CheckConstraint(
                condition=Q(agreed_by="") ^ Q(agreed_post=None), name="target_agreed_by_a_body_or_a_post"
            ),
        ),
    ]
