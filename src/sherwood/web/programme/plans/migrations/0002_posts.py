"""Who does what is a key of the register of posts, and no longer a title that is typed."""

from django.db import migrations

from sherwood.web.site.accounts.carrying import to_post


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_first"), ("accounts", "0002_posts")]
    operations = [
        *to_post("plans.contributor", "who_post"),
        *to_post("plans.milestone", "owner_post"),
        *to_post("plans.dependency", "owner_post"),
        *to_post("plans.workstream", "owner_post"),
    ]
