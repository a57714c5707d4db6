from functools import partial

from sherwood.web.digest import actions, forms
from sherwood.web.digest.models import Unwanted
from sherwood.web.ui.access import requires
from sherwood.web.ui.entering import entered


@requires()
def email(request):
    """Whether to be sent the digest."""
    wanted = Unwanted.objects.wanted_by(request.user)
    sent = request.POST if request.method == "POST" else None  # an empty box sends nothing at all
    form = forms.Wanted(sent, initial={"wanted": wanted})
    act = partial(actions.want_digest, user=request.user, by=request.user)
    return entered(request, form, act, heading="Messages by email", back="own_account", under="Your account")
