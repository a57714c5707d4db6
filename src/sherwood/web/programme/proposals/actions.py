"""Loading a definition: it begins the programme, and after that it proposes. Agreeing to what is proposed, or refusing it."""

from collections.abc import Collection
from dataclasses import dataclass

from sherwood.governance import programme as facts
from sherwood.governance.proposing import ProposedChange, changes, check_none_is_lost
from sherwood.governance.roles import Permission, held_by
from sherwood.kit.errors import Refusal
from sherwood.web.programme.programmes.actions import (
    check_is_of_this_site,
    load_programme,
    make_change,
    mark_as_changed,
)
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.programme.programmes.written import whole, whole_of
from sherwood.web.programme.proposals.making import in_turn, settled_of
from sherwood.web.programme.proposals.models import Answer, Notice, Proposal, line_of
from sherwood.web.programme.proposals.telling import touched_by
from sherwood.web.programme.proposals.words import heading, sentence
from sherwood.web.site.acts import act, person, rule
from sherwood.web.site.kept import digest_of
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


@dataclass(frozen=True)
class Loaded:
    """What came of a definition: the programme it began, the proposal it made, or neither where nothing differs."""

    programme: Programme
    began: bool = False
    proposal: Proposal | None = None
    left: tuple[str, ...] = ()


@act(needs=Permission.LOAD_PROGRAMME)
def load_definition(*, definition: facts.Programme, came_from: str, by) -> Loaded:
    """The first definition of a site begins its programme. Any later one is a proposal, and writes nothing that stands."""
    check_is_of_this_site(definition)
    programme = Programme.objects.select_for_update().first()
    if programme is None:
        return Loaded(load_programme(definition=definition, by=by), began=True)
    content = proposed(programme, definition)
    left = tuple(content["left"])
    if not content["changes"]:
        return Loaded(programme, left=left)
    return Loaded(
        programme,
        proposal=_proposed_already(content) or _propose(programme, content, came_from, by),
        left=left,
    )


def proposed(programme: Programme, definition: facts.Programme) -> dict:
    """Every change that a definition proposes, and what it leaves alone, as a proposal keeps them."""
    standing, wanted = whole(programme), whole_of(definition)
    check_none_is_lost(standing, wanted)
    found, left = changes(standing, wanted, settled_of(programme))
    parts = {
        (section, part.get("key", "")): part
        for parts_of in (wanted, standing)
        for section, listed in parts_of.items()
        for part in listed
    }
    return {
        "changes": [line_of(one, heading(one, parts.get((one.section, one.key), {}))) for one in found],
        "left": [sentence(one, parts[(one.section, one.key)]) for one in left],
    }


def _proposed_already(content: dict) -> Proposal | None:
    """The same, proposed before and not answered in any part: it is not proposed twice."""
    found = Proposal.objects.filter(digest=digest_of(content), answers=None)
    return found.first()


def _propose(programme: Programme, content: dict, came_from: str, by) -> Proposal:
    made = Proposal.objects.create(
        programme=programme,
        came_from=came_from,
        proposed_by=person(by),
        proposed_as=str(by.post),
        proposed_on=today(),
        content=content,
        number_of_changes=len(content["changes"]),
        digest=digest_of(content),
    )
    detail = {"changes": made.number_of_changes, "from": came_from, "digest": made.digest[:12]}
    trail.record(verb="proposed changes to the programme", what=made, detail=detail, by=by)
    return made


@rule(Permission.DECIDE, Permission.AGREE_PROGRAMME)
def check_second_person(proposal: Proposal, by) -> None:
    """A member of the deciding body or a second person of the programme, by what the change is of; never its proposer."""
    if proposal.proposed_by_id == by.pk:
        raise Refusal("You proposed this, so somebody else agrees to it or refuses it.")


def _check_may(change: ProposedChange, by) -> None:
    if not by.may(change.agrees.permission):
        raise Refusal(f"This change waits for {change.agrees.value}. {held_by(change.agrees.permission)}")


def _unanswered(proposal: Proposal, numbers: Collection[int], by) -> dict[int, ProposedChange]:
    """Those of these numbers that nobody has answered, each of which is for `by` to answer."""
    waiting = proposal.unanswered()
    found = {number: waiting[number] for number in numbers if number in waiting}
    if not found:
        raise Refusal("This was answered already, or there is no such change. Look at the page again.")
    for change in found.values():
        _check_may(change, by)
    return found


@dataclass(frozen=True)
class Agreed:
    """How many changes were made, and in words why others of those asked for were not."""

    made: int
    refused: tuple[str, ...] = ()


@act(needs=check_second_person, about="proposal")
def agree(*, proposal: Proposal, numbers: Collection[int], because: str = "", by) -> Agreed:
    """Agree to changes, which are made at once; what waits for another change, or no longer fits, is left and told."""
    if proposal.digest != proposal.worked_out():
        raise Refusal("This proposal does not say what was proposed. Propose it again.")
    asked = _unanswered(proposal, numbers, by)
    programme = Programme.objects.select_for_update().get(pk=proposal.programme_id)
    made, refused = in_turn(programme, asked, proposal.titles, because)
    if not made:
        raise Refusal(" ".join(refused))
    for number, wanted in made:
        tell = touched_by(programme, asked[number], proposal, by)
        told = {"proposal": proposal.pk, "proposed by": proposal.proposed_as}
        make_change(
            programme=programme, change=asked[number], wanted=wanted, because=because, told=told, by=by
        )
        programme.refresh_from_db()
        Notice.objects.tell(_answer(proposal, number, Answer.Said.AGREED, because, by), tell)
    mark_as_changed(programme)
    return Agreed(len(made), tuple(refused))


@act(needs=check_second_person, about="proposal")
def refuse(*, proposal: Proposal, number: int, reason: str, by) -> None:
    """Refuse a change and say why; what stands is left."""
    change = _unanswered(proposal, [number], by)[number]
    answer = _answer(proposal, number, Answer.Said.REFUSED, reason, by)
    if proposal.proposed_by:
        Notice.objects.tell(answer, [proposal.proposed_by])
    detail = {"change": number, "section": change.section, "key": change.key, "reason": reason}
    trail.record(verb="refused a change of the programme", what=proposal, detail=detail, by=by)


@rule(Permission.LOAD_PROGRAMME)
def check_own(proposal: Proposal, by) -> None:
    """Whoever proposed it; what came by the command line, anybody who may propose."""
    if proposal.proposed_by_id not in (None, by.pk):
        raise Refusal(f"Only who proposed this takes it back: {proposal.proposed_as}.")


@act(needs=check_own, about="proposal")
def take_back(*, proposal: Proposal, by) -> None:
    """Take back every change that nobody has answered yet."""
    waiting = proposal.unanswered()
    if not waiting:
        raise Refusal("Every change of it was answered already.")
    for number in waiting:
        _answer(proposal, number, Answer.Said.TAKEN_BACK, "", by)
    trail.record(verb="took back a proposal", what=proposal, detail={"changes": len(waiting)}, by=by)


@act(needs=Permission.SEE_PROGRAMME, about="proposal")
def mark_read(*, proposal: Proposal, by) -> None:
    """Say that one has read what became of a proposal, so that home no longer tells it."""
    read = Notice.objects.filter(answer__proposal=proposal, user=by, read_on=None).update(read_on=today())
    if read:
        trail.record(verb="read what changed", what=proposal, detail={"changes": read}, by=by)


def _answer(proposal: Proposal, number: int, said: str, reason: str, by) -> Answer:
    return Answer.objects.create(
        proposal=proposal, number=number, said=said, reason=reason, by=person(by), on=today()
    )
