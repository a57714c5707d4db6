"""The way out of embedding: a lead asks with what was tested; the deciding body closes the project, or sends it back."""

from datetime import date

from sherwood.governance.stages import ACTS, MOVES, Facts, check_can_act, check_can_move, refusal_of
from sherwood.governance.wording import lack_of
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.plans.models import CloseAnswer, CloseAsked, SentPlan
from sherwood.web.programme.programmes.actions import move_project
from sherwood.web.programme.programmes.agenda import ItemTable, item_tables
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.acts import act
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today

TESTED = "Say what was tested, and what came of it"
NEXT = "Deliver what does not last yet"


def facts_to_ask(project: Project, user) -> Facts:
    """What is known when somebody asks for a project to be closed; what they type is looked at apart."""
    return Facts(
        stage=project.now,
        permissions=user.permissions if user.is_active else (),
        complete={"tested"} | ({"measure"} if project.measure_keys else set()),
        is_lead=project.is_led_by(user),
    )


@act(needs=ACTS["ask_to_close"], about="project")
def ask_to_close(
    *, project: Project, tested: str, measure: str, reading: str, reviewed_on: date, keeper_post: Post, by
) -> CloseAsked:
    """Ask, with the evidence. `reading`: what the main measure says today, in words."""
    check_can_act(ACTS["ask_to_close"], facts_to_ask(project, by))
    if lack := lack_of(tested, TESTED):
        raise SherwoodError(lack)
    if measure not in project.measure_keys:
        raise SherwoodError("Choose one of the measures that are linked to the project.")
    if reviewed_on > today():
        raise SherwoodError("The review has not been yet. Give the day on which it was.")
    if CloseAsked.objects.waiting().filter(project=project).exists():
        raise Refusal("It is asked for already, and waits for the answer of the deciding body.")
    made = CloseAsked.objects.create(
        project=project,
        tested=tested.strip(),
        measure=measure,
        reading=reading,
        reviewed_on=reviewed_on,
        keeper_post=keeper_post,
        asked_on=today(),
        asked_by=by,
    )
    detail = {"measure": measure, "keeper": str(keeper_post), "reviewed_on": reviewed_on.isoformat()}
    trail.record(verb="asked for a project to be closed", what=project, detail=detail, by=by)
    return made


def facts_to_decide(asked: CloseAsked, user) -> Facts:
    """Who asked or leads is its author, who vetted the plan its vetter; the authority is the table's to say."""
    project = asked.project
    met = {"reason", "authority"} | (set() if asked.answered else {"close_asked"})
    return Facts(
        stage=project.now,
        permissions=user.permissions if user.is_active else (),
        complete=met,
        is_author=asked.asked_by_id == user.pk or project.is_led_by(user),
        is_vetter=SentPlan.objects.filter(plan__project=project, vetting__by=user).exists(),
    )


def table_for(asked: CloseAsked, user) -> ItemTable:
    """Where this person may decide it now, or the first reason why not."""
    refused = refusal_of(check_can_move, MOVES["close_tested"], facts_to_decide(asked, user))
    return ItemTable(refused=refused) if refused else item_tables().table(asked.project, str(asked), user)


@act(needs=MOVES["close_tested"], about="asked")
def decide_closing(*, asked: CloseAsked, closes: bool, reason: str, by) -> CloseAnswer:
    """Close the project, or send it back to delivery, with the reason, in a meeting of the deciding body."""
    if lack := lack_of(reason, "Give the reason"):
        raise SherwoodError(lack)
    table = table_for(asked, by)
    if table.refused:
        raise Refusal(table.refused)
    move = MOVES["close_tested" if closes else "back_to_delivery"]
    project = asked.project
    move_project(project=project, move=move, facts=facts_to_decide(asked, by), by=by)
    project.settle(next_step="" if closes else NEXT, next_step_on=None)
    made = CloseAnswer.objects.create(
        asked=asked,
        closes=closes,
        reason=reason.strip(),
        keeper=str(asked.keeper_post),
        authority_words=table.words,
        said_on=today(),
        by=by,
    )
    item_tables().settle(project, str(asked), f"{made.words}. {made.reason}")
    detail = {"closes": closes, "keeper": made.keeper}
    trail.record(verb="decided whether a project is closed", what=project, detail=detail, by=by)
    return made
