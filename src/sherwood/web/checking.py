"""What a site lacks, said before it is served: one line for each thing, with what to do."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sherwood.kit.errors import SherwoodError
from sherwood.kit.homes import own_home

REAL = {
    "SHERWOOD_HOSTS": "SHERWOOD_HOSTS=sherwood.example.gov.uk",
    "SHERWOOD_COUNCIL": "SHERWOOD_COUNCIL='Borsetshire County Council'",
    "SHERWOOD_PROXY": "SHERWOOD_PROXY=1, and let a proxy in front end HTTPS (deploy/README.md)",
}
ADMINISTRATORS = 2


@dataclass(frozen=True)
class SiteNeed:
    """One thing: how it is, and what to do where it is not as it should be."""

    thing: str
    state: str
    to_do: str = ""
    is_required: bool = True

    @property
    def mark(self) -> str:
        return "ok" if not self.to_do else "missing" if self.is_required else "not yet"

    @property
    def stops(self) -> bool:
        return bool(self.to_do) and self.is_required

    def __str__(self):
        return f"{self.mark:8} {self.thing}: {self.state}.{f' {self.to_do}' if self.to_do else ''}"


def checked(home: Path) -> Iterator[SiteNeed]:
    """Each thing in turn; nothing that stands on a missing one is looked at."""
    folder = _home(home)
    lines = [folder, *_named()]
    yield from lines
    if any(line.stops for line in lines):
        return
    settings = _settings()
    yield settings
    if settings.stops:
        return
    yield _styles()
    database = _database()
    yield database
    if not database.stops:
        tables = _tables()
        yield tables
        if not tables.stops:
            yield _administrators()
            yield _worker()
    yield from (_mail(), _scanner())


def _home(home: Path) -> SiteNeed:
    try:
        own_home(home)
    except SherwoodError as open_to_others:
        return SiteNeed("Home", f"{home} is open to others", str(open_to_others))
    except OSError as fault:
        to_do = "Give the folder to the account that serves the site, or name another as SHERWOOD_HOME."
        return SiteNeed("Home", f"{home} cannot be used ({fault.strerror})", to_do)
    return SiteNeed("Home", f"{home} is this account's alone")


def _named() -> Iterator[SiteNeed]:
    """The settings that a real site names."""
    if os.environ.get("SHERWOOD_PRODUCTION") != "1":
        to_do = "Set SHERWOOD_PRODUCTION=1 where real records are kept."
        yield SiteNeed("Production", "this is a trial", to_do, is_required=False)
        return
    for name, example in REAL.items():
        is_set = bool(os.environ.get(name, "").strip())
        yield SiteNeed(name, "set" if is_set else "not set", "" if is_set else f"Set {example}.")


def _settings() -> SiteNeed:
    """Whether they can be read, all together."""
    import django

    try:
        django.setup()
    except SherwoodError as mistake:
        return SiteNeed("Settings", "cannot be read", str(mistake))
    return SiteNeed("Settings", "can be read")


def _styles() -> SiteNeed:
    from sherwood.web.site.ui.static_files import not_installed

    lacking = not_installed()
    to_do = "Run script/assets, then install Sherwood again." if lacking else ""
    return SiteNeed("Styles and scripts", f"not here: {', '.join(lacking)}" if lacking else "here", to_do)


def _database() -> SiteNeed:
    from django.conf import settings
    from django.db import DatabaseError, connection

    kind, name = connection.vendor.replace("sqlite", "SQLite").replace("postgresql", "PostgreSQL"), "Database"
    if connection.vendor == "sqlite" and not Path(settings.DATABASES["default"]["NAME"]).exists():
        return SiteNeed(
            name, f"{kind}, none yet", "The next command makes it: sherwood administrator EMAIL POST."
        )
    try:
        connection.ensure_connection()
    except DatabaseError as fault:
        to_do = "Look at SHERWOOD_DATABASE_URL, and whether the server runs."
        return SiteNeed(name, f"{kind} cannot be reached ({type(fault).__name__})", to_do)
    return SiteNeed(name, f"{kind} answers")


def _tables() -> SiteNeed:
    from sherwood.web.site.tables import steps_to_take

    try:
        steps = steps_to_take()
    except SherwoodError as too_old:
        return SiteNeed("Tables", "cannot be brought along", str(too_old))
    to_do = "Make a backup; `sherwood serve`, or any other command, then takes them." if steps else ""
    return SiteNeed("Tables", f"{steps} steps behind this version" if steps else "up to date", to_do)


def _administrators() -> SiteNeed:
    from sherwood.governance.roles import Role
    from sherwood.web.site.accounts.models import User

    number = User.objects.holding(Role.SYSTEM_ADMINISTRATOR).count()
    to_do = "" if number >= ADMINISTRATORS else "Enter two: sherwood administrator EMAIL POST."
    return SiteNeed("System administrators", f"{number or 'none'}", to_do)


def _worker() -> SiteNeed:
    from sherwood.web.site.jobs.heartbeat import is_heard, silence

    if is_heard():
        return SiteNeed("Worker", "heard of in the last minute")
    return SiteNeed("Worker", silence(), "`sherwood serve` starts one beside it.", is_required=False)


def _mail() -> SiteNeed:
    from django.conf import settings

    if settings.EMAIL_HOST:
        return SiteNeed("Mail", f"sent by {settings.EMAIL_HOST}, from {settings.DEFAULT_FROM_EMAIL}")
    return SiteNeed(
        "Mail", "none is sent", "Set SHERWOOD_MAIL=smtp://user:password@host:587.", is_required=False
    )


def _scanner() -> SiteNeed:
    from django.conf import settings

    if not settings.SCANNER:
        to_do = "Set SHERWOOD_SCANNER, such as: clamdscan --no-summary --fdpass."
        return SiteNeed("Virus scanner", "files that are sent are not scanned", to_do, is_required=False)
    if not shutil.which(settings.SCANNER[0]):
        to_do = f"Install {settings.SCANNER[0]}, or change SHERWOOD_SCANNER: no file can be sent until then."
        return SiteNeed("Virus scanner", f"{settings.SCANNER[0]} is not on this machine", to_do)
    return SiteNeed("Virus scanner", settings.SCANNER[0])
