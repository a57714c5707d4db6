"""Who does what is a key of the register of posts, and no longer a title that is typed."""

from django.db import migrations

from sherwood.web.site.accounts.carrying import to_post


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_first"), ("accounts", "0002_posts")]
    operations = [
        *to_post("meetings.holding", "post"),
        *to_post("meetings.interest", "post"),
        *to_post("meetings.barrier", "owner_post"),
        *to_post("meetings.item", "presented_by", null=True),
        *to_post("meetings.item", "accompanied_by", null=True),
    ]
