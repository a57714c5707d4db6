"""A real site: `sherwood` as processes of their own with the settings of production, and a browser behind its proxy."""

import os
import re
import select
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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


class EndsHttps(BaseHTTPRequestHandler):
    """A council's proxy: it ends HTTPS, says so, and hands each request on to the site."""

    protocol_version = "HTTP/1.1"
    site = ""  # http://127.0.0.1:PORT

    def _hands_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or None
        headers = dict(self.headers) | {
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "10.1.2.3",
            "Connection": "close",
        }
        connection = HTTPConnection(urlsplit(self.site).netloc, timeout=60)
        try:
            connection.request(self.command, self.path, body, headers)
            came = connection.getresponse()
            text = came.read()
            self.send_response_only(came.status)
            for name, value in came.getheaders():
                if name.lower() not in ("connection", "transfer-encoding", "content-length", "keep-alive"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(text)
        finally:
            connection.close()

    do_GET = do_POST = do_HEAD = _hands_on

    def log_message(self, *said) -> None:
        """Nothing: the site's own words are enough."""


class Door(ThreadingHTTPServer):
    """The proxy's server. A browser that hangs up, or asks about the certificate first, is no fault."""

    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        if not isinstance(sys.exception(), OSError):  # an SSLError is one
            super().handle_error(request, client_address)


@contextmanager
def https(site: str, folder: Path) -> Iterator[str]:
    """A proxy with a certificate of its own in front of `site`; gives the address that a browser goes to."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    speaks = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    speaks.load_cert_chain(certificate, key)
    proxy = Door(("127.0.0.1", 0), type("Proxy", (EndsHttps,), {"site": site}))
    # the handshake is made by the thread of a request, so that a connection on which nothing is said holds up nobody
    proxy.socket = speaks.wrap_socket(proxy.socket, server_side=True, do_handshake_on_connect=False)
    going = threading.Thread(target=proxy.serve_forever, daemon=True)
    going.start()
    try:
        yield f"https://localhost:{proxy.server_port}"
    finally:
        proxy.shutdown()
        proxy.server_close()
