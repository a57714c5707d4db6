"""The definition says which bodies sponsor and run the programme, and how a role is held; a number may be missing."""

from django.db import migrations, models

ONE_AT_A_TIME = ("senior_responsible_owner", "programme_director", "programme_manager")


def carry(apps, schema_editor) -> None:
    """What the code said by key until now."""
    roles = apps.get_model("programmes", "ProgrammeRole").objects
    roles.filter(key__in=ONE_AT_A_TIME).update(one_at_a_time=True)
    roles.filter(key="project_lead").update(by_project=True)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0005_owning_role")]
    operations = [
        migrations.AddField(
            "programme", "sponsoring_body", models.CharField(default="sponsoring_group", max_length=60)
        ),
        migrations.AddField(
            "programme", "team_body", models.CharField(default="programme_team", max_length=60)
        ),
        migrations.AddField("programmerole", "one_at_a_time", models.BooleanField(default=False)),
        migrations.AddField("programmerole", "by_project", models.BooleanField(default=False)),
        migrations.AlterField("project", "printed_number", models.PositiveIntegerField(default=0)),
        migrations.RunPython(carry, migrations.RunPython.noop),
    ]
