from functools import partial

from django.shortcuts import get_object_or_404, render

from sherwood.governance.money import pounds
from sherwood.governance.roles import Permission
from sherwood.web.programme.money import actions, forms, pages
from sherwood.web.programme.money.models import Engagement
from sherwood.web.programme.programmes.models import Funding, Programme
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.entering import entered, sent

BACK = {"back": "money", "under": "Money"}


@requires(Permission.SEE_PROGRAMME)
def money(request):
    return render(request, "money/money.html", pages.report(request))


@requires(Permission.RUN_PROGRAMME)
def new_position(request, pk):
    found = get_object_or_404(Funding.visible_to(request.user).filter(programme_money=True), pk=pk)
    form = forms.NewPosition(sent(request), initial={"on": today()})
    act = partial(actions.enter_position, funding=found, by=request.user)
    words = f"{found.words}: {pounds(found.amount)}, {found.year}."
    return entered(request, form, act, heading="Enter spending and forecast", words=words, **BACK)


@requires(Permission.RUN_PROGRAMME)
def new_ceiling(request):
    programme = get_object_or_404(Programme.visible_to(request.user))
    act = partial(actions.agree_ceiling, programme=programme, by=request.user)
    form = forms.NewCeiling(sent(request))
    return entered(request, form, act, heading="Enter the ceiling of external consultancy", **BACK)


@requires(Permission.RUN_PROGRAMME)
def new_engagement(request):
    programme = get_object_or_404(Programme.visible_to(request.user))
    act = partial(actions.enter_engagement, programme=programme, by=request.user)
    form = forms.NewEngagement(sent(request))
    return entered(request, form, act, heading="Enter external consultancy", **BACK)


@requires(Permission.RUN_PROGRAMME)
def correct_engagement(request, pk):
    found = get_object_or_404(Engagement.visible_to(request.user), pk=pk)
    form = forms.NewEngagement(
        sent(request), initial={name: getattr(found, name) for name in forms.NewEngagement.base_fields}
    )
    act = partial(actions.correct_engagement, engagement=found, by=request.user)
    words = "The record as it was stays to be read; what you enter here counts instead. 0 days and £0 takes it out."
    return entered(request, form, act, heading="Correct a record of consultancy", words=words, **BACK)
