from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("ui", "0001_sent")]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("name", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("said", models.CharField(max_length=64)),
                ("at", models.DateTimeField(db_index=True)),
                ("led_to", models.TextField(blank=True)),
            ],
        ),
    ]
