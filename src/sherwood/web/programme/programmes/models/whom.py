"""By whom something was agreed or reviewed: a body of the programme or a post, one of the two."""

from typing import Any

from django.db import models
from django.db.models import Q

from sherwood.web.programme.programmes.models.parts import Body
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.accounts.post_keys import PostKey

ONE_OF_TWO = models.CheckConstraint(
    condition=Q(by_body=None) ^ Q(by_post=None), name="%(app_label)s_%(class)s_by_a_body_or_a_post"
)


class ByWhom(models.Model):
    by_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    by_post = PostKey(null=True)

    class Meta:
        abstract = True
        constraints = [ONE_OF_TWO]

    @property
    def by_whom(self) -> str:
        return self.by_body.name if self.by_body else str(self.by_post)


def by(whom: Post | Body) -> dict[str, Any]:
    """The columns that say so."""
    return {"by_body": whom} if isinstance(whom, Body) else {"by_post": whom}
