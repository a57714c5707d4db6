"""The home page."""

from sherwood.governance.roles import Permission
from sherwood.web.site.offers.kinds import Address, Link, Word

OFFERS = [
    Address("", "sherwood.web.site.home.urls"),
    Word("Home", "home", 10),
    Link("home", "Setting up this site", "first_steps", Permission.MANAGE_ACCOUNTS),
]
