"""Slides: nothing is lost, everything fits, and a screen reader finds its way."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches

from sherwood.reporting.blocks import Heading, Paragraph, Picture, Table, Tile, Tiles
from sherwood.reporting.pptx import HEIGHT, WIDTH, column_widths, pptx, slides_of
from sherwood.reporting.report import BuiltReport

CHART = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "data": {"values": [{"week": 1, "share": 0.5}, {"week": 2, "share": 0.6}]},
    "mark": "line",
    "encoding": {"x": {"field": "week", "type": "ordinal"}, "y": {"field": "share", "type": "quantitative"}},
}


def deck_of(*blocks, title="What we found", footer="Records as at 7 March 2010."):
    report = BuiltReport("Weekly report", "Week of 1 March", date(2010, 3, 7), ((title, blocks),), footer)
    return Presentation(BytesIO(pptx(report)))


def texts(slide) -> list[str]:
    words = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            words.append(shape.text_frame.text)
        if shape.has_table:
            words += [cell.text for row in shape.table.rows for cell in row.cells]
    return words


def everything(deck) -> str:
    return " ".join(words for slide in deck.slides for words in texts(slide))


def test_every_slide_has_a_title_and_the_footer():
    deck = deck_of(Paragraph("One."), Heading("Where"), Paragraph("Two."), Table("Teams", ("Team",), [["A"]]))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles == ["Weekly report", "What we found", "Where", "Teams"]
    assert all("Records as at 7 March 2010." in texts(slide) for slide in deck.slides)


def test_a_long_table_goes_on_over_slides_with_its_head_on_each():
    rows = [[f"Team {number}", f"{number}%"] for number in range(60)]
    deck = deck_of(Table("In time by team", ("Team", "In time"), rows, frozenset({1})))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert len(tables) > 2
    assert all([cell.text for cell in table.rows[0].cells] == ["Team", "In time"] for table in tables)
    shown = [[cell.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]
    assert shown == rows
    assert deck.slides[1].shapes.title.text == f"In time by team (1 of {len(tables)})"


def test_a_cell_longer_than_a_slide_loses_no_word():
    words = " ".join(f"word{number}" for number in range(1500))
    deck = deck_of(Table("Told", ("Who", "What"), [["The Board", words]]))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    told = " ".join(row.cells[1].text for table in tables for row in list(table.rows)[1:])
    assert told.split() == words.split()


def test_a_table_with_no_rows_says_so():
    assert "Risks: none." in everything(deck_of(Table("Risks", ("Risk",), [], empty="Risks: none.")))


def test_a_picture_has_its_sentence_alternative_text_and_its_numbers_in_the_notes():
    twin = Table("In time by week", ("Week", "In time"), [["1", "50%"], ["2", "60%"]])
    deck = deck_of(Picture("In time", "It rose from 50% to 60%.", CHART, twin))
    slide = deck.slides[1]
    picture = next(shape for shape in slide.shapes if shape.shape_type == 13)
    assert picture._element.nvPicPr.cNvPr.get("descr") == "In time. It rose from 50% to 60%."
    assert picture.left + picture.width <= Inches(13.333)
    assert picture.top + picture.height <= Inches(7.5)
    assert "It rose from 50% to 60%." in texts(slide)
    assert "2 · 60%" in slide.notes_slide.notes_text_frame.text


def test_tiles_are_read_as_sentences():
    deck = deck_of(Tiles((Tile("In time", "45%", "81 of 182"), Tile("Open", "12"))))
    assert "In time: 45%. 81 of 182\nOpen: 12" in texts(deck.slides[1])


@pytest.mark.parametrize("odd", ["\x00", "\ufeff", "\ud83d", "ਪੰ", "\x0b", "<b>&amp;"])
def test_no_character_keeps_slides_from_coming_out(odd):
    words = f"Duty {odd} North"
    deck = deck_of(Paragraph(words), Table(words, (words,), [[words]]), title=words)
    assert everything(deck).count("North") >= 4


@given(st.lists(st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=3000), max_size=8))
@settings(max_examples=50)
def test_no_paragraph_is_lost_and_none_overruns_its_slide(paragraphs):
    slides = list(slides_of("Title", [Paragraph(words) for words in paragraphs]))
    shown = "".join(words for slide in slides for words in slide.paragraphs)
    assert shown.replace(" ", "") == "".join(paragraphs).replace(" ", "")
    for slide in slides:
        lines = sum(-(-len(words) // int(WIDTH / (0.0068 * 18))) + 1 for words in slide.paragraphs)
        assert lines * 0.32 <= HEIGHT + 0.64


def test_columns_share_the_width_by_what_they_say():
    widths = column_widths(Table("Findings", ("Key", "What was found"), [["A1", "x" * 50], ["A2", None]]))
    assert sum(widths) == pytest.approx(WIDTH)
    assert widths[1] > 3 * widths[0]
