"""The register of posts."""

from collections.abc import Iterable

from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.web.site.accounts.actions import KEEPS_POSTS
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.listings.columns import Choice, Column, Link
from sherwood.web.site.listings.listing import Listing

SEES_POSTS = (Permission.SEE_PROGRAMME, Permission.MANAGE_ACCOUNTS)


def _to_retitle(post: Post, user) -> Iterable[Link]:
    if any(map(user.may, KEEPS_POSTS)):
        yield Link("Change the title", reverse("post_retitle", args=[post.pk]), post.title)


def _narrow_to_held(posts, chosen: str):
    return {"held": posts.held(), "vacant": posts.exclude(pk__in=Post.objects.held())}.get(
        chosen, posts.none()
    )


POSTS = Listing(
    title="Posts",
    rows=lambda user: Post.objects.visible_to(user).with_holders(),
    needs=SEES_POSTS,
    file="post_register_file",
    saved_as="posts",
    empty="No post is entered yet.",
    choices=[
        Choice(
            "held",
            "Held by somebody who signs in",
            [("held", "Held"), ("vacant", "By nobody")],
            _narrow_to_held,
        )
    ],
    columns=[
        Column("Post", "title", links=_to_retitle, sort="title"),
        Column("People who sign in with it", lambda post: len(post.held_now), figure=True),
        Column("Held since", lambda post: min((holder.from_on for holder in post.held_now), default=None)),
    ],
)
