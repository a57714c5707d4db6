"""Evidence needed, causes, starting facts, urgent actions and plan priorities are registers."""

import django.db.models.deletion
from django.db import migrations, models

from sherwood.web.programme.programmes.models.rows import the_programme
from sherwood.web.site.registers.carrying import to_register


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_posts"),
        ("origins", "0002_posts"),
        ("programmes", "0003_agenda_lines"),
    ]

    operations = [
        *to_register("origins.evidenceneeded"),
        *to_register("origins.cause", "stands"),
        *to_register("origins.startingfact", "stands"),
        *to_register("origins.urgentaction", "done"),
        *to_register("origins.planpriority", "stands"),
        migrations.AlterModelOptions(
            name="evidenceneeded",
            options={"ordering": ["inspection__held_from", "pk"]},
        ),
        migrations.AlterField(
            model_name="cause",
            name="findings",
            field=models.ManyToManyField(
                related_name="causes", to="programmes.finding", verbose_name="Findings it explains"
            ),
        ),
        migrations.AlterField(
            model_name="cause",
            name="programme",
            field=models.ForeignKey(
                default=the_programme,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="programmes.programme",
            ),
        ),
        migrations.AlterField(
            model_name="cause",
            name="source",
            field=models.CharField(max_length=120, verbose_name="Where that is said"),
        ),
        migrations.AlterField(
            model_name="cause",
            name="words",
            field=models.TextField(verbose_name="What the cause was"),
        ),
        migrations.AlterField(
            model_name="evidenceneeded",
            name="inspection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence_needed",
                to="programmes.inspection",
                verbose_name="Inspection",
            ),
        ),
        migrations.AlterField(
            model_name="evidenceneeded",
            name="owner_post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.post",
                verbose_name="Who sees to it",
            ),
        ),
        migrations.AlterField(
            model_name="evidenceneeded",
            name="state",
            field=models.CharField(editable=False, max_length=30, verbose_name="State"),
        ),
        migrations.AlterField(
            model_name="evidenceneeded",
            name="where",
            field=models.CharField(
                default="",
                help_text="So that an inspector can be shown it.",
                max_length=200,
                verbose_name="Where it is",
            ),
        ),
        migrations.AlterField(
            model_name="evidenceneeded",
            name="words",
            field=models.CharField(max_length=200, verbose_name="What they will ask to see"),
        ),
        migrations.AlterField(
            model_name="planpriority",
            name="plan",
            field=models.CharField(
                help_text="Such as Children and young people's plan 2009-2011.",
                max_length=200,
                verbose_name="Plan",
            ),
        ),
        migrations.AlterField(
            model_name="planpriority",
            name="programme",
            field=models.ForeignKey(
                default=the_programme,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="programmes.programme",
            ),
        ),
        migrations.AlterField(
            model_name="planpriority",
            name="projects",
            field=models.ManyToManyField(
                blank=True,
                related_name="plan_priorities",
                to="programmes.project",
                verbose_name="Projects that serve it",
            ),
        ),
        migrations.AlterField(
            model_name="planpriority",
            name="words",
            field=models.CharField(max_length=200, verbose_name="Priority"),
        ),
        migrations.AlterField(
            model_name="startingfact",
            name="average",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                help_text="As a share: 0.43 for 43%.",
                max_digits=8,
                null=True,
                verbose_name="Average",
            ),
        ),
        migrations.AlterField(
            model_name="startingfact",
            name="high",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                help_text="As a share: 0.43 for 43%.",
                max_digits=8,
                null=True,
                verbose_name="Highest",
            ),
        ),
        migrations.AlterField(
            model_name="startingfact",
            name="low",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                help_text="As a share: 0.43 for 43%.",
                max_digits=8,
                null=True,
                verbose_name="Lowest",
            ),
        ),
        migrations.AlterField(
            model_name="startingfact",
            name="on",
            field=models.DateField(verbose_name="On"),
        ),
        migrations.AlterField(
            model_name="startingfact",
            name="place",
            field=models.CharField(
                help_text="Such as The county, by district.", max_length=120, verbose_name="Where"
            ),
        ),
        migrations.AlterField(
            model_name="startingfact",
            name="programme",
            field=models.ForeignKey(
                default=the_programme,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="programmes.programme",
            ),
        ),
        migrations.AlterField(
            model_name="startingfact",
            name="source",
            field=models.CharField(max_length=120, verbose_name="Source"),
        ),
        migrations.AlterField(
            model_name="startingfact",
            name="words",
            field=models.CharField(
                help_text="Such as Rise in referrals over twelve months.", max_length=200, verbose_name="What"
            ),
        ),
        migrations.AlterField(
            model_name="urgentaction",
            name="on",
            field=models.DateField(verbose_name="On what day"),
        ),
        migrations.AlterField(
            model_name="urgentaction",
            name="programme",
            field=models.ForeignKey(
                default=the_programme,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="programmes.programme",
            ),
        ),
        migrations.AlterField(
            model_name="urgentaction",
            name="result",
            field=models.TextField(blank=True, verbose_name="What came of it"),
        ),
        migrations.AlterField(
            model_name="urgentaction",
            name="team",
            field=models.CharField(max_length=200, verbose_name="Which team"),
        ),
        migrations.AlterField(
            model_name="urgentaction",
            name="who_post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.post",
                verbose_name="Who did it",
            ),
        ),
        migrations.AlterField(
            model_name="urgentaction",
            name="words",
            field=models.TextField(verbose_name="What was done"),
        ),
        migrations.AddConstraint(
            model_name="startingfact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("high", None), ("low", None)),
                    models.Q(("high__gte", models.F("low")), ("high__isnull", False), ("low__isnull", False)),
                    _connector="OR",
                ),
                name="fact_range_has_both_ends",
                violation_error_message="Enter both ends of the range: the lowest, and the highest that is no lower.",
            ),
        ),
        migrations.AddConstraint(
            model_name="startingfact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("average", None), ("average__lte", 10), _connector="OR"),
                    models.Q(("high", None), ("high__lte", 10), _connector="OR"),
                ),
                name="fact_is_a_share",
                violation_error_message="Enter shares, not per cent: 0.43 for 43%%.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="startingfact",
            name="fact_has_a_figure",
            constraint=models.CheckConstraint(
                condition=models.Q(("average__isnull", False), ("low__isnull", False), _connector="OR"),
                name="fact_has_a_figure",
                violation_error_message="Enter an average, or the lowest and the highest.",
            ),
        ),
    ]
