from django import forms

from sherwood.web.programme.cases.actions.deciding import Condition
from sherwood.web.programme.meetings.models import Attendance, Item, Message
from sherwood.web.programme.programmes.models import Body, Project
from sherwood.web.site.accounts.fields import PostField
from sherwood.web.site.accounts.models import User
from sherwood.web.site.ui.fields import CountField, DayField, FilesField, lines
from sherwood.web.site.ui.overtaking import AsRead

OUTCOMES = [
    ("implement", "Implement: the project goes on"),
    ("amend", "Amend: it comes back with what is required"),
    ("close", "Close: it stops here"),
]


class NewMeeting(forms.Form):
    body = forms.ModelChoiceField(label="Which body meets", queryset=Body.objects.none())
    held_on = DayField(label="On what day")
    place = forms.CharField(label="Where", required=False, max_length=200)

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies


KIND = "What kind of seat"


class NewSeats(forms.Form):
    kind = forms.CharField(label=KIND, max_length=120)
    number = CountField(
        label="How many of this kind", min_value=1, max_value=30, initial=1, help_text="Each has one holder."
    )
    from_on = DayField(label="From what day")

    def __init__(self, *args, named, **kwargs):
        super().__init__(*args, **kwargs)
        said = f"The programme’s definition names: {'; '.join(named)}." if named else ""
        self.fields["kind"].help_text = f"Such as Elected member, or Chair. {said}".strip()


class SeatKind(AsRead):
    kind = forms.CharField(label=KIND, max_length=120)


class EndSeat(AsRead):
    last_day = DayField(
        label="Last day of the seat",
        help_text="Whoever holds it leaves it then. A seat added by mistake: give a day before its first.",
    )


