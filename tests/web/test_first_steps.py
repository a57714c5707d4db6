"""The first hour of a site with nothing: the home page says what is next, who may do it, and how far it is."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from filling import filled
from other_council import DEFINITION, Office, day, words
from posts import post
from sherwood.governance.roles import Role
from sherwood.web.evidence.loading.models import SentExtract
from sherwood.web.programme.founding.models import Draft
from sherwood.web.programme.meetings.models import Seat
from sherwood.web.programme.programmes.models import Body
from sherwood.web.site.home.models import Hiding
from sherwood.web.site.jobs import running
from sherwood.web.site.jobs.models import Job
from sherwood.web.site.trail.models import Entry

PEOPLE = "Enter the people who come in, and ask for their roles"
PROGRAMME = "Begin the programme from its definition, with its bodies and projects"
POSTS = "Enter the posts that lead and own"
SEATS = "Enter the seats of each body, and who holds them"
RECORDS = "Load the council's records"
ORGANISATION = "Enter the organisation: services, localities and teams"
MEETING = "Call the first meeting"
ORDER = [PEOPLE, PROGRAMME, POSTS, SEATS, RECORDS, ORGANISATION, MEETING]
ENQUIRIES = b"enquiry,child,started_on\nE1,A,2010-01-04\nE2,B,2010-02-01\nE3,C,2010-03-05\n"

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def steps(client, path: str = "/") -> dict[str, dict]:
    """The steps of a page as somebody reads them."""
    tree, found = html.fromstring(client.get(path).content.decode()), {}
    for item in tree.xpath("//ul[@class='govuk-task-list']/li"):
        name, link = item.xpath("div")[0], item.xpath(".//a/@href")
        hint = " ".join(name.xpath("div")[0].text_content().split())
        title = " ".join((name.xpath("a") or [name])[0].text_content().replace(hint, "").split())
        status = item.xpath("div")[1].text_content().strip()
        found[title.removesuffix(hint).strip()] = {
            "href": link[0] if link else "",
            "state": hint,
            "status": status,
        }
    return found


def done(client) -> list[str]:
    return [title for title, step in steps(client).items() if step["status"] == "Done"]


def test_an_empty_site_tells_its_first_administrator_what_to_do(office):
    said = steps(office.keeper)
    assert list(said) == ORDER
    assert done(office.keeper) == []
    assert "0 of 7 steps are done." in words(office.keeper.get("/"))
    assert said[PEOPLE]["href"] == "/account/people/"
    assert said[PEOPLE]["state"] == "System administrators: 2. Others with a role: 0."
    assert said[ORGANISATION]["href"] == "/account/organisation/"
    for title in (PROGRAMME, SEATS, RECORDS, MEETING):
        assert said[title]["href"] == ""
        assert "It is for: " in said[title]["state"]
    assert "programme manager" in said[PROGRAMME]["state"]
    assert "data analyst" in said[RECORDS]["state"]


def test_each_link_is_open_to_whoever_is_shown_it(office):
    manager, analyst = (
        office.enter(Role.PROGRAMME_MANAGER, "Improvement manager"),
        office.enter(Role.DATA_ANALYST, "Analyst"),
    )
    shown = 0
    for client in (office.keeper, manager, analyst):
        for step in steps(client).values():
            if step["href"]:
                shown += 1
                assert client.get(step["href"]).status_code == 200
    assert shown == 3 + 4 + 1


def test_the_first_hour_is_done_step_by_step(office, settings, django_capture_on_commit_callbacks):
    manager = office.enter(Role.PROGRAMME_MANAGER, "Improvement manager")
    assert done(office.keeper) == [PEOPLE, POSTS]
    file = SimpleUploadedFile("programme.toml", DEFINITION.encode())
    manager.post("/programme/set-up/file", {"file": file})
    assert steps(manager)[PROGRAMME]["state"] == "Not begun. Drafts: 1."
    page = f"/programme/set-up/{Draft.objects.get().pk}/"
    assert manager.post(f"{page}load", filled(manager.get(page), f"{page}load")).status_code == 302
    assert steps(manager)[PROGRAMME] == {
        "href": "/programme/set-up/",
        "state": "It has begun. Bodies: 2. Projects: 1.",
        "status": "Done",
    }
    hold_seats(manager)
    assert steps(manager)[SEATS]["state"] == "Bodies with seats and holders enough to meet: 1 of 1."
    load_records(office, settings, django_capture_on_commit_callbacks)
    assert done(office.keeper) == [PEOPLE, PROGRAMME, POSTS, SEATS, RECORDS]
    unit = {"kind": "council", "name": "Marlow Borough", "parent": ""}
    page = office.keeper.get("/account/organisation/new")
    assert office.keeper.post("/account/organisation/new", filled(page) | unit).status_code == 302
    assert steps(office.keeper)[ORGANISATION]["status"] == "Done"
    call = filled(manager.get("/programme/meetings/new"))
    body = str(Body.objects.get(key="improvement_board").pk)
    manager.post("/programme/meetings/new", call | {"body": body, **day("held_on", date(2010, 3, 8))})
    assert "Set up this site" not in words(manager.get("/"))
    assert "7 of 7 steps are done." in words(manager.get("/first-steps/"))


def hold_seats(manager) -> None:
    """The two seats of the Board, and who holds them."""
    page = "/programme/meetings/bodies/improvement_board/seats/new"
    for kind in ("Independent chair", "Lead member"):
        manager.post(page, {"kind": kind, "number": "1", **day("from_on", date(2010, 3, 1))})
        fill = f"/programme/meetings/seats/{Seat.objects.get(kind=kind).pk}/fill"
        sent = {"post": post(kind).spelling, "agency": "Marlow Borough", **day("from_on", date(2010, 3, 1))}
        assert manager.post(fill, filled(manager.get(fill)) | sent).status_code == 302


def load_records(office, settings, capture) -> None:
    """An analyst sends a file, the worker looks at it, and the analyst publishes it."""
    settings.FILE_UPLOAD_TEMP_DIR = settings.HOME / "incoming"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    analyst = office.enter(Role.DATA_ANALYST, "Analyst")
    file = SimpleUploadedFile("section_47_enquiries.csv", ENQUIRIES)
    with capture(execute=True):
        analyst.post("/data/loading/send", {"files": [file], **day("as_at", date(2010, 3, 8))})
    for job in Job.objects.going():
        running.run(job.pk)
    extract = SentExtract.objects.get()
    with capture(execute=True):
        analyst.post(f"/data/loading/{extract.pk}/publish", {"revision": extract.revision})
    assert steps(analyst)[RECORDS]["state"] == "There are records."


def test_one_administrator_alone_is_told_to_enter_the_second(office):
    from sherwood.web.site.accounts.models import RoleGrant

    RoleGrant.objects.filter(user__email="keys-2@marlow.example").update(
        to_on=date(2010, 1, 1), from_on=date(2009, 1, 1)
    )
    state = steps(office.keeper)[PEOPLE]["state"]
    assert state.startswith("System administrators: 1.")
    assert "enter the second at the command line" in state


def test_who_sets_up_nothing_is_not_told(office):
    worker = office.enter(Role.SOCIAL_WORKER, "Social worker")
    assert steps(worker) == {}
    assert worker.get("/first-steps/").status_code == 403
    assert worker.post("/first-steps/hide").status_code == 403
    assert not Hiding.objects.exists()


def test_somebody_hides_the_steps_for_all_and_another_shows_them_again(office):
    assert office.keeper.post("/first-steps/hide").status_code == 302
    assert steps(office.second) == {}
    page = words(office.second.get("/first-steps/"))
    assert "0 of 7 steps are done." in page
    assert "hid these from the home page on 8 March 2010" in page
    assert office.second.post("/first-steps/show").status_code == 302
    assert list(steps(office.keeper)) == ORDER
    verbs = list(Entry.objects.filter(object_type="page").order_by("number").values_list("verb", flat=True))
    assert verbs == ["hid the first steps", "showed the first steps again"]


def test_the_page_of_the_steps_is_found_from_home(office):
    assert "/first-steps/" in html.fromstring(office.keeper.get("/").content.decode()).xpath(
        "//main//a/@href"
    )
