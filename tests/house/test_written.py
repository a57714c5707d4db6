"""Whatever is kept can be entered and changed by people: a table that only a demonstration fills is no door to anybody."""

from dataclasses import fields

import pytest
from django.apps import apps
from django.db import models as django
from django.utils import timezone

import writes
from sherwood.governance import programme as facts
from sherwood.web.programme.programmes.actions import PARTS
from sherwood.web.programme.risks.models import SCORES
from sherwood.web.site.registers.models import RegisterRow

# what no act writes, and why
EXCEPT: dict[str, str] = {}
# fields that nobody gives, and why
NOT_GIVEN = {
    "accounts.User.last_login": "Django writes it at sign-in",
    "accounts.User.password": "set_password writes it",
    "origins.EarlierAction.row": "it comes with all that was read of its row",
    "registers.Change.on": "today, always",
} | {
    f"risks.{name}.{score}": "all six scores are given by their list"
    for name in ("Risk", "ScoredThen")
    for score in SCORES
}
# choices that never change once they are given
STAYS = {
    "accounts.OrganisationUnit.kind",
    "accounts.RoleGrant.role",
    "accounts.RoleGrant.source",
    "programmes.Project.entered_stage",
}
OURS = {
    label: model
    for label, model in writes.models().items()
    if label not in EXCEPT
    and not issubclass(model, RegisterRow)  # registers: entered by `register.model(...)`
}
OF_DEFINITION = {model._meta.label for model in PARTS.values()} | {"programmes.Programme"}
SAID = {
    part.name
    for thing in vars(facts).values()
    if hasattr(thing, "__dataclass_fields__")
    for part in fields(thing)
}


@pytest.mark.parametrize("label", sorted(OURS))
def test_every_model_is_created_by_something_that_a_page_or_command_reaches(label):
    assert label in writes.created(), f"Nobody can enter {label}: give it an act and a page."


def test_the_exceptions_are_models_and_each_is_needed_still():
    assert set(EXCEPT) <= set(writes.models())
    assert not set(EXCEPT) & writes.created(), "Take out of the list what can be entered now."


def _own_fields(model) -> list[django.Field]:
    """Those that somebody gives: neither keys nor clocks nor the count of saves, which is kept by every act."""
    fields = [
        field for field in model._meta.concrete_fields if not field.primary_key and field.name != "revision"
    ]
    return [
        field
        for field in fields
        if not getattr(field, "auto_now_add", False) and field.default is not timezone.now
    ]


def _given(model) -> dict[str, set[str]]:
    """What is given in its own app, and in those of the kinds it is one of."""
    kinds = {
        app.name
        for kind in model.__mro__
        if "sherwood.web" in kind.__module__ and (app := apps.get_containing_app_config(kind.__module__))
    }
    found = [writes.given(app) for app in kinds]
    return {when: set().union(*(names[when] for names in found)) for when in ("new", "old")}


@pytest.mark.parametrize("label", sorted(OURS))
def test_every_field_is_given_by_somebody(label):
    found = _given(OURS[label])
    names = found["new"] | found["old"] | (SAID | {"position"} if label in OF_DEFINITION else set())
    lacking = [
        f"{label}.{field.name}"
        for field in _own_fields(OURS[label])
        if field.name not in names and field.attname not in names and f"{label}.{field.name}" not in NOT_GIVEN
    ]
    assert not lacking, f"Nobody can say: {', '.join(lacking)}"


@pytest.mark.parametrize("label", sorted(OURS))
def test_what_begins_in_a_state_can_come_to_another(label):
    """A choice with a default is where a row begins; something reached must be able to change it."""
    model = OURS[label]
    changed = _given(model)["old"]
    states = [field for field in _own_fields(model) if field.choices and field.has_default()]
    stuck = [
        f"{label}.{field.name}"
        for field in states
        if not {field.name, f"{model.__name__}.{field.name}"} & changed
        and f"{label}.{field.name}" not in STAYS
    ]
    assert not stuck, f"Nobody can change: {', '.join(stuck)}"
