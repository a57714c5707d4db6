"""The pages of the initiation document and its approved versions."""

from sherwood.web.programme.baselines.demonstration import seed_baselines
from sherwood.web.site.offers.kinds import Address, Seed, Tab

OFFERS = [
    Address("programme/", "sherwood.web.programme.baselines.urls"),
    Tab("about", "Initiation document", "baselines", 20),
    Seed(seed_baselines, 20),
]
