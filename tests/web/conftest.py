"""A demonstration's people and programme, in an empty database, on 8 March 2010."""

import socket
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.test import Client

import posts
from other_council import Office, founded
from prepared import Prepared
from sherwood.governance import definition as definitions
from sherwood.governance.roles import Role
from sherwood.measuring.ledger import build_for
from sherwood.reading.load import load
from sherwood.records.snapshots import Snapshot, Store
from sherwood.simulating import simulate, write_extract
from sherwood.web.programme import programmes
from sherwood.web.programme.programmes.actions import load_programme
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.accounts.demonstration import people_of, seed_people
from sherwood.web.site.accounts.models import User
from sherwood.web.site.offers.kinds import COUNTY
from sherwood.web.site.trail.actions import COMMAND_LINE

DAY = date(2010, 3, 8)
DEFINITION = Path(programmes.__file__).parent / "demonstration.toml"
PLACINGS = [
    {"team": f"{district} {name}", "kind": kind, "locality": locality, "service": "Children's Social Care"}
    for district, locality in (("Hartsmoor", "Central"), ("Millbeck", "Central"), ("Thornmere", "North"))
    for name, kind in (("Assessment", "reception and assessment"), ("Long Term", "children's services"))
]


@pytest.fixture(autouse=True)
def _a_demonstration(settings, tmp_path):
    """Fast password hashes, a standing clock and an empty record store; the real hasher has its own test."""
    settings.CLOCK = DAY
    settings.DEMONSTRATION = True
    settings.HOME = tmp_path
    settings.STORE_ROOT = tmp_path / "store"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def placings():
    """Where the teams stand, and so whose rows each person may see; tests with records say it anew."""
    return PLACINGS


@pytest.fixture
def worker():
    return "W1"


@pytest.fixture
def prepared(db, _a_demonstration):
    return Prepared()


@pytest.fixture
def people(prepared, placings, worker):
    """A person for each role, by role: the first of those who hold it."""

    def enter() -> None:
        seed_people(council="Greenshire County Council", placings=placings, worker=worker)
        for title in sorted(posts.SENT):
            posts.post(title)

    prepared.begin(("people", repr(placings), worker, len(posts.SENT)), enter)
    users = {user.email: user for user in User.objects.all()}
    return {person.role: users[person.email] for person in reversed(people_of(COUNTY))}


@pytest.fixture
def definition():
    """The demonstration's programme as its file says it."""
    return definitions.read(DEFINITION)


@pytest.fixture
def programme(prepared, definition):
    prepared.begin(("programme", definition), lambda: load_programme(definition=definition, by=COMMAND_LINE))
    return Programme.objects.get()


@pytest.fixture
def signed_in(people):
    """A browser with somebody of this role signed in."""

    def sign_in(role: Role) -> Client:
        client = Client()
        client.force_login(people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def office(db):
    """Another council's programme, and its people in browsers of their own."""
    founded()
    return Office()


@pytest.fixture
def manager(office):
    return office.enter(Role.PROGRAMME_MANAGER, "Improvement manager")


@pytest.fixture(scope="session")
def small_council(tmp_path_factory) -> Snapshot:
    """The records of two invented districts, loaded as any council's are."""
    folder = tmp_path_factory.mktemp("small_council")
    write_extract(simulate(2009, DAY, scale=0.2), folder / "extract")
    return load(
        [folder / "extract"],
        Store(folder / "store"),
        as_at=DAY,
        council="Greenshire",
        by="Test",
        then=build_for(),
    )


@pytest.fixture
def records(settings, small_council) -> Snapshot:
    """The small council's records as those of this site."""
    settings.STORE_ROOT = small_council.path.parent.parent
    return small_council


class Postbox:
    """A mail server's side of the conversation; refuses the addresses it is told to."""

    def __init__(self):
        self.came, self.refuses, self.hangs_up_after = [], set(), None

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuses:
            return "550 no such box here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.came.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    def to(self, address: str) -> list:
        return [message for addresses, message in self.came if address in addresses]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def postbox(settings):
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.SITE = "https://sherwood.example.gov.uk"
    settings.DEFAULT_FROM_EMAIL = "sherwood@example.gov.uk"
    yield box
    server.stop()
