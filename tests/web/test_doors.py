"""Every address, every role: who is let in. A view that does not say so is shut to all."""

from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse

from doors import OURS, address, routes, stated
from sherwood.governance.roles import CHILD_LEVEL, Role
from sherwood.web.site.ui.access import PUBLIC, SIGNED_IN, DenyByDefault


def test_every_address_states_who_may_use_it():
    unstated = [
        route.name for route in routes() if route not in OURS and route.name not in PUBLIC | SIGNED_IN
    ]
    assert unstated == []


def test_an_address_has_a_name_of_its_own():
    """A link to a name that two addresses share leads to one of them, and never to the other."""
    names = Counter(route.name for route in routes())
    assert [name for name, times in names.items() if times > 1] == []


def test_the_lists_hold_no_address_that_is_gone():
    assert {route.name for route in routes()} >= PUBLIC | SIGNED_IN


def test_a_view_that_states_nothing_is_refused():
    request = RequestFactory().get("/")
    request.resolver_match = get_resolver().resolve("/")
    request.resolver_match.view_name = "something nobody listed"
    with pytest.raises(PermissionDenied):
        DenyByDefault(lambda request: None).process_view(request, lambda request: None, (), {})


@pytest.mark.parametrize("route", OURS, ids=lambda route: route.name)
def test_nobody_comes_in_without_signing_in(route, db):
    answer = Client().get(address(route))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_pages_of_ones_own_account_ask_for_sign_in(name, db):
    answer = Client().get(reverse(name))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


EVERYBODY = set(Role)
NOT_THE_PROGRAMME = {Role.SOCIAL_WORKER, Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR}
WRITTEN_OUT = {
    "home": EVERYBODY,
    "own_account": EVERYBODY,
    "portfolio": EVERYBODY - NOT_THE_PROGRAMME,
    "project": EVERYBODY - NOT_THE_PROGRAMME,
    "findings": EVERYBODY - NOT_THE_PROGRAMME,
    "finding": EVERYBODY - NOT_THE_PROGRAMME,
    "programme": EVERYBODY - NOT_THE_PROGRAMME,
    "trail": {Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR},
}


@pytest.mark.parametrize("name", WRITTEN_OUT)
def test_who_gets_in_is_as_written_out_here(name, signed_in, programme):
    """The same table by hand, so that a slip in the roles is seen here and not only followed."""
    (route,) = [route for route in routes() if route.name == name]
    let_in = {role for role in Role if signed_in(role).get(address(route)).status_code == 200}
    assert let_in == WRITTEN_OUT[name]


@pytest.mark.parametrize(
    "role",
    [
        Role.BOARD_MEMBER,
        Role.SPONSORING_GROUP_MEMBER,
        Role.SENIOR_RESPONSIBLE_OWNER,
        Role.PROGRAMME_DIRECTOR,
        Role.EXECUTIVE_GROUP_MEMBER,
        Role.PROGRAMME_MANAGER,
        Role.PROGRAMME_OFFICER,
        Role.PROGRAMME_ADMINISTRATOR,
        Role.PROJECT_LEAD,
        Role.CONSULTANT,
        Role.SYSTEM_ADMINISTRATOR,
        Role.AUDITOR,
    ],
    ids=lambda role: role.name,
)
def test_who_runs_steers_or_keeps_the_programme_is_refused_every_page_of_children(role, signed_in):
    client = signed_in(role)
    for route in OURS:
        if stated(route) and set(stated(route)) <= CHILD_LEVEL:
            assert client.get(address(route)).status_code == 403, route.name


def test_a_closed_account_gets_nothing(signed_in, people):
    from sherwood.web.site.accounts.actions import close_account

    client = signed_in(Role.DATA_ANALYST)
    close_account(user=people[Role.DATA_ANALYST], by=people[Role.SYSTEM_ADMINISTRATOR])
    assert client.get(reverse("home")).status_code == 302


def test_the_navigation_shows_only_words_a_person_can_use(signed_in, programme):
    def words(role):
        return [item.text for item in signed_in(role).get(reverse("home")).context["navigation"]]

    assert "Programme" in words(Role.BOARD_MEMBER)
    assert "Programme" not in words(Role.AUDITOR)
    assert "Reports" not in words(Role.SYSTEM_ADMINISTRATOR)
    assert "Practice" in words(Role.SOCIAL_WORKER)
    assert "Practice" not in words(Role.SYSTEM_ADMINISTRATOR)


@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
def test_no_word_of_the_navigation_leads_to_a_refusal(role, signed_in, programme):
    client = signed_in(role)
    for item in client.get(reverse("home")).context["navigation"]:
        assert client.get(item.href).status_code == 200, item.text
