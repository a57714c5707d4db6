"""Writing a plan, starting work, reaching milestones, and moving a promised date by an approved change."""

from datetime import date

from sherwood.governance.roles import Permission
from sherwood.governance.stages import MOVES, Stage
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.cases.actions.deciding import finish_outputs, start_delivery
from sherwood.web.programme.plans.models import (
    PARTS,
    Contributor,
    DateChange,
    Dependency,
    Milestone,
    Plan,
    WorkStream,
    lack_of_part,
)
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.acts import act, rule
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


@rule(Permission.WRITE_CASE)
def check_writes(of: Project | Plan | Milestone | WorkStream | Dependency, by) -> None:
    """The project's lead, and nobody else."""
    project = of if isinstance(of, Project) else of.project
    if not project.is_led_by(by):
        raise Refusal(f"Only the lead of {project.key}, {project.lead}, writes its plan.")


@act(needs=check_writes, about="project")
def open_plan(*, project: Project, by) -> Plan:
    """The plan of a project that was let go on."""
    if project.now not in (Stage.PLANNING, Stage.DELIVERY, Stage.EMBEDDING):
        raise Refusal("A plan is written once it is decided that the project goes on.")
    plan, made = Plan.objects.get_or_create(project=project)
    if made:
        trail.record(verb="opened a plan", what=plan, by=by)
    return plan


@act(needs=check_writes, about="plan")
def write_part(*, plan: Plan, part: str, words: str, complete: bool, by) -> None:
    """Save a part, complete or not."""
    if part not in PARTS:
        raise SherwoodError("The plan has three parts: communications, risk management and quality review.")
    if complete and (lack := lack_of_part(part, words)):
        raise SherwoodError(f"This part is not complete. {lack}")
    setattr(plan, part, words)
    plan.complete = sorted({*plan.complete} - {part} | ({part} if complete else set()))
    plan.save()
    plan.authors.add(by)
    trail.record(verb="wrote a plan's part", what=plan, detail={"part": part, "complete": complete}, by=by)


@act(needs=check_writes, about="plan")
def add_contributor(*, plan: Plan, who_post: Post, changed: str, on: date, by) -> None:
    Contributor.objects.create(plan=plan, who_post=who_post, changed=changed, on=on)
    trail.record(verb="named a contributor", what=plan, detail={"post": str(who_post)}, by=by)


@act(needs=check_writes, about="plan", stands=Plan.dates)
def set_dates(*, plan: Plan, report_due_on: date, monitoring_set_on: date | None = None, by) -> None:
    """When the first report is due, and when monitoring was set up."""
    Plan.objects.filter(pk=plan.pk).update(report_due_on=report_due_on, monitoring_set_on=monitoring_set_on)
    trail.record(verb="set a plan's dates", what=plan, by=by)


@act(needs=check_writes, about="project")
def promise_milestone(
    *, project: Project, words: str, owner_post: Post, baseline_on: date, is_key: bool = False, by
) -> Milestone:
    """A milestone with its promised day; while planning this is free, in delivery the day is fixed from the start."""
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


@act(needs=check_writes, about="milestone")
def reach(*, milestone: Milestone, actual_on: date, by) -> None:
    if actual_on > today():
        raise Refusal("A milestone is reached on the day it happens, or recorded after.")
    if milestone.actual_on:
        raise Refusal("This milestone is reached already.")
    milestone.actual_on = actual_on
    milestone.save(update_fields=["actual_on"])
    trail.record(
        verb="reached a milestone", what=milestone.project, detail={"milestone": milestone.pk}, by=by
    )


@act(needs=check_writes, about="milestone")
def ask_to_move(*, milestone: Milestone, after_on: date, reason: str, by) -> DateChange:
    """Ask for another day. The promise stands until the change is approved."""
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


@act(needs=Permission.RUN_PROGRAMME, about="change")
def answer_move(*, change: DateChange, approve: bool, by) -> None:
    """The programme manager approves or refuses; never who asked."""
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


@act(needs=check_writes, about="project")
def depend(
    *, project: Project, on_programme: str, words: str, owner_post: Post, needed_by_on: date, by
) -> Dependency:
    made = Dependency.objects.create(
        project=project,
        on_programme=on_programme,
        words=words,
        owner_post=owner_post,
        needed_by_on=needed_by_on,
    )
    trail.record(verb="recorded a dependency", what=project, detail={"on": on_programme}, by=by)
    return made


@act(
    needs=check_writes,
    about="dependency",
    stands=Dependency.stands,
    says=lambda dependency: dependency.get_state_display(),
)
def say_how_it_stands(*, dependency: Dependency, state: str, because: str, by) -> None:
    """Say that what the project waits for is met, at risk, or waited for still; and why."""
    if state == dependency.state:
        raise Refusal(f"It stands so already: {dependency.get_state_display().lower()}.")
    was, dependency.state = dependency.state, state
    dependency.save(update_fields=["state"])
    detail = {"dependency": dependency.pk, "from": was, "to": state, "because": because}
    trail.record(verb="said how a dependency stands", what=dependency.project, detail=detail, by=by)


@act(needs=MOVES["start"], about="plan")
def start(*, plan: Plan, by) -> None:
    """Begin delivery: refused until the three parts are complete and vetted, a measure is linked and a report is due."""
    start_delivery(
        project=plan.project,
        parts=plan.parts_complete,
        vetted=plan.is_vetted,
        measures=plan.project.measure_keys,
        report_due_on=plan.report_due_on,
        by=by,
    )


@act(needs=MOVES["outputs_done"], about="project")
def finish(*, project: Project, by) -> None:
    """Say that the outputs are done: every milestone, and at least one."""
    milestones = project.milestones.all()
    finish_outputs(
        project=project, milestones_done=bool(milestones) and not milestones.open().exists(), by=by
    )
