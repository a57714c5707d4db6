"""What is typed for each act. A field's name is the action's own keyword."""

from functools import partial

from django import forms

from sherwood.governance.case import RECOMMENDATIONS, SCOPE
from sherwood.governance.roles import Role
from sherwood.governance.stages import ACTS, MOVES
from sherwood.web.programme.cases.actions.asking import due_day
from sherwood.web.programme.cases.models import Case, Decision, Exemption, Question, Requirement
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.fields import PostField
from sherwood.web.site.accounts.models import Post, User
from sherwood.web.site.ui.fields import DayField
from sherwood.web.site.ui.overtaking import AsRead, standing


def _text(label: str, hint: str = "", required: bool = True, rows: int = 4) -> forms.CharField:
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=20_000, widget=area)


def _radio(label: str, choices, hint: str = "") -> forms.ChoiceField:
    radio = forms.RadioSelect
    return forms.ChoiceField(label=label, help_text=hint, choices=list(dict(choices).items()), widget=radio)


NAMED_IN_ADDRESS = ("question", "requirement", "exemption", "decision", "act")


class ActForm(forms.Form):
    """A form of one act; knows the project, its case (none before one is asked for) and who is typing."""

    def __init__(self, *args, project: Project, case: Case | None, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.project, self.case, self.user = project, case, user
        for name, value in self.begins_with().items():
            self.fields[name].initial = value

    def begins_with(self) -> dict:
        return {}

    @property
    def thing(self):
        """The question, requirement, exception or decision that this act is on."""
        name = next((one for one in NAMED_IN_ADDRESS if one in self.fields and one != "act"), None)
        value = str(self[name].value() or "") if name else ""
        return (
            self.fields[name].queryset.filter(pk=value).first()
            if value.isdecimal() and len(value) < 10
            else None
        )


class OfVersion(ActForm):
    """Remembers which version was read, so that an answer never falls on another."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def begins_with(self):
        return {"number": self.case.latest.number if self.case and self.case.latest else None}


class NamesLead(ActForm):
    """The lead is chosen among the posts of those who sign in as leads, so that somebody is really asked."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = Post.objects.filter(
            users__in=User.objects.holding(Role.PROJECT_LEAD)
        ).distinct()


class AskForCase(NamesLead):
    lead = PostField(label="Who leads it?", help_text="Posts that sign in as project leads.")
    priority = _text("Which priority was agreed, and by whom?", rows=2)
    operational_manager = PostField(label="Operational manager beside the lead", required=False)
    due_on = DayField(label="By when is the case due?")

    def begins_with(self):
        agreed = "; ".join(priority.words for priority in self.project.priorities.all())
        return {"lead": self.project.lead, "priority": agreed, "due_on": due_day(self.project)}


class NameLead(AsRead, NamesLead):
    lead = PostField(label="Who leads it from now on?", help_text="Posts that sign in as project leads.")
    due_on = DayField(label="By when is the case due?")

    def __init__(self, *args, project: Project, **kwargs):
        super().__init__(*args, project=project, stands=partial(standing, project, "lead__title"), **kwargs)

    def begins_with(self):
        return {"due_on": due_day(self.project)}


class AnswerScope(ActForm):
    answer = _radio("Does this project directly improve safeguarding or looked-after services?", SCOPE)
    enables = forms.ModelChoiceField(
        Project.objects.none(), label="Which project does it make possible?", required=False,
        help_text="Only where it brings no direct improvement itself.", empty_label="None",
    )  # fmt: skip
    words = _text("How?", "For an enabler, the compelling case for it.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enables"].queryset = Project.visible_to(self.user).live().exclude(pk=self.project.pk)

    def begins_with(self):
        return {"answer": self.case.scope, "words": self.case.scope_words, "enables": self.case.enables_id}


class Stop(ActForm):
    reason = _text("Why does it stop here?")


class Submit(OfVersion):
    """Nothing to fill in: the page shows what is complete."""


