"""XML as sheets: every element a row or told, and whatever is wrong with a file refused in a sentence."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sherwood.kit.errors import SherwoodError
from sherwood.reading import recognising, tree_faults, tree_walk
from sherwood.reading.format import Format, Reading
from sherwood.reading.trees import Element, Tree, tree_sheets

HOUSES = Tree(
    root="Street",
    marks=("<Street",),
    header=("Head/Year",),
    not_held={"House/Paint": "Colours are not held."},
    elements=[
        Element("House", ("@number", "Owner/Name", "Built")),
        Element("House/Room", ("Floor",), carries=("number",)),
        Element("House/Room/Windows/Window", (".",), carries=("number",)),
    ],
)
STREET = """<?xml version="1.0"?>
<Street>
  <Head><Year>2010</Year></Head>
  <House number="007">
    <Owner><Name>Zoë &amp; sons </Name></Owner>
    <Room>
      <Windows>
        <Window>south</Window>
        <Window>north</Window>
      </Windows>
      <Windows>
        <Window>west</Window>
      </Windows>
      <Floor>1</Floor>
    </Room>
    <Built/>
    <Paint>red</Paint>
  </House>
  <House number="8">
    <Built>1901</Built>
  </House>
</Street>
"""


def sheets(text, tree=HOUSES):
    data = text if isinstance(text, bytes) else text.encode()
    return {sheet.sheet.removeprefix("element "): sheet for sheet in tree_sheets("x.xml", "", data, tree)}


def rows(sheet):
    """The rows as a dictionary each, with the number under `row`."""
    headings = sheet.top[0][1]
    return [
        {"row": line["row"]} | {heading: line[f"c{n}"] for n, heading in enumerate(headings)}
        for line in sheet.below(0).to_pylist()
    ]


def refused(text):
    with pytest.raises(SherwoodError) as refusal:
        sheets(text)
    return str(refusal.value)


def test_each_element_described_is_a_row_with_its_line_and_what_it_stands_in():
    found = sheets(STREET)
    assert rows(found["House"]) == [
        {"row": 4, "number": "007", "Name": "Zoë & sons ", "Built": "", "Year": "2010"},
        {"row": 19, "number": "8", "Name": "", "Built": "1901", "Year": "2010"},
    ]
    assert rows(found["Room"]) == [{"row": 6, "Floor": "1", "number": "007", "in_row": "4", "Year": "2010"}]
    windows = [(row["row"], row["Window"], row["number"], row["in_row"]) for row in rows(found["Window"])]
    assert windows == [(8, "south", "007", "6"), (9, "north", "007", "6"), (12, "west", "007", "6")]


def test_a_file_on_one_line_is_numbered_in_order_and_says_so():
    found = sheets("".join(line.strip() for line in STREET.splitlines()))
    assert [row["row"] for row in rows(found["Window"])] == [1, 2, 3]
    assert [row["in_row"] for row in rows(found["Window"])] == ["1", "1", "1"]
    assert "in the order in which they stand" in found["House"].note


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_the_same_tree_in_every_encoding_is_the_same_rows(encoding):
    said = encoding.removesuffix("-sig")
    text = STREET.replace('version="1.0"', f'version="1.0" encoding="{said}"')
    assert rows(sheets(text.encode(encoding))["House"]) == rows(sheets(STREET)["House"])


def test_a_namespace_and_a_prefix_change_nothing():
    spaced = STREET.replace("<Street>", '<s:Street xmlns:s="urn:streets" xmlns="urn:streets">')
    spaced = spaced.replace("</Street>", "</s:Street>")
    assert rows(sheets(spaced)["Window"]) == rows(sheets(STREET)["Window"])


def test_what_is_known_and_not_held_is_counted_with_its_reason():
    assert "Not held: Paint (1). Colours are not held." in sheets(STREET)["House"].note


def test_what_is_not_known_is_counted_and_told_where_it_stands():
    text = STREET.replace("<Floor>1</Floor>", "<Floor>1</Floor><Door>2<Knob/></Door><Door/>stray")
    text = text.replace("<Head>", '<Head lang="en"><Town>x</Town>').replace(
        "<Street>", '<Street side="left">'
    )
    found = sheets(text)
    assert "not known, with what is in them: Door (2)." in found["Room"].note
    assert "outside of any value in 1 place " in found["Room"].note
    assert all(f"{name} (1)" in found["House"].note for name in ("Town", "@lang", "@side"))
    assert "Door" not in found["House"].note


def test_a_row_that_says_one_thing_twice_does_not_fit_and_its_children_stay():
    found = sheets(STREET.replace("<Floor>1</Floor>", "<Floor>1</Floor><Floor>2</Floor>"))
    assert rows(found["Room"]) == []
    assert [(one.row, one.reason) for one in found["Room"].misshapen] == [
        (6, tree_faults.TWICE.format("Floor"))
    ]
    assert len(rows(found["Window"])) == 3


def test_the_same_value_twice_is_one():
    assert rows(sheets(STREET.replace("<Floor>1</Floor>", "<Floor>1</Floor><Floor>1</Floor>"))["Room"])


def test_a_value_that_holds_elements_does_not_fit():
    found = sheets(STREET.replace("<Floor>1</Floor>", "<Floor>1<b>0</b></Floor>"))
    assert [one.reason for one in found["Room"].misshapen] == [tree_faults.NOT_A_VALUE.format("Floor")]


def test_a_header_that_says_two_things_is_refused():
    assert "“Year” stands twice" in refused(STREET.replace("</Head>", "<Year>2011</Year></Head>"))


BILLION = (
    '<!DOCTYPE Street [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><Street><Head><Year>&i;</Year></Head></Street>"
)
OUTSIDE = '<!DOCTYPE Street [<!ENTITY x SYSTEM "file:///etc/passwd">]><Street><Head><Year>&x;</Year></Head></Street>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BILLION, tree_faults.DOCTYPE),
        (OUTSIDE, tree_faults.DOCTYPE),
        ('<!DOCTYPE Street SYSTEM "http://x.invalid/x.dtd"><Street/>', tree_faults.DOCTYPE),
        ("<Street>" + "<a>" * 60 + "</a>" * 60 + "</Street>", tree_faults.TOO_DEEP),
        (STREET[:-20], "cut short: it ends in line 2"),
        (STREET[: STREET.index("south")], "cut short: it ends in line 8"),
        (STREET[: STREET.index("Window>north") + 3], "cut short: it ends in line 9"),
        (STREET.encode()[: STREET.encode().index(b"\xab")], "cut short: it ends in line 5"),
        ("", "cut short"),
        (STREET.replace("</Room>", "</Rooms>"), "not well-formed XML: line 15"),
        (STREET + "<Street/>", "not well-formed XML: line 23"),
        (STREET.replace("south", "so\x01uth"), "not well-formed XML: line 8"),
        (STREET.replace("south", "&south;"), "not well-formed XML: line 8"),
        (STREET.encode("cp1252"), "not in the encoding that it says"),
        (STREET.replace('"1.0"', '"1.0" encoding="klingon"'), "not in the encoding that it says"),
        (STREET.replace('"1.0"', '"1.0" encoding="utf-16"'), "not in the encoding that it says"),
        (STREET.replace('"1.0"', '"1.0" encoding="shift_jis"'), "not in the encoding that it says"),
        ("<Road/>", tree_faults.OTHER_ROOT.format("Street")),
        ("plain text", "not well-formed XML: line 1"),
    ],
)  # fmt: skip
def test_what_is_not_sound_is_refused_with_what_to_do(text, said):
    assert said in refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "<Street><House number='" + "9" * (3 << 20) + "'/></Street>",
        "<Street><!--" + "9" * (3 << 20) + "--></Street>",
        "<Street><Head><Year>" + "9" * (3 << 20) + "</Year></Head></Street>",
        "<Street><" + "n" * (3 << 20) + "/></Street>",
    ],
    ids=["attribute", "comment", "value", "name"],
)
def test_what_is_longer_than_any_value_is_refused(text):
    assert "more than a million characters" in refused(text)


def test_more_rows_than_any_council_has_are_refused(monkeypatch):
    monkeypatch.setattr(tree_walk, "MOST_ROWS", 3)
    assert "Load it in parts" in refused("<Street>" + "<House/>" * 4 + "</Street>")


BOMB = """
import resource, sys
from sherwood.kit.errors import SherwoodError
sys.path.insert(0, {here!r})
from test_trees import HOUSES, tree_sheets, BILLION
bombs = {{
    "entities": lambda: BILLION.encode(),
    "deep": lambda: b"<Street>" + b"<a>" * 5_000_000,
    "attribute": lambda: b"<Street><House number='" + b"9" * 60_000_000,
    "names": lambda: b"<Street>" + b"".join(b"<a%d/>" % n for n in range(400_000)) + b"</Street>",
    "attributes": lambda: b"<Street><House " + b" ".join(b"a%d=''" % n for n in range(90_000)) + b"/></Street>",
}}
data = bombs[sys.argv[1]]()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    print(tree_sheets("x.xml", "", data, HOUSES)[0].note)
except SherwoodError as refusal:
    print(refusal)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("bomb", ["entities", "deep", "attribute", "names", "attributes"])
