"""The lists of what the council compares itself with, and of what is wrong in a file of it."""

from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.web.evidence import benchmarks
from sherwood.web.evidence.benchmarks import Held
from sherwood.web.site.listings.columns import Column, Where
from sherwood.web.site.listings.listing import Listing


def _measure_in_words(line: Held) -> str:
    return line.measure or f"As published: {line.published:,} values in Sherwood"


def _measure_page(line: Held) -> str:
    return reverse("measure", args=[line.key]) if line.key else ""


# Its file is one that can be filled in and sent: the headings are those that `benchmarks.read` looks for.
HELD = Listing(
    title="Values held now",
    rows=lambda user: benchmarks.held(),
    needs=(Permission.SEE_MEASURES,),
    file="benchmarks_file",
    saved_as="neighbours",
    empty="No values of the council's own are held.",
    columns=[
        Column("Area", "area"),
        Column("Measure", "measure", words=_measure_in_words, href=_measure_page),
        Column("Year to March", "year", words=lambda line: str(line.year or "")),
        Column("Value", "value", words=lambda line: line.value_in_words, figure=True),
        Column("Source", "source"),
        Column("Given by", "given.by", where=Where.FILE),
        Column("Given on", "given.at", where=Where.FILE),
    ],
)
MISTAKES = Listing(
    title="What is wrong in the file",
    columns=[
        Column("Line", "line", words=lambda mistake: str(mistake.line)),
        Column("Under", "heading"),
        Column("What came", "came", words=lambda mistake: mistake.came[:80] or "Nothing"),
        Column("What was expected", "expected"),
        Column("What to do", "remedy"),
    ],
)
