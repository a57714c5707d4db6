from functools import partial

from sherwood.web.site.digest import actions, forms
from sherwood.web.site.digest.models import Unwanted
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.entering import entered, sent


@requires()
def email(request):
    """Whether to be sent the digest."""
    wanted = Unwanted.objects.wanted_by(request.user)
    form = forms.WantedMessages(sent(request), initial={"wanted": wanted})
    act = partial(actions.want_digest, by=request.user)
    return entered(request, form, act, heading="Messages by email", back="own_account", under="Your account")
