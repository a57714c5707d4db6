"""One column of a sheet: which it is, what is wanted of it, and its values, each different text read once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading import cleaning, dates, values
from sherwood.reading.accounts import Account
from sherwood.reading.dates import Evidence, Order
from sherwood.reading.values import Read, Value
from sherwood.reading.xlsx import column_letters
from sherwood.records.tables import Kind

ENDS = {"ended_on", "finished_on", "closed_on", "decided_on", "to_on", "left_on", "died_on"}


@dataclass(frozen=True)
class Field:
    """One value wanted from a row: what it becomes, under which heading it stands and how it is read."""

    column: str
    kind: Kind
    heading: str
    required: bool = False
    codes: str | None = None
    identifier: bool = False
    spellings: Mapping[str, str] | None = None
    read: Read | None = None  # another way of reading it than its kind's

    @property
    def is_end(self) -> bool:
        """Whether something is still open while this is empty."""
        return self.column in ENDS

    @property
    def is_day(self) -> bool:
        return self.kind is Kind.DATE and self.read is None

    def reader(self, latest: date, order: Order = Order.DAY, day_one: date | None = None) -> Read:
        if self.read:
            return self.read
        if self.codes:
            return partial(values.read_code, codeset=self.codes, spellings=self.spellings)
        if self.kind is Kind.DATE:
            return partial(values.read_date, latest=latest, order=order, day_one=day_one)
        if self.identifier:
            return values.read_id
        return READERS[self.kind]


READERS: dict[Kind, Read] = {
    Kind.TEXT: values.read_text,
    Kind.WHOLE: values.read_whole,
    Kind.NUMBER: values.read_number,
    Kind.FLAG: values.read_flag,
}


@dataclass(frozen=True)
class Headings:
    """The row the headings stand in, and the place of each, by its folded text.

    `again` has the further places of a heading that stands more than once; `width` is how many columns have one.
    """

    row: int
    places: dict[str, int]
    again: dict[str, list[int]] = field(default_factory=dict)
    width: int = 0

    @classmethod
    def of(cls, row: int, cells: Sequence[str]) -> "Headings":
        places: dict[str, int] = {}
        again: dict[str, list[int]] = {}
        for place, cell in enumerate(cells):
            if cell and values.fold(cell) in places:
                again.setdefault(values.fold(cell), []).append(place)
            elif cell:
                places[values.fold(cell)] = place
        return cls(row, places, again, width_of(cells))


def width_of(cells: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(cells, 1) if cell), default=0)


def place_of(rows: pa.Table, headings: Headings, field: Field, account: Account) -> int | None:
    """The place of the column under the field's heading. Of several headed alike it is the first that holds anything."""
    folded = values.fold(field.heading)
    if folded not in headings.places:
        return None
    places = [headings.places[folded], *headings.again.get(folded, [])]
    if len(places) == 1:
        return places[0]
    columns = [pc.utf8_trim_whitespace(rows[f"c{place}"]) for place in places]
    filled = [n for n, column in enumerate(columns) if pc.any(pc.not_equal(column, "")).as_py()]
    read = filled[0] if filled else 0
    differing = [n for n in range(len(places)) if not columns[n].equals(columns[read])]
    if differing:
        account.note(_told_again(field.heading, places, read, any(n in filled for n in differing)))
    return places[read]


def _told_again(heading: str, places: Sequence[int], read: int, is_contradicted: bool) -> str:
    letters = [column_letters(place + 1) for place in places]
    named = f"{', '.join(letters[:-1])} and {letters[-1]}"
    why = "they differ" if is_contradicted else "the others are empty"
    return (
        f"{len(places)} columns are headed “{heading}” ({named}) and {why}: column {letters[read]} was read. "
        "Take out the wrong one in the source."
    )


def read_column(
    column: pa.ChunkedArray, read: Read, kind: pa.DataType
) -> tuple[pa.Array, pa.Array, Counter[str]]:
    """Each different text is cleaned and read once: the values, the problems, and how many were mended, by how."""
    known = _different(column)
    results, mended = [], []
    for text in known.dictionary.to_pylist():
        result, mendings = _read(text, read, kind)
        results.append(result)
        mended.append(mendings)
    read_values = pa.array([result.value for result in results], kind).take(known.indices)
    problems = pa.array([result.problem for result in results], pa.string()).take(known.indices)
    return read_values, problems, _counted(mended, known.indices)


def _different(column: pa.ChunkedArray) -> pa.DictionaryArray:
    known = pc.utf8_trim_whitespace(column).combine_chunks().dictionary_encode()
    return known.combine_chunks() if isinstance(known, pa.ChunkedArray) else known


def _read(text: str, read: Read, kind: pa.DataType) -> tuple[Value, list[str]]:
    bare, mendings = cleaning.clean(text) if text else ("", [])
    if not pa.types.is_string(kind):
        mendings = [mending for mending in mendings if mending != cleaning.WITHOUT_POINT]
    if not bare:
        return Value(), mendings
    if problem := cleaning.fault_of_the_sheet(bare):
        return Value(problem=problem), mendings
    result = read(bare)
    return result, [*mendings, *([result.mended] if result.mended else [])]


def _counted(mended: Sequence[list[str]], indices: pa.Array) -> Counter[str]:
    counts: Counter[str] = Counter()
    if any(mended):
        for found in pc.value_counts(indices).to_pylist():
            for mending in mended[found["values"]]:
                counts[mending] += found["counts"]
    return counts


def orders_of(
    columns: Mapping[str, pa.ChunkedArray], fields: Iterable[Field], latest: date, account: Account
) -> dict[str, Order]:
    """For each column of days whether the day or the month comes first; what is unusual is told.

    A column whose days could all be either follows the other columns of the sheet, and is else read day first.
    """
    headings = {field.column: field.heading for field in fields if field.is_day}
    said: dict[str, Evidence] = {}
    for name in headings.keys() & columns.keys():
        said[name] = dates.evidence(_texts(columns[name]), latest)
    together = Order.of(sum(said.values(), Evidence(0, {})))
    orders = {}
    for name, evidence in sorted(said.items()):
        own = Order.of(evidence)
        orders[name] = own or together or Order.DAY
        account.note(_told_order(headings[name], evidence, own, together) if evidence.days else "")
    return orders


def _texts(column: pa.ChunkedArray) -> list[str]:
    return [
        cleaning.clean(text)[0] for text in pc.unique(pc.utf8_trim_whitespace(column)).to_pylist() if text
    ]


def _told_order(heading: str, evidence: Evidence, own: Order | None, together: Order | None) -> str:
    """What a person should know of the order; nothing when the days show that the day comes first."""
    order = own or together
    if order is None:
        return (
            f"The days of “{heading}” could be day first or month first ({evidence.days} different); they were "
            "read day first."
        )
    if order is Order.DOUBT:
        return (
            f"“{heading}” has days written day first and days written month first, so none of these was read."
        )
    only, others = evidence.only.get(order, 0), sum(evidence.only.values()) - evidence.only.get(order, 0)
    slips = f" {others} can only be of another order and were not read; check the column." if others else ""
    if order is Order.DAY:
        return f"“{heading}” is written day first.{slips}" if slips else ""
    why = f"{only} can only be so" if own else "as the other days of the sheet are"
    return f"“{heading}” is written {order.value} first ({why}): its {evidence.days} different days were read so.{slips}"
