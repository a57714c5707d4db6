"""A PostgreSQL of the tests' own: started in a folder of its own, heard on a socket in that folder, gone after them."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

NEEDED = ("initdb", "postgres")
# the server ends when its standard input does, and so with the tests even when those are killed
ENDS_WITH_US = '"$@" & pid=$!; cat >/dev/null; kill -INT $pid; wait $pid'
QUICK = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "autovacuum=off",
    "max_connections=60",
)


def binaries() -> Path | None:
    """The folder of the newest server on this machine; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: float(one.parent.name))
    on_path = [Path(place).resolve().parent for name in NEEDED if (place := shutil.which(name))]
    whole = [one for one in (*on_path[:1], *found) if all((one / name).exists() for name in NEEDED)]
    return whole[-1] if whole else None


def server_user() -> str:
    """Who runs the server, which refuses to be run by root."""
    return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name


def missing() -> str:
    """Why there can be no server here; empty when there can."""
    if binaries() is None:
        return "PostgreSQL is not on this machine (Debian: sudo apt install postgresql)."
    try:
        pwd.getpwnam(server_user())
    except KeyError:
        return "PostgreSQL refuses to be run by root, and there is no user “postgres” to run it."
    return ""


class Server:
    """One server. `stop` ends it and removes what it kept."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="sherwood-pg-"))
        self.process: subprocess.Popen | None = None
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> None:
        as_user = {"user": server_user()} if os.geteuid() == 0 else {}
        if as_user:
            shutil.chown(self.folder, server_user())
        bin_, data = binaries(), str(self.folder / "data")
        made = [
            bin_ / "initdb",
            "-D",
            data,
            "-U",
            "sherwood",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        ]
        subprocess.run(made, check=True, capture_output=True, cwd=self.folder, **as_user)
        settings = [part for one in QUICK for part in ("-c", one)]
        command = [bin_ / "postgres", "-D", data, "-k", self.folder, "-c", "listen_addresses=", *settings]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                ["/bin/sh", "-c", ENDS_WITH_US, "sh", *map(str, command)],
                stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=self.folder, **as_user,
            )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with contextlib.suppress(psycopg.OperationalError), self._connected():
                return
            time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL did not start:\n{(self.folder / 'log').read_text()}")

    def _connected(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder), user="sherwood", dbname="postgres", autocommit=True, connect_timeout=5
        )

    def run(self, sql: str) -> None:
        with self._connected() as connection:
            connection.execute(sql)

    def create(self, name: str, template: str = "template0") -> str:
        """A new database like `template`; gives its name."""
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def url(self, name: str) -> dict[str, str]:
        """What Django's settings say of the database of that name."""
        return {"NAME": name, "USER": "sherwood", "HOST": str(self.folder), "PORT": "5432"}

    def stop(self) -> None:
        if self.process:
            self.process.stdin.close()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
