"""What the search offers: its page, and the box at the head of every page."""

from sherwood.web.site.offers.kinds import Address, Link

OFFERS = [
    Address("", "sherwood.web.site.search.urls"),
    Link("search", "Search", "search"),
]
