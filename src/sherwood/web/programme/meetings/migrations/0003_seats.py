"""A seat begins and ends, and is held by one at a time."""

from datetime import timedelta

from django.db import migrations, models
from django.db.models import F, Q

from sherwood.web.site.accounts.carrying import at_once


def one_after_the_other(apps, schema_editor) -> None:
    """Whoever was entered later holds a seat from their first day; the one before left it the day before."""
    next_of: dict[int, object] = {}
    for holding in apps.get_model("meetings.holding").objects.order_by("seat", "-from_on", "-pk"):
        after = next_of.get(holding.seat_id)
        if after is not None and (holding.to_on is None or holding.to_on >= after.from_on):
            holding.to_on = after.from_on - timedelta(days=1)
            holding.save(update_fields=["to_on"])
        next_of[holding.seat_id] = holding
    at_once(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_posts")]
    operations = [
        migrations.AddField("seat", "from_on", models.DateField(null=True)),
        migrations.AddField("seat", "to_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "seat",
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on=None) | Q(to_on__gte=F("from_on")),
                name="seat_ends_after_it_begins",
            ),
        ),
        migrations.RunPython(one_after_the_other, migrations.RunPython.noop),
        migrations.AddConstraint(
            "holding",
            models.UniqueConstraint(fields=["seat", "from_on"], name="one_begins_to_hold_a_seat_a_day"),
        ),
        migrations.AddConstraint(
            "holding",
            models.UniqueConstraint(fields=["seat"], condition=Q(to_on=None), name="one_holds_a_seat"),
        ),
    ]
