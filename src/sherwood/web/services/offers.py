"""What services offer: every register on the shelf, with its pages, its measures' uses and its demonstration."""

from sherwood.web.services.models import ALL
from sherwood.web.site.offers.kinds import Address, Seed
from sherwood.web.site.registers.demonstration import seed_from
from sherwood.web.site.registers.offered import OnShelf

OFFERS = [
    Address("practice/", "sherwood.web.services.urls"),
    *(OnShelf(register) for register in ALL.values()),
    *(Seed(seed_from(register), 120) for register in ALL.values()),
]
