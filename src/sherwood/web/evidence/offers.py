"""What measures and loads offer: their pages, the figures of the home page, and overdue work that waits."""

from sherwood.governance.roles import Permission
from sherwood.web.evidence.demonstration import seed_factors
from sherwood.web.evidence.searching import SEARCHED
from sherwood.web.evidence.waiting import figures_panel, work_overdue
from sherwood.web.site.offers.kinds import Address, Link, Panel, Seed, Waits, Word

OFFERS = [
    Address("", "sherwood.web.evidence.urls"),
    Word("Evidence", "measures", 30, Permission.SEE_MEASURES),
    Word("Data", "data", 60, Permission.SEE_DATA),
    Waits(work_overdue),
    Panel("evidence/home_figures.html", figures_panel),
    Seed(seed_factors, 10),
    Link("damaged", "The data page", "data", Permission.SEE_DATA),
    *SEARCHED,
]
