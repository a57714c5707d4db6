from django import forms

from sherwood.governance.granting import WITHIN_DATES, last_day_within_a_year
from sherwood.governance.roles import MATRIX, Permission, Role, needs_second_person
from sherwood.kit.periods import spoken
from sherwood.web.site.accounts.fields import PostField
from sherwood.web.site.accounts.models import OrganisationUnit, User
from sherwood.web.site.accounts.organisation import ProposedUnit
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.fields import DayField
from sherwood.web.site.ui.overtaking import AsRead

POST = "Job title or seat, such as Team manager, Hawthorn. No names of people."
WORKER = "As the case system identifies this worker. Only for those who hold children. Leave empty otherwise."


def _length(name: str) -> int:
    return User._meta.get_field(name).max_length


class NewPerson(forms.Form):
    email = forms.EmailField(
        label="Email address",
        help_text="They sign in with it, and it is not changed later.",
        max_length=_length("email"),
        error_messages={"invalid": "Enter an email address, such as team.manager@example.gov.uk."},
    )
    post = forms.CharField(label="Post", help_text=POST, max_length=200)
    worker = forms.CharField(label="Worker", help_text=WORKER, max_length=_length("worker"), required=False)


class NewPost(AsRead):
    post = forms.CharField(label="Post", help_text=POST, max_length=200)


class NewTitle(forms.Form):
    title = forms.CharField(label="Title", help_text=POST, max_length=200)


class Retitled(AsRead, NewTitle):
    pass


class MergePost(AsRead):
    kept = PostField(
        label="It is the same as", help_text="The post that stays. It is found by both titles from then on."
    )
    reason = forms.CharField(label="Why they are one", max_length=300)


class NewWorker(AsRead):
    worker = forms.CharField(label="Worker", help_text=WORKER, max_length=_length("worker"), required=False)


class NewRole(forms.Form):
    """A role for somebody: what, where, from when to when."""

    role = forms.ChoiceField(
        label="Role", help_text="A role marked * waits until a second person has agreed to it."
    )
    unit = forms.ModelChoiceField(
        label="Part of the organisation",
        help_text="For roles that see the children of their part of the service. The rest hold for the whole council.",
        queryset=OrganisationUnit.objects.none(),
        required=False,
        empty_label="The whole council",
    )
    from_on = DayField(label="First day")
    to_on = DayField(label="Last day", required=False)

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = places
        self.fields["unit"].label_from_instance = _place
        self.fields["role"].choices = [("", "Choose a role"), *((role.name, _marked(role)) for role in Role)]
        within = " and ".join(role.value for role in Role if role in WITHIN_DATES)
        latest = spoken(last_day_within_a_year(today()))
        self.fields[
            "to_on"
        ].help_text = (
            f"Leave empty when the role lasts. {within}: at most 12 months, so {latest} when it begins today."
        )

    def clean_role(self) -> Role:
        return Role[self.cleaned_data["role"]]

    def clean(self):
        role, unit = self.cleaned_data.get("role"), self.cleaned_data.get("unit")
        if role and not unit and Permission.SEE_CHILDREN_OF_TEAM in MATRIX[role]:
            self.add_error(
                "unit", f"{role.value} sees the children of one part of the service. Choose which."
            )
        if role and unit and Permission.SEE_CHILDREN_ALL in MATRIX[role]:
            self.add_error(
                "unit", f"{role.value} sees the children of the whole council. Choose the whole council here."
            )
        return self.cleaned_data


class EndRole(AsRead):
    last_day = DayField(
        label="Last day",
        help_text="The role holds through this day. Leave empty to end it at once.",
        required=False,
    )


def _marked(role: Role) -> str:
    return f"{role.value}{' *' if needs_second_person(role) else ''}"


def _place(unit: OrganisationUnit) -> str:
    dated = f", from {spoken(unit.from_on)}" if unit.from_on else ""
    within = (
        f", {unit.parent}" if unit.kind == OrganisationUnit.Kind.LOCALITY else ""
    )  # many have a Central or a North
    return f"{unit.name}{within} ({unit.get_kind_display().lower()}{dated})"


class Sure(forms.Form):
    """Nothing to fill in: sending it is the answer."""

    sent = forms.CharField(widget=forms.HiddenInput, initial="yes", required=False)

    def clean(self):
        return {}


class AnswerRequest(forms.Form):
    answer = forms.ChoiceField(
        label="Your answer",
        choices=[("agree", "I agree: the role takes effect"), ("decline", "Decline: the role is not given")],
        widget=forms.RadioSelect,
    )

    @property
    def says_yes(self) -> bool:
        return self.cleaned_data["answer"] == "agree"


def _units(label: str, **more) -> forms.ModelChoiceField:
    field = forms.ModelChoiceField(
        OrganisationUnit.objects.none(), label=label, empty_label="Choose one", **more
    )
    field.label_from_instance = _place
    return field


class NewUnit(forms.Form):
    kind = forms.ChoiceField(label="What it is", choices=OrganisationUnit.Kind, widget=forms.RadioSelect)
    name = forms.CharField(
        label="Name",
        max_length=120,
        help_text="A team: as the case system writes it, so that its rows are found.",
    )
    parent = _units("Part of", required=False)
    from_on = DayField(label="First day", required=False, help_text="Leave empty when it was always there.")

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = places


class UnitName(AsRead):
    name = forms.CharField(
        label="Name", max_length=120, help_text="As people call it. How the records write it stays known."
    )


class MoveUnit(AsRead):
    parent = _units("Where it goes")
    from_on = DayField(label="From what day", help_text="Until the day before, it stands where it stood.")

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = places


class MergeUnit(AsRead):
    into = _units("It is the same as")

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = places


class CloseUnit(AsRead):
    to_on = DayField(label="Last day")


class Proposals(forms.Form):
    """What the records say otherwise, a line each: those that are ticked are made so, or are left as they are."""

    lines = forms.MultipleChoiceField(
        label="What the records say",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one line."},
    )
    answer = forms.ChoiceField(
        label="What to do with those you ticked",
        choices=[
            ("agree", "Make the organisation so"),
            ("leave", "Leave it as it is, and ask no more"),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, proposals, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposals = proposals
        choices = {proposal.mark: proposal.words for proposal in proposals}
        self.fields["lines"].choices = list(choices.items())
        self.fields["lines"].initial = list(choices)

    def ticked(self) -> list[ProposedUnit]:
        return [proposal for proposal in self.proposals if proposal.mark in self.cleaned_data["lines"]]


class AnswerChange(AsRead, AnswerRequest):
    answer = forms.ChoiceField(
        label="Your answer",
        choices=[("agree", "I agree: make it so"), ("decline", "Decline: leave it as it is")],
        widget=forms.RadioSelect,
    )
