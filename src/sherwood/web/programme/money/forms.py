from decimal import Decimal

from django import forms

from sherwood.web.site.accounts.fields import WhoField
from sherwood.web.site.ui.fields import DayField, MoneyField, NumberField, lines


def half_days(label: str, **more) -> NumberField:
    return NumberField(
        label=label,
        min_value=Decimal(0),
        max_digits=6,
        decimal_places=1,
        error_messages={"invalid": "Enter days as figures, such as 4 or 4.5."},
        **more,
    )


class NewPosition(forms.Form):
    on = DayField(label="How it stood on")
    spent = MoneyField(
        label="Spent so far, in pounds",
        help_text="0 when nothing is spent. Leave empty when not known.",
        required=False,
    )
    forecast = MoneyField(
        label="Forecast to the end of the year, in pounds",
        help_text="What is spent and what is still to come, together. Leave empty when not known.",
        required=False,
    )
    reason = lines("Why", help_text="What was paid, or what changed since the last forecast.")


class NewCeiling(forms.Form):
    pounds = MoneyField(label="The most it may cost, in pounds")
    days = half_days("The most days it may take")
    from_on = DayField(label="From what day")
    agreed_by = WhoField(label="Who agreed it")


class NewEngagement(forms.Form):
    supplier = forms.CharField(
        label="What kind of supplier or partner",
        help_text="Such as an independent social care consultant. No names.",
        max_length=200,
    )
    what_for = forms.CharField(label="What for", max_length=200)
    days = half_days("Days")
    pounds = MoneyField(label="Cost, in pounds")
    on = DayField(label="On, or up to, what day")
