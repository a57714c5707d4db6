"""Lines of keys agree with what tomllib reads, whatever the values look like."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.governance.toml_lines import lines_of


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ('a = 1\nb = "x"', ("b",), 2),
        ("[t]\na = 1", ("t", "a"), 2),
        ("[t.u]\na = 1", ("t", "u", "a"), 2),
        ("[[t]]\na = 1\n\n[[t]]\na = 2", ("t", 1, "a"), 5),
        ("a = [\n1,\n2]\nb = 3", ("b",), 4),
        ('a = """\nb = 1\n"""\nb = 2', ("b",), 4),
        ('a = """b = 1"""\nb = 2', ("b",), 2),
        ('a = "[not a list"\nb = 2', ("b",), 2),
        ("a = [  # ]\n1]\nb = 2", ("b",), 3),
        ('# [[t]]\n  "quoted" = 1', ("quoted",), 2),
        ("a = ['[', \"]\"]\nb = 2", ("b",), 2),
    ],
)
def test_a_key_is_found_at_its_line(text, place, line):
    tomllib.loads(text)
    assert lines_of(text)[place] == line


NAME = st.from_regex(r"[a-z]{1,5}", fullmatch=True)
VALUE = st.one_of(
    st.integers().map(str),
    st.text("ab=[]#'{} ", max_size=8).map(lambda words: f'"{words}"'),
    st.lists(st.sampled_from(["1", "2"]), max_size=3).map(lambda ones: "[\n" + ",\n".join(ones) + "]"),
    st.lists(st.sampled_from(["x = 1", "[[t]]", "]"]), max_size=3).map(
        lambda ls: '"""\n' + "\n".join(ls) + '"""'
    ),
)


@given(st.lists(st.dictionaries(NAME, VALUE, max_size=4), max_size=4))
def test_every_key_tomllib_reads_is_found_at_the_line_that_holds_it(tables):
    text = "\n".join(
        "[[t]]\n" + "\n".join(f"{name} = {value}" for name, value in table.items()) for table in tables
    )
    lines, found = text.splitlines(), lines_of(text)
    for number, table in enumerate(tomllib.loads(text).get("t", [])):
        for name in table:
            assert lines[found["t", number, name] - 1].startswith(f"{name} =")
