"""Actions agreed at a meeting are tied to the project of their item, as far as the words of the item still say which."""

from django.db import migrations


def tie(apps, schema_editor):
    Action, Item = apps.get_model("action_log", "Action"), apps.get_model("meetings", "Item")
    for action in Action.objects.filter(project=None, origin_kind="meeting"):
        if not action.origin_id.isdecimal():
            continue
        items = Item.objects.filter(meeting=int(action.origin_id)).exclude(project=None)
        projects = {item.project_id for item in items if _came_from(action, item)}
        if len(projects) == 1:
            Action.objects.filter(pk=action.pk).update(project=projects.pop())


def _came_from(action, item) -> bool:
    """A confidential item was never named; a long one was shortened."""
    if item.confidential:
        return False
    said = action.origin_words
    if said.endswith(" …"):
        return item.title.startswith(said.partition(": ")[2].removesuffix(" …"))
    return said.endswith(f": {item.title}")


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0004_unanswered_first"),
        ("action_log", "0002_project"),
    ]

    operations = [migrations.RunPython(tie, migrations.RunPython.noop)]
