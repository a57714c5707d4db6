"""What makes cases complex in a demonstration's council, and which measures are read with it in mind."""

from sherwood.web.evidence import actions
from sherwood.web.evidence.models import Factor
from sherwood.web.site.offers.kinds import COUNTY, Told
from sherwood.web.site.trail.actions import COMMAND_LINE


def seed_factors(programme=None, told: Told = COUNTY) -> None:
    """Doing it again changes nothing."""
    if Factor.objects.exists():
        return
    for factor in told.beside(__file__)["factor"]:
        actions.add_factor(**factor, by=COMMAND_LINE)
