"""The pages of the trail."""

from sherwood.governance.roles import Permission
from sherwood.web.site.offers.kinds import Address, Link

OFFERS = [
    Address("trail/", "sherwood.web.site.trail.urls"),
    Link("home", "Trail", "trail", Permission.SEE_TRAIL),
]
