"""The issued PDF, read back: tagged, titled, in English, with words for every picture, whatever the data says."""

import subprocess
from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pikepdf
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from sherwood.measuring.figures import Ledger
from sherwood.measuring.ledger import build_for
from sherwood.reading.load import load
from sherwood.records.snapshots import Store
from sherwood.reporting import legible
from sherwood.reporting.blocks import Heading, Paragraph, Picture, Table, Tile, Tiles
from sherwood.reporting.docx import docx
from sherwood.reporting.pdf import pdf
from sherwood.reporting.report import BuiltReport, Context, weekly_performance_report
from sherwood.simulating import simulate, write_extract

AS_AT = date(2010, 3, 8)
NASTY = '#panic("x") $ *bold* _it_ `raw` <script>alert(1)</script> "quoted" \\ @ref [x] // = = End, O’Brien & Söns'
SPECIFICATION = {
    "data": {"values": [{"x": 1, "y": 2}, {"x": 2, "y": 3}]},
    "mark": "line",
    "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}},
}


def report(*blocks, title="Weekly report", subtitle="Week of 1 to 7 March 2010") -> BuiltReport:
    return BuiltReport(
        title, subtitle, AS_AT, (("First part", tuple(blocks)),), "Greenshire. Records as at 8 March 2010."
    )


