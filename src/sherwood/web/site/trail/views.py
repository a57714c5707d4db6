from django.shortcuts import render

from sherwood.governance.roles import Permission
from sherwood.web.site.trail.actions import take_copy
from sherwood.web.site.trail.lists import ENTRIES
from sherwood.web.site.trail.models import Entry
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.downloads import as_file


@requires(Permission.SEE_TRAIL)
def trail(request):
    checks = "check" in request.GET
    broken = Entry.visible_to(request.user).first_broken() if checks else None
    context = {"entries": ENTRIES.shown(request), "checked": checks, "broken": broken}
    return render(request, "trail/trail.html", context)


@requires(*ENTRIES.needs)
def trail_file(request, kind):
    """The entries chosen, as a file; that somebody took them is the next entry."""
    made, count = as_file(ENTRIES.sheet(request), kind, "trail"), ENTRIES.shown(request).rows.count()
    # what was typed is repeated only where there is such an act: it may be anything
    told = (request.GET.get("verb", "").strip() or "every act") if count else "none"
    take_copy(of="trail", act=told, count=count, kind=kind, by=request.user)
    return made
