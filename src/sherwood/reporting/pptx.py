"""A report as slides: a title on every slide, text that fits, tables carried over, pictures with alternative text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from math import ceil

from pptx import Presentation
from pptx.util import Emu, Inches, Pt

from sherwood.reporting.blocks import Block, Heading, Paragraph, Picture, Table, Tiles
from sherwood.reporting.charts import png
from sherwood.reporting.legible import legible
from sherwood.reporting.report import BuiltReport

WIDE, HIGH = 13.333, 7.5  # of a slide, in inches, as are all sizes here
MARGIN, TOP = 0.6, 1.45
WIDTH, HEIGHT = WIDE - 2 * MARGIN, 5.25  # of what stands under the title
TEXT, LINE = 18, 0.32  # points of a paragraph, and how high its line stands
CELL, CELL_LINE, CELL_EDGE = 14, 0.24, 0.1
A_CHARACTER = 0.0068  # how wide a character is on average, by the points of its text
TITLE_ONLY = 5  # the layout of the usual template
FOOT = 0.35


@dataclass
class Slide:
    """What one slide holds: paragraphs, or one table, or one picture with its sentence."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    table: Table | None = None
    picture: Picture | None = None


def pptx(report: BuiltReport) -> bytes:
    report = legible(report)
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    deck.core_properties.title = f"{report.title}, {report.subtitle}"
    deck.core_properties.author = "Sherwood"
    deck.core_properties.language = "en-GB"
    _draw(deck, Slide(report.title, [report.subtitle]), report.footer)
    for title, blocks in report.parts:
        for slide in slides_of(title, blocks):
            _draw(deck, slide, report.footer)
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def slides_of(title: str, blocks: Sequence[Block]) -> Iterator[Slide]:
    """The slides of one part: paragraphs that follow each other share slides; a table or a picture has its own."""
    waiting: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                yield from _of_text(title, waiting)
                waiting, title = [], block.text
            case Paragraph():
                waiting.append(block.text)
            case Tiles():
                waiting += [
                    f"{tile.label}: {tile.value}{f'. {tile.note}' if tile.note else ''}"
                    for tile in block.tiles
                ]
            case Table() if not block.rows:
                waiting.append(block.nothing)
            case Table():
                yield from _of_text(title, waiting)
                waiting = []
                yield from _of_table(block)
            case Picture():
                yield from _of_text(title, waiting)
                waiting = []
                yield Slide(block.title, [block.summary], picture=block)
    yield from _of_text(title, waiting)


def _of_text(title: str, paragraphs: Sequence[str]) -> Iterator[Slide]:
    """As many paragraphs on a slide as fit; a long one goes on over slides, between words."""
    a_line = int(WIDTH / (A_CHARACTER * TEXT))
    room = int(HEIGHT / LINE)
    slide, used = Slide(title), 0
    for piece in (piece for text in paragraphs for piece in _pieces(text, a_line * (room - 1))):
        lines = _lines(piece, a_line) + 1  # and the space after it
        if slide.paragraphs and used + lines > room + 1:
            yield slide
            slide, used = Slide(title), 0
        slide.paragraphs.append(piece)
        used += lines
    if slide.paragraphs:
        yield slide


def _of_table(table: Table) -> Iterator[Slide]:
    """A table over as many slides as its rows need, its head on each; a cell too long for one goes on in the next."""
    widths = column_widths(table)
    room = [max(4, int((width - 0.2) / (A_CHARACTER * CELL))) for width in widths]
    most = int((HEIGHT - _row_height([str(name) for name in table.columns], room)) / CELL_LINE) - 2
    parts: list[list[list[str]]] = [[]]
    left = limit = HEIGHT - _row_height(list(table.columns), room)
    for row in table.rows:
        for cells in _split_row(["" if cell is None else str(cell) for cell in row], room, most):
            height = _row_height(cells, room)
            if parts[-1] and height > left:
                parts.append([])
                left = limit
            parts[-1].append(cells)
            left -= height
    for number, rows in enumerate(parts, 1):
        caption = table.caption if len(parts) == 1 else f"{table.caption} ({number} of {len(parts)})"
        yield Slide(caption, table=Table(caption, table.columns, rows, table.figures))


def column_widths(table: Table) -> list[float]:
    """Inches for each column, by how much its cells say: a key is narrow, a sentence wide."""
    lengths = [
        max([len(str(name)), *(min(60, len(str(row[place] or ""))) for row in table.rows)])
        for place, name in enumerate(table.columns)
    ]
    weights = [max(6, length) for length in lengths]
    return [WIDTH * weight / sum(weights) for weight in weights]


