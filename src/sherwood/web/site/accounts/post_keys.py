"""The column that says who: a key of the register of posts, whose titles are read once a request.

Nearly every line of every list names a post. The register is small and is wanted whole, so one query fetches it when the
first title is asked for, as content types of Django are kept; outside a request each title is read when it is asked for.
"""

from contextvars import ContextVar

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

_read: ContextVar[dict[int, models.Model] | None] = ContextVar("posts read in this request", default=None)


class PostOf(ForwardManyToOneDescriptor):
    def get_object(self, instance):
        posts = _read.get()
        if posts is None:
            return super().get_object(instance)
        if not posts:
            posts.update(self.field.related_model.objects.in_bulk())
        pk = getattr(instance, self.field.attname)
        return posts[pk] if pk in posts else super().get_object(instance)


class PostKey(models.ForeignKey):
    """Which post does, leads or owns something. A post that is named anywhere is never removed."""

    forward_related_accessor_class = PostOf

    def __init__(self, to="accounts.Post", on_delete=models.PROTECT, related_name="+", **more):
        super().__init__(to, on_delete, related_name=related_name, **more)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs  # the column is no other


def read_posts_once(get_response):
    """Middleware: what is read of the register holds for one request, and for no other."""

    def respond(request):
        token = _read.set({})
        try:
            return get_response(request)
        finally:
            _read.reset(token)

    return respond


def forget_posts() -> None:
    """Read the register again: somebody has just written to it."""
    if (posts := _read.get()) is not None:
        posts.clear()
