from django import forms

from sherwood.measuring.shelves import all_measures
from sherwood.web.ui.fields import lines


def _measures() -> list[tuple[str, str]]:
    return [(key, measure.title) for key, measure in all_measures().items()]


class TagMeasures(forms.Form):
    title = forms.CharField(label="What makes cases complex", max_length=120)
    why = lines("Why measures are read with it in mind")
    measures = forms.MultipleChoiceField(
        label="Which measures?", choices=_measures, widget=forms.CheckboxSelectMultiple, required=False
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, factor=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.factor = factor

    def read_again(self) -> dict[str, int]:
        if self.factor is None:
            return {}
        self.factor.refresh_from_db(fields=["revision"])
        return {"revision": self.factor.revision}


class NewFactor(TagMeasures):
    revision = None
    key = forms.SlugField(
        label="Key", help_text="Letters, digits and -. It stands in addresses.", max_length=60
    )
    field_order = ["key", "title"]
