"""Posts in the search, for who keeps them."""

from django.urls import reverse

from sherwood.web.site.accounts.actions.posts import KEEPS_POSTS
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.search.offered import SearchHit, search_of


def _post(post: Post) -> SearchHit:
    return SearchHit(post.title, reverse("post_retitle", args=[post.pk]))


SEARCHED = (
    search_of(
        "Posts", 85, KEEPS_POSTS, "a post, by its title",
        lambda user: Post.objects.visible_to(user), ["title"], _post,
    ),
)  # fmt: skip
