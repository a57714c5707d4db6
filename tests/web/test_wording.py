"""What is said of a wrong answer: in the design system's way, for every form, and the same at the top as at the field."""

import importlib
from functools import cache

import pytest
from django import forms
from django.forms import fields as djangos
from django.forms import models as of_models
from django.test import Client
from lxml import html

import doors
from sherwood.governance.roles import Role
from sherwood.web.site.ui.fields import CountField, DayField, MoneyField
from sherwood.web.site.ui.wording import missing

WRONG = {"text": "not so", "date": ["31", "2", "2010"], "long": "9" * 5000}


@cache
def default_sentences() -> set[str]:
    """What Django's fields say, up to the first part that is filled in."""
    classes = [
        kind for kind in [*vars(djangos).values(), *vars(of_models).values()] if isinstance(kind, type)
    ]
    said = {
        str(sentence).split("%", 1)[0]
        for kind in classes
        for sentence in vars(kind).get("default_error_messages", {}).values()
    }
    said |= {"Ensure ", "Enter a valid "}
    return {sentence for sentence in said if len(sentence) > 6}


def every_form() -> list[type[forms.BaseForm]]:
    def under(kind):
        for child in kind.__subclasses__():
            yield child
            yield from under(child)

    for route in doors.OURS:  # so that every module is there
        importlib.import_module(route.callback.__module__)
    found = {kind for kind in under(forms.BaseForm) if kind.__module__.startswith("sherwood.")}
    return sorted(found, key=lambda kind: (kind.__module__, kind.__name__))


def bare(kind: type[forms.BaseForm], data: dict) -> forms.Form:
    """A form of the fields that a class says, without what it is given."""
    return type("Bare", (forms.Form,), dict(kind.base_fields))(data)


@pytest.mark.parametrize("kind", every_form(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_no_form_says_what_django_says(kind, db):
    for data in ({}, _all_wrong(kind, "not so"), _all_wrong(kind, "9" * 5000)):
        for name, errors in bare(kind, data).errors.items():
            for error in errors:
                assert not any(error.startswith(said) for said in default_sentences()), (name, error)


def _all_wrong(kind, value: str) -> dict[str, str]:
    data = {}
    for name, field in kind.base_fields.items():
        parts = len(field.widget.widgets) if isinstance(field.widget, forms.MultiWidget) else 0
        data |= {f"{name}_{part}": "31" for part in range(parts)} if parts else {name: value}
    return data


def test_there_are_many_forms():
    assert len(every_form()) > 100


@pytest.mark.parametrize(
    ("label", "kind", "says"),
    [
        ("Title", "input", "Enter the title"),
        ("Your comment", "textarea", "Enter your comment"),
        ("Why it is not covered", "textarea", "Enter why it is not covered"),
        ("Who leads it?", "select", "Select who leads it"),
        ("What is still missing?", "textarea", "Enter what is still missing"),
        ("Why can it not wait for a meeting?", "textarea", "Enter an answer to “Why can it not wait for a meeting?”"),
        ("What do you ask the lead?", "textarea", "Enter an answer to “What do you ask the lead?”"),
        ("Closed on", "date", "Enter an answer to “Closed on”"),
        ("Last day", "date", "Enter the last day"),
        ("Now: likelihood", "select", "Select the likelihood, now"),
        ("From", "select", "Select an answer to “From”"),
        ("NI number", "input", "Enter the NI number"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_as_something_to_do(label, kind, says):
    assert missing(label, kind) == says


class Several(forms.Form):
    first_day = DayField(label="First day")
    people = CountField(label="People", max_value=9)
    cost = MoneyField(label="Cost, in pounds")
    level = forms.ChoiceField(label="Level", choices=[("a", "A")])
    own = forms.CharField(label="Own", error_messages={"required": "Say it in your own words"})


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("first_day", ["31", "2", "2010"], "First day must be a real date, such as 8 3 2010"),
        ("first_day", ["8", "", "2010"], "First day must include a day, a month and a year"),
        ("people", "many", "People must be a whole number"),
        ("people", "10", "People must be 9 or less"),
        ("cost", "x", "Enter pounds as figures, such as 12,500 or £12,500.50."),
        ("level", "z", "Select the level from the list"),
        ("own", "", "Say it in your own words"),
    ],
)
def test_what_is_wrong_is_said_of_what_it_is(name, typed, says):
    parts = (
        {f"{name}_{at}": part for at, part in enumerate(typed)} if isinstance(typed, list) else {name: typed}
    )
    assert Several(parts).errors[name] == [says]


def test_the_summary_says_what_the_field_says_once(signed_in, programme):
    client = signed_in(Role.PROGRAMME_MANAGER)
    page = html.fromstring(client.post("/programme/risks/new", {}).content.decode())
    above = [
        line.text_content().strip() for line in page.xpath("//*[contains(@class, 'error-summary__list')]/li")
    ]
    below = [
        " ".join(line.text_content().replace("Error:", "").split())
        for line in page.xpath("//*[contains(@class, 'govuk-error-message')]")
    ]
    assert above and above == below


def test_sign_in_says_it_so_too(db):
    text = Client().post("/account/sign-in", {}).content.decode()
    assert "This field is required" not in text
    assert "Enter the" in text
