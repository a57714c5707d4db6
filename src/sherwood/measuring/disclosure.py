"""Small numbers hidden in anything that goes beyond the people entitled to the rows: the rule, and how a split keeps it.

A split is made of *cells*: what a reader may see is sums of them, by one dimension or another. Cells that are too
small to be known are put together in *blocks*, and whatever is shown is a sum of whole blocks. So however the tables
are laid beside one another, taken from one another or solved for, no more comes out than what a block holds, and no
block holds a small number.

Source: the rule of the Department for Education's children in need statistics (1 to 5, with secondary suppression).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sherwood.measuring.figures import Count
from sherwood.measuring.parts import MOST_UNKNOWN


@dataclass(frozen=True)
class HidingRule:
    """What is hidden, as data."""

    fewest_shown: int = 6  # of children; none at all is no small number
    named_at_least: int = 1  # a part that is named and hidden is known to have as many
    most_unknown: float = MOST_UNKNOWN  # the share of no known part above which parts are not compared
    protects: tuple[str, ...] = ("numerator", "denominator", "what is left of the denominator")
    places: tuple[str, ...] = ("district", "locality", "service", "team")  # tables of the same places
    same_children: tuple[frozenset[str], ...] = (  # populations that hold the same children on the same day
        frozenset({"looked_after", "looked_after_at_month_end"}),
    )

    @property
    def sentences(self) -> tuple[str, ...]:
        """The rule in words, as a page prints it."""
        return (
            f"1 to {self.fewest_shown - 1} children are a small number. A figure is hidden when its "
            f"{', its '.join(self.protects[:-1])} or {self.protects[-1]} is one.",
            "Parts that are too small stand together as “Other or not known”, with as many others as it takes: whatever "
            f"is shown by {', '.join(self.places[:-1])} or {self.places[-1]} is a sum of groups in which no number is "
            f"small, and in which every part can have {self.fewest_shown} though each other part has "
            f"{self.named_at_least}.",
            "Measures of the same children are split alike, whichever interval is shown, and always for the same days; by "
            "how many one counts more than another is no small number either.",
            "A sum over time is shown only where no week, month or quarter in it is hidden.",
            f"Where more than {self.most_unknown:.0%} are of no known part, the others are not compared.",
        )


RULE = HidingRule()


@dataclass(frozen=True)
class Hidden:
    """In place of a figure: there is one, and it is not shown for privacy."""

    def __str__(self) -> str:
        return "Hidden for privacy"


HIDDEN = Hidden()


def is_small(count: int) -> bool:
    return 0 < count < RULE.fewest_shown


def reveals_few(count: Count) -> bool:
    """Whether a figure, or what is left of its denominator, is a small number of children."""
    return any(is_small(number) for number in protected(count))


def protected(count: Count) -> tuple[int, int, int]:
    """The numbers of a figure that are never shown when they are small: see `Rule.protects`."""
    return count.numerator, count.denominator, count.denominator - count.numerator


Part = tuple[str, str | None]  # a dimension, and one of its values


@dataclass(frozen=True)
class Cell:
    """The finest group of children that a split tells apart: the parts it lies in, and its figure by each measure."""

    parts: frozenset[Part]
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Block:
    """Cells that are never told apart."""

    cells: tuple[Cell, ...]
    parts: frozenset[Part] = field(init=False)  # those that hold all of it
    size: int = field(init=False)
    is_small: bool = field(init=False)

    def __post_init__(self) -> None:
        counts = list(zip(*(cell.counts for cell in self.cells), strict=True))
        object.__setattr__(self, "parts", frozenset.intersection(*(cell.parts for cell in self.cells)))
        object.__setattr__(self, "size", sum(count.denominator for of in counts for count in of))
        object.__setattr__(self, "is_small", any(_is_small_together(of) for of in counts))

    @property
    def name(self) -> str:
        return str(sorted(str(part) for cell in self.cells for part in cell.parts))


def _is_small_together(counts: Sequence[Count]) -> bool:
    """Whether the sum is a small number, or leaves one part a small number when all others have the least they can."""
    named = sum(count.denominator > 0 for count in counts)
    least = RULE.fewest_shown + RULE.named_at_least * (named - 1)
    return reveals_few(total(counts)) or 0 < sum(count.denominator for count in counts) < least


def total(counts: Iterable[Count]) -> Count:
    """The numbers of several figures together; they have no value."""
    counts = list(counts)
    return Count(sum(count.numerator for count in counts), sum(count.denominator for count in counts), None)


def blocks(cells: Iterable[Cell]) -> list[Block]:
    """The cells in blocks, none of them small unless there is but one that has anybody in it.

    The smallest block goes first, to the neighbour with which the least that could be shown is lost: so tiny parts go
    together before a large one is given up, and parts of one locality before it is given up itself.
    """
    made = [Block((cell,)) for cell in cells]
    sizes = sizes_of(made)
    while small := [block for block in made if block.is_small]:
        block = min(small, key=lambda block: (block.size, block.name))
        others = [other for other in made if other is not block and other.size]
        if not others:
            break
        lost = {part for part in sizes if _is_split(part, made)}
        other = min(others, key=lambda other: (_cost(block, other, sizes, lost), other.size, other.name))
        made = [kept for kept in made if kept is not block and kept is not other]
        made.append(Block(block.cells + other.cells))
    return made


def sizes_of(made: Sequence[Block]) -> dict[Part, int]:
    """How many children are in the blocks that each part holds whole."""
    sizes: dict[Part, int] = {}
    for block in made:
        for part in block.parts:
            sizes[part] = sizes.get(part, 0) + block.size
    return sizes


def _cost(block: Block, other: Block, sizes: dict[Part, int], lost: set[Part]) -> int:
    """How many children are in the parts that could be shown before the two are put together, and not after.

    Those of no known part do not count: nobody asks how they compare.
    """
    return sum(sizes[part] for part in (block.parts ^ other.parts) - lost if part[1] is not None)


def _is_split(part: Part, made: Sequence[Block]) -> bool:
    return any(part not in block.parts and any(part in cell.parts for cell in block.cells) for block in made)


def split_parts(made: Sequence[Block]) -> set[Part]:
    """The parts that are no sum of whole blocks, and so are not shown."""
    return {
        part
        for block in made
        for cell in block.cells
        for part in cell.parts
        if part not in block.parts or block.is_small
    }
