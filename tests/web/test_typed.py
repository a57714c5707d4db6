"""The session ends while somebody types: what was typed is there again after they sign in, for them alone."""

from datetime import date

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from acting import within
from filling import fields_of, filled
from posts import post, post_sent
from sherwood.governance.roles import Role
from sherwood.web.programme.cases.models import Case
from sherwood.web.programme.meetings import actions as meetings
from sherwood.web.programme.meetings.models import Paper
from sherwood.web.programme.programmes.models import Body
from sherwood.web.programme.risks.models import SCORES, Risk
from sherwood.web.site.accounts.demonstration import PASSWORD
from sherwood.web.site.action_log import actions as log
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.files.models import StoredFile
from sherwood.web.site.ui import typed

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PATH = "/programme/risks/new?project=P03"
TOLD = "You were signed out while you typed. What you typed is here. Check it and send it again."
RISK = {
    "words": "The posts may stay empty\r\nfor a year & more",
    "level": "strategic",
    "owner_post": post_sent("Programme director"),
    "mitigation": "Advertised",
    **dict.fromkeys(SCORES, "3"),
}


@pytest.fixture
def manager(people, programme) -> Client:
    """Signed in through the door itself, in a browser that must show its tokens."""
    client = Client(enforce_csrf_checks=True)
    sign_in(client, "manager")
    return client


def sign_in(client: Client, who: str, at: str = "/account/sign-in", **more):
    page = client.get(at)
    form = filled(page, login=f"{who}@example.org", password=PASSWORD, **more)
    return client.post("/account/sign-in", form, follow=True)


def session_ends(client: Client) -> None:
    del client.cookies[site.SESSION_COOKIE_NAME]


def sent_too_late(client: Client, path: str = PATH, to: str = "", **words):
    """The form is filled, the session ends, the form is sent: the answer."""
    form = filled(client.get(path), to, **(words or RISK))
    session_ends(client)
    return client.post(to or path, form)


def test_what_was_typed_is_there_again_after_signing_in_and_is_entered_when_sent(manager):
    answer = sent_too_late(manager)
    assert "posts may stay" not in answer["Location"], "nothing typed stands in an address"
    page = sign_in(manager, "manager", at=answer["Location"])
    assert page.request["PATH_INFO"] == "/programme/risks/new"
    assert TOLD in page.content.decode()
    again = fields_of(page)
    assert again["words"].split() == RISK["words"].split()
    assert {name: again[name] for name in SCORES} == dict.fromkeys(SCORES, "3")
    assert Risk.objects.count() == 0, "nothing is done by itself"
    assert manager.post(PATH, again).status_code == 302
    assert Risk.objects.get().words.split() == RISK["words"].split()


def test_it_is_shown_once(manager):
    sign_in(manager, "manager", at=sent_too_late(manager)["Location"])
    page = manager.get(PATH)
    assert TOLD not in page.content.decode() and fields_of(page)["words"] == ""


def test_another_person_who_signs_in_never_sees_it_nor_does_its_owner_after_them(manager):
    page = sign_in(manager, "officer", at=sent_too_late(manager)["Location"])
    assert "posts may stay" not in page.content.decode()
    page = manager.get(PATH)
    assert TOLD not in page.content.decode() and "posts may stay" not in page.content.decode()
    assert typed.KEPT_IN not in manager.session


def test_after_an_hour_it_is_gone(manager, monkeypatch):
    answer = sent_too_late(manager)
    hour = typed.time.time() + typed.AN_HOUR + 1
    monkeypatch.setattr(typed.time, "time", lambda: hour)
    assert "posts may stay" not in sign_in(manager, "manager", at=answer["Location"]).content.decode()


def test_what_no_page_of_ours_drew_is_not_kept(manager):
    form = filled(manager.get(PATH), **RISK) | {"form_stamp": "made:up"}
    session_ends(manager)
    manager.post(PATH, form)
    assert typed.KEPT_IN not in manager.session


