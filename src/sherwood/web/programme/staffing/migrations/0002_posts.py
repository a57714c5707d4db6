"""Somebody who takes part and is known by post points at that post of the register."""

from django.db import migrations, models
from django.db.models import Q

from sherwood.web.site.accounts.carrying import at_once, called


def find_posts(apps, schema_editor) -> None:
    """A person's post is that of the record's name, or of another of its names where the register has it."""
    posts = {post.spelling: post for post in apps.get_model("accounts.post").objects.all()}
    for person in apps.get_model("staffing.participant").objects.filter(kind="person", merged_into=None):
        spellings = [name.spelling for name in person.names.all()]
        known = next((posts[spelling] for spelling in spellings if spelling in posts), None)
        person.post = known or called(apps, person.name)
        person.save(update_fields=["post"])
    at_once(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("staffing", "0001_first"), ("accounts", "0003_organisation")]
    operations = [
        migrations.AddField(
            "participant",
            "post",
            models.ForeignKey("accounts.post", models.PROTECT, null=True, related_name="+"),
        ),
        migrations.RunPython(find_posts, migrations.RunPython.noop),
        migrations.AddConstraint(
            "participant",
            models.CheckConstraint(
                condition=Q(post=None) | Q(kind="person"), name="only_a_person_has_a_post"
            ),
        ),
    ]
