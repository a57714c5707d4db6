"""What is said of a field that is wrong, in the design system's way: “Enter the title”, “Cost must be a whole number”.

One mechanism for every form: Django's own sentences give way to these when a form is drawn or checked; a sentence that a
field was given for itself stays. The words are made of the field's label.
"""

import re
from collections.abc import Sequence

from django import forms

ENTER, SELECT = "Enter", "Select"
STALE = "This page was open for too long. Reload it and send the form again."
# first words of a label that goes on as it stands: “Enter why it is withdrawn”, “Select your answer”
GOES_ON = {
    "a", "an", "the", "your", "its", "every", "any", "each", "how", "what", "when", "where", "whether", "which", "who",
    "whose", "why", "by", "for", "of", "on", "since", "until", "to", "from",
}  # fmt: skip
# second words of a question that cannot go on so: “What do you ask the lead?”
TURNED = {
    "are",
    "can",
    "could",
    "did",
    "do",
    "does",
    "had",
    "have",
    "is",
    "may",
    "should",
    "was",
    "were",
    "will",
    "would",
}
SUBJECTS = {"who", "what", "which"}  # “Who leads it?” goes on: “Select who leads it”
SUBJECT_AND_IS = (
    "what is still",
    "what is to be",
    "what was done",
    "what was wrong",
    "what was tested",
    "what was recorded",
    "who is to",
)
HANGING = re.compile(r"\b(on|by|as|whom)$")


def _lowered(label: str) -> str:
    return label if label[:2].isupper() or label[:1].isdigit() else label[:1].lower() + label[1:]


def _goes_on(label: str, question: bool) -> bool:
    """Whether the label makes a sentence after a verb."""
    first, *rest = re.findall(r"[\w’']+", label.lower()) or [""]
    if not rest:
        return False
    if question:
        stands = first in SUBJECTS and rest[0] not in TURNED
        return stands or label.lower().startswith(SUBJECT_AND_IS)
    return first in GOES_ON


def _is_noun(label: str, question: bool) -> bool:
    first = (re.findall(r"[\w’']+", label.lower()) or [""])[0]
    if (
        question
        or HANGING.search(label.lower())
        or first in {"it", "in", "now", "from", "to", "as", "answers"}
    ):
        return False
    return first not in GOES_ON or first in {"a", "an", "the", "your", "its", "every"}


def _turned(label: str) -> str:
    """“Now: likelihood” as “Likelihood, now”: what is asked for comes first."""
    group, colon, asked = label.partition(": ")
    return (
        f"{asked[:1].upper()}{asked[1:]}, {_lowered(group)}" if colon and len(asked.split()) <= 3 else label
    )


def missing(label: str, kind: str) -> str:
    """What is said of a field that was left empty; `kind` as `DesignedField` names it."""
    if kind == "hidden":
        return STALE
    if kind == "checkbox":
        return f"Select “{label}” to go on"
    verb = SELECT if kind in ("select", "radios", "checkboxes", "file") else ENTER
    bare, question = _turned(label.rstrip(" ?:")), label.rstrip().endswith("?")
    if _goes_on(bare, question):
        return f"{verb} {_lowered(bare)}"
    if _is_noun(bare, question):
        return f"{verb} the {_lowered(bare)}"
    return f"{verb} an answer to “{label.strip()}”"


def subject(label: str) -> str:
    """How a sentence about the answer begins."""
    bare, question = _turned(label.rstrip(" ?:")), label.rstrip().endswith("?")
    return bare if _is_noun(bare, question) else f"The answer to “{label.strip()}”"


def sentences(field: forms.Field, label: str, kind: str) -> dict[str, str]:
    """What is said of this field, by Django's code of what is wrong."""
    of, safe = subject(label), subject(label).replace("%", "%%")
    choose = f"{missing(label, 'select')} from the list"
    said = {
        "required": missing(label, kind),
        "incomplete": f"{of} must include a day, a month and a year",
        "not_real": f"{of} must be a real date, such as 8 3 2010",
        "invalid_choice": choose,
        "invalid_list": choose,
        "invalid_pk_value": choose,
        "min_value": f"{safe} must be %(limit_value)s or more",
        "max_value": f"{safe} must be %(limit_value)s or less",
        "min_length": f"{safe} must be %(limit_value)s characters or more",
        "max_length": f"{safe} must be %(limit_value)s characters or fewer",
        "max_digits": f"{safe} must have %(max)s figures or fewer",
        "max_decimal_places": f"{safe} must have %(max)s figures or fewer after the point",
        "max_whole_digits": f"{safe} must have %(max)s figures or fewer before the point",
        "missing": missing(label, "file"),
        "empty": "The file is empty. Select another",
        "null_characters_not_allowed": f"{of} must not hold a null character",
    }
    if (invalid := _invalid(field, of)) is not None:
        said["invalid"] = invalid
    if isinstance(field, forms.FileField):
        said["max_length"] = "The name of the file must be %(max)d characters or fewer"
    return said


def _invalid(field: forms.Field, of: str) -> str | None:
    """Of a value of the wrong kind; None for a field whose own check says it."""
    kinds: Sequence[tuple[type[forms.Field], str]] = (
        (forms.EmailField, "Enter an email address in the correct format, like name@example.com"),
        (forms.SlugField, f"{of} must have only letters, numbers, hyphens and underscores"),
        (forms.FloatField, f"{of} must be a number"),
        (forms.DecimalField, f"{of} must be a number"),
        (forms.IntegerField, f"{of} must be a whole number"),
        (forms.FileField, "The file did not come whole. Select it again"),
        (forms.MultiValueField, f"{of} must be a real date, such as 8 3 2010"),
        (forms.DateField, f"{of} must be a real date, such as 8 3 2010"),
    )
    return next((sentence for kind, sentence in kinds if isinstance(field, kind)), None)


def word(field: forms.Field, label: str, kind: str) -> None:
    """Give a field our sentences wherever it would say Django's."""
    own = {
        check.code for check in field.validators
        if check not in field.default_validators and getattr(check, "code", None) and str(check.message) != str(type(check).message)
    }  # fmt: skip
    for code, sentence in sentences(field, label, kind).items():
        if code not in own and field.error_messages.get(code) == _djangos(field, code):
            field.error_messages[code] = sentence


def _djangos(field: forms.Field, code: str) -> str | None:
    """What Django says of this kind of field; None where it says nothing, or leaves it to a check of the value."""
    for kind in type(field).__mro__:
        if code in vars(kind).get("default_error_messages", {}):
            return kind.default_error_messages[code] if kind.__module__.startswith("django.") else ""
    return None
