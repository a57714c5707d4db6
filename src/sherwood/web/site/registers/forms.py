"""The forms of a register, made from the fields of its model: their words stand there once."""

from collections.abc import Collection, Iterable

from django import forms
from django.db import models
from django.db.models import Q

from sherwood.web.site.accounts.fields import PostField
from sherwood.web.site.accounts.models import OrganisationUnit, scope_of
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.registers.description import Register
from sherwood.web.site.registers.models import RegisterRow
from sherwood.web.site.ui.fields import CountField, DayField, ManyField, NumberField, lines
from sherwood.web.site.ui.overtaking import OfRevision

YES_NO = [("yes", "Yes"), ("no", "No")]
NOT_KNOWN = ("", "Not known")
BRIEF = 6  # as many choices are shown at once; more go into a list that opens


class RegisterForm(forms.Form):
    """The fields of a row, in the order they are asked for. `left`: those that may be left empty here."""

    def __init__(
        self,
        *args,
        register: Register,
        names: Iterable[str],
        left: Collection[str] = (),
        user,
        standing: RegisterRow | None = None,
        **more,
    ):
        super().__init__(*args, **more)
        for name in names:
            self.fields[name] = field_for(register, name, left, user, standing)


class OfRow(OfRevision, RegisterForm):
    """A form about a row that stands: it says which saving of it was read."""

    def __init__(self, *args, row: RegisterRow, reason: str = "", **more):
        super().__init__(*args, row=row, standing=row, **more)
        self.fields["revision"].initial = row.revision
        if reason:
            self.fields["reason"] = lines(reason)


class ThemeAction(forms.Form):
    words = lines("What is to be done")
    owner_post = PostField(label="Who does it")
    due_on = DayField(label="By what day")


class BringIn(forms.Form):
    file = forms.FileField(
        label="A file of rows", help_text="CSV or Excel, with the headings of the template below."
    )


def field_for(
    register: Register, name: str, left: Collection[str], user, row: RegisterRow | None = None
) -> forms.Field:
    """The form's field of a model's field; asked for unless the model or the move lets it be left."""
    field = register.model._meta.get_field(name)
    given = {
        "label": register.words_of(name),
        "help_text": field.help_text,
        "required": not (field.blank or name in left),
    }
    if name == "team" and register.of_children:
        return forms.ChoiceField(choices=[("", ""), *((team, team) for team in teams_of(user))], **given)
    if field.is_relation:
        return _of_rows(register, field, given, user, row)
    if isinstance(field, models.BooleanField):
        return _yes_or_no(field, given)
    if field.choices:
        some, given["coerce"] = list(field.choices), field.to_python
        if given["required"] and len(some) <= BRIEF:
            return forms.TypedChoiceField(choices=some, widget=forms.RadioSelect, **given)
        return forms.TypedChoiceField(choices=[("", ""), *some], **given)
    if isinstance(field, models.DateField):
        return DayField(**given)
    if isinstance(field, models.TextField):
        return lines(given.pop("label"), **given)
    if isinstance(field, models.DecimalField):
        return NumberField(
            max_digits=field.max_digits, decimal_places=field.decimal_places, min_value=0, **given
        )
    if isinstance(field, models.IntegerField):
        return CountField(min_value=0, **given)
    return forms.CharField(max_length=field.max_length, **given)


def _yes_or_no(field: models.BooleanField, given: dict) -> forms.Field:
    """Yes, no and, where nobody may know, not known. One that is no unless somebody says otherwise begins so."""
    otherwise = field.default if field.has_default() else None
    choices = YES_NO if otherwise is not None or given["required"] else [*YES_NO, NOT_KNOWN]
    given["required"] = given["required"] and otherwise is None
    return forms.TypedChoiceField(
        choices=choices,
        coerce=lambda said: said == "yes",
        empty_value=otherwise,
        initial={True: "yes", False: "no", None: None}[otherwise],
        widget=forms.RadioSelect,
        **given,
    )


def _of_rows(register: Register, field, given: dict, user, row: RegisterRow | None) -> forms.Field:
    """A post, another row, or several: those that may be chosen, and those that stand already."""
    if isinstance(field, PostKey):
        return PostField(**{key: value for key, value in given.items() if value != ""})
    every = field.related_model.visible_to
    rows = register.among.get(field.name, every)(user)
    if row is not None:
        rows = every(user).filter(Q(pk__in=rows.values("pk")) | Q(pk__in=_held(row, field)))
    if field.many_to_many:
        return ManyField(queryset=rows, widget=forms.CheckboxSelectMultiple, **given)
    return forms.ModelChoiceField(rows, empty_label="Choose from the list", **given)


def _held(row: RegisterRow, field) -> list:
    held = getattr(row, field.name)
    return [chosen.pk for chosen in held.all()] if field.many_to_many else [held.pk] if held else []


def teams_of(user) -> list[str]:
    """The teams whose rows somebody may enter: those they reach."""
    scope = scope_of(user)
    if scope.all:
        teams = OrganisationUnit.objects.current().teams()
        return sorted(set(teams.values_list("key", flat=True)))
    return sorted(scope.teams)
