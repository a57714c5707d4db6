from django import forms

from sherwood.governance.staffing import TeamPart
from sherwood.web.programme.programmes.models import Body
from sherwood.web.programme.staffing.models import Control, Division, Line, Participant
from sherwood.web.site.ui.fields import DayField, NumberField, lines
from sherwood.web.site.ui.overtaking import AsRead, OfRevision

LAST_DAY = "Leave empty when it lasts."


def days(label: str) -> NumberField:
    return NumberField(
        label=label,
        help_text="Such as 2 or 0.5. 0 when none. Leave empty when not known.",
        min_value=0, max_value=7, max_digits=3, decimal_places=1, required=False,
    )  # fmt: skip


def someone(label: str, hint: str = "") -> forms.ModelChoiceField:
    return forms.ModelChoiceField(label=label, help_text=hint, queryset=Participant.objects.none())


def division(label: str, required: bool = True) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label, queryset=Division.objects.none(), required=required, empty_label="Not known"
    )


class NewDivision(forms.Form):
    name = forms.CharField(label="Division, part of the council, or partner", max_length=200)
    kind = forms.TypedChoiceField(
        label="What it is", choices=Division.Kind.choices, coerce=int, widget=forms.RadioSelect
    )


class AboutParticipant(forms.Form):
    """A record of the register, new or changed."""

    name = forms.CharField(
        label="Post or group", help_text="Such as Team manager, Hawthorn. No names of people.", max_length=200
    )
    kind = forms.ChoiceField(label="What it is", choices=Participant.Kind.choices, widget=forms.RadioSelect)
    division = division("Division or agency", required=False)
    aliases = lines("Also called", help_text="One on each line, as other documents write it.", required=False)

    def __init__(self, *args, divisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["division"].queryset = divisions


class ChangeParticipant(OfRevision, AboutParticipant):
    pass


class MergeWith(forms.Form):
    merged = someone("Which record is the same", "Its names, parts and roles move to this one.")
    reason = lines("How you know that they are one")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["merged"].queryset = people


class KeepApart(forms.Form):
    other = someone("Which record is another")
    reason = lines("How you know that they are two")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = people


class NewMember(forms.Form):
    participant = someone("Who", "By post. Enter them in the register first when they are not here.")
    part = forms.ChoiceField(
        label="As what", choices=[(part.name, part.value) for part in TeamPart], widget=forms.RadioSelect
    )
    area = forms.CharField(
        label="For which area",
        help_text="When two lead, or each has a part: such as Schools, or Council staff.",
        max_length=120, required=False,
    )  # fmt: skip
    days_asked = days("Days a week asked for")
    from_on = DayField(label="From what day")
    to_on = DayField(label="Last day", help_text=LAST_DAY, required=False)
    outside_because = lines(
        "Why somebody from outside the department leads",
        help_text="Only for a lead or co-lead from outside.",
        required=False,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = people


class ConfirmMember(forms.Form):
    days_given = days("Days a week given")


class ChangeMember(OfRevision):
    area = forms.CharField(label="For which area", max_length=120, required=False)
    days_asked = days("Days a week asked for")
    days_given = days("Days a week given")
    from_on = DayField(label="From what day")
    to_on = DayField(label="Last day", help_text=LAST_DAY, required=False)
    outside_because = lines("Why somebody from outside the department leads", required=False)


class NewEffect(forms.Form):
    division = division("Which division or partner")
    words = forms.CharField(label="What changes for them", max_length=300)

    def __init__(self, *args, divisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["division"].queryset = divisions


class Spared(forms.Form):
    """Nothing to enter: the button says it."""


class NewHolding(forms.Form):
    participant = someone("Who holds it")
    from_on = DayField(label="From what day")
    to_on = DayField(label="Last day", help_text=LAST_DAY, required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = people


class HandOver(AsRead):
    participant = someone("To whom")
    from_on = DayField(label="From what day", help_text="Whoever holds it now ends the day before.")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["participant"].queryset = people


class EndHolding(forms.Form):
    to_on = DayField(label="Last day")


class NewLine(forms.Form):
    who = forms.CharField(
        label="Who", help_text="A part in the programme, a body, a post or a group.", max_length=200
    )
    answers_to = forms.CharField(label="Answers to whom", max_length=200)
    how = forms.ChoiceField(label="How", choices=Line.How.choices, widget=forms.RadioSelect)


class NewControl(forms.Form):
    name = forms.CharField(label="The control", help_text="Such as Vetting.", max_length=120)
    concerns = forms.ChoiceField(
        label="What it concerns", choices=Control.Concerns.choices, widget=forms.RadioSelect
    )
    controls = forms.CharField(label="What it controls", max_length=300)
    how = lines("How")
    owner = forms.ModelChoiceField(label="Who owns it", queryset=Body.objects.none(), required=False)

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = bodies
        self.fields["owner"].label_from_instance = lambda body: body.name
