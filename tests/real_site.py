"""A real site: `sherwood` as processes of their own with the settings of production, and a browser behind its proxy."""

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import sherwood as sherwood_code

HOST = "sherwood.marlow.example"
PASSWORD = "four quite unlikely words"
REAL = {
    "SHERWOOD_PRODUCTION": "1",
    "SHERWOOD_HOSTS": HOST,
    "SHERWOOD_COUNCIL": "Marlow Borough",
    "SHERWOOD_PROXY": "1",
}


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a service manager gives a real site, and nothing of whoever runs the tests."""
    ours = {
        name: value for name, value in os.environ.items() if not name.startswith(("SHERWOOD_", "DJANGO_"))
    }
    code = str(Path(sherwood_code.__file__).parent.parent)
    return ours | REAL | {"SHERWOOD_HOME": str(home), "PYTHONPATH": code} | more


def sherwood(*arguments: str, env: dict[str, str], typed: str = "") -> subprocess.CompletedProcess:
    """A command to its end; `typed` is what somebody types, at no terminal."""
    command = [sys.executable, "-m", "sherwood.cli", *arguments]
    return subprocess.run(
        command, env=env, input=typed, capture_output=True, text=True, check=False, start_new_session=True
    )


def administrator(email: str, env: dict[str, str]) -> None:
    made = sherwood("administrator", email, "Keeper", env=env, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert made.returncode == 0, made.stderr


@contextmanager
def served(env: dict[str, str], *options: str) -> Iterator[str]:
    """`sherwood serve` until the end, stopped by its process; gives the address that it prints."""
    command = [sys.executable, "-m", "sherwood.cli", "serve", "--port", "0", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
    ) as server:
        try:
            there, _, _ = select.select([server.stdout], [], [], 60)
            said = server.stdout.readline() if there else ""
            found = re.search(r"http://[\d.]+:\d+", said)
            assert found, f"It did not start: {said}"
            yield found.group()
        finally:
            server.terminate()
            server.wait(20)
            server.stderr.close()


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str


class Inputs(HTMLParser):
    """The fields of a page that hold something already."""

    def __init__(self):
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "input" and given.get("name") and given.get("value"):
            self.fields[given["name"]] = given["value"]


@dataclass
class BehindProxy:
    """A browser whose proxy ends HTTPS, as the README says one does. It follows no redirect by itself."""

    site: str
    cookies: dict[str, str] = field(default_factory=dict)

    def asks(self, path: str, sent: dict[str, str] | None = None) -> Answer:
        origin = f"https://{HOST}"
        headers = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "10.1.2.3",
            "Referer": f"{origin}/",
        }
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if sent is not None:
            headers |= {"Origin": origin, "Content-Type": "application/x-www-form-urlencoded"}
        return self._kept(asked(self.site, path, headers, urlencode(sent) if sent is not None else None))

    def _kept(self, came: tuple[Answer, list[str]]) -> Answer:
        answer, cookies = came
        for cookie in cookies:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
        return answer

    def signs_in(self, email: str) -> Answer:
        inputs = Inputs()
        inputs.feed(self.asks("/account/sign-in").text)
        return self.asks("/account/sign-in", inputs.fields | {"login": email, "password": PASSWORD})


def asked(site: str, path: str, headers: dict[str, str], body: str | None = None) -> tuple[Answer, list[str]]:
    """One request as it is given, and the cookies that came back."""
    connection = HTTPConnection(urlsplit(site).netloc, timeout=30)
    try:
        connection.request("GET" if body is None else "POST", path, body, headers)
        came = connection.getresponse()
        text = came.read().decode("utf-8", "replace")
        headers = {name.lower(): value for name, value in came.getheaders()}
        return Answer(came.status, headers, text), came.headers.get_all("Set-Cookie") or []
    finally:
        connection.close()


def until(happens, seconds: float = 30):
    """What `happens` gives, asked again and again until it gives something."""
    end = time.monotonic() + seconds
    while not (found := happens()) and time.monotonic() < end:
        time.sleep(0.2)
    return found
