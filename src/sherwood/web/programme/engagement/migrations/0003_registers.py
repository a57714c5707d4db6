"""Audiences, messages, promises and stakeholders are registers: each row in a state, with its history from now on."""

import django.db.models.deletion
from django.db import migrations, models

from sherwood.web.programme.programmes.models.rows import the_programme
from sherwood.web.site.registers.carrying import to_register


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_posts"),
        ("engagement", "0002_posts"),
        ("programmes", "0003_agenda_lines"),
    ]

    operations = [
        *to_register("engagement.audience", "engaged"),
        *to_register("engagement.stakeholder", "engaged"),
        *to_register("engagement.message", "planned", done_on="done"),
        *to_register("engagement.commitment", "promised", given_on="given"),
        migrations.AlterField(
            model_name="audience",
            name="name",
            field=models.CharField(
                help_text="A group, such as Staff of the children's department.",
                max_length=200,
                verbose_name="Audience",
            ),
        ),
        migrations.AlterField(
            model_name="audience",
            name="programme",
            field=models.ForeignKey(
                default=the_programme,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="programmes.programme",
            ),
        ),
        migrations.AlterField(
            model_name="commitment",
            name="agency",
            field=models.CharField(max_length=200, verbose_name="Agency"),
        ),
        migrations.AlterField(
            model_name="commitment",
            name="by_on",
            field=models.DateField(verbose_name="From or by what day"),
        ),
        migrations.AlterField(
            model_name="commitment",
            name="given",
            field=models.CharField(default="", max_length=200, verbose_name="What it has given"),
        ),
        migrations.AlterField(
            model_name="commitment",
            name="given_on",
            field=models.DateField(null=True, verbose_name="Since what day"),
        ),
        migrations.AlterField(
            model_name="commitment",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments",
                to="programmes.project",
                verbose_name="Project",
            ),
        ),
        migrations.AlterField(
            model_name="commitment",
            name="promised",
            field=models.CharField(
                help_text="Such as two days a week of a health visitor.",
                max_length=200,
                verbose_name="What it promised",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="actual_reach",
            field=models.PositiveIntegerField(
                help_text="0 when nobody. Leave empty when not known.",
                null=True,
                verbose_name="How many people it reached",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="audience",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to="engagement.audience",
                verbose_name="To whom",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="channel",
            field=models.CharField(
                help_text="Such as a letter, a briefing, a staff meeting.", max_length=120, verbose_name="How"
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="done_on",
            field=models.DateField(null=True, verbose_name="Done on"),
        ),
        migrations.AlterField(
            model_name="message",
            name="owner_post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.post",
                verbose_name="Who sees to it",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="planned_on",
            field=models.DateField(verbose_name="Planned for"),
        ),
        migrations.AlterField(
            model_name="message",
            name="planned_reach",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Leave empty when not known.",
                null=True,
                verbose_name="How many people it should reach",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="response",
            field=models.TextField(default="", verbose_name="What came back"),
        ),
        migrations.AlterField(
            model_name="message",
            name="words",
            field=models.TextField(verbose_name="What is said"),
        ),
        migrations.AlterField(
            model_name="stakeholder",
            name="agency",
            field=models.CharField(max_length=200, verbose_name="Agency"),
        ),
        migrations.AlterField(
            model_name="stakeholder",
            name="influence",
            field=models.PositiveSmallIntegerField(
                choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")],
                help_text="1: none over the outcome. 5: can make or break it.",
                verbose_name="Influence",
            ),
        ),
        migrations.AlterField(
            model_name="stakeholder",
            name="interest",
            field=models.PositiveSmallIntegerField(
                choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")],
                help_text="1: hardly touched. 5: their work changes.",
                verbose_name="Interest",
            ),
        ),
        migrations.AlterField(
            model_name="stakeholder",
            name="name",
            field=models.CharField(
                help_text="A group or a post, such as Head teachers. No names.",
                max_length=200,
                verbose_name="Who they are",
            ),
        ),
        migrations.AlterField(
            model_name="stakeholder",
            name="programme",
            field=models.ForeignKey(
                default=the_programme,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="programmes.programme",
            ),
        ),
        migrations.AlterConstraint(
            model_name="audience",
            name="one_audience_a_name",
            constraint=models.UniqueConstraint(
                fields=("programme", "name"),
                name="one_audience_a_name",
                violation_error_message="This audience is entered already. One that was withdrawn can be brought back.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="stakeholder",
            name="one_stakeholder_a_name",
            constraint=models.UniqueConstraint(
                fields=("programme", "name"),
                name="one_stakeholder_a_name",
                violation_error_message="They are entered already. Rate those instead.",
            ),
        ),
    ]
