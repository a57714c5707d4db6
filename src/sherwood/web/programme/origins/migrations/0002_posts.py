"""Who does what is a key of the register of posts, and no longer a title that is typed."""

from django.db import migrations

from sherwood.web.site.accounts.carrying import to_post


class Migration(migrations.Migration):
    dependencies = [("origins", "0001_first"), ("accounts", "0002_posts")]
    operations = [
        *to_post("origins.evidenceneeded", "owner_post"),
        *to_post("origins.urgentaction", "who_post"),
        migrations.RenameModel("Post", "PaidPost"),
        migrations.AlterModelOptions(
            "PaidPost", {"ordering": ["kind__position", "number"], "verbose_name": "post"}
        ),
    ]
