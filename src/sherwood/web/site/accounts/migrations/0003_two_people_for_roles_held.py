"""Apart from the step before: PostgreSQL does not alter a table whose rows the same transaction changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_two_people_for_roles")]

    operations = [
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "role__in",
                            [
                                "BOARD_MEMBER",
                                "SENIOR_RESPONSIBLE_OWNER",
                                "PROGRAMME_DIRECTOR",
                                "EXECUTIVE_GROUP_MEMBER",
                                "PROGRAMME_MANAGER",
                                "PROGRAMME_OFFICER",
                                "DATA_ANALYST",
                                "SERVICE_DIRECTOR",
                                "HEAD_OF_SERVICE",
                                "TEAM_MANAGER",
                                "SOCIAL_WORKER",
                                "REVIEWING_OFFICER",
                                "SYSTEM_ADMINISTRATOR",
                                "AUDITOR",
                            ],
                        ),
                        ("source", "site"),
                        ("state", "agreed"),
                        _negated=True,
                    ),
                    models.Q(
                        ("agreed_by__isnull", False),
                        ("asked_by__isnull", False),
                        models.Q(("asked_by", models.F("agreed_by")), _negated=True),
                        models.Q(("asked_by", models.F("user")), _negated=True),
                        models.Q(("agreed_by", models.F("user")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="two_people_for_what_opens_much",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role__in", ["CONSULTANT"]), _negated=True),
                    ("to_on__isnull", False),
                    _connector="OR",
                ),
                name="a_consultants_role_ends",
            ),
        ),
    ]
