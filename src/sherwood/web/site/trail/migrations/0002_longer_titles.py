from django.db import migrations, models

from sherwood.web.site.sealing import sealed_again


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0001_first"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="by_post",
            field=models.CharField(max_length=200),
        ),
        sealed_again("trail_entry", "the trail is only ever added to"),
    ]
