"""The home page."""

from sherwood.web.site.offers.kinds import Address, Word

OFFERS = [
    Address("", "sherwood.web.site.home.urls"),
    Word("Home", "home", 10),
]
