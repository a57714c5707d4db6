from django.shortcuts import render

from sherwood.governance.roles import Permission
from sherwood.web.site.home.waiting import figures_for, waiting_for
from sherwood.web.site.ui.access import requires


@requires()
def home(request):
    context = {
        "waiting": waiting_for(request),
        "figures": figures_for(request),
        "sees_trail": request.user.may(Permission.SEE_TRAIL),
        "keeps_accounts": request.user.may(Permission.MANAGE_ACCOUNTS),
    }
    return render(request, "home/home.html", context)
