"""A later definition by the user's way: proposed, then agreed on the page of the proposal by those whom it waits for."""

from collections.abc import Iterable

from django.test import Client

from sherwood.governance.roles import Role
from sherwood.web.programme.proposals.actions import load_definition
from sherwood.web.programme.proposals.models import Proposal
from sherwood.web.site.trail.actions import COMMAND_LINE

AGREE = (Role.BOARD_MEMBER, Role.SENIOR_RESPONSIBLE_OWNER)


def proposed(definition, came_from: str = "programme.toml") -> Proposal:
    """What a definition proposes at the command line."""
    made = load_definition(definition=definition, came_from=came_from, by=COMMAND_LINE).proposal
    assert made is not None, "it differs from what stands"
    return made


def agree_to(proposal: Proposal, clients: Iterable[Client], because: str = "Found to be wrong") -> None:
    """Press every button that the page of a proposal offers those people, until nothing more is offered or made."""
    clients, before = list(clients), -1
    while before != (now := proposal.answers.count()):
        before = now
        for client in clients:
            _press(proposal, client, because)


def _press(proposal: Proposal, client: Client, because: str) -> None:
    here = proposal.get_absolute_url()
    for group in client.get(here).context["groups"]:
        numbers = [line.number for line in group.at_once] if group.may else []
        if numbers:
            client.post(f"{here}agree", {"number": numbers})
        for line in group.waiting if group.may else []:
            if line.asks_reason:
                client.post(f"{here}{line.number}/agree", {"because": because})


def agreed(definition, signed_in) -> Proposal:
    """The programme as a later definition says, every change agreed."""
    made = proposed(definition)
    agree_to(made, [signed_in(role) for role in AGREE])
    assert not made.unanswered(), [made.titles[number] for number in made.unanswered()]
    return made
