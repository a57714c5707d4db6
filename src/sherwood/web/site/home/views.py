from django.shortcuts import render
from django.template.loader import render_to_string

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
