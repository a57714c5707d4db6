"""The pages of stakeholders and the communications plan."""

from sherwood.web.programme.engagement.demonstration import seed_engagement
from sherwood.web.site.offers.kinds import Address, Seed, Tab

OFFERS = [
    Address("programme/engagement/", "sherwood.web.programme.engagement.urls"),
    Tab("programme", "Engagement", "engagement", 90),
    Seed(seed_engagement, 50),
]
