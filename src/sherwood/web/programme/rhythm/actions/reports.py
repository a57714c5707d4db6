"""Writing, submitting, answering, marking and asking for project reports; and setting when they are due."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sherwood.governance.programme import NOT_RATED
from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.actions import declare_rating
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.programmes.models.scales import standing_ratings
from sherwood.web.programme.programmes.signals import Judged
from sherwood.web.programme.rhythm import figures
from sherwood.web.programme.rhythm.expecting import SILENT, due_of, expected
from sherwood.web.programme.rhythm.models import (
    ALWAYS_ASKED,
    FIELDS,
    Answer,
    Chase,
    Hint,
    Mark,
    Report,
    Rhythm,
)
from sherwood.web.site.acts import act, rule
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui import overtaking
from sherwood.web.site.ui.clock import today

TEAM = (Permission.RUN_PROGRAMME, Permission.VET)  # the programme team takes the reports
HOLD_TO_ACCOUNT = (Permission.CHALLENGE, *TEAM)
MUST_SAY = tuple(name for name in ALWAYS_ASKED if name != "declared")  # before a report can be submitted


class DraftOvertaken(overtaking.Overtaken):
    """Somebody saved the draft after it was opened; `theirs` is what they saved, None when they handed it in."""

    def __init__(self, theirs: Report | None):
        self.theirs = theirs
        super().__init__(
            "Somebody saved this report after you opened it. Your words are below: read theirs, then save again."
        )

    @property
    def revision(self) -> int:
        """What the next save must say that it has read."""
        return self.theirs.revision if self.theirs else 0


def _set(programme: Programme) -> str:
    return "; ".join(
        f"{Rhythm.What(what).label.lower()} from {spoken(date.fromisoformat(first))}, "
        f"{'every month' if by_month else f'every {days} days'}"
        for what, first, days, by_month in Rhythm.standing(programme)
    )


@act(needs=Permission.RUN_PROGRAMME, about="programme", stands=Rhythm.standing, says=_set)
def set_rhythm(
    *, programme: Programme, what: str, first_due_on: date, every_days: int, by_month: bool = False, by
) -> Rhythm:
    """From `first_due_on` on this is due every so many days, or on its day of every month. Days that have passed stay as they were."""
    if first_due_on < today():
        raise Refusal(f"The first day must be today or later: {spoken(first_due_on)} has passed.")
    if every_days < 1:
        raise SherwoodError("Say every how many days it is due: 7 for every week.")
    Rhythm.objects.filter(programme=programme, what=what, first_due_on__gte=first_due_on).delete()
    made = Rhythm.objects.create(
        programme=programme, what=what, first_due_on=first_due_on, every_days=every_days, by_month=by_month
    )
    often = {"every": "month"} if by_month else {"every days": every_days}
    detail = {"first": first_due_on.isoformat(), **often}
    trail.record(verb="set when reports are due", what=made, detail=detail, by=by)
    return made


def _hinted(programme: Programme) -> str:
    return "; ".join(
        f"{FIELDS[field]}: {label or 'called as most do'}, {'asked for' if asked else 'left out'}. {words}"
        for field, (words, label, asked) in Hint.standing(programme).items()
    )


@act(needs=Permission.RUN_PROGRAMME, about="programme", stands=Hint.standing, says=_hinted)
def write_hints(*, programme: Programme, by, **hints: str) -> None:
    """How each field is asked for: `progress` is what stands beside it, `progress_label` what it is called, and `resources_asked`
    “no” leaves it out. What says nothing is as most programmes have it."""
    for field in FIELDS:
        words, label = hints.get(field, "").strip(), hints.get(f"{field}_label", "").strip()
        asked = field in ALWAYS_ASKED or hints.get(f"{field}_asked") != "no"
        if words or label or not asked:
            said = {"words": words, "label": label, "asked": asked}
            Hint.objects.update_or_create(programme=programme, field=field, defaults=said)
        else:
            Hint.objects.filter(programme=programme, field=field).delete()
    trail.record(verb="set the fields of the report", what=programme, by=by)


@rule(Permission.WRITE_CASE)
def check_leads(project: Project, by) -> None:
    """The project's lead, and nobody else."""
    if not project.is_led_by(by):
        raise Refusal(f"Only the lead of {project.key}, {project.lead}, writes its report.")


def check_due(project: Project, due_on: date) -> None:
    """A report is written for a day on which one is due."""
    if project.now in SILENT:
        raise Refusal(f"No report is due from a project at “{project.now.value}”.")
    if Report.objects.for_day(project, due_on).exists():
        return
    due = due_of([project])[project.pk]
    if due_on not in due.days(due_on, due_on):
        raise Refusal(
            f"No report of {project.key} is due on {spoken(due_on)}. The calendar says when they are."
        )
    following = due.after(today())
    if following and due_on > following:
        raise Refusal(f"It is too early for this one: the report due on {spoken(following)} comes first.")


