"""The list of proposals."""

from collections import Counter

from sherwood.governance.roles import Permission
from sherwood.web.programme.proposals.models import Proposal
from sherwood.web.site.listings.columns import Column
from sherwood.web.site.listings.listing import Listing


def how_far(proposal: Proposal) -> str:
    """How many of its changes wait, were agreed, refused or taken back."""
    counted = Counter(answer.said for answer in proposal.answers.all())
    waiting = proposal.number_of_changes - sum(counted.values())
    parts = [f"{waiting} waiting"] if waiting else []
    return ", ".join(parts + [f"{number} {said}" for said, number in counted.items()])


PROPOSALS = Listing(
    title="Proposed changes of the programme",
    rows=lambda user: Proposal.visible_to(user).latest_first().defer("content"),
    needs=[Permission.SEE_PROGRAMME],
    file="proposals_file",
    empty="Nothing has been proposed since the programme began here.",
    columns=[
        Column("Proposal", str, href="get_absolute_url"),
        Column("Proposed by", "proposed_as"),
        Column("On", "proposed_on"),
        Column("From", "came_from"),
        Column("Changes", "number_of_changes", figure=True),
        Column("How far it is", how_far),
    ],
)
