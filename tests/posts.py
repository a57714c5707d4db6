"""Posts by title, for tests that need somebody to do a thing."""

from sherwood.kit.names import spelled
from sherwood.web.site.accounts.models import Post

SENT: set[str] = set()


def post(title: str) -> Post:
    """The post of that title, entered when there is none."""
    return Post.objects.called(title)


def post_sent(title: str) -> str:
    """How a form sends a post, before there is a database; `people` enters whatever is named so."""
    SENT.add(title)
    return spelled(title)
