"""One glossary: the page, the links at words, and the page of the documentation come of the same file."""

import re
from pathlib import Path

import pytest

from sherwood.governance.roles import Role
from sherwood.web.site.help.glossary import as_markdown, glossary

ROOT = Path(__file__).parent.parent.parent
USED = re.compile(r"""\{%\s*term\s+["']([^"']+)["']""")
TEMPLATES = [
    path
    for path in (ROOT / "src" / "sherwood" / "web").rglob("*.html")
    if USED.search(path.read_text("utf-8"))
]


def test_the_documentation_is_what_the_file_says():
    assert (ROOT / "docs" / "glossary.md").read_text("utf-8") == as_markdown()


def test_every_page_leads_to_what_words_mean(signed_in):
    client = signed_in(Role.SOCIAL_WORKER)
    assert 'href="/help/glossary"' in client.get("/").content.decode()
    page = client.get("/help/glossary").content.decode()
    assert all(f'id="{term.anchor}"' in page for term in glossary().values())
    assert len({term.anchor for term in glossary().values()}) == len(glossary())


def test_a_word_of_a_page_leads_to_its_place(signed_in, programme):
    client = signed_in(Role.PROGRAMME_MANAGER)
    for address in ("/programme/", "/programme/risks/"):
        page = client.get(address).content.decode()
        anchors = re.findall(r'class="govuk-link sherwood-term" href="/help/glossary#([^"]+)"', page)
        assert anchors
        assert set(anchors) <= {term.anchor for term in glossary().values()}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_page_links_only_words_that_are_there(path):
    assert set(USED.findall(path.read_text("utf-8"))) <= set(glossary())
