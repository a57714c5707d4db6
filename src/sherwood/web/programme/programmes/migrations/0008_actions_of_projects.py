"""Actions that came from a project's pages are tied to the project itself, which until now the address alone said."""

from django.db import migrations


def tie(apps, schema_editor):
    Action, Project = apps.get_model("action_log", "Action"), apps.get_model("programmes", "Project")
    for project in Project.objects.all():
        here = f"/programme/projects/{project.key}/"
        Action.objects.filter(project=None, origin_path__startswith=here).update(project=project)


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0007_targets"),
        ("action_log", "0002_project"),
    ]

    operations = [migrations.RunPython(tie, migrations.RunPython.noop)]
