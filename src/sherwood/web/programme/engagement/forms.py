from django import forms

from sherwood.web.programme.engagement.models import Audience
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.fields import PostField
from sherwood.web.site.accounts.models import User
from sherwood.web.site.ui.fields import CountField, DayField, ManyField, lines

MOST_PEOPLE = 100_000_000
MARKS = [(n, str(n)) for n in range(1, 6)]


def mark(label: str, help_text: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, help_text=help_text, choices=MARKS, coerce=int)


class NewStakeholder(forms.Form):
    name = forms.CharField(
        label="Who they are", help_text="A group or a post, such as Head teachers. No names.", max_length=200
    )
    agency = forms.CharField(label="Agency", max_length=200)
    interest = mark("Interest", "1: hardly touched. 5: their work changes.")
    influence = mark("Influence", "1: none over the outcome. 5: can make or break it.")


class NewRating(forms.Form):
    rating = mark("Buy-in", "1: against. 2: doubtful. 3: neutral. 4: with us. 5: leading.")
    on = DayField(label="On what day")
    reason = lines("What shows it")


class NewMessage(forms.Form):
    audience = forms.ModelChoiceField(label="To whom", queryset=Audience.objects.none())
    words = lines("What is said")
    channel = forms.CharField(
        label="How", help_text="Such as a letter, a briefing, a staff meeting.", max_length=120
    )
    owner_post = PostField(label="Who sees to it")
    planned_on = DayField(label="Planned for")
    planned_reach = CountField(
        label="How many people it should reach",
        help_text="Leave empty when not known.",
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
    )

    def __init__(self, *args, audiences, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].queryset = audiences


class WhatCameOfIt(forms.Form):
    done_on = DayField(label="Done on")
    actual_reach = CountField(
        label="How many people it reached",
        help_text="0 when nobody. Leave empty when not known.",
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
    )
    response = lines("What came back", required=False)


class NewPromise(forms.Form):
    project = forms.ModelChoiceField(label="Project", queryset=Project.objects.none())
    agency = forms.CharField(label="Agency", max_length=200)
    promised = forms.CharField(
        label="What it promised", help_text="Such as two days a week of a health visitor.", max_length=200
    )
    by_on = DayField(label="From or by what day")

    def __init__(self, *args, projects, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects


class Given(forms.Form):
    given = forms.CharField(label="What it has given", max_length=200)
    given_on = DayField(label="Since what day")


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
