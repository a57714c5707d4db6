"""What a council writes is described as the code reads it, and whole."""

import re
from dataclasses import fields

import pytest

import described
from sherwood.governance import programme as parts
from sherwood.governance.definition import SECTIONS, check_raw
from sherwood.records.tables import TABLES


@pytest.mark.parametrize("page", described.PAGES, ids=lambda page: page.name)
def test_the_page_is_what_the_code_says(page):
    assert page.read_text("utf-8") == described.PAGES[page](), "Run script/docs."


def sections(page: str) -> dict[str, set[str]]:
    """The names in the first column of each section of a page."""
    found = {}
    for section in page.split("\n## ")[1:]:
        found[section.partition("\n")[0].strip("`[]")] = set(re.findall(r"^\| `(\w+)` \|", section, re.M))
    return found


def test_every_section_and_field_of_a_definition_is_described():
    said = sections(described.definition())
    kinds = {"programme": parts.About, "rules": parts.Rules} | {
        name: kind for name, (kind, _) in SECTIONS.items()
    }
    assert said == {name: {part.name for part in fields(kind)} for name, kind in kinds.items()}


def test_what_is_said_to_be_needed_is_what_the_check_asks_for():
    page = described.definition()
    for name in SECTIONS:
        section = page.partition(f"## `[[{name}]]`")[2].partition("\n## ")[0]
        needed = set(re.findall(r"^\| `(\w+)` \|.*\*\*it is needed\*\* \|$", section, re.M))
        problems = " ".join(problem.sentence for problem in check_raw({name: [{}]}))
        assert needed == set(re.findall(rf"\[{name}\] needs “(\w+)”", problems)), name


def test_every_record_table_and_column_is_described():
    said = sections(described.record_tables().partition("\n# Codes")[0])
    assert said == {name: set(table.names) for name, table in TABLES.items()}


def test_every_code_that_a_table_names_leads_to_its_list():
    page = described.record_tables()
    named = set(re.findall(r"\]\(#(\w+)\)", page))
    assert len(named) > 10
    assert all(f"\n## {name}\n" in page for name in named)
