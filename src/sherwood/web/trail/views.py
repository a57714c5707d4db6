from django.core.paginator import Paginator
from django.shortcuts import render

from sherwood.governance.roles import Permission
from sherwood.web.trail.models import Entry
from sherwood.web.ui.access import requires


@requires(Permission.SEE_TRAIL)
def trail(request):
    verb = request.GET.get("verb", "")
    readable = Entry.visible_to(request.user)
    entries = Paginator(readable.newest_first().about(verb), 50)
    context = {
        "entries": entries.get_page(request.GET.get("page")),
        "verbs": readable.verbs(),
        "verb": verb,
        "checked": "check" in request.GET,
        "broken": readable.first_broken() if "check" in request.GET else None,
    }
    return render(request, "trail/trail.html", context)
