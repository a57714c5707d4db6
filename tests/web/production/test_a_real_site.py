"""A real site, served as the README says, used by somebody behind its proxy: on SQLite, and PostgreSQL where it is."""

import json
import re
import stat
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from real_site import HOST, BehindProxy, administrator, asked, environment, served, sherwood, until
from sherwood.web.site import ui

NUMBERS = count(1)
KEEPER = "keys@marlow.example"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (Path(ui.__file__).parent / "static" / "vendor").is_dir(),
        reason="the design system is not here: run script/assets",
    ),
]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def env(request, tmp_path_factory):
    """A council's own site before its first start, with one administrator."""
    home = tmp_path_factory.mktemp("real") / "home"
    where = {}
    if request.param == "postgresql":
        server = request.getfixturevalue("server")
        name = server.create(f"real_{next(NUMBERS)}")
        where = {"SHERWOOD_DATABASE_URL": f"postgresql://sherwood@/{name}", "PGHOST": str(server.folder)}
    env = environment(home, **where)
    administrator(KEEPER, env)
    return env


@pytest.fixture(scope="module")
def site(env):
    with served(env) as address:
        yield address


@pytest.fixture
def browser(site):
    return BehindProxy(site)


def stylesheets(text: str) -> list[str]:
    return re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)


def test_somebody_signs_in_and_sees_a_page_with_its_styles(browser):
    first = browser.asks("/")
    assert (first.status, first.headers["location"]) == (302, "/account/sign-in?next=/")
    assert browser.signs_in(KEEPER).headers["location"] == "/"
    home = browser.asks("/")
    assert home.status == 200
    assert "What waits for me?" in home.text and "Marlow Borough" in home.text
    assert len(stylesheets(home.text)) == 2
    for sheet in stylesheets(home.text):
        css = browser.asks(sheet)
        assert (css.status, css.headers["content-type"]) == (200, 'text/css; charset="utf-8"')
        assert re.search(r"\.[0-9a-f]{12}\.css$", sheet), "its name changes with what is in it"


def test_a_wrong_address_is_a_page_and_no_fault(browser):
    answer = browser.asks("/nowhere")
    assert answer.status == 404
    assert "Page not found" in answer.text
    assert all(browser.asks(sheet).status == 200 for sheet in stylesheets(answer.text))


def test_plain_http_is_sent_to_https(site):
    answer, _ = asked(site, "/account/sign-in", {"Host": HOST})
    assert (answer.status, answer.headers["location"]) == (301, f"https://{HOST}/account/sign-in")


def test_a_probe_asks_over_plain_http_by_any_name(site):
    def well():
        answer, _ = asked(site, "/healthy", {"Host": "10.20.30.40:8000"})
        return answer if answer.status == 200 else None

    answer = until(well)
    assert answer, "no worker was heard of beside the site"
    assert set(json.loads(answer.text)["parts"].values()) == {"ok", "no records yet"}


def test_a_cookie_of_a_real_site_is_for_https_alone(site):
    _, cookies = asked(site, "/account/sign-in", {"Host": HOST, "X-Forwarded-Proto": "https"})
    assert cookies and all("Secure" in cookie for cookie in cookies)


def test_nothing_it_writes_is_open_to_others(site, env):
    home = Path(env["SHERWOOD_HOME"])
    written = [home, *home.rglob("*")]
    assert len(written) > 10
    assert [path for path in written if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)] == []


def test_styles_are_gathered_once(tmp_path):
    code = "import django; django.setup()\nfrom sherwood.web.site.ui.static_files import gather\nprint(gather(), gather())"
    env = environment(tmp_path) | {"DJANGO_SETTINGS_MODULE": "sherwood.web.settings"}
    made = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert made.stdout == "True False\n", made.stderr


def test_an_error_page_needs_nothing_that_was_gathered(tmp_path):
    code = (
        "import django; django.setup()\nfrom django.template.loader import render_to_string\n"
        'print(render_to_string("ui/broken.html"))'
    )
    env = environment(tmp_path) | {"DJANGO_SETTINGS_MODULE": "sherwood.web.settings"}
    made = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert "Something went wrong" in made.stdout, made.stderr


@pytest.mark.parametrize("command", [["serve", "--port", "0"], ["worker"], ["loads"], ["digest"]])
def test_a_home_open_to_others_is_refused_with_what_to_do(tmp_path, command):
    home = tmp_path / "open"
    home.mkdir()
    home.chmod(0o755)
    made = sherwood(*command, env=environment(home))
    assert made.returncode == 1
    assert f"may look into {home}" in made.stderr
    assert f"chmod -R go= {home}" in made.stderr
    assert "Traceback" not in made.stderr
    assert list(home.iterdir()) == []
