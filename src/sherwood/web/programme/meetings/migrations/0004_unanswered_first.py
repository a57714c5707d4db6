"""What nobody has answered comes first: SQLite puts what is empty first, PostgreSQL last, unless told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_terms_of_the_body"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="barrier",
            options={
                "ordering": [models.OrderBy(models.F("answered_on"), nulls_first=True), "raised_on", "pk"]
            },
        ),
        migrations.AlterModelOptions(
            name="message",
            options={
                "ordering": [models.OrderBy(models.F("answered_on"), nulls_first=True), "raised_on", "pk"]
            },
        ),
        migrations.AlterModelOptions(
            name="question",
            options={
                "ordering": [models.OrderBy(models.F("answered_on"), nulls_first=True), "raised_on", "pk"]
            },
        ),
    ]
