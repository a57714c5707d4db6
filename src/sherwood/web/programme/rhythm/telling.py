"""What a body is told of the whole programme: made from the same data as every page, as plain parts to be frozen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sherwood.kit.periods import spoken
from sherwood.web.programme.cases.models import Decision
from sherwood.web.programme.meetings.models import Question
from sherwood.web.programme.plans.models import Milestone
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.programme.programmes.signals import Judged
from sherwood.web.programme.rhythm.models import Update
from sherwood.web.site.documents import Part, part, table, words
from sherwood.web.site.ui.clock import today


def content_of(programme: Programme, judged: Sequence[Judged], before: Update | None) -> dict[str, Any]:
    """The parts as they are read, and where each project stood, so that the next update can say what changed."""
    stood = {row.project.key: _stands(row) for row in judged}
    since = before.said_on if before else programme.began_on
    parts = [
        part("projects", "Where the projects stand", _projects(judged)),
        part("changed", "What changed since the last update", *_changed(stood, before)),
        part("decisions", "Decisions taken", _decisions(programme, since)),
        part("late", "Milestones that are late", _late(programme)),
        part("questions", "Questions that wait for an answer", _questions(programme)),
    ]
    return {"parts": parts, "stood": stood, "since": since.isoformat()}


def _stands(one: Judged) -> dict[str, str]:
    return {
        "name": one.project.name,
        "stage": one.project.now.value,
        "declared": one.project.declared_rating.title,
        "computed": one.computed.rating.words,
    }


def _projects(judged: Sequence[Judged]) -> dict:
    rows = [
        (
            str(row.project),
            row.project.now.value,
            row.project.declared_rating.title,
            row.computed.rating.words,
        )
        for row in judged
    ]
    return table("Every live project", ("Project", "Stage", "Declared", "Measured"), rows)


def _changed(stood: dict[str, dict[str, str]], before: Update | None) -> list[dict]:
    if before is None:
        return [words("This is the first update.")]
    earlier: dict[str, dict[str, str]] = before.content["stood"]
    rows = [
        (f"{key} {now['name']}", name.capitalize(), earlier[key][name], now[name])
        for key, now in stood.items()
        if key in earlier
        for name in ("stage", "declared", "computed")
        if earlier[key][name] != now[name]
    ]
    rows += [
        (f"{key} {stood[key]['name']}", "New", "", stood[key]["stage"]) for key in stood if key not in earlier
    ]
    rows += [
        (f"{key} {was['name']}", "Closed", was["stage"], "Closed")
        for key, was in earlier.items()
        if key not in stood
    ]
    rows = [(who, "Measured" if what == "Computed" else what, was, now) for who, what, was, now in rows]
    return [table(f"Since {spoken(before.said_on)}", ("Project", "What", "Was", "Is"), rows)]


def _decisions(programme: Programme, since: date) -> dict:
    found = Decision.objects.filter(
        version__case__project__programme=programme, said_on__gt=since, said_on__lte=today(), corrects=None
    ).select_related("version__case__project")
    rows = [
        (
            spoken(decision.said_on),
            str(decision.version.case.project),
            f"{decision.outcome_words}, version {decision.version.number}",
        )
        for decision in found.order_by("said_on", "pk")
    ]
    return table(f"Decided after {spoken(since)}", ("On", "Project", "Decision"), rows)


def _late(programme: Programme) -> dict:
    found = Milestone.objects.late(today()).filter(project__programme=programme).for_timeline()
    rows = [
        (
            str(milestone.project),
            milestone.words,
            spoken(milestone.baseline_on),
            spoken(milestone.forecast_on),
        )
        for milestone in found
    ]
    return table("Late milestones", ("Project", "Milestone", "First promised", "Expected"), rows)


def _questions(programme: Programme) -> dict:
    found = Question.objects.unanswered().filter(programme=programme)
    rows = [(question.words, spoken(question.raised_on), spoken(question.due_on)) for question in found]
    return table("Open questions", ("Question", "Asked on", "Answer due"), rows)


def signed_part(update: Update) -> Part:
    """Who answers for it: nobody yet, or the owner of the programme by post and day."""
    signed = getattr(update, "sign_off", None)
    if update.issued:
        said = f"Signed off on {spoken(signed.said_on)} by {signed.by.post}. Drafted by {update.by.post}."
    else:
        said = f"Not signed off: this is a draft of {spoken(update.said_on)} by {update.by.post}."
    return part("signed", "Who answers for it", words(said))


def parts_of(update: Update) -> list[Part]:
    """The update as it is read, drawn in Word and in PDF."""
    about = [words(update.summary)]
    if update.corrects_id:
        about.insert(
            0, words(f"This corrects update {update.corrects.number} of {spoken(update.corrects.said_on)}.")
        )
    return [part("summary", "In short", *about), *update.content["parts"], signed_part(update)]
