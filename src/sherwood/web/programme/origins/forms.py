from django import forms

from sherwood.web.programme.origins.models import PaidPost
from sherwood.web.programme.programmes.models import NewPosts, Project
from sherwood.web.site.ui.fields import CountField, DayField, MoneyField
from sherwood.web.site.ui.overtaking import AsRead


class ImportPlan(forms.Form):
    title = forms.CharField(label="What plan it is", max_length=200)
    dated_on = DayField(label="Its date")
    file = forms.FileField(
        label="The spreadsheet",
        help_text="Excel or CSV. It needs the columns Reference and Action; Owner, Due and Status are read when they are there.",
    )


class SortAction(AsRead):
    relevant = forms.TypedChoiceField(
        label="Does it matter to this programme?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    project = forms.ModelChoiceField(
        label="Which project takes it up", queryset=Project.objects.none(), required=False
    )

    def __init__(self, *args, projects, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects


class MovePost(AsRead):
    state = forms.ChoiceField(label="Now", choices=PaidPost.State, widget=forms.RadioSelect)
    on = DayField(label="Since what day")


def cost() -> MoneyField:
    return MoneyField(label="Cost a year", help_text="Leave empty when not known.", required=False)


def team() -> forms.CharField:
    return forms.CharField(
        label="Team", help_text="Leave empty until it is placed.", max_length=200, required=False
    )


class ListPosts(forms.Form):
    kind = forms.ModelChoiceField(label="Which posts", queryset=NewPosts.objects.none())
    number = CountField(label="How many", min_value=1)
    on = DayField(label="Planned since")
    cost_a_year = cost()
    team = team()

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = kinds


class PlacePost(AsRead):
    team = team()
    cost_a_year = cost()
