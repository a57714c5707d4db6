"""A lead is asked for a case, and says whether the project is in scope at all."""

from datetime import date, timedelta

from sherwood.governance.case import SCOPE
from sherwood.governance.stages import ACTS, MOVES
from sherwood.kit.errors import Refusal
from sherwood.web.programme.cases.actions.holding import said_something, tell
from sherwood.web.programme.cases.facts import check
from sherwood.web.programme.cases.models import Case, Version
from sherwood.web.programme.programmes.actions import move_project
from sherwood.web.programme.programmes.actions import name_lead as write_lead
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.action_log.actions import ActionOrigin, add_action
from sherwood.web.site.action_log.actions import withdraw as withdraw_action
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.acts import act
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.overtaking import standing

ORIGIN = Action.Origin.CASE


def due_day(project: Project) -> date:
    """When a case asked for today is due: sooner where the project is urgent."""
    programme = project.programme
    return today() + timedelta(programme.days_when_urgent if project.urgent else programme.days_for_a_case)


@act(needs=MOVES["open"], about="project")
def ask_for_case(
    *,
    project: Project,
    lead: Post,
    priority: str,
    due_on: date | None = None,
    operational_manager: Post | None = None,
    by,
) -> Case:
    """Name the lead, say which priority was agreed, and put “work up a case” on the action log."""
    met = ({"lead"} if lead else set()) | ({"priority"} if priority.strip() else set())
    facts = check(MOVES["open"], project, None, by, met)
    write_lead(project=project, lead=lead, by=by)
    move_project(project=project, move=MOVES["open"], facts=facts, by=by)
    case = Case.objects.create(
        project=project,
        priority_agreed=priority.strip(),
        operational_manager=operational_manager,
        asked_on=today(),
        due_on=due_on or due_day(project),
        asked_by=by,
    )
    _put_on_the_log(case, by)
    tell(case, "asked for a case", lead=str(lead), due_on=case.due_on.isoformat(), by=by)
    return case


@act(needs=ACTS["name_lead"], about="case", stands=lambda case: standing(case.project, "lead__title"))
def name_lead(*, case: Case, lead: Post, due_on: date | None = None, by) -> None:
    """Another lead, who gets the task and a day of their own; the task of the one before is withdrawn."""
    check(ACTS["name_lead"], case.project, case, by, {"asked"} if lead else set())
    for task in tasks(case).open():
        withdraw_action(action=task, why=f"The lead is now: {lead}.", by=by)
    write_lead(project=case.project, lead=lead, by=by)
    case.due_on = due_on or due_day(case.project)
    case.save(update_fields=["due_on"])
    _put_on_the_log(case, by)


def tasks(case: Case):
    """What is on the action log because a case was asked for."""
    return Action.objects.of(ORIGIN, case.pk)


def _put_on_the_log(case: Case, by) -> None:
    project = case.project
    words, path = f"Naming of the lead of {project.key}", case.get_absolute_url()
    add_action(
        words=f"Work up a case for {project}",
        owner_post=project.lead,
        due_on=case.due_on,
        origin=ActionOrigin(ORIGIN, str(case.pk), words, path, project),
        by=by,
    )


@act(needs=ACTS["answer_scope"], about="case")
def answer_scope(*, case: Case, answer: str, words: str, enables: Project | None = None, by) -> None:
    """The lead's answer. Yes, or an enabler that names the project it makes possible, begins the case; no does not."""
    facts = check(ACTS["answer_scope"], case.project, case, by, said_something(words))
    if answer not in SCOPE:
        raise Refusal("The scope test is answered yes, no, or no but it makes another project possible.")
    if answer == "enabler" and (enables is None or enables.pk == case.project_id or not enables.now.live):
        raise Refusal("Name the live project that this one makes possible, and say how.")
    case.scope, case.scope_words, case.scope_answered_on = answer, words.strip(), today()
    case.enables = enables if answer == "enabler" else None
    case.save()
    tell(case, "answered the scope test", answer=SCOPE[answer], by=by)
    if answer != "no":
        facts = check(MOVES["pass_scope"], case.project, case, by, {"scope"})
        move_project(project=case.project, move=MOVES["pass_scope"], facts=facts, by=by)
        Version.objects.create(case=case, number=1)


@act(needs=MOVES["stop"], about="case")
def stop(*, case: Case, reason: str, by) -> None:
    """The project brings no direct improvement and makes none possible: it is closed, and stays readable."""
    facts = check(MOVES["stop"], case.project, case, by, said_something(reason))
    for task in tasks(case).open():
        withdraw_action(action=task, why="The project is out of scope.", by=by)
    move_project(project=case.project, move=MOVES["stop"], facts=facts, by=by)
    tell(case, "stopped a project", reason=reason.strip(), by=by)
