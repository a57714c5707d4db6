"""A Parquet file as a sheet, every value as the text that a CSV file of the same rows would hold."""

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sherwood.kit.errors import SherwoodError
from sherwood.reading.grids import grid_of
from sherwood.reading.sheets import Sheet
from sherwood.reading.workbooks import number_text

EXACT = 2.0**53  # whole numbers below it keep every digit as a float


def parquet_sheet(file: str, digest: str, data: bytes) -> Sheet:
    """Headings in row 1, the first row of data in row 2."""
    try:
        table = pq.read_table(pa.BufferReader(data))
        columns = [
            _as_text(name, column) for name, column in zip(table.column_names, table.columns, strict=True)
        ]
    except Exception as error:
        raise SherwoodError(
            "The Parquet file is damaged, cut short or holds lists. Write it again, one value to a cell."
        ) from error
    return Sheet(file, digest, grid_of(range(1, table.num_rows + 2), columns))


def _as_text(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    text = pc.fill_null(_texts(column), "")
    return pa.chunked_array([pa.array([name], pa.string()), *text.chunks], pa.string())


def _texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _texts(column.cast(kind.value_type))
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return _numbers(column)
    if pa.types.is_timestamp(kind) and kind.tz:
        return pc.local_timestamp(column).cast(pa.string())  # the day on the clock of its zone
    return column.cast(pa.string())


def _numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Whole numbers without a point, each different one written once."""
    known = column.dictionary_encode().combine_chunks()
    known = known.combine_chunks() if isinstance(known, pa.ChunkedArray) else known
    written = pa.array([_number(number) for number in known.dictionary.to_pylist()], pa.string())
    return pa.chunked_array([written.take(known.indices)], pa.string())


def _number(number) -> str | None:
    if number is None or number != number:  # not a number is how a missing one is written
        return None
    if isinstance(number, float):
        return number_text(number, EXACT) if abs(number) != float("inf") else str(number)
    return str(int(number)) if number == number.to_integral_value() else str(number)
