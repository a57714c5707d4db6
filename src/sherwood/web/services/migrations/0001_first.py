from django.db import migrations, models

import sherwood.web.site.ui.clock


class Migration(migrations.Migration):
    initial = True
    replaces = [("services", "0001_initial")]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="The number that your own files know it by. An import needs it, to bring nothing in twice.",
                        max_length=60,
                        null=True,
                        unique=True,
                        verbose_name="Reference",
                    ),
                ),
                (
                    "child",
                    models.CharField(
                        blank=True,
                        help_text="The case system's number of the child. No name.",
                        max_length=60,
                        verbose_name="Child",
                    ),
                ),
                (
                    "team",
                    models.CharField(
                        help_text="The team that was responsible on the day, as the case system writes it.",
                        max_length=120,
                        verbose_name="Team",
                    ),
                ),
                (
                    "worker",
                    models.CharField(
                        blank=True,
                        help_text="As the case system identifies the worker.",
                        max_length=120,
                        verbose_name="Worker",
                    ),
                ),
                ("state", models.CharField(editable=False, max_length=30, verbose_name="State")),
                (
                    "entered_on",
                    models.DateField(
                        default=sherwood.web.site.ui.clock.today, editable=False, verbose_name="Entered on"
                    ),
                ),
                (
                    "entered_by_post",
                    models.CharField(editable=False, max_length=200, verbose_name="Entered by"),
                ),
                (
                    "received_on",
                    models.DateField(
                        help_text="The day it came to any part of the council.", verbose_name="Received on"
                    ),
                ),
                (
                    "complainant",
                    models.CharField(
                        choices=[
                            ("child", "The child or young person"),
                            ("parent", "A parent"),
                            ("carer", "A carer or guardian"),
                            ("relative", "Another relative"),
                            ("other", "Somebody else with an interest"),
                        ],
                        max_length=20,
                        verbose_name="Who complains",
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("delay", "Delay"),
                            ("communication", "Not told or not listened to"),
                            ("conduct", "Conduct of staff"),
                            ("decision", "A decision about the child or family"),
                            ("quality", "Quality of a service"),
                            ("accuracy", "Accuracy of an assessment or record"),
                            ("placement", "A placement or contact"),
                            ("money", "Money or support not given"),
                        ],
                        max_length=20,
                        verbose_name="What it is mainly about",
                    ),
                ),
                (
                    "advocate_offered",
                    models.BooleanField(blank=True, null=True, verbose_name="Was an advocate offered?"),
                ),
                (
                    "longer",
                    models.BooleanField(
                        default=False,
                        help_text="Then stage 1 has 20 working days, not 10. Only where the complainant was told.",
                        verbose_name="Is it complex, or does it need an advocate to be found?",
                    ),
                ),
                ("answered_on", models.DateField(null=True, verbose_name="Answered at stage 1 on")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("upheld", "Upheld"),
                            ("partly", "Partly upheld"),
                            ("not_upheld", "Not upheld"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="Outcome at stage 1",
                    ),
                ),
                (
                    "learning",
                    models.TextField(default="", help_text="No names.", verbose_name="What was learnt"),
                ),
                ("investigation_asked_on", models.DateField(null=True, verbose_name="Stage 2 asked for on")),
                (
                    "investigation_began_on",
                    models.DateField(
                        help_text="The clock of stage 2 starts on this day.",
                        null=True,
                        verbose_name="Statement of the complaint agreed on",
                    ),
                ),
                ("adjudicated_on", models.DateField(null=True, verbose_name="Adjudication sent on")),
                (
                    "investigated",
                    models.CharField(
                        choices=[
                            ("upheld", "Upheld"),
                            ("partly", "Partly upheld"),
                            ("not_upheld", "Not upheld"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="Outcome at stage 2",
                    ),
                ),
                ("panel_asked_on", models.DateField(null=True, verbose_name="Review panel asked for on")),
                ("panel_on", models.DateField(null=True, verbose_name="Review panel met on")),
            ],
            options={
                "ordering": ["-received_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_on", None),
                            ("answered_on__gte", models.F("received_on")),
                            _connector="OR",
                        ),
                        name="complaint_answered_after_received",
                        violation_error_message="It was answered before it was received. Check both days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("adjudicated_on", None),
                            ("adjudicated_on__gte", models.F("investigation_began_on")),
                            _connector="OR",
                        ),
                        name="complaint_adjudicated_after_it_began",
                        violation_error_message="The adjudication is before stage 2 began. Check both days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("panel_on", None), ("panel_on__gte", models.F("panel_asked_on")), _connector="OR"
                        ),
                        name="complaint_panel_after_it_was_asked_for",
                        violation_error_message="The panel met before it was asked for. Check both days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MissingEpisode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="The number that your own files know it by. An import needs it, to bring nothing in twice.",
                        max_length=60,
                        null=True,
                        unique=True,
                        verbose_name="Reference",
                    ),
                ),
                (
                    "child",
                    models.CharField(
                        blank=True,
                        help_text="The case system's number of the child. No name.",
                        max_length=60,
                        verbose_name="Child",
                    ),
                ),
                (
                    "team",
                    models.CharField(
                        help_text="The team that was responsible on the day, as the case system writes it.",
                        max_length=120,
                        verbose_name="Team",
                    ),
                ),
                (
                    "worker",
                    models.CharField(
                        blank=True,
                        help_text="As the case system identifies the worker.",
                        max_length=120,
                        verbose_name="Worker",
                    ),
                ),
                ("state", models.CharField(editable=False, max_length=30, verbose_name="State")),
                (
                    "entered_on",
                    models.DateField(
                        default=sherwood.web.site.ui.clock.today, editable=False, verbose_name="Entered on"
                    ),
                ),
                (
                    "entered_by_post",
                    models.CharField(editable=False, max_length=200, verbose_name="Entered by"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("missing", "Missing: nobody knows where the child is"),
                            ("away", "Away from where they should be, and it is known where"),
                        ],
                        max_length=10,
                        verbose_name="Missing or away",
                    ),
                ),
                ("started_on", models.DateField(verbose_name="Began on")),
                (
                    "police_told",
                    models.BooleanField(blank=True, null=True, verbose_name="Were the police told?"),
                ),
                ("ended_on", models.DateField(null=True, verbose_name="Found or returned on")),
                (
                    "interview_offered",
                    models.BooleanField(null=True, verbose_name="Was a return interview offered?"),
                ),
                (
                    "interview_accepted",
                    models.BooleanField(null=True, verbose_name="Did the child accept it?"),
                ),
                ("interviewed_on", models.DateField(null=True, verbose_name="Interviewed on")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("family", "To be with family"),
                            ("friends", "To be with friends"),
                            ("conflict", "Conflict at home or in the placement"),
                            ("exploitation", "Signs of exploitation"),
                            ("abuse", "Fleeing harm"),
                            ("health", "Mental health or substances"),
                            ("not_said", "The child did not say"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="Why the child went",
                    ),
                ),
                (
                    "learning",
                    models.TextField(default="", help_text="No names.", verbose_name="What is done now"),
                ),
            ],
            options={
                "ordering": ["-started_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"
                        ),
                        name="missing_ended_after_it_began",
                        violation_error_message="The child was found before going missing. Check both days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interviewed_on", None),
                            ("interviewed_on__gte", models.F("ended_on")),
                            _connector="OR",
                        ),
                        name="interviewed_after_the_return",
                        violation_error_message="The interview is before the return. Check both days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("child", ""), _negated=True),
                        name="missing_episode_names_its_child",
                        violation_error_message="Say which child, by the case system's number.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlacementAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="The number that your own files know it by. An import needs it, to bring nothing in twice.",
                        max_length=60,
                        null=True,
                        unique=True,
                        verbose_name="Reference",
                    ),
                ),
                (
                    "child",
                    models.CharField(
                        blank=True,
                        help_text="The case system's number of the child. No name.",
                        max_length=60,
                        verbose_name="Child",
                    ),
                ),
                (
                    "team",
                    models.CharField(
                        help_text="The team that was responsible on the day, as the case system writes it.",
                        max_length=120,
                        verbose_name="Team",
                    ),
                ),
                (
                    "worker",
                    models.CharField(
                        blank=True,
                        help_text="As the case system identifies the worker.",
                        max_length=120,
                        verbose_name="Worker",
                    ),
                ),
                ("state", models.CharField(editable=False, max_length=30, verbose_name="State")),
                (
                    "entered_on",
                    models.DateField(
                        default=sherwood.web.site.ui.clock.today, editable=False, verbose_name="Entered on"
                    ),
                ),
                (
                    "entered_by_post",
                    models.CharField(editable=False, max_length=200, verbose_name="Entered by"),
                ),
                (
                    "provider",
                    models.CharField(
                        help_text="The organisation; the council itself is one.",
                        max_length=200,
                        verbose_name="Provider",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("own_foster", "Foster care of the council's own"),
                            ("agency_foster", "Foster care of an agency"),
                            ("own_home", "Children's home of the council's own"),
                            ("other_home", "Children's home of another provider"),
                            ("school", "Residential school"),
                            ("supported", "Supported accommodation"),
                            ("secure", "Secure home"),
                        ],
                        max_length=20,
                        verbose_name="Kind of placement",
                    ),
                ),
                (
                    "inside_area",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="Is it inside the council's area?"
                    ),
                ),
                ("started_on", models.DateField(verbose_name="From")),
                (
                    "weekly_cost",
                    models.DecimalField(decimal_places=2, max_digits=9, verbose_name="Cost a week (£)"),
                ),
                (
                    "quality",
                    models.CharField(
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("adequate", "Adequate, or requires improvement"),
                            ("inadequate", "Inadequate"),
                            ("not_judged", "Not judged yet"),
                        ],
                        help_text="Of the provider, by its inspectorate.",
                        max_length=20,
                        verbose_name="Quality, as last inspected",
                    ),
                ),
                ("inspected_on", models.DateField(blank=True, null=True, verbose_name="Inspected on")),
                ("ended_on", models.DateField(null=True, verbose_name="Ended on")),
                ("why_ended", models.TextField(default="", verbose_name="Why it ended")),
            ],
            options={
                "ordering": ["-started_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"
                        ),
                        name="agreement_ended_after_it_began",
                        violation_error_message="It ended before it began. Check both days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("child", ""), _negated=True),
                        name="agreement_names_its_child",
                        violation_error_message="Say which child, by the case system's number.",
                    ),
                ],
            },
        ),
    ]
