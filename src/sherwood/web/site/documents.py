"""Documents of frozen parts: drawn as a page, in Word, in PDF or as slides, and two versions compared line by line.

A part is plain data, so that it can be frozen as it stood and drawn again years later.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.http import Http404, HttpResponse

from sherwood.reporting.blocks import Block, Paragraph, Table
from sherwood.reporting.docx import docx
from sherwood.reporting.pdf import pdf
from sherwood.reporting.pptx import pptx
from sherwood.reporting.report import BuiltReport

Part = dict[str, Any]  # key, title, blocks: each {"text": ...} or {"caption", "columns", "rows"}

KINDS: dict[str, tuple[Callable[[BuiltReport], bytes], str]] = {
    "pdf": (pdf, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pptx": (pptx, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}


def part(key: str, title: str, *blocks: dict) -> Part:
    """One part of a document."""
    return {"key": key, "title": title, "blocks": list(blocks)}


def words(text: str) -> dict:
    return {"text": text}


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict:
    return {
        "caption": caption,
        "columns": list(columns),
        "rows": [[str(cell) for cell in row] for row in rows],
    }


def document_file(report: BuiltReport, kind: str, name: str) -> HttpResponse:
    """The document to download as `name`.`kind`; `kind` is one of `KINDS`."""
    if kind not in KINDS:
        raise Http404("This document is made as docx, pdf and pptx.")
    make, content_type = KINDS[kind]
    answer = HttpResponse(make(report), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def report_of(parts: Sequence[Part], title: str, subtitle: str, on: date, footer: str) -> BuiltReport:
    """The parts as a report, which Word and PDF are made from."""
    return BuiltReport(
        title,
        subtitle,
        on,
        tuple((part["title"], tuple(map(_block, part["blocks"]))) for part in parts),
        footer,
    )


def _block(raw: dict) -> Block:
    if "text" in raw:
        return Paragraph(raw["text"])
    return Table(raw["caption"], tuple(raw["columns"]), raw["rows"], empty=f"{raw['caption']}: none.")


@dataclass(frozen=True)
class ComparedLine:
    """A line of a part: the same in both versions, added in the later, or removed from the earlier."""

    change: str  # "", Added, Removed
    text: str


@dataclass(frozen=True)
class Compared:
    title: str
    change: str  # The same, Changed, Added, Removed
    lines: list[ComparedLine]


def compare(earlier: Sequence[Part], later: Sequence[Part]) -> list[Compared]:
    """Two versions part by part, in the order of the later; parts that went come last."""
    before, after = ({part["key"]: part for part in parts} for parts in (earlier, later))
    keys = [*after, *(key for key in before if key not in after)]
    return [_compared(before.get(key), after.get(key)) for key in keys]


def _compared(before: Part | None, after: Part | None) -> Compared:
    title = (after or before)["title"]  # type: ignore[index]
    lines = _lines(_text(before), _text(after))
    if before is None or after is None:
        return Compared(title, "Added" if before is None else "Removed", lines)
    return Compared(title, "Changed" if any(line.change for line in lines) else "The same", lines)


def _text(part: Part | None) -> list[str]:
    lines = []
    for block in part["blocks"] if part else []:
        lines += (
            [block["text"]]
            if "text" in block
            else [block["caption"], *(" · ".join(row) for row in block["rows"])]
        )
    return lines


def _lines(before: list[str], after: list[str]) -> list[ComparedLine]:
    lines: list[ComparedLine] = []
    for change, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if change == "equal":
            lines += [ComparedLine("", text) for text in after[c:d]]
        else:
            lines += [ComparedLine("Removed", text) for text in before[a:b]] + [
                ComparedLine("Added", text) for text in after[c:d]
            ]
    return lines
