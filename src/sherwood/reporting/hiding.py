"""What somebody who may not see the rows is shown of a measure: of its trend, its splits and its sums over time.

Nothing else decides it: page, file, list, report and sentence ask here. The rule is `measuring.disclosure.RULE`.

- A *point* of a trend is hidden when it is small.
- A *sum* over time (a quarter so far, a year ago, another interval) is hidden when a point in it is: the others would
  give it away.
- A *split* shows sums of blocks. Its days are always the same (`Trend.breakdown_period`), and measures of the same
  children are split alike. Where a point in its days is hidden, its total is withheld too: each of its tables leaves
  something out.

A measure is counted over one set of places, so its tables by district, locality, service and team are one split with
four tables; each characteristic is a split of its own, for no table has two of them at once.
"""

from collections.abc import Sequence
from itertools import combinations

from sherwood.kit.periods import Period
from sherwood.measuring.disclosure import (
    HIDDEN,
    RULE,
    Block,
    Cell,
    Hidden,
    Part,
    blocks,
    is_small,
    reveals_few,
    sizes_of,
    split_parts,
    total,
)
from sherwood.measuring.figures import Count, Ledger, Where
from sherwood.measuring.intervals import wilson
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.shelves import all_measures, key_of
from sherwood.reporting.natural import points_in

PLACES = RULE.places
OTHER = "Other or not known"  # the part in which those stand that are hidden alone

Shown = dict[str | None, Count | Hidden]


def small(measure: Measure, count: Count) -> bool:
    """Whether a figure gives away a small number of children. Of a rate or a mean, only the children count."""
    return reveals_few(_children(measure, count))


def hidden_points(measure: Measure, counts: Sequence[Count]) -> frozenset[int]:
    """Which points of a trend are hidden."""
    return frozenset(place for place, count in enumerate(counts) if small(measure, count))


def sum_is_hidden(ledger: Ledger, measure: Measure, period: Period, where: Where | None = None) -> bool:
    """Whether a figure over a period is hidden: it is small, or so is a point that it is a sum of."""
    counts = ledger.series(measure, [period, *points_in(measure, period)], where)
    return bool(hidden_points(measure, counts))


def gives_away(ledger: Ledger, measure: Measure, periods: Sequence[Period]) -> bool:
    """Whether figures by another interval would give something hidden away, or hide anything themselves."""
    days = Period(periods[0].first, periods[-1].last)
    counts = ledger.series(measure, [*periods, *points_in(measure, days)])
    return any(small(measure, count) or is_small(count.unknown) for count in counts)


def breakdown(
    ledger: Ledger,
    measure: Measure,
    period: Period,
    by: str,
    where: Where | None = None,
    own: Where | None = None,
) -> Shown:
    """A breakdown as it may be shown to anyone, or to somebody who may see the rows of their `own` teams or children:
    what is left without these must not be small.

    Parts that are not shown are `HIDDEN`; what they come to stands last, as `OTHER`, where it may be told.
    """
    parts = ledger.breakdown(measure, period, by, where)
    made = _blocks(ledger, measure.key, period, PLACES if by in PLACES else (by,), where or {}, own or {})
    is_secret = total_is_secret(ledger, measure, period, where)
    not_shown = split_parts(made) | (_withheld(made) if is_secret else set())
    hidden = {value for value in parts if (by, value) in not_shown}
    if hidden and None in parts:
        hidden.add(None)
    shown: Shown = {value: HIDDEN if value in hidden else count for value, count in parts.items()}
    if hidden and not is_secret and len(hidden) < len(parts):
        shown[OTHER] = _together(measure, [parts[value] for value in hidden])
    return shown


def total_is_secret(ledger: Ledger, measure: Measure, period: Period, where: Where | None = None) -> bool:
    """Whether what a split comes to is withheld, because a point in its days is hidden."""
    return sum_is_hidden(ledger, measure, period, where)


def _withheld(made: Sequence[Block]) -> set[Part]:
    """The parts around one block: where none of them is shown, in any table, nobody knows the total.

    It is the block with the fewest children around it.
    """
    sizes = sizes_of(made)
    counted = [block for block in made if block.size]
    if not counted:
        return set()
    block = min(counted, key=lambda block: (sum(sizes[part] for part in block.parts), block.name))
    return {part for cell in block.cells for part in cell.parts}


