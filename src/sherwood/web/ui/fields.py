"""Form fields that draw themselves in the design system's way: a page writes `{{ form }}`, no more."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.MultiWidget, "date"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.Widget, "input"),
)
CLASSES = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "input": "govuk-input",
    "date": "govuk-input",
    "checkbox": "govuk-checkboxes__input",
}


class DesignedField(forms.BoundField):
    """A field with the design system's classes on its widget."""

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


YEARS = range(1900, 2200)  # of anything a programme dates; "10" is a slip for 2010, not the year 10


class DayInput(forms.MultiWidget):
    """Day, month and year as three boxes: people copy dates from paper."""

    template_name = "ui/widgets/day.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        super().__init__([forms.TextInput, forms.TextInput, forms.TextInput], attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DayField(forms.MultiValueField):
    """A date, given as three numbers."""

    widget = DayInput

    def __init__(self, **kwargs):
        number = {
            "min_value": 1,
            "error_messages": {"invalid": "Enter the date as numbers, such as 8 3 2010."},
        }
        parts = [forms.IntegerField(**number) for _ in range(3)]
        super().__init__(parts, require_all_fields=True, **kwargs)

    def compress(self, data_list: list[int]) -> date | None:
        if not data_list:
            return None
        day, month, year = data_list
        if None in data_list:  # Django lets a date that may be left out come with a part missing
            raise ValidationError("Enter day, month and year as numbers, or leave all three empty.")
        if year not in YEARS:
            raise ValidationError(f"The year was {year}. Enter it with four figures, such as 2010.")
        try:
            return date(year, month, day)
        except (ValueError, OverflowError):
            raise ValidationError("That day is not in the calendar. Enter day, month, year.") from None


def lines(label: str, rows: int = 3, **more) -> forms.CharField:
    """A field for words that may run over several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class ManyField(forms.ModelMultipleChoiceField):
    """Some of many. A number no row could have is no choice; SQLite would break on it."""

    def _check_values(self, value):
        try:
            return super()._check_values(value)
        except OverflowError:
            raise ValidationError("Choose from the list: what came is not on it.") from None