def test_more_than_any_form_holds_is_not_kept(manager, monkeypatch):
    monkeypatch.setattr(typed, "AT_MOST", 20)
    sent_too_late(manager)
    assert typed.KEPT_IN not in manager.session


def test_a_page_left_open_over_a_new_signing_in_shows_what_was_typed(manager):
    form = filled(manager.get(PATH), **RISK)
    session_ends(manager)
    sign_in(manager, "manager")
    page = manager.post(PATH, form, follow=True)
    assert TOLD in page.content.decode()
    assert manager.post(PATH, fields_of(page)).status_code == 302
    assert Risk.objects.count() == 1


def test_the_page_of_one_sent_while_another_is_signed_in_is_refused_and_not_kept(manager):
    form = filled(manager.get(PATH), **RISK)
    session_ends(manager)
    sign_in(manager, "officer")
    assert manager.post(PATH, form).status_code == 403
    assert typed.KEPT_IN not in manager.session


def test_a_password_is_never_kept(manager):
    page = manager.get("/account/password")
    assert page.status_code == 200, page
    form = fields_of(page) | {"oldpassword": PASSWORD, "password1": "x" * 20, "password2": "x" * 20}
    assert "form_stamp" in form
    form["csrfmiddlewaretoken"] = "a" * 64
    manager.post("/account/password", form)
    assert typed.KEPT_IN not in manager.session


def test_a_form_sent_from_another_page_is_filled_on_that_page(manager):
    action = within(
        log.add_action,
        words="Write",
        owner_post=post("Head"),
        owner=None,
        due_on=date(2010, 6, 1),
        origin=log.ActionOrigin(Action.Origin.ENTERED, "1", "x", "/"),
        by=_manager(),
    )
    page, to = f"/programme/actions/{action.pk}/", f"/programme/actions/{action.pk}/withdraw/"
    name = next(name for name in fields_of(manager.get(page), to) if name not in typed.NOT_TYPED)
    answer = sent_too_late(manager, page, to, **{name: "Not needed any more"})
    shown = sign_in(manager, "manager", at=answer["Location"])
    assert shown.request["PATH_INFO"] == page
    assert typed.NOT_DONE in shown.content.decode()
    assert fields_of(shown, to)[name] == "Not needed any more"
    assert Action.objects.get().state == "open"


def test_a_button_that_was_pressed_too_late_is_told_where_it_stands(manager):
    page, to = reverse("set_up"), reverse("draft_begin")
    form = fields_of(manager.get(page), to)
    session_ends(manager)
    shown = sign_in(manager, "manager", at=manager.post(to, form)["Location"])
    assert shown.request["PATH_INFO"] == page
    assert typed.NOT_DONE in shown.content.decode()


def test_a_part_of_a_case_keeps_what_was_typed_and_which_revision_was_read(people, programme, manager):
    from sherwood.governance.stages import Stage
    from walked_cases import walk

    walk(people, Stage.CASE)
    lead = Client(enforce_csrf_checks=True)
    sign_in(lead, "lead")
    path = "/programme/projects/P03/case/write/summary/"
    answer = sent_too_late(lead, path, what="Half an hour of words", why="Soon")
    page = sign_in(lead, "lead", at=answer["Location"])
    assert (fields_of(page)["what"], fields_of(page)["revision"]) == ("Half an hour of words", "0")
    assert not Case.objects.get().latest.content.get("summary")


# with files ----------------------------------------------------------------------------------------------------------


