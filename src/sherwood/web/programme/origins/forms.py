from django import forms

from sherwood.web.programme.origins.models import EvidenceNeeded, PaidPost
from sherwood.web.programme.programmes.models import Finding, Project
from sherwood.web.site.accounts.fields import PostField
from sherwood.web.site.ui.fields import DayField, ManyField, lines
from sherwood.web.site.ui.overtaking import AsRead


class NeedEvidence(forms.Form):
    words = forms.CharField(label="What they will ask to see", max_length=200)
    owner_post = PostField(label="Who sees to it")


class AnswerEvidence(AsRead):
    state = forms.ChoiceField(label="Do we have it?", choices=EvidenceNeeded.State, widget=forms.RadioSelect)
    where = forms.CharField(label="Where it is", required=False, max_length=200)


class NewCause(forms.Form):
    words = lines("What the cause was")
    source = forms.CharField(label="Where that is said", max_length=120)
    findings = ManyField(
        label="Findings it explains", queryset=Finding.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, findings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["findings"].queryset = findings


class NewUrgentAction(forms.Form):
    on = DayField(label="On what day")
    team = forms.CharField(label="Which team", max_length=200)
    who_post = PostField(label="Who did it")
    words = lines("What was done")
    result = lines("What came of it", required=False)


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