def test_a_bomb_costs_little_memory(bomb):
    """Megabytes beyond the file itself, measured in a process of its own."""
    run = [sys.executable, "-c", BOMB.format(here=__file__.rpartition("/")[0]), bomb]
    ended = subprocess.run(run, capture_output=True, text=True, timeout=120, check=True)
    *said, megabytes = ended.stdout.splitlines()
    assert said
    assert int(megabytes) < 40


NAME = st.sampled_from(
    ["House", "Room", "Windows", "Window", "Floor", "Built", "Owner", "Name", "Head", "Year", "Odd"]
)
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="￾￿"), max_size=5
)
TREES = st.deferred(lambda: st.tuples(NAME, TEXT) | st.tuples(NAME, st.lists(TREES, max_size=4)))


def written(tree):
    name, inner = tree
    if isinstance(inner, str):
        inside = inner.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    else:
        inside = "".join(map(written, inner))
    return f"<{name}>{inside}</{name}>"


def standing(tree, path, around=""):
    """How often elements stand at a path."""
    name, inner = tree
    here = f"{around}/{name}".lstrip("/")
    below = 0 if isinstance(inner, str) else sum(standing(one, path, here) for one in inner)
    return below + (here == path)


@settings(max_examples=150)
@given(st.lists(TREES, max_size=6))
def test_every_element_that_is_a_row_is_read_or_told(trees):
    """Whatever stands where: a row for each element described, or a reason why it does not fit."""
    try:
        found = sheets("<Street>" + "".join(map(written, trees)) + "</Street>")
    except SherwoodError as refusal:
        assert str(refusal).startswith("“Year” stands twice")
        return
    for element in HOUSES.elements:
        sheet = found.get(element.name)
        accounted = len(rows(sheet)) + len(sheet.misshapen) if sheet else 0
        assert accounted == sum(standing(tree, element.path) for tree in trees)


@settings(max_examples=300)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_in_a_sentence(data):
    whole = STREET.encode()
    at = data.draw(st.integers(0, len(whole)))
    until = data.draw(st.integers(at, min(len(whole), at + 30)))
    text = whole[:at] + data.draw(st.binary(max_size=12)) + whole[until:]
    try:
        assert sheets(text)["House"].top[0][1]
    except SherwoodError as refusal:
        assert str(refusal).endswith(".")


def test_an_element_is_of_the_format_whose_tree_it_was_read_by(monkeypatch):
    """Two formats may both have an element of one path."""
    others = Tree(root="Street", marks=("<Street",), elements=HOUSES.elements)
    formats = [
        Format(name, name, "", recognises=lambda sheet: sheet.element, read=read_nothing, tree=tree)
        for name, tree in (("first", others), ("second", HOUSES), ("grids", None))
    ]
    monkeypatch.setattr(recognising, "known_formats", lambda: formats)
    format, what = recognising.recognised(sheets(STREET)["Room"])
    assert (format.name, what) == ("second", "House/Room")


def read_nothing(held, latest, told):
    return Reading()
