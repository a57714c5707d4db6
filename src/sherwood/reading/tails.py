"""Rows that are no records: totals, the remarks at the end of an export, a page's number."""

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading.accounts import Account
from sherwood.reading.columns import Headings

NOTE = (
    r"(?i)^\W*(?:(?:grand |sub-?|overall |report |row |record )?totals?\b|total\w*\s*[:=]|end of (?:the )?(?:report|file|list|data|extract|table)"
    r"|end$|(?:number|count|sum|average|mean) of\b|(?:rows?|records?|count|children|cases)(?: count| returned| selected| exported)?\s*[:=]"
    r"|\(?\d[\d,]* (?:rows?|records?|results?)\b|page \d+|(?:report |data )?(?:run|produced|generated|printed|extracted|exported|created|refreshed|correct)"
    r"(?: (?:on|at|by|as at))?\b|applied filters|filters?\s*:|source\s*:|notes?\s*:|\* ?|copyright|©|official(?:[ -]sensitive)?\b|confidential\b|key\s*:|disclaimer)"
)
SENTENCE = r"^\S+(?:\s+\S+){4,}"
REASON = "This row is a total or a remark of the report, not a record. Nothing needs doing."
LOOKED_AT = 3  # columns in which a total or a remark begins


def put_notes_aside(rows: pa.Table, headings: Headings, account: Account) -> None:
    """Rows that begin as totals and remarks do, and hold little else."""
    if not rows.num_rows or headings.width < LOOKED_AT:
        return
    begins = None
    names = [name for name in rows.column_names if name != "row"]
    for name in names[:LOOKED_AT]:
        filled = pc.utf8_trim_whitespace(rows[name])
        filled = pc.if_else(pc.equal(filled, ""), None, filled)
        begins = filled if begins is None else pc.coalesce(begins, filled)
    remarks = pc.or_(pc.match_substring_regex(begins, NOTE), pc.match_substring_regex(begins, SENTENCE))
    likely = rows.filter(pc.fill_null(remarks, False))
    for line in likely.to_pylist():
        row = line.pop("row")
        cells = [cell.strip() for cell in line.values() if cell and cell.strip()]
        if _is_remark(cells, headings.width):
            account.put_aside(row, "", REASON, cells[0])


def _is_remark(cells: Sequence[str], width: int) -> bool:
    """Whether the row holds a sentence alone, or a total with little beside it but figures."""
    first, *others = cells
    if not re.match(NOTE, first):
        return not others and re.match(SENTENCE, first) is not None
    return len(cells) * 2 < width or all(re.fullmatch(r"[\d.,%£ -]+", cell) for cell in others)
