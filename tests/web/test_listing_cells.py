"""What a list draws and asks, whatever it is a list of."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.web.site.listings.columns import CellLink, Column, change
from sherwood.web.site.listings.listing import Listing


def shown(rf, rows, **said) -> str:
    request = rf.get("/")
    request.user = AnonymousUser()
    return (
        Listing(title="A list", needs=[Permission.SEE_PROGRAMME], rows=rows, **said).shown(request).render()
    )


@pytest.mark.parametrize(("words", "before"), [("", ""), ("Yes", "Yes<br>")])
def test_links_stand_beneath_the_words_of_a_cell_or_alone(rf, words, before):
    both = [CellLink("P01", "/1"), CellLink("P02", "/2")]
    columns = [Column("Name", str), Column("Projects", lambda row: words, links=lambda row, user: both)]
    page = shown(rf, lambda user: ["a row"], columns=columns)
    assert f'{before}<a class="govuk-link" href="/1">P01</a>, <a class="govuk-link" href="/2">P02</a>' in page
    assert ("<br>" in page) is bool(words)


def test_rows_are_asked_of_the_reader_or_of_the_request(rf):
    columns = [Column("Name", str)]
    assert "AnonymousUser" in shown(rf, lambda user: [str(user)], columns=columns)
    assert "WSGIRequest" in shown(
        rf, lambda request: [type(request).__name__], columns=columns, by_request=True
    )


@pytest.mark.parametrize("may", [True, False])
def test_who_may_change_a_row_is_led_to_it_and_told_which(may):
    reader = SimpleNamespace(may=lambda permission: may)
    links = change("post", Permission.KEEP_ESTABLISHMENT, "words")
    found = list(links(SimpleNamespace(pk=7, words="Social worker 1"), reader))
    assert found == ([CellLink("Change", reverse("post", args=[7]), "Social worker 1")] if may else [])
