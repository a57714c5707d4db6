"""The pages of a case: what they show, that nothing typed is lost, and what they cost."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from a_case import content
from posts import post
from sherwood.governance.case import SECTIONS
from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.web.programme.cases import actions
from sherwood.web.programme.cases.models import Case, Decision
from sherwood.web.programme.programmes.models import Project
from walked_cases import URGENT, judge, walk, write_all

pytestmark = pytest.mark.django_db

PATH = "/programme/projects/P03/case/"


@pytest.fixture
def at(people, programme):
    return lambda stage, key="P03": walk(people, stage, key)


def words(answer) -> str:
    return unescape(" ".join(answer.content.decode().split()))


def test_a_project_without_a_case_says_so_and_whose_act_is_next(signed_in, programme):
    text = words(signed_in(Role.BOARD_MEMBER).get(PATH))
    assert "its case is not held here" in text
    Project.objects.filter(key="P03").update(stage="IDEA")
    text = words(signed_in(Role.BOARD_MEMBER).get(PATH))
    assert "No case has been asked for yet." in text
    assert "“Ask the lead to work up a case” is not for your role. It is for: programme manager." in text
    assert "do/ask/" in words(signed_in(Role.PROGRAMME_MANAGER).get(PATH))


def test_the_manager_asks_for_a_case_from_the_page(signed_in, programme):
    Project.objects.filter(key="P03").update(stage="IDEA")
    client = signed_in(Role.PROGRAMME_MANAGER)
    page = client.get(f"{PATH}do/ask/")
    form = page.context["form"]
    assert form["lead"].value() == post("Service manager, reception and assessment").spelling
    assert "Meet the national indicators" in form["priority"].value()
    given = {"priority": "Agreed", "due_on_0": 22, "due_on_1": 3, "due_on_2": 2010}
    nobody = client.post(f"{PATH}do/ask/", given | {"lead": post("A post nobody holds").spelling})
    assert "This post is not in the register" in words(nobody)
    assert (
        client.post(
            f"{PATH}do/ask/", given | {"lead": post("Head of service, social care").spelling}
        ).status_code
        == 302
    )
    assert Case.objects.get().due_on.isoformat() == "2010-03-22"


def test_every_part_can_be_written_from_its_page_and_the_whole_is_what_was_typed(at, signed_in):
    at(Stage.CASE)
    client = signed_in(Role.PROJECT_LEAD)
    for section in SECTIONS:
        page = client.get(f"{PATH}write/{section}/")
        typed = {"revision": page.context["form"]["revision"].value()}
        typed |= {name: "" for name in page.context["form"].fields if name != "revision"} | content()[section]
        assert set(content()[section]) <= set(page.context["form"].fields), section
        assert client.post(f"{PATH}write/{section}/", typed).status_code == 302
    assert Case.objects.get().latest.content == content()
    assert "Version 1 is complete." in words(client.get(f"{PATH}write/"))
    assert client.post(f"{PATH}do/submit/", {"number": 1}).status_code == 302
    assert Case.objects.get().latest.locked


def test_the_list_of_parts_says_what_each_still_lacks(at, signed_in):
    at(Stage.CASE)
    text = words(signed_in(Role.PROJECT_LEAD).get(f"{PATH}write/"))
    assert "Say which records its figures come from" in text
    assert "It cannot be submitted yet." in text


def test_what_cannot_be_read_is_kept_as_typed_and_shown_again(at, signed_in):
    case = at(Stage.CASE)
    client = signed_in(Role.PROJECT_LEAD)
    for section in ("options", "money"):
        revision = Case.objects.get(pk=case.pk).latest.revision(section)
        client.post(
            f"{PATH}write/{section}/", content()[section] | {"revision": revision, "0.C.costs": "about 60k"}
        )
    page = client.get(f"{PATH}write/money/")
    assert page.context["form"]["0.C.costs"].value() == "about 60k"
    assert "“about 60k” is not a number of whole pounds" in words(client.get(f"{PATH}write/"))


def test_money_of_an_option_whose_name_was_taken_away_is_kept_for_when_it_comes_back(at, signed_in, people):
    case = at(Stage.CASE)
    write_all(case, people[Role.PROJECT_LEAD])
    client = signed_in(Role.PROJECT_LEAD)
    client.post(f"{PATH}write/options/", content()["options"] | {"revision": 1, "D.name": ""})
    page = client.get(f"{PATH}write/money/")
    assert "0.D.costs" not in page.context["form"].fields
    client.post(f"{PATH}write/money/", {"revision": 1, "prices": "2010/11"})
    assert Case.objects.get().latest.content["money"]["0.D.costs"] == "95000"


def test_a_null_or_an_unknown_part_does_no_harm(at, signed_in):
    at(Stage.CASE)
    client = signed_in(Role.PROJECT_LEAD)
    assert client.post(f"{PATH}write/summary/", {"revision": 0, "what": "a\0b"}).status_code == 302
    assert Case.objects.get().latest.content["summary"] == {"what": "ab"}
    assert client.post(f"{PATH}write/summary/", {"revision": "x", "what": "lost?"}).status_code == 200
    for path in (
        "write/nothing/",
        "do/nothing/",
        "versions/9/",
        "compare/?from=1&to=9",
        "appraisal/?version=x",
    ):
        assert client.get(f"{PATH}{path}").status_code == 404, path


def test_who_may_not_write_reads_the_parts_and_is_told_why(at, signed_in):
    at(Stage.CASE)
    text = words(signed_in(Role.BOARD_MEMBER).get(f"{PATH}write/summary/"))
    assert "“Write the case” is not for your role" in text
    assert "Save and go on" not in text


@pytest.mark.requirement("SR-038")
def test_the_summary_is_made_from_the_case_and_says_of_which_version(at, signed_in, people):
    case = at(Stage.VETTING)
    client = signed_in(Role.BOARD_MEMBER)
    assert "Made from version 1, submitted 8 March 2010" in words(client.get(f"{PATH}summary/"))
    actions.vet(case=case, passed=False, met=[], comments="More.", by=people[Role.PROGRAMME_OFFICER])
    lead = people[Role.PROJECT_LEAD]
    actions.save_section(
        case=case, section="summary", words={"what": "Three now", "why": "b"}, revision=1, by=lead
    )
    text = words(client.get(f"{PATH}summary/"))
    assert "Three now" in text and "Made from version 2, which is being written" in text
    assert "Two more practitioners" in words(client.get(f"{PATH}summary/?version=1"))


def test_the_decision_page_holds_all_that_is_needed_to_decide(at, signed_in, people):
    case = at(Stage.CHALLENGE)
    question = actions.ask_question(
        case=case, words="Who covers leave?", by=people[Role.EXECUTIVE_GROUP_MEMBER]
    )
    actions.answer_question(
        case=case, question=question, answer="The rota does.", by=people[Role.PROJECT_LEAD]
    )
    judge(case, people[Role.EXECUTIVE_GROUP_MEMBER], people[Role.PROGRAMME_DIRECTOR])
    actions.recommend(
        case=case, recommendation="implement", words="Go on.", by=people[Role.EXECUTIVE_GROUP_MEMBER]
    )
    text = words(signed_in(Role.BOARD_MEMBER).get(f"{PATH}decision/"))
    places = ["Two more practitioners", ", locked", "Findings A1, A2", "A. Leave it", "C. Two posts", "Vetting: passed",
              "Who covers leave?", "The rota does.", "Can it be achieved? Shown", "recommendation: implement",
              "Implement", "Amend", "Close", "Ask a question that must be answered"]  # fmt: skip
    assert [text.index(place) for place in places] == sorted(text.index(place) for place in places)
    assert "£66,000" in text and "4.0" in text, "money and what has no price, side by side"


def test_where_a_button_is_absent_the_reason_stands_in_its_place(at, signed_in):
    at(Stage.DECISION)
    text = words(signed_in(Role.PROGRAMME_DIRECTOR).get(f"{PATH}decision/"))
    assert [f'href="{PATH}do/{answer}/"' in text for answer in ("implement", "amend", "close")] == [False] * 3
    assert "Decide in the meeting" not in text
    assert "“Decide: close” is not for your role. It is for: board member." in text


def test_a_refused_form_keeps_what_was_typed(at, signed_in):
    at(Stage.VETTING)
    typed = {"number": 1, "met": ["finding"], "passed": "pass", "comments": "Long considered words."}
    answer = signed_in(Role.PROGRAMME_OFFICER).post(f"{PATH}do/vet/", typed)
    assert answer.status_code == 403
    assert "The vetting checklist is not met in full." in words(answer)
    assert "Long considered words." in words(answer)


def test_a_page_left_open_over_a_new_version_is_refused_and_says_which_to_read(at, signed_in, people):
    case = at(Stage.VETTING)
    actions.vet(case=case, passed=False, met=[], comments="More.", by=people[Role.PROGRAMME_MANAGER])
    lead = people[Role.PROJECT_LEAD]
    actions.save_section(case=case, section="summary", words={"what": "a", "why": "b"}, revision=1, by=lead)
    actions.submit(case=case, by=lead)
    typed = {"number": 1, "passed": "return", "comments": "Said of the first."}
    text = words(signed_in(Role.PROGRAMME_OFFICER).post(f"{PATH}do/vet/", typed))
    assert "You were reading version 1, and version 2 has taken its place" in text


@pytest.mark.requirement("SR-040")
def test_the_new_version_shows_what_changed_with_the_boards_requirements_answered(at, signed_in, people):
    case = at(Stage.DECISION)
    version = Case.objects.get(pk=case.pk).submitted
    actions.decide(version=version, outcome="amend", reason="x", requirements=["Cost year 2"], authority=URGENT, by=people[Role.BOARD_MEMBER])  # fmt: skip
    client = signed_in(Role.PROJECT_LEAD)
    (requirement,) = Case.objects.get(pk=case.pk).requirements
    assert f"do/answer_requirement/?requirement={requirement.pk}" in words(client.get(PATH))
    client.post(f"{PATH}do/answer_requirement/", {"requirement": requirement.pk, "answer": "Added."})
    client.post(f"{PATH}write/money/", content()["money"] | {"revision": 1, "2.C.costs": "9000"})
    text = words(signed_in(Role.BOARD_MEMBER).get(f"{PATH}compare/?from=1&to=2"))
    assert "Cost year 2 <br><strong>Answer:</strong> Added." in text.replace("<br>", " <br>").replace(
        "  ", " "
    )
    assert "Added: Year 2: option c, costs." in text and "£9,000" in text
    assert "1 of 10 parts differ." in text


def test_a_thing_of_another_case_cannot_be_acted_on_through_this_one(at, signed_in, people):
    case = at(Stage.DECISION)
    decision = actions.decide(version=case.submitted, outcome="implement", reason="x", authority=URGENT, by=people[Role.BOARD_MEMBER])  # fmt: skip
    walk(people, Stage.SCOPING, "P01")
    answer = signed_in(Role.BOARD_MEMBER).post(
        "/programme/projects/P01/case/do/correct_decision/", {"decision": decision.pk, "words": "x"}
    )
    assert answer.status_code in (200, 403)
    assert Decision.objects.count() == 1


def test_the_appraisal_shows_its_workings_doing_nothing_first(at, signed_in):
    at(Stage.VETTING)
    page = signed_in(Role.SPONSORING_GROUP_MEMBER).get(f"{PATH}appraisal/")
    assert [row.offered.kind for row in page.context["weighed"].rows] == [
        "do_nothing",
        "do_minimum",
        "real",
        "real",
    ]
    text = words(page)
    assert "year 0, 1.0000; year 1, 0.9662" in text
    assert "It comes too late, 25% of £4,000 = £1,000" in text
    assert "Costs by year: year 0 £60,000; discounted, then 10% more for optimism: £66,000." in text
    assert "HM Treasury Green Book" in text


def test_home_says_whose_act_is_next(at, signed_in, people):
    def waiting(role):
        return [one.words for one in signed_in(role).get("/").context["waiting"]]

    case = at(Stage.CASE)
    assert any(one.startswith("Write the case of P03") for one in waiting(Role.PROJECT_LEAD))
    write_all(case, people[Role.PROJECT_LEAD])
    actions.submit(case=case, by=people[Role.PROJECT_LEAD])
    assert any(one.startswith("Vet: P03") and "version 1" in one for one in waiting(Role.PROGRAMME_OFFICER))
    assert not any("Vet: P03" in one for one in waiting(Role.BOARD_MEMBER))


def test_home_asks_for_answers_and_for_decisions(at, signed_in, people):
    case = at(Stage.DECISION)
    actions.ask_question(case=case, words="Why?", by=people[Role.BOARD_MEMBER])
    lead = [one.words for one in signed_in(Role.PROJECT_LEAD).get("/").context["waiting"]]
    board = [one.words for one in signed_in(Role.BOARD_MEMBER).get("/").context["waiting"]]
    assert any(one.startswith("Answer 1 question") for one in lead)
    assert any(one == "Read P03 before it is decided" for one in board)


def queries(client, path) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as made:
        assert client.get(path).status_code == 200
    return len(made)


@pytest.mark.parametrize(
    ("page", "most"),
    [("", 32), ("decision/", 30), ("appraisal/", 22), ("summary/", 22), ("write/", 26), ("versions/1/", 22)],
)
def test_a_page_asks_the_database_as_often_for_many_words_as_for_few(at, signed_in, people, page, most):
    case = at(Stage.CHALLENGE)
    client = signed_in(Role.EXECUTIVE_GROUP_MEMBER)

    def say(count):
        for n in range(count):
            question = actions.ask_question(
                case=case, words=f"Question {n}?", by=people[Role.EXECUTIVE_GROUP_MEMBER]
            )
            actions.answer_question(case=case, question=question, answer="So.", by=people[Role.PROJECT_LEAD])
            actions.comment(case=case, words=f"Comment {n}", by=people[Role.CONSULTANT])

    say(1)
    few = queries(client, f"{PATH}{page}")
    say(15)
    assert queries(client, f"{PATH}{page}") == few
    assert few <= most


def test_home_asks_the_database_as_often_for_many_cases_as_for_few(at, signed_in, people):
    client = signed_in(Role.PROGRAMME_OFFICER)
    at(Stage.VETTING)
    few = queries(client, "/")
    for key in ("P01", "P02"):
        walk(people, Stage.SCOPING, key)
    assert queries(client, "/") == few
