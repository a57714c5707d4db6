from django import forms

from sherwood.measuring.shelves import all_measures
from sherwood.web.site.ui.overtaking import AsRead


def _measures() -> list[tuple[str, str]]:
    return [(key, measure.title) for key, measure in all_measures().items()]


class LinkMeasures(AsRead):
    measures = forms.MultipleChoiceField(
        label="Which measures show whether it works?",
        choices=_measures,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
