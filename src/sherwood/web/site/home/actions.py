"""Hiding the first steps from the home page, and showing them again."""

from sherwood.governance.roles import Permission
from sherwood.web.site.acts import act
from sherwood.web.site.home.models import Hiding
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today

SETS_UP = (
    Permission.MANAGE_ACCOUNTS,
    Permission.RUN_PROGRAMME,
    Permission.LOAD_PROGRAMME,
    Permission.KEEP_MEETINGS,
    Permission.LOAD_DATA,
)
ENDS_IT = (Permission.MANAGE_ACCOUNTS, Permission.RUN_PROGRAMME)


@act(needs=ENDS_IT)
def hide_first_steps(*, by) -> None:
    if not Hiding.objects.exists():
        Hiding.objects.create(by=by, on=today())
        trail.record(verb="hid the first steps", what=("page", "home"), by=by)


@act(needs=ENDS_IT)
def show_first_steps(*, by) -> None:
    if Hiding.objects.all().delete()[0]:
        trail.record(verb="showed the first steps again", what=("page", "home"), by=by)
