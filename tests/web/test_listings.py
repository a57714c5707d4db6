"""A list said once: what narrows it, on its page and in its files."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404
from django.test import RequestFactory

from sherwood.governance.roles import Permission
from sherwood.web.site.listings.choosing import Choosing
from sherwood.web.site.listings.columns import Choice, Column, in_words
from sherwood.web.site.listings.listing import Listing, file_of
from sherwood.web.site.ui.downloads import DownloadSheet

ROWS = [{"name": "Ash", "kind": "tree"}, {"name": "Fern", "kind": "plant"}]


def of_kind(rows, value):
    return [row for row in rows if row["kind"] == value]


KIND = Choice("kind", "Kind", [("tree", "Trees"), ("plant", "Plants")], of_kind)
NAMED = Choice("q", "Name", None, lambda rows, value: [row for row in rows if value in row["name"]])
COLUMNS = [Column("Name", lambda row: row["name"])]


def listing(**more) -> Listing:
    return Listing(
        title="Plants",
        rows=lambda user, **of: ROWS,
        columns=COLUMNS,
        needs=[Permission.SEE_PROGRAMME],
        choices=[KIND, NAMED],
        **more,
    )


def asked(address="/"):
    request = RequestFactory().get(address)
    request.user = None
    return request


def names(shown) -> list[str]:
    return [row["name"] for row in shown.page]


def test_the_address_chooses_and_what_is_typed_does():
    assert names(listing().shown(asked("/?kind=tree"))) == ["Ash"]
    assert names(listing().shown(asked("/?q=Fer"))) == ["Fern"]
    assert names(listing().shown(asked("/?kind=stone"))) == []


def test_what_the_page_chooses_stands_over_the_address_without_a_form():
    shown = listing().shown(asked("/?kind=tree"), chosen={"kind": "plant"})
    assert names(shown) == ["Fern"] and "<form" not in str(shown)


def test_a_choice_may_narrow_where_nothing_is_chosen():
    plants = Choice("kind", "Kind", (), lambda rows, value: of_kind(rows, value or "plant"), always=True)
    assert plants.applied(ROWS, {}, None) == ROWS[1:]


def test_a_choice_may_depend_on_the_reader():
    mine = Choice(
        "whose", "Whose", [("mine", "Mine")], lambda rows, value, user: of_kind(rows, user), by_reader=True
    )
    assert mine.applied(ROWS, {"whose": "mine"}, "tree") == ROWS[:1]


def test_lists_of_a_page_may_share_one_form():
    assert "<form" not in str(listing(has_form=False).shown(asked()))
    form = str(Choosing(asked("/?q=As"), [KIND, NAMED], "plants"))
    assert 'type="search" value="As"' in form and form.count("<select") == 1 and "Show all" in form


@pytest.mark.parametrize("key, there", [("some", True), ("made", True), ("none", False)])
def test_lists_that_share_an_address_are_told_apart_by_their_keys(key, there):
    request = asked()
    request.user = type("Reader", (), {"is_authenticated": True, "may": lambda self, needed: True})()
    many = [listing(file="plants_file", key=key) for key in ("some", "others")]
    view = file_of(*many, made=lambda request: DownloadSheet("Made", ["Name"], [["Ash"]]))
    if there:
        assert b"Ash" in view(request, kind="csv", sheet=key).content
    else:
        with pytest.raises(Http404, match="There is no such list"):
            view(request, kind="csv", sheet=key)


def test_a_moment_is_said_as_the_clock_on_the_wall_showed_it():
    assert in_words(datetime(2010, 7, 1, 11, 5, tzinfo=UTC)) == "1 July 2010, 12:05"


def test_a_path_ends_where_there_is_nothing_and_the_column_may_say_so():
    nobody, somebody = (type("Row", (), {"by": by})() for by in (None, type("By", (), {"post": "Clerk"})()))
    assert Column("By", "by.post").value_of(nobody) is None
    assert [Column("By", "by.post", blank="Nobody").value_of(row) for row in (nobody, somebody)] == [
        "Nobody",
        "Clerk",
    ]


def test_files_that_do_not_say_who_may_open_them_are_not_served():
    with pytest.raises(ImproperlyConfigured):
        file_of(Listing(title="Plants", columns=COLUMNS, file="plants_file"))


def test_a_file_is_called_by_what_its_address_is_of():
    assert listing(file_title="Plants of {key}").sheet(asked(), key="P03").title.startswith("Plants of P03, ")
