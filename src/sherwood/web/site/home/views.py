from django.http import JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from sherwood.web.site.home.health import WELL, health
from sherwood.web.site.home.waiting import waiting_for
from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import Panel
from sherwood.web.site.ui.access import requires


@requires()
def home(request):
    panels = [(panel.template, panel.context(request)) for panel in offered(Panel)]
    context = {
        "waiting": waiting_for(request),
        "panels": [render_to_string(name, shown, request) for name, shown in panels if shown is not None],
    }
    return render(request, "home/home.html", context)


def healthy(request):
    """For the machine that watches the site: how each part is, and 503 when any is unwell. Nothing about anybody."""
    parts = health(request)
    is_well = all(state in WELL for state in parts.values())
    return JsonResponse({"healthy": is_well, "parts": parts}, status=200 if is_well else 503)