def a_file(name: str = "Minutes of the panel.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, "application/pdf")


@pytest.fixture
def paper(manager, programme) -> str:
    """The page on which a paper is added to an item of a meeting."""
    keeper = _manager()
    meeting = meetings.call_meeting(body=Body.objects.get(key="board"), held_on=date(2010, 3, 15), by=keeper)
    item = meetings.add_item(meeting=meeting, heading="", title="The panel", by=keeper)
    return f"/programme/meetings/items/{item.pk}/papers/new"


def test_of_a_form_with_files_the_words_come_back_and_the_page_says_which_files_to_choose_again(
    manager, paper
):
    files = [a_file(), a_file("Costs <b>2010.pdf")]
    answer = sent_too_late(manager, paper, title="What the panel found", words="Two pages", files=files)
    assert "Minutes" not in answer["Location"]
    page = sign_in(manager, "manager", at=answer["Location"])
    text = page.content.decode()
    assert page.request["PATH_INFO"] == paper and TOLD in text
    assert "Choose these files again before you send the form" in text
    assert "<li>Minutes of the panel.pdf</li><li>Costs &lt;b&gt;2010.pdf</li>" in text
    assert "A file is not kept with what you typed." in text
    assert not any("Minutes" in cookie.value for cookie in manager.cookies.values()), (
        "a name is the page's alone"
    )
    again = fields_of(page)
    assert (again["title"], again["words"].strip()) == ("What the panel found", "Two pages")
    assert not Paper.objects.exists() and not StoredFile.objects.exists()
    assert manager.post(paper, again | {"files": [a_file()]}).status_code == 302
    kept = Paper.objects.get()
    assert (kept.title, [file.name for file in kept.files.all()]) == (
        "What the panel found", ["Minutes of the panel.pdf"]
    )  # fmt: skip
    assert "Choose this file" not in manager.get(paper).content.decode(), "it is said once"


def test_a_form_that_needs_its_file_says_so_beside_the_field_too(manager, people):
    analyst = Client(enforce_csrf_checks=True)
    sign_in(analyst, "analyst")
    path = reverse("extract_send")
    form = filled(analyst.get(path), as_at_0="28", as_at_1="2", as_at_2="2010") | {
        "files": [a_file("Children.csv")]
    }
    session_ends(analyst)
    page = sign_in(analyst, "analyst", at=analyst.post(path, form)["Location"])
    assert "<li>Children.csv</li>" in page.content.decode()
    assert [fields_of(page)[f"as_at_{part}"] for part in range(3)] == ["28", "2", "2010"]


def test_another_person_is_told_of_no_file(manager, paper):
    answer = sent_too_late(manager, paper, title="What the panel found", files=[a_file()])
    assert "Minutes" not in sign_in(manager, "officer", at=answer["Location"]).content.decode()


def test_many_files_are_counted_and_not_all_named(manager, paper, monkeypatch):
    monkeypatch.setattr(typed, "NAMED_AT_MOST", 1)
    answer = sent_too_late(
        manager, paper, title="What the panel found", files=[a_file(), a_file("b.pdf"), a_file("c.pdf")]
    )
    text = sign_in(manager, "manager", at=answer["Location"]).content.decode()
    assert "<li>and 2 more</li>" in text and "b.pdf" not in text


def _manager():
    from sherwood.web.site.accounts.models import User

    return User.objects.get(email="manager@example.org")


def test_an_act_on_one_thing_of_a_case_is_filled_on_the_page_that_names_it(people, programme, manager):
    from sherwood.governance.stages import Stage
    from sherwood.web.programme.cases import actions
    from sherwood.web.programme.cases.models import Question
    from walked_cases import walk

    case = walk(people, Stage.CHALLENGE)
    actions.ask_question(case=case, words="Who pays?", by=people[Role.BOARD_MEMBER])
    lead = Client(enforce_csrf_checks=True)
    sign_in(lead, "lead")
    to = "/programme/projects/P03/case/do/answer_question/"
    page = f"{to}?question={Question.objects.get().pk}"
    answer = sent_too_late(lead, page, to, answer="The council, for three years")
    shown = sign_in(lead, "lead", at=answer["Location"])
    assert TOLD in shown.content.decode()
    assert fields_of(shown, to)["answer"] == "The council, for three years"