class FillSeat(AsRead):
    post = PostField(label="Who holds it")
    agency = forms.CharField(label="Of which agency", max_length=200)
    from_on = DayField(label="From what day", help_text="Whoever held it before leaves it the day before.")
    user = forms.ModelChoiceField(
        label="Account",
        queryset=User.objects.none(),
        required=False,
        empty_label="Whoever signs in with this post",
        help_text="Choose one where several people sign in with the post, or where the member signs in with another.",
    )

    def __init__(self, *args, accounts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = accounts
        self.fields["user"].label_from_instance = lambda user: f"{user.post} ({user.email})"


class EndSeatHolding(AsRead):
    last_day = DayField(
        label="Last day",
        help_text="They hold the seat through this day. Entered by mistake: give the day before their first.",
    )


class NewItem(forms.Form):
    heading = forms.ChoiceField(label="Part of the remit", required=False)
    title = forms.CharField(label="What it is about", max_length=200)
    paper = lines("Paper", rows=6, required=False, help_text="What members read before.")
    confidential = forms.BooleanField(label="Confidential: left out of the public version", required=False)

    def __init__(self, *args, headings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["heading"].choices = [("", "None of them"), *((heading, heading) for heading in headings)]


class NewPaper(forms.Form):
    title = forms.CharField(label="Title", max_length=200)
    words = lines("Text", rows=6, required=False)
    files = FilesField(
        label="Files",
        required=False,
        help_text="PDF, Word, Excel, slides or pictures; several at once, 25 MB each.",
    )

    def clean_files(self) -> list:
        return [file for file in self.cleaned_data["files"] if file]


class Presenters(AsRead):
    presented_by = PostField(label="The lead who presents")
    accompanied_by = PostField(label="The director or manager with them")


class LeaveOut(forms.Form):
    heading = forms.ChoiceField(label="Which part", widget=forms.RadioSelect)
    why = lines("Why it is not covered")

    def __init__(self, *args, headings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["heading"].choices = [(heading, heading) for heading in headings]


class WhoWasThere(AsRead):
    """A line for each holder of a seat on the day."""

    def __init__(self, *args, holders, **kwargs):
        super().__init__(*args, **kwargs)
        self.holders = holders
        for holder in holders:
            self.fields[f"holder_{holder.pk}"] = forms.ChoiceField(
                label=f"{holder.post} ({holder.seat.kind})",
                choices=Attendance.State,
                widget=forms.RadioSelect,
                initial=self.stands().get(holder.pk),
            )

    @property
    def states(self) -> dict[int, str]:
        return {holder.pk: self.cleaned_data[f"holder_{holder.pk}"] for holder in self.holders}


class NewInterest(forms.Form):
    post = PostField(label="Who")
    item = forms.ModelChoiceField(
        label="In which item",
        queryset=Item.objects.none(),
        required=False,
        empty_label="In general",
        help_text="Who declares an interest in an item does not decide it.",
    )
    words = lines("What the interest is")

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items
        self.fields["item"].label_from_instance = lambda item: f"{item.position}. {item.title}"


class Outcome(AsRead):
    outcome = lines("What came of it", rows=4)
    outcome_public = lines(
        "What the public version shows", required=False, help_text="For a confidential item."
    )


class NewAction(forms.Form):
    words = lines("What is to be done")
    owner_post = PostField(label="By whom")
    due_on = DayField(label="By what day")


class DecideItem(forms.Form):
    outcome = forms.ChoiceField(label="The decision", choices=OUTCOMES, widget=forms.RadioSelect)
    reason = lines("Why")
    requirements = lines(
        "What the body requires",
        required=False,
        help_text="For amend: one a line. Each must be answered before the case comes again.",
    )

    conditions = lines(
        "Conditions",
        required=False,
        help_text="For implement: one a line, if there are any. Each goes on the action log of the lead.",
    )
    conditions_due_on = DayField(label="Conditions are to be met by", required=False)

    def __init__(self, *args, lead: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.lead = lead

    def clean_requirements(self) -> list[str]:
        return _lines(self.cleaned_data["requirements"])

    def clean(self) -> dict:
        found = super().clean()
        due_on, words = found.pop("conditions_due_on", None), _lines(found.get("conditions", ""))
        if words and not due_on:
            self.add_error("conditions_due_on", "Give the day by which the conditions are to be met.")
        return found | {"conditions": [Condition(word, self.lead, due_on) for word in words]}


class ConfirmUrgent(forms.Form):
    confirmed = forms.TypedChoiceField(
        label="What did the meeting say?",
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        choices=[("yes", "Confirmed"), ("no", "Not confirmed")],
    )
    why = lines("Why")


class AgreeUrgent(forms.Form):
    """Nothing to fill in: the page shows what is agreed to."""


class EndUrgent(forms.Form):
    why = lines("Why is it not agreed?", help_text="The case waits for its meeting.")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class NewCorrection(forms.Form):
    words = lines("What was wrong, and what is right")


class NewBarrier(forms.Form):
    words = lines("What stands in the way")
    project = forms.ModelChoiceField(
        label="Of which project", queryset=Project.objects.none(), required=False
    )
    owner_post = PostField(label="Who must move it")

    def __init__(self, *args, projects, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects


class NewQuestion(forms.Form):
    words = lines("What you ask")


class NewBodyMessage(forms.Form):
    kind = forms.ChoiceField(label="What it is", choices=Message.Kind, widget=forms.RadioSelect)
    sender = forms.ModelChoiceField(label="From", queryset=Body.objects.none())
    receiver = forms.ModelChoiceField(label="To", queryset=Body.objects.none())
    words = lines("What it says")

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("sender", "receiver"):
            self.fields[name].queryset = bodies
            self.fields[name].label_from_instance = lambda body: body.name


class AnswerBodyQuestion(forms.Form):
    answer = lines("Answer", rows=4)


class PaperLines(AsRead):
    paper_lines = lines("The checklist, a line each", rows=6, required=False)

    def clean_paper_lines(self) -> list[str]:
        return self.cleaned_data["paper_lines"].splitlines()


class CheckPaper(forms.Form):
    lines = forms.MultipleChoiceField(label="What holds for this paper", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, unchecked, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = [(line, line) for line in unchecked]
