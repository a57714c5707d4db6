from django import forms

from sherwood.governance.risks import RiskScale
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.programmes.models.scales import standing_scale
from sherwood.web.programme.risks.models import AFFECTS, POSITIONS, SCORES, Risk
from sherwood.web.site.accounts.fields import PostField
from sherwood.web.site.ui.fields import DayField, lines


def mark(name: str, scale: RiskScale) -> forms.TypedChoiceField:
    """A choice of a point of the scale, with what it means, for a name such as now_likelihood."""
    position, side = name.split("_")
    points = [
        (number, f"{number} {point.title}{f': {point.description}' if point.description else ''}")
        for number, point in enumerate(scale.sides()[side], 1)
    ]
    return forms.TypedChoiceField(
        label=f"{POSITIONS[position]}: {side}",
        choices=[("", "Choose"), *points],
        coerce=int,
    )


class OfProject(forms.Form):
    """Begins with which project it is about, of those that this person keeps the registers of."""

    project = forms.ModelChoiceField(
        label="Project",
        queryset=Project.objects.none(),
        required=False,
        empty_label="The programme as a whole",
    )
    raised_on = DayField(label="Raised on")

    def __init__(self, *args, projects, whole: bool, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["project"]
        field.queryset, field.required = projects, not whole
        if not whole:
            field.empty_label = "Choose"


class ChangeRisk(forms.Form):
    words = lines("What may happen, and what then")
    level = forms.ChoiceField(
        label="Level",
        choices=Risk.Level.choices,
        widget=forms.RadioSelect,
        help_text="Strategic: it puts the aim of the programme in doubt. Minor: it can be dealt with where it is.",
    )
    owner_post = PostField(label="Who owns it")
    mitigation = lines("What is done about it")
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        scale = standing_scale()
        for name in SCORES:
            self.fields[name] = mark(name, scale)

    def clean(self):
        """The six marks as one: `scores`."""
        found = super().clean()
        found["scores"] = {name: found.pop(name) for name in SCORES if name in found}
        return found


class NewRisk(OfProject, ChangeRisk):
    revision = None
    field_order = ["project", "words", "level", "owner_post", "mitigation", "raised_on"]


class ChangeIssue(forms.Form):
    words = lines("What has happened")
    affects = forms.MultipleChoiceField(
        label="What it affects",
        choices=list(AFFECTS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Say what the issue affects: time, cost or quality, at least one of them."},
    )  # fmt: skip
    owner_post = PostField(label="Who owns it")
    mitigation = lines("What is done about it")
    revision = forms.IntegerField(widget=forms.HiddenInput)


class NewIssue(OfProject, ChangeIssue):
    revision = None
    field_order = ["project", "words", "affects", "owner_post", "mitigation", "raised_on"]


class Close(forms.Form):
    closed_on = DayField(label="Closed on")
    because = lines("Why")
