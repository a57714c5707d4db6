"""The pages of stakeholders and the communications plan."""

from sherwood.web.programme.engagement.demonstration import seed_engagement
from sherwood.web.programme.engagement.models import ALL
from sherwood.web.site.offers.kinds import Address, Seed, Tab
from sherwood.web.site.registers.offered import OnShelf

OFFERS = [
    Address("programme/engagement/", "sherwood.web.programme.engagement.urls"),
    Tab("governance", "Who is told what", "engagement", 50),
    *(OnShelf(register) for register in ALL.values()),
    Seed(seed_engagement, 50),
]
