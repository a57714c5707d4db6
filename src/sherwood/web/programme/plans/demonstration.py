"""A demonstration's plans: for every project that was let go on, with milestones reached, late and moved."""

from datetime import date, timedelta

from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.web.programme.plans import actions
from sherwood.web.programme.plans.models import PARTS, Plan, WorkStream
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.site.accounts.models import Post, User
from sherwood.web.site.offers.kinds import COUNTY, Told


def seed_plans(programme: Programme, told: Told = COUNTY) -> None:
    """Doing it again changes nothing."""
    if Plan.objects.filter(project__programme=programme).exists():
        return
    _lead, manager = (
        User.objects.holding(role).first() for role in (Role.PROJECT_LEAD, Role.PROGRAMME_MANAGER)
    )
    texts = told.beside(__file__)
    for number, project in enumerate(programme.project_set.all()):
        if project.now in (Stage.PLANNING, Stage.DELIVERY, Stage.EMBEDDING):
            _plan(texts, project, number, User.objects.signing_in().get(post=project.lead), manager)
    for split in texts.get("split", ()):
        _split(programme.project_set.get(key=split["project"]), split)
    for review in texts["review"]:
        _review(programme, review)


def _plan(texts: dict, project: Project, number: int, lead: User, manager: User) -> None:
    plan = actions.open_plan(project=project, by=lead)
    parts = list(PARTS) if project.now is not Stage.PLANNING else list(PARTS)[:2]
    for key in parts:
        plan.refresh_from_db()
        actions.write_part(
            plan=plan, part=key, words=texts["parts"][key], complete=True, revision=plan.revision, by=lead
        )
    contributor, needed = texts["contributor"], texts["needed"]
    actions.add_contributor(
        plan=plan,
        who_post=Post.objects.called(contributor["post"]),
        changed=contributor["changed"],
        on=contributor["on"],
        by=lead,
    )
    actions.set_dates(plan=plan, **texts["dates"], by=lead)
    owner = Post.objects.called(needed["owner_post"])
    actions.depend(project=project, **needed | {"owner_post": owner}, by=lead)
    if project.now is not Stage.PLANNING:
        _vet(plan, lead)
    _milestones(texts, project, number, lead, manager)
    _streams(texts, project, number, lead)


def _vet(plan: Plan, lead: User) -> None:
    plan.refresh_from_db()
    sending = actions.send_plan(plan=plan, by=lead)
    officer = User.objects.holding(Role.PROGRAMME_OFFICER).first()
    actions.vet_plan(sending=sending, answers=dict.fromkeys(PARTS), by=officer)


def _streams(texts: dict, project: Project, number: int, lead: User) -> None:
    first = _first(texts, number)
    for words, begins, ends in texts["streams"]:
        actions.add_stream(
            project=project,
            words=words,
            owner_post=project.lead,
            from_on=first + timedelta(begins),
            to_on=first + timedelta(ends),
            by=lead,
        )


def _split(project: Project, told: dict) -> None:
    """What was left of a larger stream when a part of it went elsewhere."""
    lead = User.objects.signing_in().get(post=project.lead)
    said = {"parent_name": told["parent_name"], "moved": told["moved"]}
    actions.say_split(project=project, parent=None, **said, by=lead)


def _review(programme: Programme, told: dict) -> None:
    streams = WorkStream.objects.filter(project__programme=programme, project__key=told["project"])
    actions.review_stream(
        stream=streams[told["stream"]],
        reviewed_on=told["on"],
        reviewed_by=programme.body_set.get(key=programme.challenging_body),
        stands=told["stands"],
        help_agreed=told["help_agreed"],
        help_owner_post=Post.objects.called(told["help_owner_post"]),
        help_due_on=told["help_due_on"],
        by=User.objects.holding(Role.PROGRAMME_ADMINISTRATOR).first(),
    )


def _first(texts: dict, number: int) -> date:
    """When a project's first milestone is promised; not all on one day."""
    return texts["first_on"] + timedelta(3 * (number % 5))


def _milestones(texts: dict, project: Project, number: int, lead: User, manager: User) -> None:
    first = _first(texts, number)
    for place, words in enumerate(texts["steps"]):
        made = actions.promise_milestone(
            project=project,
            words=words,
            owner_post=project.lead,
            baseline_on=first + timedelta(42 * place),
            is_key=place == 1 and project.key in texts["late"],
            by=lead,
        )
        if place == 0 and project.now is not Stage.PLANNING:
            actions.reach(milestone=made, actual_on=made.baseline_on + timedelta(number % 4), by=lead)
        if place == 1 and number % 2:
            change = actions.ask_to_move(
                milestone=made,
                after_on=made.baseline_on + timedelta(21),
                reason=texts["why_moved"],
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
