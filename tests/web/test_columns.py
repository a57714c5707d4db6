"""What is typed or loaded fits the column that keeps it: SQLite keeps any length, PostgreSQL does not."""

import importlib
from dataclasses import fields
from datetime import date

import pytest
from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from posts import post
from sherwood.governance import definition as definitions
from sherwood.governance.programme import Programme as Whole
from sherwood.governance.programme import most
from sherwood.governance.roles import Role
from sherwood.web.programme.baselines.models import Baseline
from sherwood.web.programme.founding.forms import PartForm
from sherwood.web.programme.founding.models import Draft
from sherwood.web.programme.meetings import actions as meetings
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.programme.programmes.parts import PARTS
from sherwood.web.programme.programmes.shape import SHAPES
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.trail.models import Entry
from sherwood.web.site.ui.fields import MoneyField

DAY = date(2010, 3, 8)

LINKS = {name for _, name in definitions.LINKS} | {
    "deciding_body",
    "challenging_body",
    "sponsoring_body",
    "team_body",
    "owning_role",
}  # keys of other parts
COLUMNS = [
    *((Programme, SHAPES[section]) for section in ("programme", "rules")),
    *((model, SHAPES[section]) for section, model in PARTS.items()),
]
OURS = [one.name for one in apps.get_app_configs() if one.name.startswith("sherwood.")]
NUMBERS = {
    "PositiveSmallIntegerField": 2**15 - 1,
    "PositiveIntegerField": 2**31 - 1,
    "PositiveBigIntegerField": 2**63 - 1,
}


def room(column: models.Field) -> int | None:
    return column.max_length or NUMBERS.get(column.get_internal_type())


@pytest.mark.parametrize(("model", "kind"), COLUMNS, ids=[kind.__name__ for _, kind in COLUMNS])
def test_what_a_definition_may_say_fits_its_column(model, kind):
    columns = {one.name: one for one in model._meta.fields}
    names = {"programme": "programme_money"} if kind.__name__ == "Funding" else {}
    for one in fields(kind):
        column = columns.get(names.get(one.name, one.name))
        if column is None or column.choices or one.name in LINKS or one.metadata.get("one_of"):
            continue
        if (wide := room(column)) and not column.is_relation:
            bound = 60 if one.name == "key" else most(kind).get(one.name)
            assert bound is not None and bound <= wide, f"{kind.__name__}.{one.name}"


def test_every_section_of_a_definition_has_its_columns_looked_at():
    assert {definitions.SECTIONS[section][1] for section in PARTS} == {one.name for one in fields(Whole)} - {
        "about",
        "rules",
    }


def boxes(form: type[forms.BaseForm]):
    return [
        (name, field)
        for name, field in form.base_fields.items()
        if type(field) is forms.CharField
        and not isinstance(field.widget, (forms.Textarea, forms.HiddenInput))
    ]


def typed() -> list[type[forms.Form]]:
    found = []
    for app in OURS:
        try:
            module = importlib.import_module(f"{app}.forms")
        except ModuleNotFoundError:
            continue
        found += [
            one
            for one in vars(module).values()
            if isinstance(one, type) and issubclass(one, forms.Form) and one.__module__ == module.__name__
        ]
    return found


def columns_called(app: str, name: str) -> list[models.Field]:
    return [
        column
        for model in apps.get_app_config(app).get_models()
        for column in model._meta.fields
        if column.name == name and column.max_length
    ]


@pytest.mark.parametrize(
    "form", typed(), ids=lambda form: f"{form.__module__.split('.')[-2]}.{form.__name__}"
)
def test_every_box_says_how_much_it_holds_and_its_column_holds_that(form):
    app = form.__module__.split(".")[-2]
    for name, field in boxes(form):
        assert field.max_length, f"{name} may be any length"
        if found := columns_called(app, name):
            assert field.max_length <= max(one.max_length for one in found), name


@pytest.mark.parametrize("section", SHAPES)
def test_every_box_of_a_draft_is_as_wide_as_the_definition_allows(section):
    form = PartForm(draft=Draft(), section=section)
    bounds = most(SHAPES[section]) | {"key": 60}
    for name, field in form.fields.items():
        if (
            isinstance(field, forms.CharField)
            and name in bounds
            and not isinstance(field.widget, forms.Textarea)
        ):
            assert field.max_length == bounds[name], name
        if isinstance(field, MoneyField):  # asks about a sum long before the column is full
            assert field.min_value == 0 and field.most <= bounds[name], name
        elif isinstance(field, forms.IntegerField) and name != "revision":
            assert (field.min_value, field.max_value) == (0, bounds[name]), name


def test_a_line_too_long_of_a_list_is_refused_by_its_number():
    form = PartForm({"revision": 0, "seats": f"Chair\n{'x' * 121}"}, draft=Draft(), section="body")
    assert form.errors["seats"] == ["Line 2 must have at most 120 characters, and has 121."]


def test_words_too_long_for_their_column_are_refused_and_what_was_typed_stays(programme, signed_in):
    asked = {
        "dated_on_0": "8",
        "dated_on_1": "3",
        "dated_on_2": "2010",
        "consulted": f"{'Cabinet ' * 26}; 01/03/2010; Go on.",
    }
    page = signed_in(Role.PROGRAMME_MANAGER).post("/programme/document/freeze", asked).content.decode()
    assert "Body: there is room for 200 characters, and these are 207." in page
    assert "Cabinet Cabinet" in page
    assert not Baseline.objects.exists(), "all or nothing"


def test_an_action_of_an_item_with_a_long_title_still_says_where_it_came_from(programme, people):
    keeper = people[Role.PROGRAMME_ADMINISTRATOR]
    body = programme.body_set.get(key="board")
    body.name = "Board " * 33
    body.save()
    meeting = meetings.call_meeting(body=body, held_on=DAY, by=keeper)
    item = meetings.add_item(meeting=meeting, heading="", title="Money " * 33, by=keeper)
    meetings.agree_action(item=item, words="Ask", owner_post=post("Chair"), due_on=DAY, by=keeper)
    said = Action.objects.get().origin_words
    assert said.startswith("Board Board") and said.endswith("Money …") and len(said) <= 300


def test_the_trail_has_room_for_somebody_with_every_role():
    assert len(", ".join(role.value for role in Role)) <= Entry._meta.get_field("by_roles").max_length


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[programme]\nkey = "a"\naim = "Null \\u0000"\n', "line 3: A null character cannot be kept"),
        ("[rules]\ndays_to_answer = nan\n", ""),
        ("[rules]\ndays_to_answer = inf\n", ""),
    ],
)
def test_a_file_with_what_no_database_keeps_becomes_a_draft_or_a_sentence(signed_in, text, said):
    client = signed_in(Role.PROGRAMME_MANAGER)
    file = SimpleUploadedFile("programme.toml", text.encode())
    answer = client.post("/programme/set-up/file", {"file": file}, follow=True)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Draft.objects.count() == (0 if said else 1)
