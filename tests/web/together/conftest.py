"""Databases of a test's own, which many threads can write to: a file of SQLite, and PostgreSQL where it is."""

import shutil
from itertools import count

import pytest
from django.core.management import call_command
from django.test.utils import override_settings

import posts
from postgresql import Server
from sherwood.governance import definition as definitions
from sherwood.web.demonstration import OF_2010
from sherwood.web.programme.programmes.actions import load_programme
from sherwood.web.settings import database as as_settings_say
from sherwood.web.site.accounts.demonstration import people_of, seed_people
from sherwood.web.site.accounts.models import User
from sherwood.web.site.offers.kinds import COUNTY
from sherwood.web.site.trail.actions import COMMAND_LINE
from together import instead

QUICK = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}
NUMBERS = count(1)


def on_server(server: Server, name: str) -> dict:
    return as_settings_say("postgresql://localhost/any", None) | server.url(name)


def _fill() -> None:
    """What every test begins with: all tables, the demonstration's people, its programme."""
    call_command("migrate", verbosity=0)
    with override_settings(CLOCK=COUNTY.day, DEMONSTRATION=True, **QUICK):
        seed_people(council="Greenshire County Council", placings=[])
        load_programme(definition=definitions.read(OF_2010.programme), by=COMMAND_LINE)
        for title in sorted(posts.SENT):
            posts.post(title)


@pytest.fixture(scope="session")
def sqlite_begun(tmp_path_factory, django_db_blocker):
    home = tmp_path_factory.mktemp("begun")
    with instead(as_settings_say("", home), django_db_blocker):
        _fill()
    return home / "db.sqlite3"


@pytest.fixture(scope="session")
def postgresql_begun(server, django_db_blocker):
    server.create("begun")
    with instead(on_server(server, "begun"), django_db_blocker):
        _fill()
    return "begun"


@pytest.fixture
def sqlite(sqlite_begun, tmp_path, django_db_blocker):
    shutil.copy(sqlite_begun, tmp_path / "db.sqlite3")
    with instead(as_settings_say("", tmp_path), django_db_blocker):
        yield


@pytest.fixture
def postgresql(server, postgresql_begun, django_db_blocker):
    name = server.create(f"copy_{next(NUMBERS)}", postgresql_begun)
    with instead(on_server(server, name), django_db_blocker):
        yield
    server.drop(name)


@pytest.fixture
def empty_postgresql(server, django_db_blocker):
    """Before any table."""
    name = server.create(f"empty_{next(NUMBERS)}")
    with instead(on_server(server, name), django_db_blocker):
        yield
    server.drop(name)


@pytest.fixture
def empty_sqlite(tmp_path, django_db_blocker):
    with instead(as_settings_say("", tmp_path), django_db_blocker):
        yield


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """Each kind in turn, with the demonstration's people and programme."""
    request.getfixturevalue(request.param)
    return request.param


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request):
    request.getfixturevalue(f"empty_{request.param}")
    return request.param


@pytest.fixture
def people(database):
    """A person for each role, by role: the first of those who hold it."""
    return {one.role: User.objects.get(email=one.email) for one in reversed(people_of(COUNTY))}
