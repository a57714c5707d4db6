"""The terms of reference are facts of the body itself, and so of the programme's definition."""

from django.db import migrations


def to_the_body(apps, schema_editor):
    names = {
        "headings": "agenda",
        "quorum": "quorum",
        "every_days": "meets_every_days",
        "agreed_on": "terms_agreed_on",
        "review_on": "terms_review_on",
        "owner_post": "terms_kept_by",
        "paper_lines": "paper_checklist",
    }
    for terms in apps.get_model("meetings", "Terms").objects.select_related("body"):
        for old, new in names.items():
            setattr(terms.body, new, getattr(terms, old))
        terms.body.settled = sorted({*terms.body.settled, *names.values()})
        terms.body.save()
    if schema_editor.connection.vendor == "postgresql":  # which alters no table while checks of its rows wait
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE", params=None)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_paper_checks"), ("programmes", "0006_papers")]
    operations = [
        migrations.RunPython(to_the_body, migrations.RunPython.noop),
        migrations.DeleteModel("Terms"),
    ]
