"""The pages of what a programme comes from."""

from sherwood.web.programme.origins.demonstration import seed_origins
from sherwood.web.programme.origins.models import ALL
from sherwood.web.site.offers.kinds import Address, Seed, Tab, TabGroup
from sherwood.web.site.registers.offered import OnShelf

OFFERS = [
    Address("programme/origins/", "sherwood.web.programme.origins.urls"),
    Tab("programme", "Origins", "origins", 100),
    TabGroup("origins", "Where the programme comes from"),
    Tab("origins", "Causes and facts", "origins", 10),
    Tab("origins", "Inspections", "inspections", 20),
    Tab("origins", "Earlier plans", "earlier_plans", 30),
    Tab("origins", "New posts", "posts", 40),
    *(OnShelf(register) for register in ALL.values()),
    Seed(seed_origins, 30),
]
