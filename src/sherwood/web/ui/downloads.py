"""Lists as files. A cell that a spreadsheet would run as a formula is kept as text."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain(value: object) -> object:
    """A cell as it is written: numbers and days as they are, text never as a formula."""
    if value is None:
        return ""
    if isinstance(value, (int, float, date)):
        return value
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def csv_answer(name: str, header: Sequence[str], rows: Iterable[Sequence]) -> HttpResponse:
    """The rows as a file to keep; begun with a byte order mark, so that a spreadsheet reads it as UTF-8."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(answer)
    writer.writerow(header)
    writer.writerows([plain(value) for value in row] for row in rows)
    return answer
