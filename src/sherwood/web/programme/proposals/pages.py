"""What the page of a proposal shows: its changes, apart by who must agree, before beside after."""

from dataclasses import dataclass

from sherwood.governance.definition import LINKS
from sherwood.governance.proposing import Agrees, ChangeKind, ProposedChange
from sherwood.governance.roles import Permission, held_by
from sherwood.web.programme.programmes.parts import PARTS
from sherwood.web.programme.proposals.lists import how_far
from sherwood.web.programme.proposals.models import Answer, Notice, Proposal
from sherwood.web.programme.proposals.telling import holders_of
from sherwood.web.programme.proposals.words import NAMED_BY, Names, fields, name_of
from sherwood.web.site.ui.clock import today


@dataclass(frozen=True)
class ChangeLine:
    """One change as the page draws it."""

    number: int
    title: str
    change: ProposedChange
    answer: Answer | None
    names: Names

    @property
    def heads(self) -> list[str]:
        """Before beside after; alone what a part says that comes or goes."""
        alone = {ChangeKind.ADDED: ["What it would say"], ChangeKind.GONE: ["What it says"]}
        return alone.get(self.change.kind, ["Before", "After"])

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each field: what it is called, and its values each under its head."""
        return [
            (name, list(zip(self.heads, values, strict=True)))
            for name, values in fields(self.change, self.names)
        ]

    @property
    def asks_reason(self) -> bool:
        """A finding is withdrawn with a reason."""
        return self.change.section == "finding" and not self.change.after


@dataclass(frozen=True)
class Group:
    """The changes that wait for the same people."""

    agrees: Agrees
    lines: list[ChangeLine]
    may: bool  # whether the reader may agree to them
    who: str

    @property
    def waiting(self) -> list[ChangeLine]:
        return [line for line in self.lines if line.answer is None]

    @property
    def at_once(self) -> list[ChangeLine]:
        """What one press can agree to."""
        return [line for line in self.waiting if not line.asks_reason]


def proposal(found: Proposal, user) -> dict:
    lines = _lines(found)
    own = found.proposed_by_id == user.pk
    waiting = any(line.answer is None for line in lines)
    return {
        "proposal": found,
        "groups": [
            _group(found, agrees, lines, user)
            for agrees in Agrees
            if any(_for(agrees, line) for line in lines)
        ],
        "own": own and waiting,
        "takes_back": waiting and user.may(Permission.LOAD_PROGRAMME) and (own or not found.proposed_by_id),
        "unread": Notice.objects.unread(user, today()).filter(answer__proposal=found).exists(),
        "sentence": _sentence(found),
    }


def line(found: Proposal, number: int) -> ChangeLine | None:
    return next((one for one in _lines(found) if one.number == number), None)


def _lines(found: Proposal) -> list[ChangeLine]:
    answers, titles, names = found.answered, found.titles, _names(found)
    return [
        ChangeLine(number, titles[number], change, answers.get(number), names)
        for number, change in found.changes.items()
    ]


def _names(found: Proposal) -> Names:
    """What parts are called that changes name by their keys: those that stand, and those proposed."""
    added = {(change.section, change.key): change.after for change in found.changes.values()}
    standing = {
        (section, row.key): {name: getattr(row, name, "") for name in NAMED_BY}
        for section in {*LINKS.values(), *(change.section for change in found.changes.values())} & {*PARTS}
        for row in PARTS[section].objects.filter(programme=found.programme_id)
    }
    return {(section, key): name_of(part, key) for (section, key), part in (added | standing).items()}


def _for(agrees: Agrees, line: ChangeLine) -> bool:
    return line.change.agrees is agrees


def _group(found: Proposal, agrees: Agrees, lines: list[ChangeLine], user) -> Group:
    may = user.may(agrees.permission) and found.proposed_by_id != user.pk
    return Group(
        agrees, [line for line in lines if _for(agrees, line)], may, who(agrees, found.proposed_by_id)
    )


def who(agrees: Agrees, proposer: int | None) -> str:
    """Who can agree to such changes; said too where nobody can yet."""
    others = [user for user in holders_of(agrees.permission) if user.pk != proposer]
    if not others:
        return (
            "Nobody can agree to these yet: it takes somebody other than who proposes them. "
            f"{held_by(agrees.permission)} An account administrator lets in such a person."
        )
    posts = sorted({str(user.post) for user in others})
    return f"For {agrees.value}: {'; '.join(posts)}."


def _sentence(found: Proposal) -> str:
    if len(found.answered) == found.number_of_changes:
        return f"Every change is answered: {how_far(found)}."
    return f"Nothing of it holds until it is agreed: {how_far(found)}."
