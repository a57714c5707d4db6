"""The parts of a definition as forms and proposals draw them, read from the same annotations as the file's own reader."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from sherwood.governance import programme as parts
from sherwood.governance.definition import LINKS, SECTIONS

ONCE = {"programme": parts.About, "rules": parts.Rules}  # tables that stand once
SHAPES: dict[str, type] = ONCE | {name: kind for name, (kind, _) in SECTIONS.items()}

# section: its heading, and one of it
TITLES = {
    "programme": ("The programme", "the programme"),
    "rules": ("How it decides", "how it decides"),
    "category": ("Categories of project", "a category"),
    "likelihood": ("How likely a risk is", "a point of likelihood"),
    "impact": ("How much a risk would do", "a point of impact"),
    "risk_band": ("How large a risk is", "a band of scores"),
    "rating": ("How a project stands", "a rating"),
    "origin": ("Where projects come from", "a source of projects"),
    "checklist": ("Vetting checklist", "a line of the checklist"),
    "grade": ("Grades of a case", "a grade"),
    "criterion": ("What projects are ranked by", "a criterion"),
    "driver": ("Why there is a programme", "a driver"),
    "body": ("Bodies", "a body"),
    "agenda": ("What agendas cover", "a part of an agenda"),
    "role": ("Parts in the programme", "a part in the programme"),
    "phase": ("Phases", "a phase"),
    "inspection": ("Inspections and reports", "an inspection or report"),
    "priority": ("Priorities", "a priority"),
    "finding_kind": ("Kinds of finding", "a kind of finding"),
    "finding": ("Findings", "a finding"),
    "project": ("Projects", "a project"),
    "score": ("Scores", "a score"),
    "marker": ("Markers of success", "a marker of success"),
    "funding": ("Money", "a sum of money"),
    "posts": ("New posts", "posts of one type"),
}
# one of a section, as the head of what is said of it
HEADS = {
    "programme": "The programme",
    "rules": "How the programme decides",
    "category": "Category",
    "likelihood": "Likelihood",
    "impact": "Impact",
    "risk_band": "Band of risks",
    "rating": "Rating",
    "origin": "Source of projects",
    "checklist": "Line of the vetting checklist",
    "grade": "Grade",
    "criterion": "Criterion",
    "driver": "Driver",
    "body": "Body",
    "agenda": "Part of an agenda",
    "role": "Part in the programme",
    "phase": "Phase",
    "inspection": "Inspection or report",
    "priority": "Priority",
    "finding_kind": "Kind of finding",
    "finding": "Finding",
    "project": "Project",
    "score": "Score",
    "marker": "Marker of success",
    "funding": "Money",
    "posts": "New posts",
}
LONG = {
    "words", "aim", "mandate", "remit", "does", "purpose", "judgement", "evidence", "out_of_scope", "planned_end_note",
    "no_project_because", "declared_because", "note",
}  # fmt: skip
# what a name alone would not tell
LABELS = {
    ("programme", "key"): "Short name",
    ("role", "post"): "Held by which post",
    ("role", "does"): "What it does",
    ("body", "seats"): "Seats",
    ("agenda", "words"): "The part of its remit that each agenda covers",
    ("agenda", "takes"): "What is put under it when it waits",
    ("body", "paper_checklist"): "What must be so of each paper it reads",
    ("body", "terms_agreed_on"): "Terms of reference agreed on",
    ("body", "terms_review_on"): "Terms of reference to be reviewed by",
    ("body", "terms_kept_by"): "Terms of reference kept by",
    ("body", "quorum"): "Members who must be present",
    ("body", "meets_every_days"): "Days between meetings",
    ("phase", "approvals_needed"): "Bodies that must approve it",
    ("project", "measures"): "Measures that show whether it works",
    ("project", "printed_number"): "Number printed where it is written",
    ("project", "declared"): "Rating declared by its lead",
    ("project", "origin"): "Where it comes from",
    ("project", "team_is_suggested"): "The team is suggested, not confirmed",
    ("likelihood", "description"): "What it means",
    ("impact", "description"): "What it means",
    ("risk_band", "from_score"): "From which score on",
    ("risk_band", "mark"): "Colour and shape beside its words",
    ("risk_band", "asks"): "What it asks of the owner of a risk",
    ("risk_band", "key_risk"): "Strategic risks in it come before those who challenge",
    ("rating", "mark"): "Colour and shape beside its words",
    ("rating", "counts_as"): "What the measures would call it (red is off track)",
    ("finding_kind", "title"): "What the inspection calls it",
    ("finding_kind", "needs_action"): "Somebody must act on it",
    ("finding", "words"): "What was found, as published",
    ("finding", "no_project_because"): "Why no project answers it, where none does",
    ("funding", "programme"): "The programme's to spend",
    ("funding", "amount"): "Amount in pounds",
    ("marker", "stood_at"): "Where it stood",
    ("marker", "wanted"): "What is wanted",
}
COMMON = {
    "key": "Key",
    "source": "Where it is written",
    "aliases": "Other names",
    "co_leads": "Leads beside them",
}
HINTS = {
    "key": "Letters, digits, - and _. It stands in addresses and is not changed later.",
    "source": "A paragraph or page of the document it comes from.",
    "lead": "A post, not a name.",
    "post": "A post, not a name.",
}


def label(section: str, name: str) -> str:
    words = name.replace("_", " ")
    for before in (" from on", " to on", " by on"):
        words = words.replace(before, before.removesuffix(" on"))
    return LABELS.get((section, name)) or COMMON.get(name) or words.capitalize()


def wanted(section: str) -> Iterator[tuple[Field[Any], Any]]:
    """Each field of a section with its type, None taken away."""
    hints = get_type_hints(SHAPES[section])
    for field in fields(SHAPES[section]):
        hint = hints[field.name]
        if isinstance(hint, UnionType):
            hint = next(arg for arg in get_args(hint) if arg is not NoneType)
        yield field, hint


def required(one: Field[Any]) -> bool:
    return one.default is MISSING


def target(section: str, name: str) -> str:
    """The section whose keys a field names; empty when it names none."""
    return LINKS.get((section, name), "")


def days(kind: type) -> frozenset[str]:
    """The names of the fields that hold a day."""
    hints = get_type_hints(kind)
    return frozenset(name for name, hint in hints.items() if date in (hint, *get_args(hint)))


def as_days(section: str, part: Mapping[str, Any]) -> dict[str, Any]:
    """A part with the days that are written as 2010-03-08 as dates."""
    dated = days(SHAPES[section]) if section in SHAPES else frozenset()
    return {name: _day(value) if name in dated else value for name, value in part.items()}


def _day(value: Any) -> Any:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return value


def plain(value: Any) -> Any:
    """A value as the file writes it."""
    if isinstance(value, Enum):
        return value.name.lower()
    return list(value) if isinstance(value, (tuple, list)) else value
