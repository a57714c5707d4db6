"""A file that is a tree (XML) becomes sheets: a format says which elements are rows and which are their values.

Read by expat, of Python's own library: it needs nothing more to install, keeps no tree in memory, knows the line of each
element, and stops at a document type before it can declare anything, so no entity is ever expanded and nothing fetched.
(lxml was slower over the same elements, and keeps what it has read until it is told to forget it.)

Nothing is lost in silence: elements, attributes and text that no format describes are counted and told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading.columns import Headings
from sherwood.reading.foreign import head
from sherwood.reading.sheets import Misshapen, Sheet
from sherwood.reading.tree_walk import ElementRows, TreeWalk, walked

IN_ROW = "in_row"  # the heading under which a row says in which row of the element around it it stands
NUMBERED_BY_LINE = "Rows are numbered by the line of the file on which each begins."
NUMBERED_IN_ORDER = (
    "Rows are numbered in the order in which they stand, because several begin on one line of the file."
)
MOST_TOLD = 12  # names of unknown elements in a note


@dataclass(frozen=True)
class Element:
    """An element that is a row each time it stands in the file.

    `path` leads to it from below the root, as “Children/Child”. `values` are what stands once in it: an element beneath
    (“ChildIdentifiers/LAchildID”), an attribute (“@id”) or its own text (“.”). The last part is the heading. `carries` are
    headings of the rows around it, whose values its own rows are given too.
    """

    path: str
    values: Sequence[str]
    carries: Sequence[str] = ()

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def headings(self) -> list[str]:
        return [self.name if value == "." else re.split(r"[/@]", value)[-1] for value in self.values]


@dataclass(frozen=True)
class Tree:
    """The elements of one kind of XML.

    It is known by `marks`: patterns, one of which is found at the beginning of the file. `header` are paths of values that
    stand once in the file and are given to every row of it; `not_held` are paths of elements that are known and not
    read, each with the reason.
    """

    root: str
    marks: Sequence[str]
    elements: Sequence[Element]
    header: Sequence[str] = ()
    not_held: Mapping[str, str] = field(default_factory=dict)

    def is_of(self, data: bytes) -> bool:
        """Whether the file is of this kind, by its beginning."""
        start = head(data)
        return start.startswith(b"<") and any(re.search(mark.encode(), start) for mark in self.marks)


def tree_sheets(file: str, digest: str, data: bytes, tree: Tree) -> list[Sheet]:
    """A sheet for each element that stands in the file, its headings in row 0; the first of the tree in any case.

    Fails with a sentence for the user when the file is not sound XML or goes beyond the limits of `tree_walk`.
    """
    walk = walked(data, tree.root, _described(tree), tree.header, tree.not_held)
    by_line = all(_rises(gathered.lines) for gathered in walk.rows.values())
    numbering = NUMBERED_BY_LINE if by_line else NUMBERED_IN_ORDER
    whole: dict[str, pa.Table] = {}
    sheets = []
    for element in tree.elements:
        gathered = walk.rows[element.path]
        whole[element.path] = _table(element, gathered, tree, whole, by_line)
        if len(gathered) or element is tree.elements[0]:
            is_first = element is tree.elements[0]
            note = " ".join([numbering] * is_first + list(_told(walk, element.path, is_first, tree)))
            sheets.append(_sheet(file, digest, element, whole[element.path], gathered, walk, tree, note))
    return sheets


def tree_headings(sheet: Sheet) -> Headings:
    """The headings of a sheet that is of an element: they are row 0."""
    return Headings.of(*sheet.top[0])


def _described(tree: Tree) -> dict[str, Sequence[str]]:
    return {element.path: element.values for element in tree.elements}


def _rises(lines: pa.ChunkedArray) -> bool:
    """Whether each row begins on a later line than the one before."""
    if len(lines) < 2:
        return True
    flat = lines.combine_chunks()
    return bool(pc.all(pc.greater(flat[1:], flat[:-1])).as_py())


def _around(path: str, paths: Mapping[str, object]) -> str:
    """The path of the nearest element around this one that is a row, or nothing."""
    while path := path.rpartition("/")[0]:
        if path in paths:
            return path
    return ""


def _table(
    element: Element, gathered: ElementRows, tree: Tree, whole: Mapping[str, pa.Table], by_line: bool
) -> pa.Table:
    """Every row of an element with its number, its own values, what it carries, and where it stands."""
    count = len(gathered)
    numbers = gathered.lines if by_line else pa.chunked_array([pa.array(range(1, count + 1), pa.int64())])
    columns = dict(zip(element.headings, gathered.columns, strict=True))
    if around := _around(element.path, whole):
        parents = whole[around].take(gathered.within)
        columns |= {heading: parents[heading] for heading in element.carries}
        columns[IN_ROW] = pc.cast(parents["row"], pa.string())
    return pa.table({"row": numbers, **columns})


def _sheet(
    file: str,
    digest: str,
    element: Element,
    table: pa.Table,
    gathered: ElementRows,
    walk: TreeWalk,
    tree: Tree,
    note: str,
) -> Sheet:
    """The sheet, without the rows that say one thing twice: those do not fit under the headings."""
    numbers = table["row"].to_pylist() if gathered.twice else []
    odd = tuple(Misshapen(numbers[place], reason, "") for place, reason in gathered.twice.items())
    table = table.filter(pc.invert(pc.is_in(table["row"], pa.array([line.row for line in odd], pa.int64()))))
    headings = [*table.column_names[1:], *walk.header]
    top = [pa.array([0], pa.int64()), *(pa.array([heading]) for heading in headings)]
    filled = [pa.repeat(pa.scalar(said, pa.string()), table.num_rows) for said in walk.header.values()]
    names = ["row", *(f"c{place}" for place in range(len(headings)))]
    texts = [pc.fill_null(column, "") for column in table.columns[1:]]
    rows = pa.table([table["row"], *texts, *filled], names=names)
    return Sheet(
        file,
        digest,
        pa.concat_tables([pa.table(top, names=names), rows]),
        f"element {element.name}",
        note,
        odd,
        element=element.path,
        tree=tree,
    )


def _told(walk: TreeWalk, path: str, is_first: bool, tree: Tree) -> Iterator[str]:
    """What stands in the rows of an element and is not read; what stands outside all rows is told with the first."""

    def here(counts: Mapping[str, int]) -> dict[str, int]:
        around = {place: _around(place, walk.rows) for place in counts}
        return {place: counts[place] for place, of in around.items() if of == path or (is_first and not of)}

    by_reason: dict[str, list[str]] = {}
    for place, count in here(walk.not_held).items():
        by_reason.setdefault(tree.not_held[place], []).append(_counted(place, count))
    for reason, named in by_reason.items():
        yield f"Not held: {', '.join(named)}. {reason}"
    if unknown := here(walk.unknown):
        named = [_counted(place, count) for place, count in unknown.items()]
        more = f" and {len(named) - MOST_TOLD} more" if len(named) > MOST_TOLD else ""
        yield f"Elements that are not known, with what is in them: {', '.join(named[:MOST_TOLD])}{more}. Nothing of them was read."
    if stray := sum(here(walk.stray).values()):
        yield (
            f"Text stands outside of any value in {stray:,} place{'s' * (stray > 1)} and was not read. Look at the export."
        )


def _counted(path: str, count: int) -> str:
    return f"{path.rpartition('/')[2]} ({count:,})"
