"""A real site with a small demonstration council, and a real browser that checks accessibility at every stop."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from sherwood.web.site.accounts.demonstration import PASSWORD
from sherwood.web.site.offers.kinds import BOROUGH, COUNTY

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.journey)


def made_at(folder: Path, *which: str, scale: str = "0.12") -> Path:
    """A demonstration, small, made in `folder` by the command that makes it for anyone."""
    command = [
        sys.executable,
        "-m",
        "sherwood.cli",
        "demo",
        "--no-serve",
        "--scale",
        scale,
        "--home",
        str(folder),
        *which,
    ]
    made = subprocess.run(command, capture_output=True, text=True, env=clean_environment())
    assert made.returncode == 0, made.stderr
    return folder


@contextmanager
def served(home: Path, day: date = COUNTY.day) -> Iterator[str]:
    """The address of the site, served as `script/demo` serves it; stopped by its process at the end."""
    command = [sys.executable, "-m", "sherwood.cli", "serve", "--home", str(home), "--port", "0"]
    environment = clean_environment() | {"SHERWOOD_CLOCK": day.isoformat()}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            yield re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline()).group()
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Path:
    return made_at(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture(scope="session")
def site(home) -> Iterator[str]:
    with served(home) as address:
        yield address


@pytest.fixture(scope="session")
def site_of_today(tmp_path_factory) -> Iterator[str]:
    """The other invented council, of the present day: half of the borough."""
    with served(made_at(tmp_path_factory.mktemp("today"), "--today", scale="0.5"), BOROUGH.day) as address:
        yield address


@pytest.fixture(scope="module")
def own_home(home, tmp_path_factory) -> Path:
    """The demonstration's records with a database of the module's own, seeded anew, for journeys that change it."""
    folder = tmp_path_factory.mktemp("own") / "home"
    shutil.copytree(home, folder, ignore=shutil.ignore_patterns("db.sqlite3*"))
    return made_at(folder)


@pytest.fixture(scope="module")
def own_site(own_home) -> Iterator[str]:
    with served(own_home) as address:
        yield address


def clean_environment() -> dict[str, str]:
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("SHERWOOD_", "DJANGO_"))
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield found
        found.close()


class Person:
    """Somebody at a browser. Every page they stop at is checked: it answered, it is accessible, it fits."""

    def __init__(self, page: Page, site: str):
        self.page, self.site = page, site

    def signs_in_as(self, name: str) -> "Person":
        self.page.goto(f"{self.site}/account/sign-in")
        self.checks_the_page()
        self.page.locator("input[name=login]").fill(f"{name}@example.org")
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        return self.checks_the_page()

    def goes_to(self, path: str, status: int = 200) -> "Person":
        answer = self.page.goto(f"{self.site}{path}")
        assert answer.status == status, f"{path}: {answer.status}"
        return self.checks_the_page()

    def follows(self, words: str, exact: bool = False) -> "Person":
        self.page.get_by_role("link", name=words, exact=exact).first.click()
        return self.checks_the_page()

    def sees(self, *words: str) -> "Person":
        for one in words:
            assert one in self.text, f"“{one}” is not on {self.page.url}"
        return self

    def sees_no(self, *words: str) -> "Person":
        for one in words:
            assert one not in self.text, f"“{one}” is on {self.page.url}"
        return self

    @property
    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def checks_the_page(self) -> "Person":
        self.page.wait_for_load_state()
        assert self.page.locator("h1").count() == 1, self.page.url
        found = Axe().run(
            self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        )
        faults = [
            (fault["id"], [n["html"] for n in fault["nodes"]][:2]) for fault in found.response["violations"]
        ]
        assert not faults, f"{self.page.url}: {faults}"
        width = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width[0] <= width[1], f"{self.page.url} is wider than the screen: {width}"
        return self


@pytest.fixture(params=["desktop", "phone"])
def person(request, browser, site) -> Iterator[Person]:
    """At a desk and on a phone: every journey is made both ways."""
    with _at(browser, request.param, site) as found:
        yield found


@pytest.fixture(params=["desktop", "phone"])
def neighbour(request, browser, site_of_today) -> Iterator[Person]:
    """Somebody of the council of the present day."""
    with _at(browser, request.param, site_of_today) as found:
        yield found


@contextmanager
def _at(browser: Browser, screen: str, site: str) -> Iterator[Person]:
    context = browser.new_context(viewport=DESKTOP if screen == "desktop" else PHONE)
    context.set_default_timeout(20_000)
    refused: list[str] = []
    page = context.new_page()
    page.on(
        "console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None
    )
    yield Person(page, site)
    assert not refused, refused
    context.close()


@pytest.fixture
def person_without_javascript(browser, site) -> Iterator[Person]:
    context = browser.new_context(viewport=DESKTOP, java_script_enabled=False)
    context.set_default_timeout(20_000)
    yield Person(context.new_page(), site)
    context.close()
