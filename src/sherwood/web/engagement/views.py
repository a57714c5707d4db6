from collections.abc import Callable

from django import forms as django_forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.web.accounts.models import User
from sherwood.web.engagement import actions, forms, pages
from sherwood.web.engagement.models import Audience, Commitment, HandlingPlan, Message, Stakeholder
from sherwood.web.programmes.models import Programme, Project
from sherwood.web.ui.access import requires
from sherwood.web.ui.downloads import as_file


@requires(Permission.SEE_PROGRAMME)
def engagement(request):
    return render(request, "engagement/engagement.html", pages.engagement(request.user))


@requires(Permission.SEE_PROGRAMME)
def messages_file(request, kind):
    return as_file(pages.messages_table(request.user), kind, "communications-plan")


@requires(Permission.SEE_PROGRAMME)
def stakeholder(request, pk):
    found = get_object_or_404(Stakeholder.visible_to(request.user), pk=pk)
    form = forms.NewRating(request.POST or None)
    keeps = request.user.may(Permission.KEEP_ENGAGEMENT)
    if request.method == "POST" and not keeps:
        raise PermissionDenied("Rating buy-in is for those who keep the communications plan.")
    if acted(request, form, lambda said: actions.rate_buy_in(stakeholder=found, by=request.user, **said)):
        return redirect("stakeholder", pk)
    return render(
        request, "engagement/stakeholder.html", {"stakeholder": found, "form": form, "keeps": keeps}
    )


@requires(Permission.KEEP_ENGAGEMENT)
def new_stakeholder(request):
    programme = get_object_or_404(Programme.visible_to(request.user))
    form = forms.NewStakeholder(request.POST or None)
    return entered(
        request,
        form,
        "Enter a stakeholder",
        lambda given: actions.add_stakeholder(programme=programme, by=request.user, **given),
    )


@requires(Permission.KEEP_ENGAGEMENT)
def new_message(request):
    form = forms.NewMessage(request.POST or None, audiences=Audience.visible_to(request.user))
    return entered(
        request, form, "Plan a message", lambda given: actions.plan_message(by=request.user, **given)
    )


@requires(Permission.KEEP_ENGAGEMENT)
def message(request, pk):
    found = get_object_or_404(Message.visible_to(request.user), pk=pk)
    form = forms.WhatCameOfIt(request.POST or None)
    return entered(
        request,
        form,
        "What came of the message",
        lambda given: actions.report_message(message=found, by=request.user, **given),
        found.words,
    )


@requires(Permission.KEEP_ENGAGEMENT)
def new_promise(request):
    form = forms.NewPromise(request.POST or None, projects=Project.visible_to(request.user).live())
    return entered(
        request,
        form,
        "Record what a partner promised",
        lambda given: actions.promise(by=request.user, **given),
    )


@requires(Permission.KEEP_ENGAGEMENT)
def given(request, pk):
    found = get_object_or_404(Commitment.visible_to(request.user), pk=pk)
    form = forms.Given(request.POST or None)
    words = f"{found.agency} promised to {found.project}: {found.promised}"
    return entered(
        request,
        form,
        "Record what a partner gave",
        lambda said: actions.give(commitment=found, by=request.user, **said),
        words,
    )


@requires(Permission.SEE_PROGRAMME)
def handling(request):
    plans = HandlingPlan.visible_to(request.user)
    return render(
        request,
        "engagement/handling.html",
        {"plans": plans, "keeps": request.user.may(Permission.KEEP_ENGAGEMENT)},
    )


@requires(Permission.SEE_PROGRAMME)
def handling_plan(request, pk):
    found = get_object_or_404(HandlingPlan.visible_to(request.user).prefetch_related("readers"), pk=pk)
    return render(request, "engagement/handling_plan.html", {"plan": found})


@requires(Permission.KEEP_ENGAGEMENT)
def new_handling(request):
    programme = get_object_or_404(Programme.visible_to(request.user))
    form = forms.NewHandlingPlan(
        request.POST or None, people=User.objects.signing_in().exclude(pk=request.user.pk)
    )
    return entered(
        request,
        form,
        "Write a handling plan",
        lambda said: actions.write_handling_plan(programme=programme, by=request.user, **said),
    )


def entered(request, form: django_forms.Form, heading: str, act: Callable, words: str = ""):
    """A form on its page; sent, the act is done and the engagement page shown again."""
    if acted(request, form, act):
        return redirect("engagement")
    return render(request, "engagement/form.html", {"form": form, "heading": heading, "words": words})


def acted(request, form: django_forms.Form, act: Callable) -> bool:
    """Whether the form was sent and the act done; a refusal stands at the top of the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except SherwoodError as refused:
        form.add_error(None, str(refused))
    return not form.errors
