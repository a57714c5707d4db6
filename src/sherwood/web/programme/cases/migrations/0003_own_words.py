"""What somebody said of a case is called by what it is, not by who said it in 2009."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_posts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="opinion",
            name="kind",
            field=models.CharField(
                choices=[
                    ("achievable", "Can it be achieved?"),
                    ("beneficial", "Will it bring its benefits?"),
                    ("director", "Director's recommendation"),
                    ("executive", "Recommendation after challenge"),
                    ("returned", "Returned after challenge"),
                ],
                max_length=12,
            ),
        ),
    ]
