"""What help offers: the glossary, which every page leads to."""

from sherwood.web.site.help.searching import SEARCHED
from sherwood.web.site.offers.kinds import Address, Link

OFFERS = [
    Address("help/", "sherwood.web.site.help.urls"),
    Link("footer", "What words mean", "glossary"),
    *SEARCHED,
]
