"""Writing the action log. Who says that something is done is never who checks it."""

from dataclasses import dataclass
from datetime import date

from django.db import models

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.site.accounts.models import Post, User
from sherwood.web.site.action_log.models import Action, Step
from sherwood.web.site.acts import WITHIN, act, rule
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


@dataclass(frozen=True)
class ActionOrigin:
    """What an action came from: its kind, its key, how a list says it, where it is on this site, which project it is about."""

    kind: Action.Origin
    id: str
    words: str
    path: str = ""
    project: models.Model | None = None


@act(needs=WITHIN)
def add_action(
    *, words: str, owner_post: Post | None, owner: User | None = None, due_on: date, origin: ActionOrigin, by
) -> Action:
    """Put something to do on the log, as a part of the act it comes of. Its owner is who has that post, if anybody has."""
    if not words.strip() or owner_post is None:
        raise SherwoodError("An action needs words that say what is to be done, and a post that will do it.")
    action = Action.objects.create(
        words=words.strip(),
        owner=owner or User.objects.signing_in().filter(post=owner_post).first(),
        owner_post=owner_post,
        due_on=due_on,
        project=origin.project,
        origin_kind=origin.kind,
        origin_id=origin.id,
        origin_words=origin.words,
        origin_path=origin.path,
    )
    _tell(action, "added an action", "Added.", by, due_on=due_on.isoformat(), origin=origin.kind)
    return action


@act(needs=Permission.KEEP_ACTIONS)
def enter_action(*, words: str, owner_post: Post, due_on: date, why: str, by) -> Action:
    """Put something on the log by hand, as when a thing was done or promised before there was a project."""
    origin = ActionOrigin(Action.Origin.ENTERED, "", why.strip() or "Entered by hand")
    return add_action(words=words, owner_post=owner_post, due_on=due_on, origin=origin, by=by)


@rule(Permission.SEE_PROGRAMME)
def check_says_done(action: Action, by) -> None:
    """Its owner, or who keeps the action log."""
    if not (action.is_owned_by(by) or by.may(Permission.KEEP_ACTIONS)):
        raise Refusal(
            f"Only its owner ({action.owner_post}), or who keeps the action log, says that it is done."
        )


@act(needs=check_says_done, about="action")
def say_done(*, action: Action, evidence: str, by) -> None:
    """The owner, or who keeps the log, says that it is done and what shows it."""
    _check_is(action, Action.State.OPEN)
    if not evidence.strip():
        raise Refusal("Say what shows that it is done, so that a second person can check it.")
    action.state, action.evidence = Action.State.SAID_DONE, evidence.strip()
    action.said_done_by, action.said_done_on = by, today()
    action.save()
    _tell(action, "said an action done", f"Said to be done. {evidence.strip()}", by)


@act(needs=Permission.KEEP_ACTIONS, about="action")
def discharge(*, action: Action, by) -> None:
    """A second person has seen what shows it: the action is done."""
    _check_is_to_check(action, by)
    action.state = Action.State.DISCHARGED
    action.checked_by, action.checked_on = by, today()
    action.save()
    _tell(action, "discharged an action", "Checked and discharged.", by)


@act(needs=Permission.KEEP_ACTIONS, about="action")
def send_back(*, action: Action, why: str, by) -> None:
    """A second person has looked and it is not done: it is open again."""
    _check_is_to_check(action, by)
    if not why.strip():
        raise Refusal("Say what is still missing, so that its owner can do it.")
    action.state, action.said_done_by, action.said_done_on = Action.State.OPEN, None, None
    action.save()
    _tell(action, "sent an action back", f"Sent back. {why.strip()}", by)


@act(needs=Permission.KEEP_ACTIONS, about="action")
def withdraw(*, action: Action, why: str, by) -> None:
    """It is no longer needed; the reason stays."""
    _check_is(action, Action.State.OPEN)
    if not why.strip():
        raise Refusal("Say why it is withdrawn: the reason stands in its history.")
    action.state = Action.State.WITHDRAWN
    action.save()
    _tell(action, "withdrew an action", f"Withdrawn. {why.strip()}", by)


def _check_is_to_check(action: Action, by) -> None:
    _check_is(action, Action.State.SAID_DONE)
    if action.said_done_by_id == by.pk:
        raise Refusal("You said that it is done, so a second person must check it.")
    if action.is_owned_by(by):
        raise Refusal("You own this action, so a second person must check it.")


def _check_is(action: Action, state: Action.State) -> None:
    if action.state != state:
        raise Refusal(
            f"This action is “{action.get_state_display()}”. Somebody may have moved it since the page was opened."
        )


def _tell(action: Action, verb: str, words: str, by, **detail) -> None:
    Step.objects.create(action=action, happened_on=today(), by_post=str(by.post), words=words)
    trail.record(verb=verb, what=("action", str(action.pk)), detail=detail, by=by)
