"""A report as a Word document: headings, tables with repeating heads, pictures with alternative text, in English."""

from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from sherwood.reporting.blocks import Block, Heading, Paragraph, Picture, Table, Tiles
from sherwood.reporting.charts import png
from sherwood.reporting.legible import legible
from sherwood.reporting.report import BuiltReport


def docx(report: BuiltReport) -> bytes:
    report = legible(report)
    document = Document()
    _set_up(document, report)
    document.add_heading(report.title, 0)
    document.add_paragraph(report.subtitle)
    for title, blocks in report.parts:
        document.add_heading(title, 1)
        for block in blocks:
            _add(document, block)
    document.sections[0].footer.paragraphs[0].text = report.footer
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document, report: BuiltReport) -> None:
    document.core_properties.title = f"{report.title}, {report.subtitle}"
    document.core_properties.author = "Sherwood"
    document.core_properties.language = "en-GB"
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(10.5)
    language = OxmlElement("w:lang")  # python-docx's own template says American English
    language.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(language)


def _add(document, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, block.level)
        case Paragraph():
            document.add_paragraph(block.text)
        case Tiles():
            for tile in block.tiles:
                document.add_paragraph(f"{tile.label}: {tile.value}. {tile.note}")
        case Table():
            _add_table(document, block)
        case Picture():
            shown = document.add_picture(BytesIO(png(block.specification)), width=Cm(16))
            shown._inline.docPr.set("descr", f"{block.title}. {block.summary}")
            document.add_paragraph(block.summary)
            _add_table(document, block.twin)


def _add_table(document, table: Table) -> None:
    if not table.rows:
        document.add_paragraph(table.nothing)
        return
    document.add_paragraph(table.caption, style="Caption")
    drawn = document.add_table(rows=1, cols=len(table.columns), style="Light Grid")
    for cell, name in zip(drawn.rows[0].cells, table.columns, strict=True):
        cell.text = name
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    drawn.rows[0]._tr.get_or_add_trPr().append(head)
    for row in table.rows:
        for cell, value in zip(drawn.add_row().cells, row, strict=True):
            cell.text = "" if value is None else str(value)
