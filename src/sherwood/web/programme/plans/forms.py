from django import forms

from sherwood.governance.wording import says_something
from sherwood.web.programme.plans.models import Dependency, SentPlan
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.fields import PostField, WhoField
from sherwood.web.site.ui.fields import DayField, lines
from sherwood.web.site.ui.overtaking import AsRead, OfRevision


class WritePart(OfRevision):
    words = lines("What the plan says", rows=10, required=False)
    complete = forms.BooleanField(label="This part is complete", required=False)


class SendPlan(OfRevision):
    """Nothing to fill in: the page shows what is sent."""


class VetPlan(forms.Form):
    """For each part an answer and, where it is sent back, what must change."""

    def __init__(self, *args, sending: SentPlan, **kwargs):
        super().__init__(*args, **kwargs)
        self.sending = sending
        for key, name, _ in sending.parts:
            self.fields[f"{key}_answer"] = forms.ChoiceField(
                label=f"Your answer on the {name.lower()}",
                choices=[("agree", "Agree to it"), ("return", "Send it back")],
                widget=forms.RadioSelect,
            )
            self.fields[f"{key}_words"] = lines(
                f"What must change in the {name.lower()}",
                help_text="Needed when it is sent back.",
                required=False,
                rows=3,
            )

    @property
    def parts(self) -> list[tuple[str, str, forms.BoundField, forms.BoundField]]:
        """Name and words of each part, with its two fields."""
        return [
            (name, words, self[f"{key}_answer"], self[f"{key}_words"])
            for key, name, words in self.sending.parts
        ]

    def clean(self):
        found = super().clean()
        answers = {}
        for key, name, _ in self.sending.parts:
            words = found.pop(f"{key}_words", "")
            if found.pop(f"{key}_answer", "") == "agree":
                answers[key] = None
            else:
                answers[key] = words
                if f"{key}_answer" not in self.errors and not says_something(words):
                    wants = f"Say in a few words what must change in the {name.lower()}"
                    self.add_error(f"{key}_words", wants)
        return {"answers": answers}


class AskToClose(forms.Form):
    """`measures`: key and title of each measure that is linked to the project."""

    tested = lines("What was tested, and what came of it?", rows=5)
    measure = forms.ChoiceField(
        label="The main measure",
        help_text="What it says today is kept with the asking.",
        widget=forms.RadioSelect,
    )
    reviewed_on = DayField(label="Day of the review")
    keeper_post = PostField(label="Who keeps the gain from now on?")

    def __init__(self, *args, measures: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = measures


class DecideClosing(forms.Form):
    closes = forms.TypedChoiceField(
        label="What was decided?",
        choices=[
            ("yes", "Close it: it lasts, and somebody keeps it"),
            ("no", "Back to delivery: it does not last yet"),
        ],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    reason = lines("Reason", help_text="It stands in the record beside the decision.")


class NewContributor(forms.Form):
    who_post = PostField(label="Who")
    changed = lines("What changed because of them")
    on = DayField(label="When")


class Dates(AsRead):
    report_due_on = DayField(label="When the first report is due")
    monitoring_set_on = DayField(label="When monitoring was set up", required=False)


class NewMilestone(forms.Form):
    words = forms.CharField(label="What is promised", max_length=200)
    owner_post = PostField(label="Who sees to it")
    baseline_on = DayField(label="By what day")
    is_key = forms.BooleanField(label="A key milestone", required=False)


class Reached(forms.Form):
    actual_on = DayField(label="Reached on")


class MoveMilestone(forms.Form):
    after_on = DayField(label="To what day")
    reason = lines("Why")


class AnswerMove(forms.Form):
    approve = forms.TypedChoiceField(
        label="Your answer",
        choices=[("yes", "Approve"), ("no", "Refuse")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )


class NewDependency(forms.Form):
    on_programme = forms.CharField(label="On which programme", max_length=200)
    words = forms.CharField(label="What is needed", max_length=200)
    owner_post = PostField(label="Who sees to it there")
    needed_by_on = DayField(label="Needed by")


class DependencyState(AsRead):
    state = forms.ChoiceField(label="How it stands", choices=Dependency.State, widget=forms.RadioSelect)
    because = lines("Why", help_text="What happened, or what is in the way.", max_length=500)


class NewStream(forms.Form):
    words = forms.CharField(label="What it does", max_length=200)
    owner_post = PostField(label="Who sees to it")
    from_on = DayField(
        label="From what day",
        help_text="A work stream without both days counts as not dated.",
        required=False,
    )
    to_on = DayField(label="To what day", required=False)


class ChangeStream(OfRevision, NewStream):
    pass


class NewPlanReview(forms.Form):
    reviewed_on = DayField(label="Reviewed on")
    reviewed_by = WhoField(label="Who reviewed it")
    stands = lines("How it stands")
    help_agreed = lines(
        "What help was agreed", help_text="Leave empty when none. It goes on the action log.", required=False
    )
    help_owner_post = PostField(label="Who gives it", required=False)
    help_due_on = DayField(label="By what day", required=False)


class SplitFrom(AsRead):
    parent = forms.ModelChoiceField(
        label="Another project",
        queryset=Project.objects.none(),
        required=False,
        empty_label="None: a work stream outside this programme",
    )
    parent_name = forms.CharField(
        label="Or the name of the larger work stream", max_length=200, required=False
    )
    moved = lines("What moved, and what stayed")

    def __init__(self, *args, projects, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = projects
