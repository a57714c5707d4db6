"""A report as PDF that a screen reader can read: PDF/UA-1, tagged, with alternative text on every picture."""

import json
import re
import tempfile
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

from sherwood.kit.errors import SherwoodError
from sherwood.reporting.blocks import Block, Heading, Paragraph, Picture, Sparkline, Table, Tiles
from sherwood.reporting.charts import png
from sherwood.reporting.legible import legible, without
from sherwood.reporting.report import BuiltReport

NO_BREAK = "\N{NO-BREAK SPACE}"
TWIN_ROWS = 13  # of a picture's table that are printed; the rest is on screen and in the download


MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
ROUNDS = 20  # of finding characters that no font has; those in use are found in one or two


def pdf(report: BuiltReport) -> bytes:
    """Render a report. Data reaches the typesetter as JSON, never as markup, so no text can change the document.

    A character that no font at hand can show gets a stand-in: the report always comes out.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "report.typ").write_text(
            files("sherwood.reporting").joinpath("report.typ").read_text("utf-8")
        )
        document = _document(legible(report), root)
        for _ in range(ROUNDS):
            made, missing = _typeset(document, root, report.as_at)
            if made:
                return made
            document = without(missing, document)
        made, missing = _typeset(without(_beyond_latin(document), document), root, report.as_at)
    if not made:
        raise SherwoodError(
            "The report holds characters that no font here can show. Install fonts-dejavu-core."
        )
    return made


def _typeset(document: dict, root: Path, as_at: date) -> tuple[bytes, set[str]]:
    """The document, or the characters that no font has."""
    import typst

    (root / "report.json").write_text(json.dumps(document), "utf-8")
    try:
        made = typst.compile(
            str(root / "report.typ"),
            root=str(root),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(datetime.combine(as_at, datetime.min.time(), UTC).timestamp()),
        )
    except typst.TypstError as error:
        missing = {character for text in MISSING.findall(error.diagnostic) for character in _spelled(text)}
        if not missing:
            raise
        return b"", missing
    return made, set()


def _spelled(text: str) -> str:
    """The text of a message, in which some characters are written as \\u{f0b7}."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)


def _beyond_latin(document: dict) -> set[str]:
    return {character for character in json.dumps(document, ensure_ascii=False) if ord(character) > 0x24F}


def _document(report: BuiltReport, root: Path) -> dict:
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "footer": report.footer,
        "parts": [
            {"title": title, "blocks": [_block(block, root, f"{i}-{j}") for j, block in enumerate(blocks)]}
            for i, (title, blocks) in enumerate(report.parts)
        ],
    }


def _block(block: Block, root: Path, name: str) -> dict:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            return {"kind": "paragraph", "text": block.text}
        case Tiles():
            return {"kind": "tiles", "tiles": [vars(tile) for tile in block.tiles]}
        case Table():
            return {"kind": "table"} | _table(block)
        case Picture():
            (root / f"{name}.png").write_bytes(png(block.specification))
            alternative = f"{block.title}. {block.summary}"
            picture = {"kind": "picture", "file": f"{name}.png", "alt": alternative}
            return picture | {"twin": not block.twin_elsewhere} | _table(block.twin, TWIN_ROWS)


def _table(table: Table, most: int | None = None) -> dict:
    rows = [
        [_text(cell, i in table.figures) for i, cell in enumerate(row)] for row in list(table.rows)[:most]
    ]
    caption = table.caption
    if most is not None and len(table.rows) > most:
        caption = f"{caption}, the latest {most}"
    return {
        "caption": caption,
        "columns": list(table.columns),
        "widths": [
            _room([name, *(row[i] for row in rows)]) if i in table.figures else None
            for i, name in enumerate(table.columns)
        ],
        "rows": rows,
        "figures": sorted(table.figures),
        "empty": table.nothing,
    }


def _sparkline(cell: Sparkline) -> dict:
    """The series as points between 0 and 1, in the runs that can be drawn, and how high what is wanted lies."""
    drawn = [value for value in cell.values if value is not None]
    every = [*drawn, *([cell.wanted] if cell.wanted is not None else [])]
    low, high = (min(every), max(every)) if every else (0.0, 1.0)
    across, tall = max(1, len(cell.values) - 1), (high - low) or 1.0

    def up(value: float) -> float:
        return (value - low) / tall if high > low else 0.5

    runs: list[list[list[float]]] = [[]]
    for place, value in enumerate(cell.values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append([place / across, up(value)])
    return {"spark": [run for run in runs if run], "wanted": None if cell.wanted is None else up(cell.wanted)}


def _text(cell: object, figure: bool) -> str | dict:
    """A cell in words. A figure may break before its parts and nowhere else: “38%” over “(94 of 249)”."""
    if cell is None:
        return ""
    if isinstance(cell, Sparkline):
        return _sparkline(cell)
    text = f"{cell:,}" if isinstance(cell, int) else str(cell)
    value, opens, parts = text.partition(" (")
    return f"{value}{opens}{parts.replace(' ', NO_BREAK)}" if figure else text


def _room(cells: list) -> float:
    """Points of room that a column of figures needs: its longest piece that does not break, in 8.5 point type."""
    return 10 + 4.9 * max(len(piece) for cell in cells for piece in str(cell).split(" "))
