from django import forms

from sherwood.web.site.accounts.fields import PostField
from sherwood.web.site.ui.fields import DayField


def text(label: str, hint: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=4000, widget=forms.Textarea({"rows": rows})
    )


class SayDone(forms.Form):
    evidence = text("What shows that it is done?", "A second person reads this and checks it.")


class SendBack(forms.Form):
    why = text("What is still missing?")


class WithdrawAction(forms.Form):
    why = text("Why is it no longer needed?")


class Discharge(forms.Form):
    """Nothing to fill in: the button is the answer."""


class Enter(forms.Form):
    words = text("What is to be done?")
    owner_post = PostField(label="Whose is it?")
    due_on = DayField(label="By when?")
    why = forms.CharField(
        label="Where does it come from?",
        help_text="Such as an urgent step taken before there was a project.",
        max_length=300,
    )
