"""A draft that was begun before says what the code said for it until now."""

from django.db import migrations

RULES = ("deciding_body", "challenging_body", "sponsoring_body", "team_body", "owning_role")
FOUR = (
    ("priority_action", "Priority area for action"),
    ("area_for_development", "Area for development"),
    ("vulnerability", "Vulnerability"),
    ("strength", "Strength"),
)


def carry(apps, schema_editor) -> None:
    programme = apps.get_model("programmes", "Programme").objects.first()
    for draft in apps.get_model("founding", "Draft").objects.filter(loaded_on=None):
        content = draft.content
        if "finding_kind" not in content and content.get("finding"):
            content["finding_kind"] = [
                {"key": key, "title": title} | ({"needs_action": False} if key == "strength" else {})
                for key, title in FOUR
            ]
        if programme is not None:
            stands = {rule: getattr(programme, rule) for rule in RULES if getattr(programme, rule)}
            content["rules"] = stands | content.get("rules", {})
        draft.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("founding", "0002_proposed"), ("programmes", "0011_own_words")]
    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
