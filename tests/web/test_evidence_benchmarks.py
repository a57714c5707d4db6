"""What the council's neighbours had: given as a file on the site, told by line where it is wrong, shown on a measure's page."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sherwood.governance.roles import Role
from sherwood.measuring.neighbours import kept
from sherwood.measuring.shelves import all_measures
from sherwood.web.site.trail.models import Entry
from workbook_files import workbook

TIMELY = "initial_assessments_in_time"
HEADINGS = "measure,area,year_to_march,value,source\n"
LINE = f"{TIMELY},Statistical neighbours,2009,66,Tables 2009\n"


def send(client, content: str | bytes, name="ours.csv"):
    data = content.encode() if isinstance(content, str) else content
    page = client.get(reverse("benchmarks_give"))
    upload = SimpleUploadedFile(name, data)
    return client.post(
        reverse("benchmarks_give"), {"file": upload, "as_read": page.context["form"]["as_read"].value()}
    )


def mistakes(answer) -> list[tuple]:
    assert answer.status_code == 200
    return [tuple(cell["words"] for cell in line) for line in answer.context["mistakes"].lines()]


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def analyst(signed_in):
    return signed_in(Role.DATA_ANALYST)


def test_values_are_given_and_the_page_of_the_measure_names_the_neighbours(analyst, signed_in, records):
    before = said(signed_in(Role.BOARD_MEMBER).get(f"/evidence/{TIMELY}/"))
    assert "Statistical neighbours" not in before
    assert send(analyst, HEADINGS + LINE).url == reverse("benchmarks")
    page = said(signed_in(Role.BOARD_MEMBER).get(f"/evidence/{TIMELY}/"))
    assert "Statistical neighbours had 66% in the year to 31 March 2009 (Tables 2009)." in page
    assert f'href="{reverse("benchmarks")}"' in page


def test_the_page_says_what_is_held_and_who_gave_it_and_the_trail_does(analyst, signed_in, people):
    assert "Only England" in said(analyst.get(reverse("benchmarks")))
    send(analyst, f"{HEADINGS}{LINE},East Midlands,,,\n")
    page = said(signed_in(Role.BOARD_MEMBER).get(reverse("benchmarks")))
    post = people[Role.DATA_ANALYST].post
    assert "Statistical neighbours, East Midlands: shown beside" in page
    assert f"Given by the {post} on " in page
    assert all_measures()[TIMELY].title in page and "66%" in page and "Tables 2009" in page
    assert "As published: " in page
    entry = Entry.objects.last_written()
    assert (entry.verb, entry.by_post) == ("gave the values of neighbours", str(post))
    assert entry.detail["areas"] == ["Statistical neighbours", "East Midlands"]
    assert entry.detail["values"] == 1


def test_what_was_put_there_outside_the_site_is_not_said_to_be_somebodys(analyst, settings):
    send(analyst, HEADINGS + LINE)
    path = settings.HOME / "benchmarks.csv"
    path.write_text(path.read_text("utf-8").replace("66", "67"), "utf-8")
    page = said(analyst.get(reverse("benchmarks")))
    assert "67%" in page and "Put there at the command line, or changed by hand, on " in page
    path.write_text("measure\n", "utf-8")
    page = said(analyst.get(reverse("benchmarks")))
    assert "What is held cannot be read" in page and "There is no heading area" in page
    assert send(analyst, HEADINGS + LINE).status_code == 302


def test_an_excel_workbook_is_taken_with_its_headings_as_words(analyst, settings):
    title = all_measures()["looked_after_rate"].title
    head = ("Area", "Measure", "Year to March", "Value", "Source")
    data = workbook(("Ours",), head, ("Neighbours", title, 2009, 54.5, "Tables"), sheet="Values")
    assert send(analyst, data, "ours.xlsx").status_code == 302
    (row,) = kept(settings.HOME).rows
    assert (row.measure, row.area, row.year, row.value) == ("looked_after_rate", "Neighbours", 2009, 54.5)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_of_what_is_held_can_be_sent_back(analyst, settings, kind):
    send(analyst, f'{HEADINGS}{LINE}looked_after_rate,Neighbours,2009,54,"A, b"\n,East Midlands,,,\n')
    held = kept(settings.HOME)
    answer = analyst.get(reverse("benchmarks_file", args=[kind]))
    text = answer.content
    if kind == "xlsx":
        (sheet,) = CalamineWorkbook.from_filelike(io.BytesIO(text)).sheet_names
        assert sheet.startswith("Values held now")
    assert send(analyst, text, f"back.{kind}").status_code == 302
    assert kept(settings.HOME) == held


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", ()),
        ("their_own_indicator_7,Neighbours,2009,66,Tables\n", ("3", "measure", "their_own_indicator_7")),
        (f"{TIMELY},Neighbours,2008/09,66,Tables\n", ("3", "year_to_march", "2008/09")),
        (f"{TIMELY},Neighbours,2009,c,Tables\n", ("3", "value", "c")),
        (f"{TIMELY},Neighbours,2009,166,Tables\n", ("3", "value", "166")),
        (f"{TIMELY},Neighbours,2009,66,\n", ("3", "source", "Nothing")),
        (f"{TIMELY},,2009,66,Tables\n", ("3", "area", "Nothing")),
        (f"{TIMELY},Neighbours,2009,6,6,\"Tables, and more\"\n", ("3", "", "Tables, and more")),
    ],
)  # fmt: skip
def test_a_mistake_is_told_by_its_line_and_nothing_is_taken(analyst, settings, line, told):
    answer = send(analyst, HEADINGS + LINE + line)
    if not told:
        assert answer.status_code == 302
        return
    assert [found[:3] for found in mistakes(answer)] == [told]
    expected, remedy = mistakes(answer)[0][3:]
    page = said(answer)
    assert expected and remedy and "Nothing was taken, because the file has 1 mistake." in page
    assert "There is a problem" in page and "What was expected" in page
    assert not kept(settings.HOME).areas
    assert not Entry.objects.filter(verb="gave the values of neighbours").exists()


def test_an_error_cell_of_a_workbook_is_a_mistake_of_its_row(analyst):
    head = ("measure", "area", "year_to_march", "value", "source")
    data = workbook(
        head, (TIMELY, "Neighbours", 2009, "", "Tables"),
        more=lambda book, page: page.write_formula("D2", "=1/0", None, "#DIV/0!"),
    )  # fmt: skip
    ((line, heading, came, *_),) = mistakes(send(analyst, data, "ours.xlsx"))
    assert (line, heading, came) == ("2", "value", "#DIV/0!")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty."),
        (b"\n\n", "The file is empty"),
        (HEADINGS, "headings and no values"),
        ("child,born_on\nC1,2009-01-01\n", "No row with these headings was found"),
        (b"PK\x03\x04 no workbook", "damaged or cut short"),
        (HEADINGS + LINE * 30_000, "larger than 1 MB"),
        (HEADINGS + LINE + HEADINGS + LINE, "stand more than once"),
    ],
)
def test_a_file_that_cannot_be_taken_as_a_whole_says_why(analyst, settings, content, why):
    answer = send(analyst, content)
    assert answer.status_code == 200 and why in said(answer)
    assert not kept(settings.HOME).areas


def test_a_line_of_more_values_far_below_is_a_mistake_of_its_line(analyst):
    lines = "".join(f"{TIMELY},Area {number},2009,66,Tables\n" for number in range(100))
    answer = send(analyst, f"{HEADINGS}{lines}{TIMELY},Neighbours,2009,6,6,Tables\n")
    assert [found[0] for found in mistakes(answer)] == ["102"]


def test_many_mistakes_are_counted_and_the_first_are_shown(analyst):
    answer = send(analyst, HEADINGS + "x,Neighbours,2009,66,Tables\n" * 150)
    assert "the file has 150 mistakes. The first 100 are below." in said(answer)
    assert len(mistakes(answer)) == 100


def test_nobody_overwrites_what_they_have_not_seen(analyst, settings):
    first = analyst.get(reverse("benchmarks_give")).context["form"]["as_read"].value()
    send(analyst, HEADINGS + LINE)
    other = SimpleUploadedFile("late.csv", (HEADINGS + LINE.replace("66", "60")).encode())
    answer = analyst.post(reverse("benchmarks_give"), {"file": other, "as_read": first})
    assert "Somebody changed this after you opened it" in said(answer)
    assert kept(settings.HOME).rows[0].value == 66


def test_they_are_taken_away_with_a_reason(analyst, settings, records):
    send(analyst, HEADINGS + LINE)
    form = analyst.get(reverse("benchmarks_take_away")).context["form"]
    sent = {"because": "The group changed.", "as_read": form["as_read"].value()}
    assert analyst.post(reverse("benchmarks_take_away"), sent).url == reverse("benchmarks")
    assert not kept(settings.HOME).areas
    assert "Statistical neighbours" not in said(analyst.get(f"/evidence/{TIMELY}/"))
    entry = Entry.objects.last_written()
    assert (entry.verb, entry.detail) == (
        "took the values of neighbours away",
        {"because": "The group changed."},
    )


@pytest.mark.parametrize(
    "role", [Role.BOARD_MEMBER, Role.TEAM_MANAGER, Role.SOCIAL_WORKER, Role.SERVICE_DIRECTOR]
)
def test_who_loads_no_data_sees_them_and_may_not_give_them(signed_in, role, settings):
    client = signed_in(role)
    page = client.get(reverse("benchmarks"))
    assert page.status_code == 200 and reverse("benchmarks_give") not in said(page)
    for name in ("benchmarks_give", "benchmarks_take_away"):
        assert client.get(reverse(name)).status_code == 403
    upload = SimpleUploadedFile("ours.csv", (HEADINGS + LINE).encode())
    assert client.post(reverse("benchmarks_give"), {"file": upload}).status_code == 403
    assert not kept(settings.HOME).areas


def test_the_data_page_leads_to_them(analyst, records):
    assert f'href="{reverse("benchmarks")}"' in said(analyst.get(reverse("data")))
