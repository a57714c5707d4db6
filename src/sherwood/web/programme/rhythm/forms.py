from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.html import format_html

from sherwood.governance.programme import NOT_RATED
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import Body
from sherwood.web.programme.programmes.models.scales import standing_ratings
from sherwood.web.programme.rhythm.models import ALWAYS_ASKED, FIELDS, MONTH, Rhythm
from sherwood.web.site.ui.fields import CountField, DayField, lines
from sherwood.web.site.ui.overtaking import AsRead


class ProjectReport(forms.Form):
    """Everything may be empty in a draft; what must be said before it is submitted is checked then."""

    declared = forms.ChoiceField(label=FIELDS["declared"], widget=forms.RadioSelect, required=False)
    because = lines(FIELDS["because"], rows=2, required=False)
    progress = lines(FIELDS["progress"], rows=4, required=False)
    next_step = forms.CharField(label=FIELDS["next_step"], max_length=200, required=False)
    next_step_on = DayField(label=FIELDS["next_step_on"], required=False)
    in_the_way = lines(FIELDS["in_the_way"], rows=3, required=False)
    decisions_needed = lines(FIELDS["decisions_needed"], rows=2, required=False)
    resources = lines(FIELDS["resources"], rows=2, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, *args, asked: Mapping[str, str], hints: Mapping[str, str], same: Mapping[str, date], **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.fields["declared"].choices = [
            (key, one.title) for key, one in standing_ratings().items() if one is not NOT_RATED
        ]
        for name in set(FIELDS) - set(asked):
            del self.fields[name]
        for name, label in asked.items():
            self.fields[name].label = label
            mark = (
                format_html("<strong>Not changed since {}.</strong>", spoken(same[name]))
                if name in same
                else ""
            )
            self.fields[name].help_text = (
                format_html("{} {}", hints.get(name, ""), mark) if mark else hints.get(name, "")
            )

    def clean_declared(self) -> str:
        return self.cleaned_data["declared"] or NOT_RATED.key

    @property
    def words(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class AnswerReport(forms.Form):
    accepted = forms.TypedChoiceField(
        label="What is your answer?",
        choices=[
            ("yes", "Accept it: the project's rating and next step become these"),
            ("no", "Return it to its lead"),
        ],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    comments = lines("Comments", required=False, help_text="When you return it: what must be put right.")


class MarkWrong(forms.Form):
    wrong = lines("What is wrong in it")
    correction = lines("What is right", help_text="No child is named or described.")


class SetRhythm(AsRead):
    what = forms.ChoiceField(label="What is due", choices=Rhythm.What.choices)
    first_due_on = DayField(
        label="The first day it is due", help_text="Its weekday is the day it is due from then on."
    )
    every_days = CountField(
        label="Every how many days",
        help_text="7 is every week, 14 every fortnight, 28 every four weeks.",
        min_value=1,
        max_value=366,
        required=False,
    )
    by_month = forms.BooleanField(
        label="On the same day of every month instead",
        required=False,
        help_text="In a shorter month it is due on the last day.",
    )

    def clean(self):
        found = super().clean()
        if not found.get("by_month") and not found.get("every_days") and "every_days" not in self.errors:
            self.add_error("every_days", "Say every how many days it is due, or that it is due every month.")
        found["every_days"] = found.get("every_days") or MONTH
        return found


class WriteHints(AsRead):
    """For each field of the report: what it is called, what stands beside it and, where it may be left out, whether it is asked."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in FIELDS.items():
            self.fields[name] = forms.CharField(
                label=f"{label}: what stands beside it", max_length=300, required=False
            )
            self.fields[f"{name}_label"] = forms.CharField(
                label=f"{label}: what you call it", max_length=120, required=False
            )
            if name not in ALWAYS_ASKED:
                asked = [("yes", "Ask for it"), ("no", "Leave it out")]
                self.fields[f"{name}_asked"] = forms.ChoiceField(
                    label=f"{label}: is it asked for?", choices=asked, required=False
                )


class NewUpdate(forms.Form):
    body = forms.ModelChoiceField(label="To which body", queryset=Body.objects.none(), empty_label=None)
    summary = lines(
        "In short",
        rows=6,
        help_text="What the body should know, in a few sentences. No child is named or described.",
    )

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies


class CorrectUpdate(forms.Form):
    summary = lines("What was wrong, and what is right", rows=6, help_text="No child is named or described.")


class Sign(forms.Form):
    signed = forms.TypedChoiceField(
        label="What is your answer?",
        choices=[("yes", "Sign it off: it is issued and never changes"), ("no", "Send it back")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    words = lines("Words", required=False, help_text="When you send it back: what must be put right.")
