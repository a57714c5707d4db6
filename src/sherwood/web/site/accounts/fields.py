"""The fields of forms that ask who: a post of the register, or a body beside it; never a name that is typed."""

from django import forms
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.html import format_html

from sherwood.web.site.accounts.models import Post
from sherwood.web.site.accounts.offered import Bodies, OfferedBody
from sherwood.web.site.offers import offered

ADD = lazy(format_html, str)(
    '{} <a class="govuk-link" href="{}">Add a post</a> that is not in the list.',
    "A post, not a name.",
    reverse_lazy("post_enter"),
)

WHO = lazy(format_html, str)(
    '{} <a class="govuk-link" href="{}">Add a post</a> that is not in the list.',
    "A body or a post, not a name.",
    reverse_lazy("post_enter"),
)


class PostField(forms.ModelChoiceField):
    """One post. It is sent as its spelling, so that a form says the same on every site."""

    def __init__(self, *, label: str, help_text=ADD, **more):
        super().__init__(
            Post.objects.all(),
            to_field_name="spelling",
            empty_label="Choose a post",
            label=label,
            help_text=help_text,
            error_messages={
                "invalid_choice": "This post is not in the register. Choose one of the list, or add it first."
            },
            **more,
        )


class WhoField(forms.ChoiceField):
    """A body or a post. It gives the row of either; a body is sent as `body:` and its key, a post as its spelling."""

    def __init__(self, *, label: str, help_text=WHO, **more):
        super().__init__(
            choices=_who,
            label=label,
            help_text=help_text,
            error_messages={
                "invalid_choice": "This is neither a body nor a post of the register. Choose one of the list."
            },
            **more,
        )

    def clean(self, value):
        chosen = super().clean(value)
        if not chosen:
            return None
        kind, _, key = chosen.rpartition(":")
        return _bodies()[key] if kind else Post.objects.get(spelling=chosen)


def _bodies() -> dict[str, OfferedBody]:
    return {body.key: body for source in offered(Bodies) for body in source.bodies()}


def _who() -> list:
    bodies = [(f"body:{key}", body.name) for key, body in _bodies().items()]
    posts = [(post.spelling, post.title) for post in Post.objects.all()]
    return [("", "Choose a body or a post"), ("Bodies", bodies), ("Posts", posts)]
