from django import forms

from sherwood.web.programme.engagement.registers.stakeholders import MARKS
from sherwood.web.site.accounts.models import User
from sherwood.web.site.ui.fields import DayField, ManyField, lines


class NewRating(forms.Form):
    rating = forms.TypedChoiceField(
        label="Buy-in",
        help_text="1: against. 2: doubtful. 3: neutral. 4: with us. 5: leading.",
        choices=MARKS,
        coerce=int,
    )
    on = DayField(label="On what day")
    reason = lines("What shows it")


class NewHandlingPlan(forms.Form):
    title = forms.CharField(label="What news", max_length=200)
    news_on = DayField(label="When it comes out")
    words = lines("What is done and said", rows=10)
    readers = ManyField(
        label="Who may read this plan",
        help_text="Only they and you.",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["readers"].queryset = people