def _together(measure: Measure, counts: Sequence[Count]) -> Count:
    """What several parts come to. Of a rate or a mean only the children can be added up."""
    added, unknown = total(counts), sum(count.unknown for count in counts)
    if measure.figure is not Figure.SHARE:
        return Count(added.numerator, 0, None)
    interval = wilson(added.numerator, added.denominator)
    if interval is None:
        return Count(0, 0, None, unknown)
    return Count(added.numerator, added.denominator, added.numerator / added.denominator, unknown, *interval)


# The cells of a split


def _blocks(
    ledger: Ledger, key: str, period: Period, by: Sequence[str], where: Where, own: Where
) -> list[Block]:
    """The cells of a measure and of those linked with it, in blocks."""
    kept = ledger.__dict__.setdefault("_blocks_kept", {})
    asked = (key, period, tuple(by), *(str(sorted(rows.items())) for rows in (where, own)))
    if asked not in kept:
        kept[asked] = blocks(_cells(ledger, linked(ledger, key, period), period, by, where, own))
    return kept[asked]


def _cells(
    ledger: Ledger, keys: Sequence[str], period: Period, by: Sequence[str], where: Where, own: Where
) -> list[Cell]:
    """What there is of each place, or of each value of a characteristic, but for the reader's own rows: they are known."""
    finer = (*by, *(name for name in own if name not in by))
    counts: dict[tuple, list[list[Count]]] = {}
    for number, key in enumerate(keys):
        measure = all_measures()[key]
        for place, count in ledger.cells(measure, period, finer, where).items():
            if not any(value in own.get(name, ()) for name, value in zip(finer, place, strict=True)):
                of_each = counts.setdefault(place[: len(by)], [[] for _ in keys])
                of_each[number].append(_children(measure, count))
    places = sorted(counts, key=str)
    figures = _with_newcomers([[total(of) for of in counts[place]] for place in places])
    return [
        Cell(frozenset(zip(by, place, strict=True)), tuple(of))
        for place, of in zip(places, figures, strict=True)
    ]


def _with_newcomers(figures: list[list[Count]]) -> list[list[Count]]:
    """The figures of each cell, and by how many the bases of its measures differ: who counts in one and not yet in the
    other is seen by laying the two side by side. Where that is few in the whole council it cannot be kept from sight."""
    if not figures:
        return []
    pairs = list(combinations(range(len(figures[0])), 2))
    apart = [[abs(of[one].denominator - of[other].denominator) for one, other in pairs] for of in figures]
    kept = [pair for pair in range(len(pairs)) if not is_small(sum(of[pair] for of in apart))]
    return [
        [*of, *(Count(many[pair], 0, None) for pair in kept)]  # a number, and no part that is named
        for of, many in zip(figures, apart, strict=True)
    ]


def linked(ledger: Ledger, key: str, period: Period) -> list[str]:
    """The measures that count some of the same in a period: the same rows, or the same children where the rule says that
    two populations hold the same ones. Any that is linked with one of these is one of them too."""
    group, waiting = {key}, [key]
    while waiting:
        known = waiting.pop()
        found = {
            candidate
            for candidate in _candidates(known) - group
            if _overlap(ledger, known, candidate, period)
        }
        group |= found
        waiting += found
    return sorted(group)


def _candidates(key: str) -> set[str]:
    population = key_of(all_measures()[key].population)
    same = next((names for names in RULE.same_children if population in names), frozenset({population}))
    return {other for other, measure in all_measures().items() if key_of(measure.population) in same}


def _overlap(ledger: Ledger, key: str, other: str, period: Period) -> bool:
    measures = all_measures()
    by = "row" if measures[key].population is measures[other].population else "child"
    ours, theirs = (ledger.counted(measures[name], period, by) for name in (key, other))
    return not ours.isdisjoint(theirs)


def _children(measure: Measure, count: Count) -> Count:
    """The numbers of children in a figure: of a rate or a mean only its numerator is one."""
    return count if measure.figure is Figure.SHARE else Count(count.numerator, count.numerator, None)
