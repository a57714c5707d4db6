from django.shortcuts import render

from sherwood.governance.roles import Permission
from sherwood.web.accounts.models import scope_of
from sherwood.web.ui.access import requires


@requires()
def own_account(request):
    """Who I am here, what my roles allow, and how I sign in."""
    user = request.user
    context = {
        "grants": user.current_grants,
        "scope": scope_of(user),
        "permissions": [one.value for one in Permission if user.may(one)],
    }
    return render(request, "accounts/own_account.html", context)
