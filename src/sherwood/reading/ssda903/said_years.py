"""The column YEAR: councils write in it the year in which the collection year ends, or the one in which it begins.

The days of the rows tell: an episode of a collection year began before the year's end and had not ended before its
beginning, and a review was held in it. A file is read the way that its days fit; one that has no days to tell by, the
way the other files are; and one that fits neither way is put aside whole.
"""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading.ssda903.files import REVIEWS
from sherwood.reading.ssda903.years import EITHER, YearPart
from sherwood.reading.taking import without_aside

ENDS, BEGINS = 1, 0  # by how much the year said is later than the one in which the collection year begins
WAYS = {ENDS: "the year that ends in it", BEGINS: "the year that begins in it"}
FITS = 0.8  # share of the rows with days that must fit
NEITHER = (
    "The dates fit neither reading of the column YEAR (the year that ends in it, or the year that begins in it). "
    "Check that the column belongs to these rows, or write years as 2016/17."
)


def by_said_year(parts: Sequence[YearPart]) -> list[YearPart]:
    """Each part, or one for each year that its column YEAR says."""
    ways = [_way(part) for part in parts]
    usual = _most(ways)
    split: list[YearPart] = []
    for part, way in zip(parts, ways, strict=True):
        split += _split(part, usual if way is None else way, told=way is not None)
    return split


def _most(ways: Sequence[int | None]) -> int:
    """The way of most files that tell; where none does, the year that ends in it, as the department writes."""
    begins, ends = ways.count(BEGINS), ways.count(ENDS)
    return BEGINS if begins > ends else ENDS


def _way(part: YearPart) -> int | None:
    """ENDS or BEGINS as the days of the part tell; None when they do not. Puts all aside when neither fits."""
    rows = part.rows.filter(pc.fill_null(pc.greater(part.rows["said_year"], EITHER), False))
    if not rows.num_rows or not part.kind.begins_on:
        return None
    shares = {way: _share(part, rows, way) for way in WAYS}
    best = max(shares, key=lambda way: shares[way])
    if shares[best] < FITS:
        part.account.put_all_aside(rows["_row"].to_pylist(), NEITHER)
        part.rows = without_aside(part.rows, part.account)
        return None
    return best if shares[ENDS] != shares[BEGINS] else None


def _share(part: YearPart, rows: pa.Table, way: int) -> float:
    """The share of rows whose days can be of the year that is said, read this way."""
    kind, fits = part.kind, 0
    for said in pc.unique(rows["said_year"]).to_pylist():
        year = said - EITHER - way
        first, last = date(year, 4, 1), date(year + 1, 4, 1)
        of_year = rows.filter(pc.equal(rows["said_year"], said))
        fit = pc.less(of_year[kind.begins_on], last)
        if kind is REVIEWS:
            fit = pc.and_(fit, pc.greater_equal(of_year[kind.begins_on], first))
        if kind.ends_on:
            ended = of_year[kind.ends_on]
            within = pc.and_(pc.greater_equal(ended, first), pc.less_equal(ended, last))
            fit = pc.and_(fit, pc.fill_null(within, True))
        fits += pc.sum(fit).as_py() or 0
    return fits / rows.num_rows


def _split(part: YearPart, way: int, told: bool) -> list[YearPart]:
    said = part.rows["said_year"]
    years = pc.if_else(pc.greater(said, EITHER), pc.subtract(said, EITHER + way), said)
    known = sorted(pc.unique(years).drop_null().to_pylist())
    if not known:
        return [part]
    part.account.note(_note(said, way, told))
    unsaid = part.rows.filter(pc.is_null(years))
    parts = [YearPart(part.kind, part.sheet, part.account, unsaid, known[-1])] if unsaid.num_rows else []
    return parts + [
        YearPart(part.kind, part.sheet, part.account, part.rows.filter(pc.equal(years, year)), year)
        for year in known
    ]


def _note(said: pa.ChunkedArray, way: int, told: bool) -> str:
    if not pc.any(pc.greater(said, EITHER)).as_py():
        return "Collection years from its column YEAR."
    how = "as its dates show" if told else "as the other files or the usual way of writing it show"
    return f"Collection years from its column YEAR, which is read as {WAYS[way]}, {how}."
