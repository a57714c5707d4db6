"""docs/addresses.csv: role by address by method, and the answer, as script/docs got them from the running site.

Every cell is held to the permissions that its address states, and at every address one who may and one who may not knock.
An address that is not in the table, or that answers otherwise, fails the build. SHERWOOD_ALL_DOORS=1 asks for every cell.
"""

import csv
import os
from collections import defaultdict
from io import StringIO
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from doors import OURS, address, routes, stated
from sherwood.governance.roles import MATRIX, Role
from sherwood.web.site.ui.access import PUBLIC, SIGNED_IN

TABLE = Path(__file__).parent.parent.parent / "docs" / "addresses.csv"
WRITES = os.environ.get("SHERWOOD_WRITES_ADDRESSES") == "1"
ALL = os.environ.get("SHERWOOD_ALL_DOORS") == "1"
PARTS = 8  # of the addresses, so that they can be asked side by side
METHODS = ("GET", "POST")
ANSWERS = {403: "refused", 405: "no such method"}
OTHERS = sorted((route for route in routes() if route not in OURS), key=lambda route: route.name)


def asked(client: Client, method: str, route) -> str:
    """What the site answers: in, refused, no such method, or sign in first. Nothing found is in: the door was open."""
    answer = getattr(client, method.lower())(address(route))
    assert answer.status_code < 500, f"{method} {route.name}: {answer.status_code}"
    assert b" object (" not in answer.content, f"{route.name} shows what only a programmer reads"
    if answer.status_code == 302 and answer.url.startswith("/account/sign-in"):
        return "sign in first"
    return ANSWERS.get(answer.status_code, "in")


def answers(client: Client, doors=OURS) -> dict[tuple[str, str], str]:
    """Those addresses, first as they are read, then as they are written to with nothing in the form."""
    return {(route.name, method): asked(client, method, route) for method in METHODS for route in doors}


def table() -> dict[tuple[str, str], dict[str, str]]:
    rows = csv.DictReader(TABLE.read_text("utf-8").splitlines())
    return {(row["name"], row["method"]): row for row in rows}


def test_the_table_covers_every_address_and_no_other():
    names = {(route.name, method) for route in [*OURS, *OTHERS] for method in METHODS}
    assert names == set(table()), "Run script/docs, and read what changed."


def test_every_cell_follows_from_the_permissions_that_the_address_states():
    written = table()
    for route in OURS:
        for method in METHODS:
            for role in Role:
                refused = written[route.name, method][role.value] == "refused"
                where = f"{method} {route.name}: {role.value}"
                assert refused or entitled(role, route), where
                assert method == "POST" or not (refused and entitled(role, route)), (
                    where
                )  # an act may refuse too


@pytest.mark.skipif(WRITES, reason="the table is being written")
@pytest.mark.parametrize("part", range(PARTS))
def test_one_who_may_and_one_who_may_not_are_answered_as_the_table_says(part, signed_in, programme):
    """The roles take turns from one address to the next, so that each is asked at a good many."""
    written, knocks = table(), defaultdict(list)
    for number, route in list(enumerate(OURS))[part::PARTS]:
        for roles in filter(None, by_entitlement(route)):
            knocks[roles[(number // PARTS) % len(roles)]].append(route)
    for role, doors in knocks.items():
        with transaction.atomic():
            found = answers(signed_in(role), doors)
            wrong = [key for key, answer in found.items() if written[key][role.value] != answer]
            assert wrong == [], f"{role.value}. Run script/docs, and read what changed."
            transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.skipif(WRITES or not ALL, reason="asked for by SHERWOOD_ALL_DOORS=1; script/docs does so too")
@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
def test_every_address_answers_each_role_as_the_table_says(role, signed_in, programme):
    written = table()
    found = answers(signed_in(role))
    wrong = [key for key, answer in found.items() if written[key][role.value] != answer]
    assert wrong == [], "Run script/docs, and read what changed."


def entitled(role: Role, route) -> bool:
    return not stated(route) or any(permission in MATRIX[role] for permission in stated(route))


def by_entitlement(route) -> tuple[list[Role], list[Role]]:
    """Who may come in there, and who may not."""
    may = [role for role in Role if entitled(role, route)]
    return may, [role for role in Role if role not in may]


@pytest.mark.skipif(WRITES, reason="the table is being written")
def test_every_address_asks_who_is_there(programme):
    written = table()
    assert {written[key]["Nobody signed in"] for key in answers(Client())} == {"sign in first"}
    for route in OTHERS:
        lets_in = route.name in PUBLIC
        assert (written[route.name, "GET"]["Nobody signed in"] == "in") == lets_in, route.name


def test_nobody_writes_what_they_may_not_read():
    """An address refused to a role when it is read is refused when it is written to."""
    for route in OURS:
        read, written = (table()[route.name, method] for method in METHODS)
        for role in Role:
            if read[role.value] == "refused":
                assert written[role.value] == "refused", f"{route.name}: {role.value}"


@pytest.mark.slow
@pytest.mark.skipif(not WRITES, reason="script/docs writes it")
def test_write_the_table(signed_in, programme):
    columns = {}
    for role in Role:
        with transaction.atomic():
            columns[role.value] = answers(signed_in(role))
            transaction.set_rollback(True)
    out = StringIO(newline="")
    heads = ["address", "name", "method", "permission", "Nobody signed in", *(role.value for role in Role)]
    writer = csv.DictWriter(out, heads, lineterminator="\n")
    writer.writeheader()
    for route in sorted([*OURS, *OTHERS], key=lambda route: route.name):
        for method in METHODS:
            writer.writerow(_row(route, method, columns))
    TABLE.write_text(out.getvalue(), "utf-8")


def _row(route, method: str, columns: dict) -> dict[str, str]:
    about = {"address": "/" + shown(route), "name": route.name, "method": method}
    if route in OURS:
        needs = " or ".join(one.name.lower() for one in stated(route)) or "signed in"
        own = {role: column[route.name, method] for role, column in columns.items()}
        return about | {"permission": needs, "Nobody signed in": "sign in first"} | own
    everybody = "in" if route.name in PUBLIC else "sign in first"
    needs = "none" if route.name in PUBLIC else "signed in"
    assert route.name in PUBLIC | SIGNED_IN
    return about | {"permission": needs, "Nobody signed in": everybody} | {role.value: "in" for role in Role}


def shown(route) -> str:
    return next(where for where, one in placed() if one is route)


def placed(patterns=None, before: str = ""):
    """Every route with its whole address, the parts in angle brackets."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from placed(one.url_patterns, here)
        else:
            yield here, one
