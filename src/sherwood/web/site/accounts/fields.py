"""The field of a form that asks who: a post chosen from the register, never a name that is typed."""

from django import forms
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.html import format_html

from sherwood.web.site.accounts.models import Post

ADD = lazy(format_html, str)(
    '{} <a class="govuk-link" href="{}">Add a post</a> that is not in the list.',
    "A post, not a name.",
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
