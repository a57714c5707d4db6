"""The pages on which a programme is set up."""

from sherwood.governance.roles import Permission
from sherwood.web.site.offers.kinds import Address, Link

OFFERS = [
    Address("programme/set-up/", "sherwood.web.programme.founding.urls"),
    Link("about", "Change the programme", "set_up", Permission.LOAD_PROGRAMME),
]
