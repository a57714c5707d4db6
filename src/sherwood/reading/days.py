"""What the days of many rows say together."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

ALONE = timedelta(days=92)


def latest_day(columns: Iterable[pa.ChunkedArray], today: date) -> date | None:
    """The latest day of anything that is not after today: how far an extract goes.

    A day with no other in the three months before it is taken for a slip of the pen, unless all are like that.
    """
    found: set[date] = set()
    for column in columns:
        found.update(pc.unique(column).drop_null().to_pylist())
    days = sorted((day for day in found if day <= today), reverse=True)
    return next((day for day, before in pairwise(days) if day - before <= ALONE), max(days, default=None))


def collection_year(days: pa.ChunkedArray) -> pa.ChunkedArray:
    """The year in which the collection year (1 April to 31 March) of each day begins."""
    return pc.subtract(pc.year(days), pc.cast(pc.less(pc.month(days), 4), pa.int64()))
