"""Requests of several people at the same moment, each in a thread and on a connection of its own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connections
from django.test import Client

from sherwood.web.site.accounts.models import User


@contextmanager
def instead(database: dict, blocker) -> Iterator[None]:
    """Every thread asks `database` (as settings say one), and no other, until the end.

    Nothing is flushed afterwards, because the trail and the cases refuse to be: the database is thrown away.
    """
    kept, ours = connections.settings["default"], connections["default"]
    connections.settings["default"] = kept | {"OPTIONS": {}} | database
    connections["default"] = connections.create_connection("default")
    with blocker.unblock():
        try:
            yield
        finally:
            connections["default"].close()
            connections.settings["default"], connections["default"] = kept, ours


def browser(who: str) -> Client:
    """Somebody of the demonstration, signed in."""
    client = Client()
    user = User.objects.get(email=f"{who}@example.org")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def together(*requests: Callable) -> list:
    """The answers of requests begun at the same moment; what one raised is raised here."""
    gate, answers = threading.Barrier(len(requests)), [None] * len(requests)

    def run(place: int, request: Callable) -> None:
        try:
            gate.wait(10)
            answers[place] = request()
        except Exception as fault:
            answers[place] = fault
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(requests)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    if faults := [answer for answer in answers if isinstance(answer, Exception)]:
        raise faults[0]
    assert all(answer is not None for answer in answers)
    return answers


def words(answer) -> str:
    return " ".join(answer.content.decode().split())
