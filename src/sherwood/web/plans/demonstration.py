"""The demonstration's plans: for every project the Board let go on, with milestones reached, late and moved."""

from datetime import date, timedelta

from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.web.accounts.models import User
from sherwood.web.plans import actions
from sherwood.web.plans.models import PARTS, Plan
from sherwood.web.programmes.models import Programme, Project

WORDS = {
    "communications": "Team meetings hear of it first; partners by letter; a page on the intranet each month.",
    "risks": "Posts may stay empty: agency cover is agreed. The case system may be late: figures by hand until then.",
    "quality": "A second manager reads a tenth of the files each month and reports to the programme manager.",
}
STEPS = ("Set up", "First teams use it", "All teams use it")


def seed_plans(programme: Programme) -> None:
    """Doing it again changes nothing."""
    if Plan.objects.filter(project__programme=programme).exists():
        return
    _lead, manager = (
        User.objects.holding(role).first() for role in (Role.PROJECT_LEAD, Role.PROGRAMME_MANAGER)
    )
    for number, project in enumerate(programme.project_set.all()):
        if project.now in (Stage.PLANNING, Stage.DELIVERY, Stage.EMBEDDING):
            _plan(project, number, User.objects.signing_in().get(post=project.lead), manager)


def _plan(project: Project, number: int, lead: User, manager: User) -> None:
    plan = actions.open_plan(project=project, by=lead)
    parts = list(PARTS) if project.now is not Stage.PLANNING else list(PARTS)[:2]
    for key in parts:
        plan.refresh_from_db()
        actions.write_part(
            plan=plan, part=key, words=WORDS[key], complete=True, revision=plan.revision, by=lead
        )
    actions.add_contributor(
        plan=plan,
        who_post="Team manager, reception and assessment",
        changed="Start with two teams, not all.",
        on=date(2010, 1, 14),
        by=lead,
    )
    actions.set_dates(plan=plan, report_due_on=date(2010, 3, 12), monitoring_set_on=date(2010, 2, 1), by=lead)
    actions.depend(
        project=project,
        on_programme="The council's own improvement programme",
        words="Desks and equipment for new staff",
        owner_post="Business manager",
        needed_by_on=date(2010, 4, 1),
        by=lead,
    )
    _milestones(project, number, lead, manager)


def _milestones(project: Project, number: int, lead: User, manager: User) -> None:
    first = date(2010, 1, 25) + timedelta(3 * (number % 5))
    for place, words in enumerate(STEPS):
        made = actions.promise_milestone(
            project=project,
            words=words,
            owner_post=project.lead,
            baseline_on=first + timedelta(42 * place),
            is_key=place == 2,
            by=lead,
        )
        if place == 0 and project.now is not Stage.PLANNING:
            actions.reach(milestone=made, actual_on=made.baseline_on + timedelta(number % 4), by=lead)
        if place == 1 and number % 2:
            change = actions.ask_to_move(
                milestone=made,
                after_on=made.baseline_on + timedelta(21),
                reason="The posts it waits for are filled later.",
                by=lead,
            )
            actions.answer_move(change=change, approve=True, by=manager)
