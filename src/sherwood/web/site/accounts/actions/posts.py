"""The register of posts: enter one, give it another title; and who holds which, from when to when."""

from datetime import timedelta

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal
from sherwood.kit.names import spelled
from sherwood.web.site.accounts.models import Post, PostHolder, User
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
