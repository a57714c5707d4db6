"""Whatever a census holds, every row of it is accounted for and nothing but a clear sentence is said."""

from collections import Counter
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sherwood.kit.errors import SherwoodError
from sherwood.reading.cin_census.elements import TITLES, TREE, lines
from sherwood.reading.formats.cin_census import read, recognises
from sherwood.reading.trees import tree_sheets
from sherwood.records.tables import TABLES

pytestmark = pytest.mark.slow

LATEST = date(2027, 1, 1)
DAYS = [
    "2022-04-01",
    "2022-10-06",
    "2023-03-31",
    "2023-04-01",
    "2019-01-01",
    "06/10/2022",
    "2022-13-40",
    "1900-01-01",
]
ODD = [
    "",
    " ",
    "NULL",
    "#REF!",
    "0",
    "1",
    "true",
    "no",
    "-1",
    "1E+11",
    "RC9",
    "N1",
    "1A",
    "M",
    "NONE",
    "x" * 300,
    "é€",
]
VALUE = st.sampled_from([*DAYS, *ODD])
IDS = st.sampled_from(["C1", "c1", "C 1", "C2", "007", "7.0", ""])


def tree_of(values: dict[str, list[str]]) -> dict:
    """The elements of the census as nested names, each value a leaf."""
    root: dict = {}
    for path, inside in values.items():
        for value in inside:
            node = root
            for part in (path if value == "." else f"{path}/{value}").split("/"):
                node = node.setdefault(part, {})
    return root


NESTED = tree_of({element.path: list(element.values) for element in TREE.elements})


@st.composite
def elements(draw, name, inside, depth=0):
    """An element with some of what may stand in it, some of it twice and in any order, and now and then a stranger."""
    element = ElementTree.Element(name)
    if not inside:
        element.text = draw(IDS if name == "LAchildID" else VALUE)
        return element
    for part, further in inside.items():
        often = draw(st.sampled_from([1, 1, 1, 0, 2] if further or depth > 2 else [1, 1, 1, 1, 0]))
        for _ in range(often):
            element.append(draw(elements(part, further, depth + 1)))
    if draw(st.integers(0, 20)) == 0:
        element.append(ElementTree.Element("Stranger"))
        element.text = draw(st.sampled_from(["", "stray"]))
    return element


@st.composite
def censuses(draw):
    root = ElementTree.Element("Message")
    header = ElementTree.SubElement(ElementTree.SubElement(root, "Header"), "CollectionDetails")
    for name in ("Collection", "Year", "ReferenceDate"):
        said = draw(st.sampled_from(["2023", "2023-03-31", "2022-03-31", "", "9999"]))
        ElementTree.SubElement(header, name).text = "CIN" if name == "Collection" else said
    children = ElementTree.SubElement(root, "Children")
    for _ in range(draw(st.integers(0, 3))):
        children.append(draw(elements("Child", NESTED["Children"]["Child"])))
    if draw(st.booleans()):
        ElementTree.indent(root)
    return root


def read_whole(data: bytes):
    sheets = tree_sheets("x.xml", "", data, TREE)
    assert all(recognises(sheet) for sheet in sheets)
    return read(sheets, LATEST, None)


@settings(max_examples=80)
@given(censuses())
def test_every_row_of_any_census_is_accepted_or_put_aside_with_a_reason(root):
    reading = read_whole(ElementTree.tostring(root))
    accounts = {account.sheet: account for account in reading.accounts}
    for element in TREE.elements:
        standing = len(root.findall(element.path))
        account = accounts.get(f"element {element.name}")
        assert (account.read if account else 0) == standing
        source = account.source() if account else None
        assert not source or source.accepted + source.quarantined == standing
    for account in reading.accounts:
        assert all(reason.endswith(".") for _, reason, _ in account.aside.values())
        assert all(reason.endswith(".") for _, _, reason, _ in account.values)


@settings(max_examples=80)
@given(censuses())
def test_no_record_comes_of_a_row_put_aside_and_each_record_stands_once(root):
    reading = read_whole(ElementTree.tostring(root))
    keys: Counter = Counter()
    for contribution in reading.contributions:
        rows = contribution.rows.to_pylist()
        assert not {row["_row"] for row in rows} & contribution.account.aside.keys()
        keys.update((contribution.table, row[TABLES[contribution.table].key]) for row in rows)
        assert all(row["child"] for row in rows)
    assert all(count == 1 for (table, _), count in keys.items() if table != "children")


@settings(max_examples=80)
@given(censuses(), st.data())
def test_a_damaged_census_is_read_or_refused_in_a_sentence(root, data):
    whole = ElementTree.tostring(root)
    at = data.draw(st.integers(0, len(whole)))
    until = data.draw(st.integers(at, min(len(whole), at + 40)))
    try:
        read_whole(whole[:at] + data.draw(st.binary(max_size=12)) + whole[until:])
    except SherwoodError as refusal:
        assert str(refusal).endswith(".")


def test_every_element_of_the_table_has_a_row_that_is_described_and_a_reason_where_it_is_not_held():
    for line in lines():
        assert line.row in TITLES
        assert bool(line.column) or line.why_not.endswith(".")
