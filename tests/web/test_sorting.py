"""A list is put in another order by the links of its heads: in the address, with what narrows it, and in its files."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from lxml import html

from lists import opened
from sherwood.governance.roles import Role
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.listings import sorting
from sherwood.web.site.listings.columns import Column, Where


@dataclass(frozen=True)
class Line:
    name: str
    days: int | Decimal | str | None


LINES = [Line("b", 10), Line("A", None), Line("c", "Not known"), Line("d", 9), Line("e", Decimal("9.5"))]
COLUMNS = [Column("Name", "name"), Column("How many days", "days", figure=True)]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("name", "Abcde"),
        ("-name", "edcbA"),
        ("how-many-days", "debcA"),
        ("-how-many-days", "cbedA"),
        ("height", "bAcde"),
        ("", "bAcde"),
    ],
)
def test_rows_are_ordered_by_what_they_say_with_the_blank_last(wanted, names):
    assert "".join(line.name for line in sorting.ordered(COLUMNS, LINES, wanted)) == names


def test_rows_of_the_database_are_ordered_there(db):
    for title in ("Beta", "alpha", "Gamma"):
        Post.objects.create(title=title)
    columns = [Column("Post", "title"), Column("Worked out", lambda post: post.title)]
    rows = Post.objects.filter(title__in=["Beta", "alpha", "Gamma"])
    assert list(sorting.sortable(columns, rows)) == ["post"]
    assert sorting.ordered(columns, rows, "-post").query.order_by
    assert sorting.sortable(columns, rows[:2]) == {}, "a part of a list is no list"


@pytest.fixture
def manager(signed_in, programme):
    return signed_in(Role.PROGRAMME_MANAGER)


def table(client, address: str):
    return html.fromstring(client.get(address).content.decode()).xpath("//table[.//thead//a]")[0]


def first_cells(client, address: str) -> list[str]:
    return [
        " ".join(cell.text_content().split()) for cell in table(client, address).xpath(".//tbody/tr/*[1]")
    ]


PAGE = "/account/posts/"


def test_a_head_is_a_link_that_sorts_and_pressed_again_turns_about(manager):
    head = table(manager, PAGE).xpath(".//thead//a")[0]
    once = PAGE + head.get("href")
    sorted_table = table(manager, once)
    (marked,) = sorted_table.xpath(".//th[@aria-sort]")
    assert marked.get("aria-sort") == "ascending"
    twice = PAGE + marked.xpath(".//a/@href")[0]
    assert table(manager, twice).xpath(".//th[@aria-sort]")[0].get("aria-sort") == "descending"
    assert first_cells(manager, once) != first_cells(manager, twice)
    assert sorted(first_cells(manager, once)) == sorted(first_cells(manager, PAGE))


def test_the_files_follow_the_order_of_the_page(manager):
    page = html.fromstring(manager.get(f"{PAGE}?sort=-post").content.decode())
    (file,) = [href for href in page.xpath("//main//a/@href") if "posts.csv" in href]
    rows, unsorted = opened(manager, file).csv[1:], opened(manager, file.split("?")[0]).csv[1:]
    assert rows != unsorted
    assert sorted(rows) == sorted(unsorted)


def test_a_choice_keeps_the_order_and_the_order_keeps_the_choice(manager):
    page = html.fromstring(manager.get(f"{PAGE}?sort=post&held=vacant").content.decode())
    (form,) = page.xpath("//form[contains(@class, 'sherwood-filters')]")
    assert form.xpath(".//input[@name='sort']/@value") == ["post"]
    assert all("held=vacant" in link for link in page.xpath("//thead//a/@href"))


def test_a_phone_has_a_choice_of_the_order(manager):
    page = html.fromstring(manager.get(PAGE + "?held=held").content.decode())
    form = page.xpath("//form[contains(@class, 'sherwood-sort')]")[0]
    assert form.xpath(".//select[@name='sort' or contains(@name, 'sort')]//option")
    assert ("held", "held") in [(box.get("name"), box.get("value")) for box in form.xpath(".//input")]
    ids = page.xpath("//*[@id]/@id")
    assert len(ids) == len(set(ids))


def test_a_column_of_a_file_alone_orders_no_page():
    columns = [Column("Name", "name"), Column("Days", "days", where=Where.FILE)]
    assert list(
        sorting.sortable([column for column in columns if column.where is not Where.FILE], LINES)
    ) == ["name"]
