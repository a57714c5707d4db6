"""The demonstration's plans: for every project the Board let go on, with milestones reached, late and moved."""

from datetime import date, timedelta

from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.web.programme.plans import actions
from sherwood.web.programme.plans.models import PARTS, Plan, WorkStream
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.site.accounts.models import Post, User

WORDS = {
    "communications": "Team meetings hear of it first; partners by letter; a page on the intranet each month.",
    "risks": "Posts may stay empty: agency cover is agreed. The case system may be late: figures by hand until then.",
    "quality": "A second manager reads a tenth of the files each month and reports to the programme manager.",
}
LATE = {"P02", "P04"}  # whose second step is a key milestone too, and has slipped
STREAMS = (  # what, from and to in days after the first milestone was promised
    ("Agree how it will work with managers and partners", -28, 14),
    ("Train and support the teams that go first", 0, 70),
    ("Take it to every team, and check that it holds", 56, 140),
)
REVIEWS = (
    ("P03", 1, date(2010, 2, 11), "Two of three teams have begun; the third waits for its last practitioner.", "Lend the third team an experienced practitioner for eight weeks", "Service head, service improvement", date(2010, 3, 19)),
    ("P11", 0, date(2010, 2, 11), "The supplier's dates slip, and teams keep their own lists meanwhile.", "Ask the supplier's director for a date in writing", "Deputy chief executive", date(2010, 3, 5)),
)  # fmt: skip
STEPS = ("Set up", "First teams use it")


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
    _split(programme.project_set.get(key="P04"))
    _reviews(programme)


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
        who_post=Post.objects.called("Team manager, reception and assessment"),
        changed="Start with two teams, not all.",
        on=date(2010, 1, 14),
        by=lead,
    )
    actions.set_dates(plan=plan, report_due_on=date(2010, 3, 12), monitoring_set_on=date(2010, 2, 1), by=lead)
    actions.depend(
        project=project,
        on_programme="The council's own improvement programme",
        words="Desks and equipment for new staff",
        owner_post=Post.objects.called("Business manager"),
        needed_by_on=date(2010, 4, 1),
        by=lead,
    )
    if project.now is not Stage.PLANNING:
        _vet(plan, lead)
    _milestones(project, number, lead, manager)
    _streams(project, number, lead)


def _vet(plan: Plan, lead: User) -> None:
    plan.refresh_from_db()
    sending = actions.send_plan(plan=plan, by=lead)
    officer = User.objects.holding(Role.PROGRAMME_OFFICER).first()
    actions.vet_plan(sending=sending, answers=dict.fromkeys(PARTS), by=officer)


def _streams(project: Project, number: int, lead: User) -> None:
    first = _first(number)
    for words, begins, ends in STREAMS:
        actions.add_stream(
            project=project,
            words=words,
            owner_post=project.lead,
            from_on=first + timedelta(begins),
            to_on=first + timedelta(ends),
            by=lead,
        )


def _split(project: Project) -> None:
    """The founding document's own case: what was left of a larger stream when its audit went elsewhere."""
    actions.say_split(
        project=project,
        parent=None,
        parent_name="Keeping children safe",
        moved="Quality assurance and audit went to P02, so that they stand in one place. What stays: missing from home, domestic abuse, private fostering.",
        by=User.objects.signing_in().get(post=project.lead),
    )


def _reviews(programme: Programme) -> None:
    keeper = User.objects.holding(Role.PROGRAMME_ADMINISTRATOR).first()
    for key, place, on, stands, help_agreed, post, due_on in REVIEWS:
        stream = WorkStream.objects.filter(project__programme=programme, project__key=key)[place]
        actions.review_stream(
            stream=stream,
            reviewed_on=on,
            reviewed_by=programme.body_set.get(key=programme.challenging_body),
            stands=stands,
            help_agreed=help_agreed,
            help_owner_post=Post.objects.called(post) if post else None,
            help_due_on=due_on,
            by=keeper,
        )


def _first(number: int) -> date:
    """When a project's first milestone is promised; not all on one day."""
    return date(2010, 1, 25) + timedelta(3 * (number % 5))


def _milestones(project: Project, number: int, lead: User, manager: User) -> None:
    first = _first(number)
    for place, words in enumerate(STEPS):
        made = actions.promise_milestone(
            project=project,
            words=words,
            owner_post=project.lead,
            baseline_on=first + timedelta(42 * place),
            is_key=place == 1 and project.key in LATE,
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
    if project.next_step_on:
        actions.promise_milestone(
            project=project,
            words=project.next_step,
            owner_post=project.lead,
            baseline_on=project.next_step_on,
            is_key=True,
            by=lead,
        )
