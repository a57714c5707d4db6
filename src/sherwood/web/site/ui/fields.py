"""Form fields that draw themselves in the design system's way: a page writes `{{ form }}`, no more."""

import calendar
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting

from sherwood.governance.money import figures, pounds, typed_pounds
from sherwood.kit.periods import spoken
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.wording import word

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.MultiWidget, "date"),
    (forms.FileInput, "file"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.Widget, "input"),
)
CLASSES = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "input": "govuk-input",
    "date": "govuk-input",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
}


class DesignedField(forms.BoundField):
    """A field with the design system's classes on its widget, and its sentences for what is wrong."""

    def __init__(self, form, field, name):
        super().__init__(form, field, name)
        word(field, str(self.label), self.kind)

    @property
    def kind(self) -> str:
        return next(kind for widget, kind in KINDS if isinstance(self.field.widget, widget))

    @property
    def summary_id(self) -> str:
        """Where a line of the error summary leads: the first control of a group, or the control."""
        return f"{self.auto_id}_0" if self.kind in ("radios", "checkboxes", "date") else self.auto_id

    @property
    def described_by(self) -> str:
        parts = [f"{self.auto_id}_helptext"] if self.help_text else []
        return " ".join(parts + ([f"{self.auto_id}_error"] if self.errors else []))

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        self.field.widget.attrs.pop("placeholder", None)  # a label says it, and stays when typing begins
        if name := CLASSES.get(self.kind):
            given = (widget or self.field.widget).attrs.get("class", "")
            error = f"{name}--error" if self.errors and self.kind != "checkbox" else ""
            attrs["class"] = " ".join(part for part in (name, given, error) if part)
        return attrs


class DesignSystem(TemplatesSetting):
    """The renderer of every form (settings.FORM_RENDERER)."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = DesignedField


NOT_REAL = "Enter a real date, such as 8 3 2010"  # of a field that is on no form
YEARS = range(1900, 2200)  # written with four figures; "10" is a slip for 2010, not the year 10
EARLIEST = date(1990, 1, 1)  # of anything a programme dates; no date of birth is typed here
YEARS_AHEAD = 30
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MOST_POUNDS = 100_000_000  # more than a programme spends; a slip of the keys, nearly always
ROUNDED = "Pence are rounded to the pound, 50p upwards."


class DayInput(forms.MultiWidget):
    """Day, month and year as three boxes: people copy dates from paper."""

    template_name = "ui/widgets/day.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__([forms.TextInput, forms.TextInput, forms.TextInput], attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class MonthField(forms.IntegerField):
    """A month by its number or its name: 3, March or Mar."""

    def to_python(self, value):
        typed = value.strip().lower().rstrip(".") if isinstance(value, str) else ""
        full = [number for name, number in MONTHS.items() if len(typed) >= 3 and name.startswith(typed)]
        return super().to_python(full[0] if len(full) == 1 else value)


class DayField(forms.MultiValueField):
    """A date, given as three numbers."""

    widget = DayInput

    def __init__(self, **kwargs):
        parts = [forms.IntegerField(min_value=1), MonthField(min_value=1), forms.IntegerField(min_value=1)]
        super().__init__(parts, require_all_fields=True, **kwargs)

    def clean(self, value):
        given = [part not in self.empty_values for part in value or ()]
        if any(given) and not all(given):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            return super().clean(value)
        except ValidationError as why:
            if any(error.code in ("invalid", "min_value") for error in why.error_list):
                raise self._not_real() from None
            raise

    def _not_real(self) -> ValidationError:
        return ValidationError(self.error_messages.get("not_real", NOT_REAL), code="not_real")

    def compress(self, data_list: list[int]) -> date | None:
        if not data_list:
            return None
        day, month, year = data_list
        if year not in YEARS:
            raise ValidationError(f"The year was {year}. Enter it with four figures, such as 2010.")
        try:
            return sensible(date(year, month, day))
        except (ValueError, OverflowError):
            raise self._not_real() from None


def sensible(day: date) -> date:
    """A day that something of a programme can have. Another is asked about: nearly always a figure was slipped."""
    latest = date(today().year + YEARS_AHEAD, 12, 31)
    if not EARLIEST <= day <= latest:
        raise ValidationError(
            f"Is {spoken(day)} right? Check it: a day here is from {spoken(EARLIEST)} to {spoken(latest)}."
        )
    return day


class Typed:
    """A number as people type it, with thousands set apart: 1,250 or 1 250. Comes before Django's field for the number.

    A text box with the keyboard of figures, since a browser's box for numbers throws “1,250” away before it is sent.
    """

    def __init__(self, **kwargs):
        figures_only = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(**{"widget": figures_only} | kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            sign, text = ("-", value.strip()[1:]) if value.strip()[:1] in ("-", "−") else ("", value)
            value = sign + read if (read := figures(text)) is not None else value
        return super().to_python(value)


class CountField(Typed, forms.IntegerField):
    """A whole number."""


class NumberField(Typed, forms.DecimalField):
    """A number that may have decimals."""


class MoneyField(CountField):
    """Whole pounds as people type them: £1,250.50, 1,250 or 1 250."""

    default_error_messages = {
        "invalid": "Enter pounds as figures, such as 12,500 or £12,500.50.",
        "min_value": "Enter 0 or more pounds.",
    }

    def __init__(self, *, most: int = MOST_POUNDS, help_text: str = "", **kwargs):
        self.most = most
        super().__init__(min_value=0, help_text=f"{help_text} {ROUNDED}".strip(), **kwargs)

    def to_python(self, value):
        if isinstance(value, str) and (read := typed_pounds(value)) is not None:
            value = read
        amount = super().to_python(value)
        if amount is not None and amount > self.most:
            raise ValidationError(
                f"Is {pounds(amount)} right? Check it: an amount here is at most {pounds(self.most)}."
            )
        return amount


def lines(label: str, rows: int = 3, **more) -> forms.CharField:
    """A field for words that may run over several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class FilesInput(forms.FileInput):
    """Several files, chosen or dropped; without JavaScript the browser's own box."""

    template_name = "ui/widgets/files.html"
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """At least one file; gives all of them."""

    widget = FilesInput(attrs={"multiple": True})

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class ManyField(forms.ModelMultipleChoiceField):
    """Some of many. A number no row could have is no choice; SQLite would break on it."""

    def _check_values(self, value):
        try:
            return super()._check_values(value)
        except OverflowError:
            raise ValidationError("Choose from the list: what came is not on it.") from None
