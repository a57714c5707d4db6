"""The pages on which a programme is set up."""

from sherwood.web.site.offers.kinds import Address

OFFERS = [
    Address("programme/set-up/", "sherwood.web.programme.founding.urls"),
]
