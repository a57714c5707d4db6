from django import forms

from sherwood.measuring.measure import Better, Figure, Measure
from sherwood.measuring.shelves import all_measures
from sherwood.measuring.wording import DIMENSION_NAMES
from sherwood.reporting.hiding import PLACES
from sherwood.web.site.accounts.fields import WhoField
from sherwood.web.site.ui.fields import DayField, NumberField, lines
from sherwood.web.site.ui.overtaking import AsRead, OfRevision

UNITS = {
    Figure.SHARE: "in per cent, such as 70",
    Figure.RATE: "per 10,000",
    Figure.MEAN: "children for each worker",
}


def _measures() -> list[tuple[str, str]]:
    return [(key, measure.title) for key, measure in all_measures().items()]


class AboutFactor(forms.Form):
    title = forms.CharField(label="What makes cases complex", max_length=120)
    why = lines("Why measures are read with it in mind")
    measures = forms.MultipleChoiceField(
        label="Which measures?", choices=_measures, widget=forms.CheckboxSelectMultiple, required=False
    )


class TagMeasures(OfRevision, AboutFactor):
    pass


class NewFactor(AboutFactor):
    key = forms.SlugField(
        label="Key", help_text="Letters, digits and -. It stands in addresses.", max_length=60
    )
    field_order = ["key", "title"]


def _figure(label: str, measure: Measure, required: bool = True, help_text: str = "") -> NumberField:
    most = 100 if measure.figure is Figure.SHARE else 1_000_000
    return NumberField(
        label=label,
        min_value=0,
        max_value=most,
        max_digits=12,
        decimal_places=3,
        required=required,
        help_text=help_text or UNITS[measure.figure].capitalize() + ".",
    )


class NewTarget(forms.Form):
    """What is wanted of one measure. The parts offered are those that its latest breakdowns name."""

    def __init__(self, *args, measure: Measure, places: dict[str, list[str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.fields["value"] = _figure("What is wanted?", measure)
        if measure.better is Better.BAND:
            self.fields["highest"] = _figure("Up to what?", measure, required=False)
        self.fields["by_on"] = DayField(label="By when?")
        self.fields["tolerance"] = _figure(
            "How far short is near enough?", measure, required=False, help_text="Leave empty for not at all."
        )
        self.fields["stood_at"] = _figure(
            "Where did it stand?", measure, required=False,
            help_text="With its day it begins the path to the target, which is straight. Leave empty for no path.",
        )  # fmt: skip
        self.fields["stood_on"] = DayField(label="On which day did it stand there?", required=False)
        self.fields["whole"] = forms.ChoiceField(
            label="Of what?", choices=[("", "The whole council"), *_parts(places)], required=False
        )
        self.fields["agreed_by"] = WhoField(label="Who agreed it?")
        self.fields["agreed_on"] = DayField(label="When was it agreed?")
        self.fields["reason"] = lines("Why this much by then?")

    def clean(self):
        cleaned = super().clean()
        dimension, _, part = cleaned.pop("whole", "").partition(":")
        highest, value = cleaned.get("highest"), cleaned.get("value")
        if highest is not None and value is not None and highest <= value:
            self.add_error("highest", "The upper end of what is wanted lies above the lower. Check both.")
        return cleaned | {"dimension": dimension, "part": part}


def _parts(places: dict[str, list[str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (DIMENSION_NAMES[dimension], [(f"{dimension}:{part}", part) for part in places[dimension]])
        for dimension in PLACES
        if places.get(dimension)
    ]


class NewPhase(forms.Form):
    from_on = DayField(label="From which day?")
    label = forms.CharField(
        label="What began?", max_length=40, help_text="As it stands in the picture, such as: New duty rota."
    )
    reason = lines("Why is this a lasting change, and not chance?")


class Withdraw(forms.Form):
    because = lines("Why does it no longer stand?")


class GiveBenchmarks(AsRead):
    file = forms.FileField(
        label="The file of values",
        help_text="CSV or Excel, at most 1 MB. It takes the place of all that is held now.",
        error_messages={
            "required": "Choose the file to send.",
            "empty": "The file is empty. Save it again with its headings and values, and send that.",
        },
    )


class TakeBenchmarksAway(AsRead):
    because = lines("Why are they no longer to be shown?")
