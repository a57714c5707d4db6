"""The walk over an XML file, element by element: rows are gathered in columns, everything else is counted.

What a file may not do: declare a document type, nest deeper than DEEPEST, hold a value, an attribute or a comment longer
than LONGEST, more rows than MOST_ROWS, or be other than well-formed to its end. Memory is that of the rows gathered.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

import pyarrow as pa

from sherwood.kit.errors import SherwoodError
from sherwood.reading.tree_faults import (
    DEEPEST,
    DOCTYPE,
    LONGEST,
    MOST_NAMES,
    MOST_ROWS,
    NOT_A_VALUE,
    OTHER_ROOT,
    SAID_TWICE,
    TOO_DEEP,
    TOO_LONG,
    TOO_MANY,
    TOO_MANY_NAMES,
    TWICE,
    WRONG_ENCODING,
    fault_of,
)

LONGEST_NAME = 60  # characters of an element's name that are told
CHUNK = 1 << 16  # bytes given to the parser at once
BATCH = 50_000  # rows that are kept as Python values
SCHEMA_NAMES = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass
class ElementRows:
    """The rows of one element: their values by column, their lines, and the place of the row each stands within."""

    width: int
    columns: list[pa.ChunkedArray] = field(default_factory=list)
    lines: pa.ChunkedArray = field(default_factory=lambda: pa.chunked_array([], pa.int64()))
    within: pa.ChunkedArray = field(default_factory=lambda: pa.chunked_array([], pa.int64()))
    twice: dict[int, str] = field(default_factory=dict)  # place of a row -> why it cannot be read
    count: int = 0
    _values: list[list[str | None]] = field(default_factory=list)
    _where: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = [pa.chunked_array([], pa.string()) for _ in range(self.width)]

    def __len__(self) -> int:
        return self.count

    def add(self, values: list[str | None], line: int, within: int) -> None:
        self._values.append(values)
        self._where.append((line, within))
        self.count += 1
        if len(self._values) == BATCH:
            self.pack()

    def pack(self) -> None:
        """Put the rows gathered into columns, which are a tenth as large."""
        if not self._values:
            return
        parts = [pa.array(column, pa.string()) for column in zip(*self._values, strict=True)]
        self.columns = [_longer(whole, part) for whole, part in zip(self.columns, parts, strict=True)]
        lines, within = (pa.array(part, pa.int64()) for part in zip(*self._where, strict=True))
        self.lines, self.within = _longer(self.lines, lines), _longer(self.within, within)
        self._values, self._where = [], []


def _longer(whole: pa.ChunkedArray, part: pa.Array) -> pa.ChunkedArray:
    return pa.chunked_array([*whole.chunks, part], part.type)


@dataclass
class PathPlace:
    """What a path of the tree is: a row, a value of the row around it, a value of the header, or none of these."""

    path: str
    children: "dict[str, PathPlace]" = field(default_factory=dict)
    row: ElementRows | None = None
    column: int | None = None  # of the row around it, or of its own where it is one
    attributes: dict[str, int] = field(default_factory=dict)
    header: str = ""
    is_not_held: bool = False

    @property
    def is_value(self) -> bool:
        return self.column is not None or bool(self.header)

    def at(self, path: str) -> "PathPlace":
        place = self
        for part in path.split("/"):
            here = f"{place.path}/{part}".lstrip("/")
            place = place.children.setdefault(part, PathPlace(here))
        return place


def _places(
    rows: Mapping[str, ElementRows],
    described: Mapping[str, Sequence[str]],
    header: Sequence[str],
    not_held: Mapping[str, str],
) -> PathPlace:
    top = PathPlace("")
    for path, values in described.items():
        place = top.at(path)
        place.row = rows[path]
        for column, value in enumerate(values):
            beneath, at, attribute = value.partition("@")
            where = place if beneath in ("", ".") else place.at(beneath.rstrip("/"))
            if at:
                where.attributes[attribute] = column
            else:
                where.column = column
    for path in header:
        top.at(path).header = path.rpartition("/")[2]
    for path in not_held:
        top.at(path).is_not_held = True
    return top


@dataclass
class Open:
    """A row that is being read: its values so far, its line, and the place of the row around it."""

    gathered: ElementRows
    line: int
    within: int
    values: list[str | None]


class TreeWalk:
    """What is made of the events of one file; `walked` runs it."""

    def __init__(
        self,
        root: str,
        described: Mapping[str, Sequence[str]],
        header: Sequence[str],
        not_held: Mapping[str, str],
    ) -> None:
        self.root = root
        self.rows = {path: ElementRows(len(values)) for path, values in described.items()}
        self.header: dict[str, str] = {}
        self.not_held: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()
        self.stray: Counter[str] = Counter()
        self._names: dict[str, str] = {}  # which the parser fills: it keeps every name that it has met
        self.parser = expat.ParserCreate(namespace_separator=" ", intern=self._names)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = _refuse_doctype
        self._top = _places(self.rows, described, header, not_held)
        self._stack: list[PathPlace | None] = []  # None for what is not described
        self._open: list[Open] = []
        self._heard: list[str] = []
        self._length = 0

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if len(self._stack) >= DEEPEST:
            raise SherwoodError(TOO_DEEP)
        if len(self._names) > MOST_NAMES:
            raise SherwoodError(TOO_MANY_NAMES)
        if not self._stack:
            self._begin(name, attributes)
            return
        around = self._stack[-1]
        place = around.children.get(name) if around else None
        self._stack.append(None if place and place.is_not_held else place)
        if around is None:
            return
        if place is None:
            self._count_unknown(around, name)
            if around.column is not None:
                self._refuse_row(around, NOT_A_VALUE)
        elif place.is_not_held:
            self.not_held[place.path] += 1
        else:
            self._enter(place, attributes)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name != self.root:
            raise SherwoodError(OTHER_ROOT.format(self.root))
        self._stack.append(self._top)
        self._enter(self._top, attributes)

    def _count_unknown(self, around: PathPlace, name: str) -> None:
        path = f"{around.path}/{name[:LONGEST_NAME]}".lstrip("/")
        self.unknown[path] += 1

    def _enter(self, place: PathPlace, attributes: dict[str, str]) -> None:
        if place.row is not None:
            within = self._open[-1].gathered.count if self._open else 0
            line = self.parser.CurrentLineNumber
            self._open.append(Open(place.row, line, within, [None] * place.row.width))
        if place.is_value:
            self._heard, self._length = [], 0
        for name, value in attributes.items():
            local = name.rpartition(" ")[2]
            if local in place.attributes:
                self._open[-1].values[place.attributes[local]] = value
            elif not name.startswith(SCHEMA_NAMES):
                self._count_unknown(place, f"@{local}")

    def _text(self, text: str) -> None:
        place = self._stack[-1]
        if place is None:
            return
        if place.is_value:
            self._length += len(text)
            if self._length > LONGEST:
                raise SherwoodError(TOO_LONG.format(self.parser.CurrentLineNumber))
            self._heard.append(text)
        elif text.strip():
            self.stray[f"{place.path}/text"] += 1

    def _end(self, _: str) -> None:
        place = self._stack.pop()
        if place is None:
            return
        if place.is_value:
            self._say(place, "".join(self._heard))
        if place.row is not None:
            row = self._open.pop()
            row.gathered.add(row.values, row.line, row.within)
            if len(row.gathered) > MOST_ROWS:
                raise SherwoodError(TOO_MANY)

    def _say(self, place: PathPlace, value: str) -> None:
        if place.header:
            if self.header.setdefault(place.header, value) != value:
                raise SherwoodError(SAID_TWICE.format(place.header))
            return
        assert place.column is not None
        values = self._open[-1].values
        before = values[place.column]
        if before is not None and before != value:
            self._refuse_row(place, TWICE)
            values[place.column] = ""
        else:
            values[place.column] = value

    def _refuse_row(self, place: PathPlace, reason: str) -> None:
        gathered = self._open[-1].gathered
        gathered.twice.setdefault(gathered.count, reason.format(place.path.rpartition("/")[2]))


def _refuse_doctype(*_: object) -> None:
    raise SherwoodError(DOCTYPE)


def walked(
    data: bytes,
    root: str,
    described: Mapping[str, Sequence[str]],
    header: Sequence[str],
    not_held: Mapping[str, str],
) -> TreeWalk:
    """The walk over a whole file. Fails with a sentence when it is not sound to its end."""
    walk = TreeWalk(root, described, header, not_held)
    parser, view = walk.parser, memoryview(data)
    try:
        for start in range(0, len(data), CHUNK):
            parser.Parse(view[start : start + CHUNK], False)
            # What expat holds back is a tag, comment or instruction that does not end.
            if start - parser.CurrentByteIndex > LONGEST:
                raise SherwoodError(TOO_LONG.format(parser.CurrentLineNumber))
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise SherwoodError(fault_of(error, data[max(parser.ErrorByteIndex, 0) :][:4])) from None
    except (LookupError, ValueError):  # what Python says of an encoding that it cannot give to expat
        raise SherwoodError(WRONG_ENCODING.format(parser.CurrentLineNumber)) from None
    for gathered in walk.rows.values():
        gathered.pack()
    return walk