def _split_row(cells: list[str], room: Sequence[int], most: int) -> Iterator[list[str]]:
    pieces = [_pieces(cell, max(1, most) * size) for cell, size in zip(cells, room, strict=True)]
    for place in range(max(map(len, pieces))):
        yield [piece[place] if place < len(piece) else "" for piece in pieces]


def _pieces(text: str, most: int) -> list[str]:
    """The text in pieces of at most so many characters, broken between words where it has any."""
    pieces = []
    while len(text) > most:
        cut = text.rfind(" ", 1, most + 1)
        cut = cut if cut > 0 else most
        pieces.append(text[:cut])
        text = text[cut:].lstrip(" ")
    return [*pieces, text]


def _lines(text: str, a_line: int) -> int:
    return sum(max(1, ceil(len(line) / a_line)) for line in text.split("\n"))


def _row_height(cells: Sequence[str], room: Sequence[int]) -> float:
    return CELL_EDGE + CELL_LINE * max(
        _lines(str(cell), size) for cell, size in zip(cells, room, strict=True)
    )


def _draw(deck, slide: Slide, footer: str) -> None:
    drawn = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    _title(drawn, slide.title)
    if slide.table:
        _table(drawn, slide.table)
    elif slide.picture:
        _picture(drawn, slide.picture)
    else:
        _text(drawn, slide.paragraphs, TOP, HEIGHT, TEXT)
    if footer:
        _text(drawn, [footer], HIGH - FOOT - 0.1, FOOT, 9)


def _title(drawn, words: str) -> None:
    title = drawn.shapes.title
    title.left, title.top, title.width, title.height = map(Inches, (MARGIN, 0.35, WIDTH, 1.0))
    title.text_frame.word_wrap = True
    title.text_frame.text = words
    for paragraph in title.text_frame.paragraphs:
        _set(paragraph, 28 if len(words) < 70 else 20, bold=True)


def _text(drawn, paragraphs: Sequence[str], top: float, height: float, points: int) -> None:
    frame = drawn.shapes.add_textbox(*map(Inches, (MARGIN, top, WIDTH, height))).text_frame
    frame.word_wrap = True
    for place, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = words
        paragraph.space_after = Pt(points / 2)
        _set(paragraph, points)


def _set(paragraph, points: int, bold: bool = False) -> None:
    from pptx.enum.lang import MSO_LANGUAGE_ID
    from pptx.enum.text import PP_ALIGN

    paragraph.alignment = PP_ALIGN.LEFT
    for run in paragraph.runs:
        run.font.name, run.font.size, run.font.bold = "Arial", Pt(points), bold
        run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK


def _table(drawn, table: Table) -> None:
    from pptx.enum.text import PP_ALIGN

    shape = drawn.shapes.add_table(
        len(table.rows) + 1, len(table.columns), *map(Inches, (MARGIN, TOP, WIDTH, 0.3))
    )
    shape._element.nvGraphicFramePr.cNvPr.set("descr", table.caption)
    grid = shape.table
    for column, width in zip(grid.columns, column_widths(table), strict=True):
        column.width = Inches(width)
    for height, (cells, bold) in enumerate([(table.columns, True), *((row, False) for row in table.rows)]):
        grid.rows[height].height = Emu(0)  # grows to its text
        for place, (cell, words) in enumerate(zip(grid.rows[height].cells, cells, strict=True)):
            cell.text_frame.word_wrap = True
            cell.margin_top = cell.margin_bottom = Inches(CELL_EDGE / 2)
            cell.text = str(words)
            for paragraph in cell.text_frame.paragraphs:
                _set(paragraph, CELL, bold)
                if place in table.figures:
                    paragraph.alignment = PP_ALIGN.RIGHT


def _picture(drawn, picture: Picture) -> None:
    """The chart as large as fits, its sentence under it; the table of its numbers is in the notes."""
    shown = drawn.shapes.add_picture(BytesIO(png(picture.specification)), Inches(MARGIN), Inches(TOP))
    scale = min(Inches(WIDTH) / shown.width, Inches(HEIGHT - 1.0) / shown.height)
    shown.width, shown.height = Emu(int(shown.width * scale)), Emu(int(shown.height * scale))
    shown._element.nvPicPr.cNvPr.set("descr", f"{picture.title}. {picture.summary}")
    _text(drawn, [picture.summary], TOP + HEIGHT - 0.9, 0.9, 16)
    twin = picture.twin
    rows = [" · ".join("" if cell is None else str(cell) for cell in row) for row in twin.rows]
    drawn.notes_slide.notes_text_frame.text = "\n".join([twin.caption, " · ".join(twin.columns), *rows])