class Vet(OfVersion):
    met = forms.MultipleChoiceField(
        label="Which lines are met?", required=False, widget=forms.CheckboxSelectMultiple
    )
    passed = forms.TypedChoiceField(
        label="What happens to it?", widget=forms.RadioSelect, coerce=lambda value: value == "pass",
        choices=[("pass", "Pass it to challenge: every line is met"), ("return", "Return it to its lead")],
    )  # fmt: skip
    comments = _text("What must change?", "Needed when it is returned.", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lines = self.project.programme.checkline_set.all()
        self.fields["met"].choices = [(line.key, line.words) for line in lines]


class AskQuestion(OfVersion):
    words = _text("What do you ask the lead?", "The case goes no further until it is answered.")


class AnswerQuestion(ActForm):
    question = forms.ModelChoiceField(Question.objects.none(), widget=forms.HiddenInput)
    answer = _text("Your answer")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["question"].queryset = Question.visible_to(self.user).filter(version__case=self.case)


class AnswerRequirement(ActForm):
    requirement = forms.ModelChoiceField(Requirement.objects.none(), widget=forms.HiddenInput)
    answer = _text("What was done about it?")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = Requirement.visible_to(self.user).filter(decision__version__case=self.case)
        self.fields["requirement"].queryset = found


class Rate(OfVersion):
    achievable = _radio("Can it be achieved?", ())
    achievable_words = _text("Why do you say so?", rows=2)
    beneficial = _radio("Will it bring its benefits?", ())
    beneficial_words = _text("Why do you say so of its benefits?", rows=2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        grades = [(grade.key, grade.words) for grade in self.project.programme.grade_set.all()]
        self.fields["achievable"].choices = self.fields["beneficial"].choices = grades


class Recommend(OfVersion):
    recommendation = _radio("What do you recommend?", RECOMMENDATIONS)
    words = _text("Why?")


class ReturnCase(OfVersion):
    comments = _text("What must change?")


class Remark(OfVersion):
    words = _text("Your comment", "It is heard and kept; it approves nothing.")


class DecideUrgently(OfVersion):
    reason = _text("Reason", "It stands in the record beside the decision.")
    why_urgent = _text("Why can it not wait for a meeting?", rows=2)
    presented_by = PostField(label="Who presented it?", help_text="The lead.")
    accompanied_by = PostField(label="Who accompanied them?", help_text="The director or the manager.")

    def begins_with(self):
        return super().begins_with() | {"presented_by": self.project.lead}


class ImplementUrgently(DecideUrgently):
    conditions = _text(
        "Conditions", "One a line, if there are any. Each goes on the action log.", required=False
    )
    conditions_due_on = DayField(label="Conditions are to be met by", required=False)
    field_order = ["number", "reason", "conditions", "conditions_due_on"]

    def clean(self):
        found = super().clean()
        if found.get("conditions") and not found.get("conditions_due_on"):
            self.add_error("conditions_due_on", "Give the day by which the conditions are to be met.")
        return found


class AmendUrgently(DecideUrgently):
    requirements = _text(
        "What does the body require?", "One a line. Each must be answered before it comes again."
    )
    field_order = ["number", "reason", "requirements"]


class AskException(ActForm):
    act = forms.ChoiceField(
        label="For which act?",
        choices=[
            (key, one.words)
            for key, one in (MOVES | ACTS).items()
            if (one.not_author or one.not_vetter) and {*one.at} & {*ACTS["ask_exception"].at}
        ],
    )
    reason = _text("Why can nobody else do it?")


class AllowException(ActForm):
    exemption = forms.ModelChoiceField(Exemption.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["exemption"].queryset = Exemption.visible_to(self.user).filter(case=self.case)


class CorrectDecision(ActForm):
    decision = forms.ModelChoiceField(Decision.objects.none(), widget=forms.HiddenInput)
    words = _text("What was recorded wrongly, and what is right?", "What was decided stands.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = Decision.visible_to(self.user).filter(version__case=self.case)
