from functools import partial

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from sherwood.governance.roles import Permission
from sherwood.web.programme.engagement import actions, forms, lists, pages
from sherwood.web.programme.engagement.models import Audience, Commitment, HandlingPlan, Message, Stakeholder
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.site.accounts.models import User
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.entering import acted, entered, sent


@requires(Permission.SEE_PROGRAMME)
def engagement(request):
    return render(request, "engagement/engagement.html", pages.engagement(request))


@requires(Permission.SEE_PROGRAMME)
def stakeholder(request, pk):
    found = get_object_or_404(Stakeholder.visible_to(request.user), pk=pk)
    form = forms.NewRating(sent(request))
    keeps = request.user.may(Permission.KEEP_ENGAGEMENT)
    if request.method == "POST" and not keeps:
        raise PermissionDenied("Rating buy-in is for those who keep the communications plan.")
    if acted(request, form, partial(actions.rate_buy_in, stakeholder=found, by=request.user)):
        return redirect("stakeholder", pk)
    context = {
        "stakeholder": found,
        "form": form,
        "keeps": keeps,
        "ratings": lists.BUY_IN.shown(request, pk=pk),
    }
    return render(request, "engagement/stakeholder.html", context)


BACK = {"back": "engagement", "under": "Engagement"}


@requires(Permission.KEEP_ENGAGEMENT)
def new_stakeholder(request):
    programme = get_object_or_404(Programme.visible_to(request.user))
    act = partial(actions.add_stakeholder, programme=programme, by=request.user)
    return entered(request, forms.NewStakeholder(sent(request)), act, heading="Enter a stakeholder", **BACK)


@requires(Permission.KEEP_ENGAGEMENT)
def new_message(request):
    form = forms.NewMessage(sent(request), audiences=Audience.visible_to(request.user))
    return entered(
        request, form, partial(actions.plan_message, by=request.user), heading="Plan a message", **BACK
    )


@requires(Permission.KEEP_ENGAGEMENT)
def message(request, pk):
    found = get_object_or_404(Message.visible_to(request.user), pk=pk)
    act = partial(actions.report_message, message=found, by=request.user)
    form = forms.WhatCameOfIt(sent(request))
    return entered(request, form, act, heading="What came of the message", words=found.words, **BACK)


@requires(Permission.KEEP_ENGAGEMENT)
def new_promise(request):
    form = forms.NewPromise(sent(request), projects=Project.visible_to(request.user).live())
    act = partial(actions.promise, by=request.user)
    return entered(request, form, act, heading="Record what a partner promised", **BACK)


@requires(Permission.KEEP_ENGAGEMENT)
def given(request, pk):
    found = get_object_or_404(Commitment.visible_to(request.user).select_related("project"), pk=pk)
    act = partial(actions.give, commitment=found, by=request.user)
    words = f"{found.agency} promised to {found.project}: {found.promised}"
    return entered(
        request,
        forms.Given(sent(request)),
        act,
        heading="Record what a partner gave",
        words=words,
        **BACK,
    )


@requires(Permission.SEE_PROGRAMME)
def handling(request):
    context = {
        "plans": lists.HANDLING_PLANS.shown(request, title=""),
        "keeps": request.user.may(Permission.KEEP_ENGAGEMENT),
    }
    return render(request, "engagement/handling.html", context)


@requires(Permission.SEE_PROGRAMME)
def handling_plan(request, pk):
    found = get_object_or_404(HandlingPlan.visible_to(request.user).prefetch_related("readers"), pk=pk)
    return render(request, "engagement/handling_plan.html", {"plan": found})


@requires(Permission.KEEP_ENGAGEMENT)
def new_handling(request):
    programme = get_object_or_404(Programme.visible_to(request.user))
    people = User.objects.signing_in().exclude(pk=request.user.pk)
    act = partial(actions.write_handling_plan, programme=programme, by=request.user)
    form = forms.NewHandlingPlan(sent(request), people=people)
    return entered(request, form, act, heading="Write a handling plan", **BACK)
