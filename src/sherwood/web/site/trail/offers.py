"""The pages of the trail."""

from sherwood.web.site.offers.kinds import Address

OFFERS = [Address("trail/", "sherwood.web.site.trail.urls")]
