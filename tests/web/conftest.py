"""A demonstration's people and programme, in an empty database, on 8 March 2010."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from sherwood.governance import definition as definitions
from sherwood.governance.roles import Role
from sherwood.web import programmes
from sherwood.web.accounts.demonstration import PEOPLE, seed_people
from sherwood.web.programmes.actions import load_programme
from sherwood.web.trail.actions import COMMAND_LINE

DEFINITION = Path(programmes.__file__).parent / "demonstration.toml"
PLACINGS = [
    {"team": f"{district} {name}", "kind": kind, "locality": locality, "service": "Children's Social Care"}
    for district, locality in (("Hartsmoor", "Central"), ("Millbeck", "Central"), ("Thornmere", "North"))
    for name, kind in (("Assessment", "reception and assessment"), ("Long Term", "children's services"))
]


@pytest.fixture(autouse=True)
def _a_demonstration(settings, tmp_path):
    """Fast password hashes, a standing clock and an empty record store; the real hasher has its own test."""
    settings.CLOCK = date(2010, 3, 8)
    settings.DEMONSTRATION = True
    settings.STORE_ROOT = tmp_path / "store"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def people(db):
    """A person for each role, by role."""
    users = seed_people(council="Greenshire County Council", placings=PLACINGS, worker="W1")
    return {person.role: user for person, user in zip(PEOPLE, users, strict=True)}


@pytest.fixture
def definition():
    """The demonstration's programme as its file says it."""
    return definitions.read(DEFINITION)


@pytest.fixture
def programme(db, definition):
    return load_programme(definition, by=COMMAND_LINE)


@pytest.fixture
def signed_in(people):
    """A browser with somebody of this role signed in."""

    def sign_in(role: Role) -> Client:
        client = Client()
        client.force_login(people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
