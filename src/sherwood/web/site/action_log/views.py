from dataclasses import dataclass

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal
from sherwood.web.site.action_log import actions, forms, lists
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.entering import sent
from sherwood.web.site.ui.typed import given_back


@requires(Permission.SEE_PROGRAMME)
def action_list(request):
    readable = Action.visible_to(request.user)
    context = {
        "actions": lists.ACTIONS.shown(request),
        "unfinished": readable.unfinished().count(),
        "overdue": readable.overdue().count(),
        "keeps": request.user.may(Permission.KEEP_ACTIONS),
    }
    return render(request, "action_log/list.html", context)


@dataclass(frozen=True)
class ActionDoing:
    """One thing that can be done to an action: its form, its button, and the words when it is done."""

    form: type[django_forms.Form]
    button: str
    done: str


DOINGS = {
    "say_done": ActionDoing(forms.SayDone, "Say that it is done", "A second person is asked to check it."),
    "discharge": ActionDoing(forms.Discharge, "I have checked it: discharge", "The action is discharged."),
    "send_back": ActionDoing(forms.SendBack, "Send it back", "The action is open again."),
    "withdraw": ActionDoing(forms.WithdrawAction, "Withdraw it", "The action is withdrawn."),
}
OFFERED = {"open": ("say_done", "withdraw"), "said_done": ("discharge", "send_back")}


@requires(Permission.SEE_PROGRAMME)
def action(request, pk):
    found = get_object_or_404(Action.visible_to(request.user), pk=pk)
    typed = {doing: given_back(request, reverse("act_on_action", args=[pk, doing])) for doing in DOINGS}
    return _page(
        request, found, {doing: DOINGS[doing].form(words) for doing, words in typed.items() if words}
    )


@requires(Permission.SEE_PROGRAMME)
def act(request, pk, doing):
    """One door for every act: whether this person may do it is for the action itself to say."""
    found = get_object_or_404(Action.visible_to(request.user), pk=pk)
    if doing not in DOINGS:
        raise Http404
    if request.method != "POST":
        return redirect(found)
    form = DOINGS[doing].form(request.POST)
    if not form.is_valid():
        return _page(request, found, {doing: form})
    try:
        getattr(actions, doing)(action=found, **form.cleaned_data, by=request.user)
    except Refusal as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, DOINGS[doing].done)
    return redirect(found)


def _page(request, found: Action, filled: dict | None = None):
    filled = filled or {}
    offered = [
        (key, DOINGS[key], filled.get(key) or DOINGS[key].form(auto_id=f"{key}_%s"))
        for key in OFFERED.get(found.state, ())
        if _may(key, found, request.user)
    ]
    form = next(iter(filled.values()), None)
    context = {"action": found, "history": found.history.all(), "offered": offered, "form": form}
    return render(request, "action_log/action.html", context)


def _may(key: str, found: Action, user) -> bool:
    """Whether to offer it; the action itself decides."""
    keeps, own = user.may(Permission.KEEP_ACTIONS), found.is_owned_by(user)
    if key == "say_done":
        return keeps or own
    if key == "withdraw":
        return keeps
    return keeps and not own and found.said_done_by_id != user.pk


@requires(Permission.KEEP_ACTIONS)
def enter(request):
    form = forms.Enter(sent(request))
    if request.method == "POST" and form.is_valid():
        made = actions.enter_action(**form.cleaned_data, by=request.user)
        messages.success(request, "The action is on the log.")
        return redirect(made)
    return render(request, "action_log/enter.html", {"form": form})
