"""The pack of a meeting: what members read before it, as parts from which its page, PDF, Word and slides are drawn."""

from collections.abc import Iterator

from sherwood.governance.case import said
from sherwood.kit.periods import spoken
from sherwood.web.programme.cases.models import Version
from sherwood.web.programme.meetings.models import Item, Meeting, Paper
from sherwood.web.site.documents import Part, part, table, words
from sherwood.web.site.kept import digest_of

CONFIDENTIAL = "Confidential item"


def parts_of(meeting: Meeting) -> list[Part]:
    """Cover, agenda and each item's papers, as they stand now; `meeting` was read whole."""
    items = list(meeting.items.all())
    return [
        _cover(meeting),
        _agenda(items),
        *(_papers(item) for item in items if item.version or item.papers.all()),
    ]


def stands(meeting: Meeting) -> str:
    """The digest of what a pack issued now would say."""
    return digest_of(parts_of(meeting))


def _cover(meeting: Meeting) -> Part:
    where = f" Place: {meeting.place}." if meeting.place else ""
    said = f"{meeting.body.name} meets on {spoken(meeting.held_on)}.{where}"
    return part("cover", "The meeting", words(said), words(meeting.body.remit))


def _agenda(items: list[Item]) -> Part:
    full = _agenda_of(items, private=True)
    if any(item.confidential for item in items):
        return full | {"confidential": True, "public": _agenda_of(items, private=False)}
    return full


def _agenda_of(items: list[Item], private: bool) -> Part:
    return part(
        "agenda",
        "Agenda",
        table("Items", ["Number", "Item", "Papers"], [_line(item, private) for item in items]),
    )


def _line(item: Item, private: bool) -> list[str]:
    hidden = item.confidential and not private
    numbers = ["The business case"] if item.version else []
    numbers += [str(paper.number) for paper in item.papers.all()]
    title = CONFIDENTIAL if hidden else f"{item.title} (confidential)" if item.confidential else item.title
    return [str(item.position), title, ", ".join(numbers) or "None"]


def _papers(item: Item) -> Part:
    title, key = f"Item {item.position}. {item.title}", f"item-{item.pk}"
    blocks = [block for paper in item.papers.all() for block in _blocks(paper)]
    if item.version:
        blocks = [*_case(item.version), *blocks]
    files = [
        {"pk": file.pk, "name": file.name, "digest": file.digest}
        for paper in item.papers.all()
        for file in paper.files.all()
    ]
    full = part(key, title, *blocks) | {"files": files}
    if item.version:
        full["case"] = {"key": item.version.case.project.key, "version": item.version.number}
    if not item.confidential:
        return full
    public = part(
        key, f"Item {item.position}. {CONFIDENTIAL}", words("Its papers are for members of the body.")
    )
    return full | {"confidential": True, "public": public | {"files": []}}


def _case(version: Version) -> Iterator[dict]:
    """What is asked in the business case, which is read whole on its own page."""
    key, digest = version.case.project.key, version.digest[:12]
    yield words(f"The paper is the business case of {key}, version {version.number} (digest {digest}).")
    for section, name in (("summary", "what"), ("summary", "why"), ("preferred", "why")):
        if text := said(version.content, section, name):
            yield words(text)


def _blocks(paper: Paper) -> Iterator[dict]:
    yield words(f"Paper {paper.number}: {paper.title}")
    if paper.words:
        yield words(paper.words)
    if files := [file.name for file in paper.files.all()]:
        yield words(f"Attached: {'; '.join(files)}")
