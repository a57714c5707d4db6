from django import forms

from sherwood.web.programme.baselines.actions import BodyAsked
from sherwood.web.programme.baselines.models import Review
from sherwood.web.site.ui.fields import DayField, lines, sensible


class Freeze(forms.Form):
    """One page: the day, what caused it, who was asked."""

    dated_on = DayField(label="Date of this version")
    events = forms.CharField(
        label="What caused this version",
        help_text="One event a line. The first version may leave this empty.",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    consulted = forms.CharField(
        label="Bodies whose views shaped it",
        help_text="One a line: the body; the day as 16/11/2009; what it said.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_events(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["events"].splitlines() if line.strip()]

    def clean_consulted(self) -> list[BodyAsked]:
        lines = [line for line in self.cleaned_data["consulted"].splitlines() if line.strip()]
        return [self._asked(number, line) for number, line in enumerate(lines, 1)]

    def _asked(self, number: int, line: str) -> BodyAsked:
        parts = [part.strip() for part in line.split(";", 2)]
        if len(parts) != 3 or not all(parts):
            raise forms.ValidationError(
                f"Line {number} needs three parts with semicolons: the body; the day; what it said."
            )
        day = forms.DateField(
            input_formats=["%d/%m/%Y", "%Y-%m-%d"],
            error_messages={"invalid": f"Line {number}: write the day as 16/11/2009."},
        )
        return BodyAsked(parts[0], sensible(day.clean(parts[1])), parts[2])


class Approve(forms.Form):
    body = forms.ChoiceField(label="Who approved", widget=forms.RadioSelect)
    on = DayField(label="On what day")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(body, body) for body in bodies]


class NewBaselineReview(forms.Form):
    """A body's review of the document or the plan."""

    of = forms.ChoiceField(
        label="What was reviewed", choices=Review.Of.choices, widget=forms.RadioSelect, initial="document"
    )
    number = forms.TypedChoiceField(
        label="Which version", help_text="For the plan: the version that stood on that day.", coerce=int
    )
    body = forms.ChoiceField(label="Who reviewed it")
    reviewed_on = DayField(label="Reviewed on")
    changed = forms.TypedChoiceField(
        label="What came of it",
        choices=[("yes", "Something is changed, as said below"), ("no", "Nothing is changed")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    changes = lines("What is changed", help_text="Leave empty when nothing is.", required=False)

    def __init__(self, *args, bodies, numbers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(name, name) for name in bodies]
        self.fields["number"].choices = [(number, f"Version {number}") for number in numbers]
