"""Who does what is a key of the register of posts, and no longer a title that is typed."""

from django.db import migrations

from sherwood.web.site.accounts.carrying import to_post, to_posts


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_first"), ("accounts", "0002_posts")]
    operations = [
        *to_post("programmes.programmerole", "post"),
        *to_post("programmes.project", "lead", null=True),
        *to_posts("programmes.project", "co_leads"),
    ]
