"""The register of posts: enter one, give it another title; and who holds which, from when to when."""

from datetime import timedelta

from django.db import models

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal
from sherwood.kit.names import spelled
from sherwood.web.site.accounts.models import Post, PostAlias, PostHolder, User
from sherwood.web.site.accounts.post_keys import forget_posts
from sherwood.web.site.acts import act
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.overtaking import standing

# whoever may say that somebody does something may enter the post that does it: that alone opens nothing to anybody
NAMES_POSTS = (
    Permission.MANAGE_ACCOUNTS,
    Permission.RUN_PROGRAMME,
    Permission.WRITE_CASE,
    Permission.KEEP_ACTIONS,
    Permission.KEEP_MEETINGS,
    Permission.KEEP_ENGAGEMENT,
    Permission.KEEP_TARGETS,
)
KEEPS_POSTS = (Permission.MANAGE_ACCOUNTS, Permission.RUN_PROGRAMME)


@act(needs=NAMES_POSTS)
def enter_post(*, title: str, by) -> Post:
    """Enter a post of the council or a partner. Refuses one that is there already, however it is spelled."""
    _check_free(title)
    post = Post.objects.called(title)
    trail.record(verb="entered a post", what=post, detail={"title": post.title}, by=by)
    return post


@act(needs=KEEPS_POSTS, about="post", stands=lambda post: standing(post, "title"))
def retitle_post(*, post: Post, title: str, by) -> None:
    """Give a post another title. What it leads and owns stays its own; what was written on the trail stays as it was."""
    if spelled(title) != post.spelling:
        _check_free(title)
    was, post.title = post.title, " ".join(title.split())
    post.save()
    trail.record(verb="gave a post another title", what=post, detail={"from": was, "to": post.title}, by=by)


@act(needs=KEEPS_POSTS, about="merged", stands=lambda merged: standing(merged, "title"))
def merge_posts(*, merged: Post, kept: Post, reason: str, by) -> Post:
    """Make one post of two: whatever pointed at `merged` points at `kept`, which is found by both titles from now on."""
    if merged.pk == kept.pk:
        raise Refusal("Choose another post: this is one already.")
    _check_holds_neither(merged, kept, by)
    moved = sum(_point(field, merged, kept) for field in _keys_of_posts())
    _hold_once(kept)
    merged.aliases.update(post=kept)
    title, number = merged.title, merged.pk
    merged.delete()
    PostAlias.objects.create(post=kept, title=title, spelling=spelled(title))
    forget_posts()
    detail = {"merged": title, "number": number, "into": kept.title, "moved": moved, "reason": reason}
    trail.record(verb="merged two posts into one", what=kept, detail=detail, by=by)
    return kept


def _check_holds_neither(merged: Post, kept: Post, by) -> None:
    """What a post leads is its holder's: nobody takes on another's by a merge that they make themselves."""
    if by.pk and PostHolder.objects.current().filter(post__in=[merged, kept], user=by.pk).exists():
        raise Refusal("You hold one of these posts, so somebody else merges them.")


def _keys_of_posts() -> list[models.ForeignKey]:
    """Every column that says which post, those of the tables of many-to-many fields included."""
    found = Post._meta.get_fields(include_hidden=True)
    keys = [relation.field for relation in found if relation.one_to_many and relation.auto_created]
    return [key for key in keys if key.model is not PostAlias]


def _point(field: models.ForeignKey, merged: Post, kept: Post) -> int:
    """Let the rows that name the one name the other; a row of two that may stand once only, and says no more, goes."""
    rows = field.model._base_manager.filter(**{field.name: merged})
    if not field.model._meta.auto_created:
        return rows.update(**{field.name: kept})
    of = next(key for key in field.model._meta.get_fields() if key.many_to_one and key is not field)
    both = field.model._base_manager.filter(**{field.name: kept}).values(of.attname)
    gone, _ = rows.filter(**{f"{of.attname}__in": list(both.values_list(of.attname, flat=True))}).delete()
    return gone + rows.update(**{field.name: kept})


def _hold_once(post: Post) -> None:
    """Who held both at once holds the one since the first day of either."""
    since: dict[int, PostHolder] = {}
    for holder in PostHolder.objects.current().filter(post=post).order_by("from_on", "pk"):
        if holder.user_id in since:
            holder.delete()
        since.setdefault(holder.user_id, holder)


def hold(user: User) -> None:
    """Somebody holds their post from today: a part of the act that gives it to them."""
    PostHolder.objects.create(user=user, post=user.post, from_on=today())


def leave(user: User) -> None:
    """Somebody held their posts through yesterday: a part of the act that takes them away."""
    held = PostHolder.objects.current().filter(user=user)
    held.filter(from_on=today()).delete()  # never for a whole day
    held.update(to_on=today() - timedelta(days=1))


def _check_free(title: str) -> None:
    if not spelled(title):
        raise Refusal("A title needs letters or figures.")
    if same := Post.objects.filter(spelling=spelled(title)).first():
        raise Refusal(f"{same.title} is in the register already. Choose it there.")
    if known := PostAlias.objects.filter(spelling=spelled(title)).first():
        raise Refusal(f"{known.title} was merged into {known.post}. Choose that one.")
