"""The page on which somebody chooses to have the daily email."""

from sherwood.web.site.offers.kinds import Address, Link

OFFERS = [
    Address("", "sherwood.web.site.digest.urls"),
    Link("account", "Messages by email", "email"),
]
