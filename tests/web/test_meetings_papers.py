"""Papers of a meeting: numbered, with files, issued as one pack that does not change, and read by those they are for."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from filling import filled
from other_council import words
from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.meetings.models import Item, Meeting, Pack, Paper
from sherwood.web.site.files.models import StoredFile
from sherwood.web.site.trail.models import Entry
from sitting import MEETINGS, Sitting

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 the budget"
LATER = date(2010, 3, 15)


@pytest.fixture
def sitting():
    return Sitting()


@pytest.fixture
def meeting(sitting):
    """Of the Board next week: the case, an open item, and a confidential one."""
    meeting = sitting.called(LATER)
    page = f"{MEETINGS}{meeting.pk}/items/new"
    for title, more in (("The budget", {}), ("A team in difficulty", {"confidential": "on"})):
        sent = {"title": title, "heading": "", "paper": ""} | more
        assert sitting.clerk.post(page, filled(sitting.clerk.get(page)) | sent).status_code == 302
    return meeting


def add(client, title: str, item: str, *files: tuple[str, bytes], text: str = "What it says."):
    page = f"{MEETINGS}items/{Item.objects.get(title=item).pk}/papers/new"
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(page, filled(client.get(page)) | {"title": title, "words": text, "files": uploads})


def issue(client, meeting: Meeting):
    return client.post(f"{MEETINGS}{meeting.pk}/issue", follow=True)


def test_papers_are_numbered_through_a_meeting_and_have_files(sitting, meeting):
    assert (
        add(sitting.clerk, "Spending", "The budget", ("Spending.pdf", PDF), ("Again.pdf", PDF)).status_code
        == 302
    )
    assert add(sitting.clerk, "Support", "A team in difficulty").status_code == 302
    assert list(Paper.objects.values_list("number", "title")) == [(1, "Spending"), (2, "Support")]
    page = words(sitting.chair.get(f"{MEETINGS}{meeting.pk}/"))
    assert "Paper 1: Spending" in page and "Spending.pdf" in page and "Again.pdf" in page
    file = StoredFile.objects.get(name="Spending.pdf")
    answer = sitting.at[Role.PROJECT_LEAD].get(f"{MEETINGS}papers/{Paper.objects.first().pk}/files/{file.pk}")
    assert b"".join(answer.streaming_content) == PDF and "attachment" in answer["Content-Disposition"]
    assert Entry.objects.filter(verb="added a paper").first().detail["files"] == 2


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        (("Macro.exe", b"MZ\x90\x00"), "x", "Send one of these: PDF"),
        (None, "", "Write the paper, or attach a file."),
    ],
)
def test_what_is_no_paper_is_refused_and_nothing_is_kept(sitting, meeting, file, text, why):
    answer = add(sitting.clerk, "Odd", "The budget", *([file] if file else []), text=text)
    assert why in words(answer)
    assert not Paper.objects.exists() and not StoredFile.objects.exists()


def test_issuing_freezes_one_pack_that_members_are_told_of(sitting, meeting):
    add(sitting.clerk, "Spending", "The budget", ("Spending.pdf", PDF), text="Nine tenths are spent.")
    assert "Read the papers" not in words(sitting.chair.get("/"))
    assert "Pack 1: agenda and papers" in words(issue(sitting.clerk, meeting))
    pack = Pack.objects.get()
    line = "Read the papers for the Improvement Board of 15 March 2010"
    assert line in words(sitting.chair.get("/")) and line in words(sitting.third.get("/"))
    assert line not in words(sitting.outsider.get("/"))
    page = words(sitting.chair.get(f"{MEETINGS}packs/{pack.pk}/"))
    for said in (
        "Improvement Board meets on 15 March 2010. Place: Guildhall.", "Business case of W1, version 1",
        "The paper is the business case of W1, version 1", "Two more practitioners", "Read the whole case",
        "Item 2. The budget", "Paper 1: Spending", "Nine tenths are spent.", "Attached: Spending.pdf",
    ):  # fmt: skip
        assert said in page
    file = StoredFile.objects.get()
    answer = sitting.chair.get(f"{MEETINGS}packs/{pack.pk}/files/{file.pk}")
    assert b"".join(answer.streaming_content) == PDF
    starts = {"pdf": b"%PDF", "docx": b"PK", "pptx": b"PK"}
    for kind, start in starts.items():
        answer = sitting.chair.get(f"{MEETINGS}packs/{pack.pk}/papers.{kind}")
        assert answer.status_code == 200 and answer.content.startswith(start), kind
    word = sitting.chair.get(f"{MEETINGS}packs/{pack.pk}/papers.docx").content
    assert b"Nine tenths are spent." in ZipFile(BytesIO(word)).read("word/document.xml")
    assert Entry.objects.last_written().verb != "was refused" and pack.is_whole


def test_a_later_change_is_another_pack_and_the_first_stays(sitting, meeting):
    add(sitting.clerk, "Spending", "The budget")
    issue(sitting.clerk, meeting)
    assert "Issue the papers" not in words(sitting.clerk.get(f"{MEETINGS}{meeting.pk}/"))
    assert "Pack 1 says all of this already." in words(issue(sitting.clerk, meeting))
    add(sitting.clerk, "Forecast", "The budget")
    page = words(sitting.clerk.get(f"{MEETINGS}{meeting.pk}/"))
    assert "The agenda or a paper has changed since." in page and "Issue the papers again" in page
    first = Pack.objects.get()
    assert "Forecast" not in words(sitting.chair.get(f"{MEETINGS}packs/{first.pk}/"))
    issue(sitting.clerk, meeting)
    second = Pack.objects.get(number=2)
    assert "Pack 2 </a> was issued after this one" in words(
        sitting.chair.get(f"{MEETINGS}packs/{first.pk}/")
    ).replace("Pack 2</a>", "Pack 2 </a>")
    home = words(sitting.chair.get("/"))
    assert home.count("Read the papers for") == 1 and f"packs/{second.pk}/" in home
    with pytest.raises(SherwoodError):
        first.save()
    with pytest.raises(SherwoodError):
        first.delete()


def test_what_is_confidential_is_read_by_its_members_alone_in_page_file_and_attachment(sitting, meeting):
    add(sitting.clerk, "Support", "A team in difficulty", ("Support.pdf", PDF), text="Twelve weeks of help.")
    issue(sitting.clerk, meeting)
    pack, file, paper = Pack.objects.get(), StoredFile.objects.get(), Paper.objects.get()
    base, beside = f"{MEETINGS}packs/{pack.pk}/", f"{MEETINGS}papers/{paper.pk}/files/{file.pk}"
    for client, reads in ((sitting.chair, True), (sitting.at[Role.PROJECT_LEAD], False)):
        page = words(client.get(base))
        text = ZipFile(BytesIO(client.get(f"{base}papers.docx").content)).read("word/document.xml").decode()
        for secret in ("A team in difficulty", "Twelve weeks of help.", "Support.pdf"):
            assert (secret in page) is reads and (secret in text) is reads
        for path in (f"{base}files/{file.pk}", beside):
            assert client.get(path).status_code == (200 if reads else 404)
    assert "Confidential item" in words(sitting.at[Role.PROJECT_LEAD].get(base))


def test_a_file_is_reached_through_the_row_that_points_at_it_only(sitting, meeting):
    add(sitting.clerk, "Spending", "The budget", ("Spending.pdf", PDF))
    issue(sitting.clerk, meeting)
    add(sitting.clerk, "Later", "The budget", ("Later.pdf", PDF))
    pack, later = Pack.objects.get(), StoredFile.objects.get(name="Later.pdf")
    assert sitting.chair.get(f"{MEETINGS}packs/{pack.pk}/files/{later.pk}").status_code == 404
    first = Paper.objects.get(number=1)
    assert sitting.chair.get(f"{MEETINGS}papers/{first.pk}/files/{later.pk}").status_code == 404


def test_papers_are_issued_by_who_keeps_the_meetings_and_not_after_the_minutes(sitting, meeting):
    assert sitting.chair.post(f"{MEETINGS}{meeting.pk}/issue").status_code == 403
    Meeting.objects.filter(pk=meeting.pk).update(confirmed_on=LATER)
    assert "do not change" in words(issue(sitting.clerk, meeting))
    assert not Pack.objects.exists()