def words(made: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()


def elements(made: bytes) -> list:
    """Every element of the structure tree, as pairs of its kind and its alternative text."""
    document = pikepdf.open(BytesIO(made))
    found, waiting = [], [document.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            found.append((str(one.S), str(one.get("/Alt", ""))))
            waiting += [one.K] if "/K" in one else []
    return found


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    """A very small council, whose numbers are nearly all small."""
    folder = tmp_path_factory.mktemp("tiny")
    write_extract(simulate(2009, AS_AT, scale=0.02), folder / "extract")
    return load([folder / "extract"], Store(folder / "store"), as_at=AS_AT, council=NASTY, then=build_for())


@pytest.fixture(scope="module")
def weekly(council) -> bytes:
    return pdf(weekly_performance_report(Context(Ledger(council.ledger), AS_AT, council.manifest)))


def test_it_says_that_it_is_for_everyone_to_read(weekly):
    document = pikepdf.open(BytesIO(weekly))
    assert bool(document.Root.MarkInfo.Marked)
    assert str(document.Root.Lang).startswith("en")
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Weekly performance report, Week of 1 to 7 March 2010"
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)


def test_it_is_made_of_headings_tables_and_figures_with_words(weekly):
    found = elements(weekly)
    kinds = {kind for kind, _ in found}
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/P"} <= kinds
    figures = [alternative for kind, alternative in found if kind == "/Figure" and alternative]
    assert figures and all(len(alternative) > 40 for alternative in figures)


def test_a_council_with_too_little_to_draw_is_told_so_and_gets_no_empty_axes(weekly, council):
    text = " ".join(words(weekly).split())
    assert "There is too little to draw" in text
    assert "Of " in text and "measures with records" in text
    assert "There is nothing to show." not in text


def test_what_is_hidden_is_nowhere_in_the_report(council):
    context = Context(Ledger(council.ledger), AS_AT, council.manifest)
    made = weekly_performance_report(context)
    for trend in context._trends.values():
        hidden = {
            f"({c.numerator:,} of {c.denominator:,})"
            for i, c in enumerate(trend.counts)
            if trend.is_hidden(i)
        }
        shown = {
            f"({c.numerator:,} of {c.denominator:,})"
            for i, c in enumerate(trend.counts)
            if not trend.is_hidden(i)
        }
        for _, blocks in made.parts:
            for block in blocks:
                if isinstance(block, Picture) and block.title.startswith(trend.measure.title):
                    cells = {cell for row in block.twin.rows for cell in row}
                    assert not any(one in cell for one in hidden - shown for cell in cells)


def test_text_full_of_markup_is_only_text():
    made = pdf(
        report(
            Heading(NASTY),
            Paragraph(NASTY),
            Tiles((Tile(NASTY, "61%", NASTY),)),
            Table(NASTY, ("Team", "Figure"), [[NASTY, "61% (214 of 351)"]], frozenset({1})),
            Picture(NASTY, NASTY, SPECIFICATION, Table("Twin", ("On", "Figure", "More"), [[NASTY, 1, None]])),
            title=NASTY,
            subtitle=NASTY,
        )
    )
    text = " ".join(words(made).split())
    assert text.count('#panic("x")') >= 6
    assert text.count("<script>alert(1)</script>") >= 6
    assert any(NASTY in alternative for _, alternative in elements(made))
    with pikepdf.open(BytesIO(made)).open_metadata() as metadata:
        assert metadata["dc:title"] == f"{NASTY}, {NASTY}"


def test_the_figures_of_a_picture_stand_beside_it():
    twin = Table(
        "Figures",
        ("On", "Figure", "More"),
        [[f"day {n}", n * 1000, None] for n in range(1, 21)],
        frozenset({1}),
    )
    text = words(pdf(report(Picture("Trend", "Rising.", SPECIFICATION, twin))))
    assert "Figures, the latest 13" in text
    assert "13,000" in text and "14,000" not in text


def test_a_table_with_nothing_in_it_says_what_there_is_nothing_of():
    text = words(pdf(report(Table("Plans by team", ("Team", "Figure"), []))))
    assert "Plans by team: there is nothing to show." in text
    said = words(pdf(report(Table("Plans by team", ("Team", "Figure"), [], empty="No plan ended."))))
    assert "No plan ended." in said


def test_tiles_are_printed():
    text = words(pdf(report(Tiles((Tile("In time", "61%", "214 of 351"),)))))
    assert "In time" in text and "61%" in text


def test_the_same_report_is_the_same_document():
    made = report(
        Paragraph("Words."),
        Picture("Trend", "Rising.", SPECIFICATION, Table("T", ("a", "b", "c"), [[1, 2, 3]])),
    )
    assert pdf(made) == pdf(made)


def test_a_long_table_runs_over_pages_and_repeats_its_head():
    rows = [[f"team {n}", f"{n}% ({n} of 100)"] for n in range(120)]
    text = words(pdf(report(Table("By team", ("Team", "Figure"), rows, frozenset({1})))))
    assert all(f"team {n} " in text for n in range(120))
    assert text.count("Figure") >= 2


ODD = {
    "a bullet of Word's": "\uf0b7",
    "another place in a symbol font": "\uf0f0",
    "a red circle": "\U0001f534",
    "a flag": "\U0001f1ec\U0001f1e7",
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "Punjabi": "ਪੰਜਾਬੀ",
    "Gujarati": "ગુજરાતી",
    "Bengali": "বাংলা",
    "Tamil": "தமிழ்",
    "Hindi": "हिन्दी",
    "Chinese": "中文",
    "Arabic": "العربية",
    "Hebrew": "עברית",
    "Greek": "Ελληνικά",
    "Russian": "Русский",
    "nothing": "\x00",
    "a separator of records": "\x1f",
    "a byte order mark": "\ufeff",
    "half of a pair": "\ud83d",
    "no character": "\uffff",
    "a place nobody has filled": "\u0378",
    "the stand-in itself": "\ufffd",
    "an ancient script": "\U00012000",
}


def everywhere(words):
    return report(
        Heading(words),
        Paragraph(words),
        Tiles((Tile(words, words, words, words),)),
        Table(words, (words, "Figure"), [[words, "1%"]], frozenset({1}), words),
        Table("None", ("Team",), [], empty=words),
        Picture(
            words,
            words,
            SPECIFICATION | {"title": words},
            Table(words, (words, "b", "c"), [[words, 1, None]]),
        ),
        title=words,
        subtitle=words,
    )


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_no_character_keeps_a_report_from_coming_out(odd):
    assert words(pdf(everywhere(f"Duty {odd} North"))).count("North") >= 8


def test_many_characters_that_no_font_has_cost_no_more_than_one():
    ancient = "".join(map(chr, range(0x12000, 0x12100)))
    assert "Duty" in words(pdf(report(Paragraph(f"Duty {ancient}"))))


def test_two_signs_that_no_font_has_stay_two():
    assert legible.without({"\U0001f534", "\U0001f7e2"}, ["\U0001f534 \U0001f7e2"]) == [
        "[large red circle] [large green circle]"
    ]


def test_a_letter_that_no_font_has_gets_the_sign_for_one_that_is_missing():
    assert legible.without({"ਪ", "\ufffd"}, {"team": "ਪa", "n": 1}) == {"team": "\ufffda", "n": 1}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_a_word_document_holds_them_too(odd):
    made = Document(BytesIO(docx(everywhere(f"Duty {odd} North"))))
    assert any("Duty" in one.text and "North" in one.text for one in made.paragraphs)


@given(st.text())
def test_any_text_is_made_fit_for_xml(text):
    fit = legible.text(text)
    ElementTree.fromstring(f"<a>{escape(fit)}</a>")
    assert legible.text(fit) == fit
