from functools import partial

from django.shortcuts import get_object_or_404, redirect, render

from sherwood.governance.roles import Permission
from sherwood.web.programme.engagement import actions, forms, lists, pages
from sherwood.web.programme.engagement.models import HandlingPlan
from sherwood.web.programme.engagement.registers.stakeholders import Stakeholder, stakeholders
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.accounts.models import User
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.entering import acted, entered, sent


@requires(Permission.SEE_PROGRAMME)
def engagement(request):
    return render(request, "engagement/engagement.html", pages.engagement(request))


@requires(Permission.KEEP_ENGAGEMENT)
def rate(request, pk):
    found = get_object_or_404(Stakeholder.visible_to(request.user), pk=pk)
    form = forms.NewRating(sent(request))
    if acted(request, form, partial(actions.rate_buy_in, stakeholder=found, by=request.user)):
        return redirect(stakeholders.address("entry", pk))
    context = {"register": stakeholders, "form": form, "heading": "Rate buy-in", "title": found.name}
    return render(request, "registers/form.html", context)


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
    return entered(
        request, form, act, heading="Write a handling plan", back="engagement", under="Who is told what"
    )
