"""A form on a page of its own: shown, sent, refused in words, or done and back to where it was asked for."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import QueryDict
from django.shortcuts import redirect, render

from sherwood.kit.errors import SherwoodError
from sherwood.web.site.ui.overtaking import Overtaken
from sherwood.web.site.ui.typed import given_back

Act = Callable[..., Any]  # an action with all but the form's fields given already


def entered(
    request,
    form: forms.Form,
    act: Act,
    *,
    heading: str,
    back: str,
    under: str,
    words: str = "",
    button: str = "Save",
):
    """Show `form` under `heading`; when it is sent and sound, `act` on what it says and go `back` (a URL's name).

    `under` names the page that the breadcrumb leads back to; `words` stand above the form.
    """
    if acted(request, form, act):
        return redirect(back)
    context = {
        "form": form,
        "heading": heading,
        "back": back,
        "under": under,
        "words": words,
        "button": button,
    }
    return render(request, "ui/entering.html", context)


def sent(request) -> QueryDict | None:
    """What a form is filled with: what was sent; or what its owner typed before, kept while they had to sign in again."""
    return request.POST if request.method == "POST" else given_back(request)


def acted(request, form: forms.Form, act: Act) -> bool:
    """Whether the form was sent and the act done; a refusal stands at the top of the form, and nothing typed is lost."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except SherwoodError as why:
        refuse(form, why)
    return not form.errors


def refuse(form: forms.Form, why: SherwoodError) -> None:
    """Say at the top of the form why it was refused, and keep what was typed.

    A form that remembers what was read (`revision`, say) has a `read_again`: what is sent after its sender was told that
    somebody else had saved is meant to follow what is there now. No other refusal says so.
    """
    form.add_error(None, str(why))
    form.overtaken = isinstance(why, Overtaken)
    if form.overtaken and hasattr(form, "read_again"):
        form.data = form.data.copy()
        for name, value in form.read_again().items():
            form.data[name] = value
