"""The pages of what a programme comes from."""

from sherwood.web.programme.origins.demonstration import seed_origins
from sherwood.web.programme.origins.models import ALL
from sherwood.web.programme.origins.pages import inspection_banner
from sherwood.web.site.offers.kinds import Address, Banner, Seed, Tab
from sherwood.web.site.registers.offered import OnShelf

OFFERS = [
    Address("programme/origins/", "sherwood.web.programme.origins.urls"),
    Tab("findings", "Why it began", "origins", 20),
    Tab("findings", "Inspections", "inspections", 30),
    Tab("findings", "Earlier plans", "earlier_plans", 40),
    Tab("plan", "New posts", "posts", 60),
    Banner(inspection_banner),
    *(OnShelf(register) for register in ALL.values()),
    Seed(seed_origins, 30),
]
