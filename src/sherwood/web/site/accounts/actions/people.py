"""Enter people, change and close their accounts. And what people do at the door themselves."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.site.accounts.actions.posts import hold, leave
from sherwood.web.site.accounts.models import Post, RoleGrant, User
from sherwood.web.site.acts import ANYBODY, act
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.trail.actions import Outsider
from sherwood.web.site.ui.overtaking import standing


@act(needs=Permission.MANAGE_ACCOUNTS)
def add_person(*, email: str, post: str, password: str = "", worker: str = "", by) -> User:
    """Enter somebody who may sign in. Refuses an address that is taken and a password that is too weak.

    Without a password nobody can sign in until the person has chosen one, by email or by a link.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise SherwoodError(f"{email} is already entered. Grant that person another role instead.")
    user = User(email=email, post=Post.objects.called(post), worker=worker)
    if password:
        _set_password(user, password)
    else:
        user.set_unusable_password()
    user.save()
    hold(user)
    trail.record(verb="entered a person", what=user, detail={"post": str(user.post)}, by=by)
    return user


@act(needs=Permission.MANAGE_ACCOUNTS, about="user", stands=lambda user: standing(user, "worker"))
def name_worker(*, user: User, worker: str, by) -> None:
    """Say which worker of the case system somebody is: theirs are the children they may see.

    Refused while a role lets them see those children: the second person agreed to it for the worker named then.
    """
    if not isinstance(by, Outsider):
        _check_sees_nobody_by_worker(user)
    user.worker = worker
    user.save(update_fields=["worker"])
    trail.record(verb="named a worker", what=user, detail={"worker": worker}, by=by)


@act(needs=Permission.MANAGE_ACCOUNTS, about="user")
def change_password(*, user: User, password: str, by) -> None:
    """Give somebody a new password, as when theirs is forgotten."""
    _set_password(user, password)
    user.save(update_fields=["password"])
    trail.record(verb="set a password", what=user, by=by)


@act(needs=Permission.MANAGE_ACCOUNTS, about="user", stands=lambda user: standing(user, "post__title"))
def change_post(*, user: User, post: str, by) -> None:
    """Give somebody another post, from today; who held the one before is kept."""
    was, user.post = user.post, Post.objects.called(post)
    user.save(update_fields=["post"])
    leave(user)
    hold(user)
    trail.record(verb="changed a post", what=user, detail={"from": str(was), "to": str(user.post)}, by=by)


@act(needs=Permission.MANAGE_ACCOUNTS, about="user")
def close_account(*, user: User, by) -> None:
    """End somebody's way in and all their roles at once; what they did stays theirs, what they asked for falls."""
    if by.pk == user.pk:
        raise Refusal("Nobody closes their own account. Ask another administrator to do it.")
    user.is_active = False
    user.save(update_fields=["is_active"])
    leave(user)
    for grant in user.grants.standing():
        grant.end()
    RoleGrant.objects.waiting().filter(asked_by=user).update(state=RoleGrant.State.DECLINED)
    trail.record(verb="closed an account", what=user, by=by)


@act(needs=Permission.MANAGE_ACCOUNTS, about="user")
def open_account(*, user: User, by) -> None:
    """Let somebody in again. Their roles ended when the account was closed, and are granted anew."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    hold(user)
    trail.record(verb="opened an account again", what=user, by=by)


@act(needs=Permission.MANAGE_ACCOUNTS, about="user")
def make_link(*, user: User, by) -> str:
    """The address, used once, at which somebody chooses a password, where the site sends no mail."""
    check_link(user, by)
    trail.record(verb="made a link to choose a password", what=user, by=by)
    uid, key = user_pk_to_url_str(user), default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})


def check_link(user: User, by) -> None:
    """Refuses a link to an account that already opens much: whoever has it could come in as that person."""
    if settings.EMAIL_HOST:
        raise Refusal("They choose a password themselves, by “Forgotten your password?” at sign-in.")
    if by.pk == user.pk:
        raise Refusal("Your own password is changed on the page of your account.")
    if not user.is_active:
        raise Refusal("This account is closed. Open it again first.")
    if user.grants.current().guarded().exists():
        raise Refusal(
            f"{user.post} holds a role that took two people, and whoever has a link could come in as them. "
            "End the role, make the link, and ask for the role again; or have mail set up."
        )


@act(needs=ANYBODY)
def sign_in(*, by: User) -> None:
    """Signed in: by password, and the second step where one is set."""
    trail.record(verb="signed in", what=by, by=by)


@act(needs=ANYBODY)
def sign_out(*, by: User) -> None:
    trail.record(verb="signed out", what=("account", str(by.pk)), by=by)


@act(needs=ANYBODY)
def choose_password(*, password: str, by: User) -> None:
    """A password chosen by its owner. Wrong ones tried before are forgiven, so that the lock opens."""
    by.set_password(password)
    by.save(update_fields=["password"])
    AccessAttempt.objects.filter(username=by.email).delete()
    trail.record(verb="chose a password", what=by, by=by)


def _check_sees_nobody_by_worker(user: User) -> None:
    if any(grant.allows(Permission.SEE_OWN_CHILDREN) for grant in user.grants.standing()):
        raise Refusal(
            f"{user.post} holds, or waits for, a role that sees the children of the worker named here. "
            "End that role, change the worker, and ask for the role again."
        )


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise SherwoodError("The password is too weak. " + " ".join(weak.messages)) from None
    user.set_password(password)