@act(needs=check_leads, about="project")
def save_draft(*, project: Project, due_on: date, words: dict[str, Any], revision: int, by) -> Report:
    """Keep what is typed. Somebody who saved since `revision` was read is not overwritten."""
    return _save(project, due_on, words, revision, by)


@act(needs=check_leads, about="project")
def submit(
    *,
    project: Project,
    due_on: date,
    words: dict[str, Any],
    revision: int,
    judged: Judged,
    as_at: date | None = None,
    by,
) -> Report:
    """Hand it in: from now on neither its words nor the figures it was issued with change."""
    called = Hint.asked_for(project.programme)
    missing = [called[name].lower() for name in MUST_SAY if not str(words.get(name) or "").strip()]
    missing += [called["declared"].lower()] if words.get("declared") not in _declarable() else []
    if missing:
        raise SherwoodError(f"Before it can be submitted, say: {'; '.join(missing)}.")
    report = _save(project, due_on, words, revision, by)
    period = due_of([project])[project.pk].period(due_on)
    same = figures.unchanged(report.words, figures.earlier_reports(project, due_on))
    report.figures = figures.figures_of(project, judged, as_at, period) | {
        "unchanged": {name: since.isoformat() for name, since in same.items()},
        "declared": asdict(standing_ratings()[report.declared]),
        "called": called,
    }
    report.submitted_by, report.submitted_on = by, today()
    report.digest = report.worked_out()
    report.save()
    trail.record(verb="submitted a report", what=report, detail={"digest": report.digest[:12]}, by=by)
    return report


def _declarable() -> set[str]:
    return set(standing_ratings()) - {NOT_RATED.key}


def _save(project: Project, due_on: date, words: dict[str, Any], revision: int, by) -> Report:
    check_due(project, due_on)
    latest = Report.objects.for_day(project, due_on).first()
    if latest and latest.state in ("submitted", "accepted"):
        raise Refusal(Report.LOCKED)
    draft = latest if latest and not latest.locked else None
    if (draft.revision if draft else 0) != revision:
        raise DraftOvertaken(draft)
    if draft is None:
        draft = Report(project=project, due_on=due_on, number=latest.number + 1 if latest else 1)
    for name in FIELDS:
        setattr(draft, name, words.get(name, getattr(draft, name)))
    draft.revision, draft.saved_on = draft.revision + 1, today()
    draft.save()
    draft.authors.add(by)
    return draft


@act(needs=TEAM, about="report")
def answer(*, report: Report, accepted: bool, comments: str = "", by) -> Answer:
    """Accept it, and the project stands as it declares; or return it with comments. Never by who wrote it."""
    _check_judges(report, by)
    if report.state != "submitted":
        raise Refusal("Somebody has answered this report already.")
    if not accepted and not comments.strip():
        raise SherwoodError("Say what must be put right, so that the lead can.")
    if report.digest != report.worked_out():
        raise Refusal("This is not what was submitted: its digest differs. Tell the programme manager.")
    made = Answer.objects.create(report=report, accepted=accepted, comments=comments, by=by, said_on=today())
    verb = "accepted a report" if accepted else "returned a report"
    trail.record(verb=verb, what=report, by=by)
    if accepted:
        _declare(report, by)
    return made


def _declare(report: Report, by) -> None:
    """The project stands as its latest accepted report says; one accepted late does not turn it back."""
    if Report.objects.accepted().filter(project=report.project, due_on__gt=report.due_on).exists():
        return
    declare_rating(
        project=report.project,
        declared=report.rating.key,
        because=report.because,
        next_step=report.next_step,
        next_step_on=report.next_step_on,
        on=report.submitted_on,
        by=by,
    )


@act(needs=HOLD_TO_ACCOUNT, about="report")
def mark_wrong(*, report: Report, wrong: str, correction: str, by) -> Mark:
    """Say beside a report what was wrong in it and what is right; the report stays as it was."""
    _check_judges(report, by)
    if not (wrong.strip() and correction.strip()):
        raise SherwoodError("Say both: what was wrong, and what is right.")
    made = Mark.objects.create(report=report, wrong=wrong, correction=correction, by=by, said_on=today())
    trail.record(verb="marked a report as wrong", what=report, by=by)
    return made


def _check_judges(report: Report, by) -> None:
    if not report.locked:
        raise Refusal("This report is still a draft.")
    if report.authors.filter(pk=by.pk).exists():
        raise Refusal("You wrote this report, so somebody else must judge it.")


@act(needs=TEAM, about="project")
def chase(*, project: Project, due_on: date, by) -> Chase:
    """Ask for a report whose day has passed; the lead finds it on the home page. Once a day is enough."""
    waiting = [report for report in expected([project], due_on, due_on) if report.standing.behind]
    if not waiting:
        raise Refusal(f"No report of {project.key} due on {spoken(due_on)} is late.")
    if waiting[0].chased_today:
        raise Refusal("It was asked for today already. Once a day is enough.")
    made = Chase.objects.create(project=project, due_on=due_on, by=by, said_on=today())
    trail.record(verb="chased a report", what=project, detail={"due": due_on.isoformat()}, by=by)
    return made
