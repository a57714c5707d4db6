from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from sherwood.web.site.home import actions
from sherwood.web.site.home.first_steps import first_steps as steps_for
from sherwood.web.site.home.first_steps import first_steps_left
from sherwood.web.site.home.health import WELL, health
from sherwood.web.site.home.waiting import waiting_for
from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import Panel
from sherwood.web.site.ui.access import requires


@requires()
def home(request):
    waiting = waiting_for(request)
    panels = [(panel.template, panel.context(request)) for panel in offered(Panel)]
    context = {
        "first_steps": first_steps_left(request.user),
        "waiting": [line for line in waiting if not line.worth_asking],
        "asking": [line for line in waiting if line.worth_asking],
        "panels": [render_to_string(name, shown, request) for name, shown in panels if shown is not None],
    }
    return render(request, "home/home.html", context)


@requires(*actions.SETS_UP)
def first_steps(request):
    return render(request, "home/first_steps.html", {"first_steps": steps_for(request.user)})


@requires(*actions.ENDS_IT)
@require_POST
def hide_first_steps(request):
    actions.hide_first_steps(by=request.user)
    messages.success(request, "The home page does not show the first steps any more.")
    return redirect("home")


@requires(*actions.ENDS_IT)
@require_POST
def show_first_steps(request):
    actions.show_first_steps(by=request.user)
    return redirect("home")


def healthy(request):
    """For the machine that watches the site: how each part is, and 503 when any is unwell. Nothing about anybody."""
    parts = health(request)
    is_well = all(state in WELL for state in parts.values())
    return JsonResponse({"healthy": is_well, "parts": parts}, status=200 if is_well else 503)
