"""Writing a plan, starting work, reaching milestones, and moving a promised date by an approved change."""

from datetime import date

from sherwood.governance.roles import Permission
from sherwood.governance.stages import Stage
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.kit.periods import spoken
from sherwood.web.programme.cases.actions.deciding import finish_outputs, start_delivery
from sherwood.web.programme.plans.models import PARTS, Contributor, DateChange, Dependency, Milestone, Plan
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.trail.refusals import refusals_told
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.overtaking import check_as_read


def check_writes(project: Project, by) -> None:
    """A plan is its lead's to write, and nobody else's."""
    if not by.may(Permission.WRITE_CASE) or not project.is_led_by(by):
        raise Refusal(f"The plan of {project.key} is written by who leads it: {project.lead}.")


@refusals_told
def open_plan(*, project: Project, by) -> Plan:
    """The plan of a project that the Board let go on."""
    check_writes(project, by)
    if project.now not in (Stage.PLANNING, Stage.DELIVERY, Stage.EMBEDDING):
        raise Refusal("A plan is written once the Board has decided that the project goes on.")
    plan, made = Plan.objects.get_or_create(project=project)
    if made:
        trail.record(verb="opened a plan", what=plan, by=by)
    return plan


@refusals_told
def write_part(*, plan: Plan, part: str, words: str, complete: bool, revision: int, by) -> None:
    """Save a part. Somebody who saved since `revision` was read is not overwritten."""
    check_writes(plan.project, by)
    if part not in PARTS:
        raise SherwoodError("The plan has three parts: communications, risk management and quality review.")
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.revision != revision:
        raise Refusal(
            "Somebody saved this plan after you opened it. Your words are below: read theirs, then save again."
        )
    if complete and not words.strip():
        raise SherwoodError("An empty part is not complete.")
    setattr(plan, part, words)
    plan.complete = sorted({*plan.complete} - {part} | ({part} if complete else set()))
    plan.revision += 1
    plan.save()
    trail.record(verb="wrote a plan's part", what=plan, detail={"part": part, "complete": complete}, by=by)


@refusals_told
def add_contributor(*, plan: Plan, who_post: str, changed: str, on: date, by) -> None:
    check_writes(plan.project, by)
    Contributor.objects.create(plan=plan, who_post=who_post, changed=changed, on=on)
    trail.record(verb="named a contributor", what=plan, detail={"post": who_post}, by=by)


@refusals_told
def set_dates(
    *,
    plan: Plan,
    report_due_on: date,
    monitoring_set_on: date | None = None,
    as_read: str | None = None,
    by,
) -> None:
    """When the first report is due, and when monitoring was set up."""
    check_writes(plan.project, by)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    now = plan.dates()
    check_as_read(as_read, now, " and ".join(spoken(day) for day in now.values() if day))
    Plan.objects.filter(pk=plan.pk).update(report_due_on=report_due_on, monitoring_set_on=monitoring_set_on)
    trail.record(verb="set a plan's dates", what=plan, by=by)


@refusals_told
def promise_milestone(
    *, project: Project, words: str, owner_post: str, baseline_on: date, is_key: bool = False, by
) -> Milestone:
    """A milestone with its promised day; while planning this is free, in delivery the day is fixed from the start."""
    check_writes(project, by)
    made = Milestone.objects.create(
        project=project,
        words=words,
        owner_post=owner_post,
        baseline_on=baseline_on,
        forecast_on=baseline_on,
        is_key=is_key,
    )
    trail.record(
        verb="promised a milestone",
        what=project,
        detail={"milestone": made.pk, "on": baseline_on.isoformat()},
        by=by,
    )
    return made


@refusals_told
def reach(*, milestone: Milestone, actual_on: date, by) -> None:
    check_writes(milestone.project, by)
    if actual_on > today():
        raise Refusal("A milestone is reached on the day it happens, or recorded after.")
    if not Milestone.objects.filter(pk=milestone.pk, actual_on=None).update(actual_on=actual_on):
        raise Refusal("This milestone is reached already.")
    trail.record(
        verb="reached a milestone", what=milestone.project, detail={"milestone": milestone.pk}, by=by
    )


@refusals_told
def ask_to_move(*, milestone: Milestone, after_on: date, reason: str, by) -> DateChange:
    """Ask for another day. The promise stands until the change is approved."""
    check_writes(milestone.project, by)
    if not reason.strip():
        raise Refusal("Say why the day must move.")
    if milestone.actual_on or after_on == milestone.forecast_on:
        raise Refusal("There is nothing to move: it is reached already, or the day is the same.")
    if milestone.changes.filter(state=DateChange.State.ASKED).exists():
        raise Refusal("A change of this day is asked for already and waits for an answer.")
    made = DateChange.objects.create(
        milestone=milestone,
        before_on=milestone.forecast_on,
        after_on=after_on,
        reason=reason,
        asked_by=by,
        asked_on=today(),
    )
    trail.record(
        verb="asked to move a date",
        what=milestone.project,
        detail={"milestone": milestone.pk, "to": after_on.isoformat()},
        by=by,
    )
    return made


@refusals_told
def answer_move(*, change: DateChange, approve: bool, by) -> None:
    """The programme manager approves or refuses; never who asked."""
    change = DateChange.objects.select_for_update().select_related("milestone").get(pk=change.pk)
    if not by.may(Permission.RUN_PROGRAMME):
        raise Refusal("A promised day is moved with the approval of the programme manager.")
    if change.asked_by_id == by.pk:
        raise Refusal("Who asks for a change does not approve it.")
    if change.state != DateChange.State.ASKED:
        raise Refusal("This was answered already.")
    change.state = DateChange.State.APPROVED if approve else DateChange.State.REFUSED
    change.answered_by, change.answered_on = by, today()
    change.save()
    if approve:
        Milestone.objects.filter(pk=change.milestone_id).update(forecast_on=change.after_on)
    trail.record(
        verb="answered a move of a date", what=change.milestone.project, detail={"approved": approve}, by=by
    )


@refusals_told
def depend(
    *, project: Project, on_programme: str, words: str, owner_post: str, needed_by_on: date, by
) -> Dependency:
    check_writes(project, by)
    made = Dependency.objects.create(
        project=project,
        on_programme=on_programme,
        words=words,
        owner_post=owner_post,
        needed_by_on=needed_by_on,
    )
    trail.record(verb="recorded a dependency", what=project, detail={"on": on_programme}, by=by)
    return made


@refusals_told
def start(*, plan: Plan, by) -> None:
    """Begin delivery: refused until the three parts are complete, a measure is linked and a report is due."""
    plan = Plan.objects.whole().get(pk=plan.pk)
    start_delivery(
        project=plan.project,
        parts=plan.parts_complete,
        measures=plan.project.measure_keys,
        report_due_on=plan.report_due_on,
        by=by,
    )


@refusals_told
def finish(*, project: Project, by) -> None:
    """Say that the outputs are done: every milestone, and at least one."""
    milestones = project.milestones.all()
    finish_outputs(
        project=project, milestones_done=bool(milestones) and not milestones.open().exists(), by=by
    )
