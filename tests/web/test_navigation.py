"""The pages of the programme: five groups, and one row of pages below the group that is open."""

import re

import pytest
from django.urls import reverse

from sherwood.governance.roles import Role
from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import Tab, TabGroup

GROUPS = ["Portfolio", "Findings", "Plan", "Governance", "About"]
MOST = 6  # pages in a group: more no longer fit a phone's two lines
PAGES = [
    tab.url_name
    for tab in offered(Tab)
    if any(group.key == tab.group and group.under == "programme" for group in offered(TabGroup))
]


def rows(answer) -> list[list[tuple[str, str, str]]]:
    """The rows of tabs: address, what aria-current says, and words."""
    drawn = re.findall(r'<nav class="sherwood-tabs.*?</nav>', answer.content.decode(), re.DOTALL)
    tab = r'<a class="govuk-link" href="([^"]*)"(?: aria-current="(\w+)")?>([^<]*)</a>'
    return [re.findall(tab, row) for row in drawn]


@pytest.fixture
def manager(signed_in, programme):
    return signed_in(Role.PROGRAMME_MANAGER)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_programme_stands_in_one_of_five_groups(manager, name):
    groups, pages = rows(manager.get(reverse(name)))
    assert [words for _, _, words in groups] == GROUPS
    assert [current for _, current, _ in groups if current] == ["true"]
    assert [href for href, current, _ in pages if current == "page"] == [reverse(name)]
    assert len(pages) <= MOST


def test_a_group_leads_to_its_first_page(manager):
    groups, _ = rows(manager.get("/programme/"))
    for href, _, words in groups:
        opened, pages = rows(manager.get(href))
        assert (href, "true", words) in opened
        assert pages[0][:2] == (href, "page")


def test_the_groups_stand_before_a_programme_is_loaded(signed_in, people):
    groups, _ = rows(signed_in(Role.PROGRAMME_MANAGER).get("/programme/"))
    assert [words for _, _, words in groups] == GROUPS


def test_a_project_begins_with_its_overview(manager):
    (pages,) = rows(manager.get("/programme/projects/P03/"))
    assert pages[0] == ("/programme/projects/P03/", "page", "Overview")
