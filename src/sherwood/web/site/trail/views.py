from django.core.paginator import Paginator
from django.shortcuts import render

from sherwood.governance.roles import Permission
from sherwood.web.site.trail import sheets
from sherwood.web.site.trail.actions import take_copy
from sherwood.web.site.trail.models import Entry
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.downloads import as_file


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


@requires(Permission.SEE_TRAIL)
def trail_file(request, kind):
    """The entries chosen, as a file; that somebody took them is the next entry."""
    verb = request.GET.get("verb", "")
    found = Entry.visible_to(request.user).newest_first().about(verb)
    made, count = as_file(sheets.entries(found), kind, "trail"), found.count()
    # what was typed is repeated only where there is such an act: it may be anything
    told = (verb or "every act") if count else "none"
    take_copy(of="trail", act=told, count=count, kind=kind, by=request.user)
    return made
