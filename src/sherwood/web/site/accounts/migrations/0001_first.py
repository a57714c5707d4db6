import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_two_people_for_roles"),
        ("accounts", "0003_two_people_for_roles_held"),
    ]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                (
                    "post",
                    models.CharField(
                        help_text="Job title or seat, such as Team manager, Hawthorn.", max_length=120
                    ),
                ),
                (
                    "worker",
                    models.CharField(
                        blank=True, help_text="As the case system identifies this worker.", max_length=120
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "account",
                "ordering": ["post", "email"],
            },
        ),
        migrations.CreateModel(
            name="OrganisationUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "Council"),
                            ("service", "Service"),
                            ("locality", "Locality"),
                            ("team", "Team"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(help_text="As the records write it.", max_length=120)),
                ("name", models.CharField(max_length=120)),
                ("from_on", models.DateField(blank=True, null=True)),
                ("to_on", models.DateField(blank=True, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="accounts.organisationunit",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("BOARD_MEMBER", "Board member"),
                            ("SPONSORING_GROUP_MEMBER", "Sponsoring group member"),
                            ("SENIOR_RESPONSIBLE_OWNER", "Senior responsible owner"),
                            ("PROGRAMME_DIRECTOR", "Programme director"),
                            ("EXECUTIVE_GROUP_MEMBER", "Executive group member"),
                            ("PROGRAMME_MANAGER", "Programme manager"),
                            ("PROGRAMME_OFFICER", "Programme officer"),
                            ("PROGRAMME_ADMINISTRATOR", "Programme administrator"),
                            ("PROJECT_LEAD", "Project lead"),
                            ("DATA_ANALYST", "Data analyst"),
                            ("SERVICE_DIRECTOR", "Service director"),
                            ("HEAD_OF_SERVICE", "Head of service or service manager"),
                            ("TEAM_MANAGER", "Team manager"),
                            ("SOCIAL_WORKER", "Social worker"),
                            ("REVIEWING_OFFICER", "Independent reviewing officer"),
                            ("CONSULTANT", "Critical friend or consultant"),
                            ("SYSTEM_ADMINISTRATOR", "System administrator"),
                            ("AUDITOR", "Auditor of the trail"),
                        ],
                        max_length=40,
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for a second person"),
                            ("agreed", "Granted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn before it held a day"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("site", "Asked for on the site"),
                            ("command line", "Entered at the command line"),
                            ("earlier", "Granted before two people were needed"),
                        ],
                        default="site",
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField(null=True)),
                ("agreed_at", models.DateTimeField(null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="accounts.organisationunit",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "role grant",
                "ordering": ["from_on", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="organisationunit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_on__isnull", True),
                    ("from_on__isnull", True),
                    ("to_on__gte", models.F("from_on")),
                    _connector="OR",
                ),
                name="unit_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                ),
                name="grant_ends_after_it_begins",
            ),
        ),
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
