"""One project from a named lead to an approved case through every body; another is closed; a third is refused."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from a_case import content
from journeys.conftest import DESKTOP, PHONE, Person, clean_environment
from journeys.typing_in import does, fills, on, presses, vets
from sherwood.governance.case import SECTIONS
from sherwood.governance.programme import STANDARD_CHECKLIST
from sherwood.governance.stages import NEEDS
from sherwood.web.site.accounts.demonstration import PASSWORD

GRANT = """
import os, django
django.setup()
from sherwood.governance.roles import Role
from sherwood.web.site.accounts.actions import grant_role
from sherwood.web.site.accounts.models import User
from sherwood.web.site.trail.actions import COMMAND_LINE
grant_role(user=User.objects.get(email=os.environ["WHO"]), role=Role[os.environ["ROLE"]], by=COMMAND_LINE)
"""


@pytest.fixture
def enters(browser, own_site) -> Iterator[Callable[..., Person]]:
    """Somebody comes in, at a desk or on a phone, each with a browser of their own."""
    contexts, inside = [], {}

    def enter(name: str, at=DESKTOP) -> Person:
        if name not in inside:
            contexts.append(browser.new_context(viewport=at))
            contexts[-1].set_default_timeout(20_000)
            inside[name] = Person(contexts[-1].new_page(), own_site).signs_in_as(name)
        return inside[name]

    yield enter
    for context in contexts:
        context.close()


def grant(home, who: str, role: str) -> None:
    environment = clean_environment() | {
        "DJANGO_SETTINGS_MODULE": "sherwood.web.settings",
        "SHERWOOD_HOME": str(home),
        "SHERWOOD_CLOCK": "2010-03-08",
        "WHO": f"{who}@example.org",
        "ROLE": role,
    }
    done = subprocess.run([sys.executable, "-c", GRANT], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr


HEARD = {
    "why_urgent": "Posts lapse before the next meeting.",
    "presented_by": "Service manager, reception and assessment",
    "accompanied_by": "Programme director",
}
EVERY_LINE = [line.key for line in STANDARD_CHECKLIST]


def test_a_project_goes_from_a_named_lead_to_approval_through_every_body(enters):
    """Returned once at vetting, amended once by the Board, answered, and let go on."""
    path = "/programme/projects/P08/case/"
    manager, lead, officer = enters("manager"), enters("lead"), enters("officer")
    executive, director, board = enters("executive", PHONE), enters("director", PHONE), enters("board", PHONE)

    # a lead is named and finds the task waiting
    does(manager, f"{path}do/name_lead/", "Name this lead", lead=HEARD["presented_by"]).sees("is recorded")
    lead.goes_to("/").sees("Answer the scope test of P08")
    lead.goes_to("/programme/actions/?whose=mine").sees("Work up a case for P08")
    does(
        lead,
        f"{path}do/answer_scope/",
        "Answer",
        answer="yes",
        words="Children's views change their own plans.",
    )

    # the case is written part by part; what is missing is said
    lead.goes_to(f"{path}write/").sees(
        "It cannot be submitted yet.", "Say which records its figures come from"
    )
    for section in SECTIONS:
        lead.goes_to(f"{path}write/{section}/")
        fills(lead, content()[section])
        presses(lead, "Save and go back to the parts")
    lead.sees("Version 1 is complete.").follows("Go on to submit it")
    presses(lead, "Lock it and submit").sees("Version 1 waits to be vetted")

    # returned at vetting, mended, sent again
    vets(officer, path, EVERY_LINE[:6], "return", "Say who will do the work.").sees(
        "returned", "6 of 8 lines met"
    )
    lead.goes_to("/").sees("Write the case of P08")
    does(
        lead, f"{path}write/summary/", "Save and go back to the parts", what="Two practitioners, by name."
    ).sees("Version 2")
    does(lead, f"{path}do/submit/", "Lock it and submit")
    lead.goes_to(f"{path}compare/?from=1&to=2").sees(
        "Changed: What is proposed?", "Two practitioners, by name."
    )
    vets(officer, path, EVERY_LINE, "pass").sees("being challenged")

    # challenged, with a question that must be answered
    does(executive, f"{path}do/ask_question/", "Ask", words="Who covers their leave?")
    executive.goes_to(f"{path}do/recommend/").sees("There are questions without an answer.")
    lead.goes_to(path).follows("Answer it")
    presses(fills(lead, {"answer": "The duty rota does."}), "Answer")
    rating = {
        "achievable": "shown",
        "achievable_words": "Named.",
        "beneficial": "in_part",
        "beneficial_words": "Watch it.",
    }
    does(executive, f"{path}do/rate/", "Record both ratings", **rating)
    does(director, f"{path}do/advise/", "Record it", recommendation="implement", words="Worth its cost.")
    does(
        executive,
        f"{path}do/recommend/",
        "Recommend it to those who decide",
        recommendation="implement",
        words="Go on.",
    )

    # amended by two of the Board before it meets, who say what is required
    board.goes_to(f"{path}decision/").sees(
        "Who covers their leave?", "The duty rota does.", "A. Leave it", "It cannot wait for a meeting"
    )
    more = {
        "number": "2",
        "reason": "The cost of year 2 is not shown.",
        "requirements": "Show the cost of year 2",
    } | HEARD
    del more["number"]
    does(board, f"{path}do/amend/", "Ask for it: amend", **more).sees(
        "It waits for a second member to agree."
    )
    agrees(enters("board-2"), "P08")
    lead.goes_to(path).sees("What is required", "Not answered yet.")
    does(lead, f"{path}write/money/", "Save and go back to the parts", **{"2.C.costs": "12,000"})
    lead.sees("What is required is not all answered.")
    lead.goes_to(path).follows("Answer it")
    presses(fills(lead, {"answer": "£12,000, now in the costs."}), "Answer")
    does(lead, f"{path}do/submit/", "Lock it and submit").sees("Version 3 waits to be vetted")

    # and through the bodies again, to be let go on under a condition
    vets(officer, path, EVERY_LINE, "pass")
    does(executive, f"{path}do/rate/", "Record both ratings", **rating)
    does(director, f"{path}do/advise/", "Record it", recommendation="implement", words="Answered.")
    does(
        executive,
        f"{path}do/recommend/",
        "Recommend it to those who decide",
        recommendation="implement",
        words="Go on.",
    )
    board.goes_to(f"{path}decision/").follows("What changed since version 2").sees(
        "£12,000, now in the costs."
    )
    decided_at_the_table(enters("administrator"), board)
    board.goes_to(path).sees(
        "Version 3 was approved",
        "Programme Board, 8 March 2010, quorate and minuted",
        "Conditions: Report in May",
    )
    lead.goes_to("/programme/actions/?origin=condition&whose=mine").sees("Report in May")
    board.goes_to("/programme/projects/P08/").sees("Planning")
    enters("auditor").goes_to("/trail/?verb=decided+a+case").sees(
        "case P08", "outcome: implement", "outcome: amend"
    )


def agrees(member: Person, project: str) -> None:
    """Another member finds it on their home, reads what is asked, and agrees."""
    member.goes_to("/").follows(f"Agree to an urgent decision on {project}, or not").follows("Agree to it")
    presses(member, "Agree to an urgent decision").sees("It waits to be confirmed at the next meeting")


def decided_at_the_table(keeper: Person, board: Person) -> None:
    """The Board meets: an agenda of what waits, a quorum, a decision with a condition, minutes that are confirmed."""
    keeper.goes_to("/programme/meetings/new")
    keeper.page.locator("[name=body]").select_option(label="Programme Board")
    presses(fills(keeper, on("held_on", 8, 3, 2010)), "Save").follows("Programme Board, 8 March 2010")
    meeting = keeper.page.url.removeprefix(keeper.site)
    presses(keeper, "Add what waits to the agenda").sees("Business case of P08, version 3")
    board.goes_to(meeting).sees("Decided at the meeting of 8 March 2010, once attendance is recorded")
    assert board.page.locator("a", has_text=re.compile("Decide.*P08")).count() == 0
    keeper.goes_to(meeting).follows("Record who was there")
    for one in keeper.page.get_by_label("Present", exact=True).all():
        one.check()
    presses(keeper, "Save").sees("present: quorate")
    board.goes_to(meeting).sees("who accompanies them are both named")
    keeper.goes_to(meeting).page.locator("a", has_text=re.compile("Name them.*P08")).click()
    presses(fills(keeper, {name: HEARD[name] for name in ("presented_by", "accompanied_by")}), "Save")
    decision = {"outcome": "implement", "reason": "It is answered.", "conditions": "Report in May"}
    decision |= on("conditions_due_on", 28, 5, 2010)
    board.goes_to(meeting).page.locator("a", has_text=re.compile("Decide.*P08")).click()
    presses(fills(board, decision), "Save").sees("Outcome: Implement. It is answered.")
    keeper.goes_to(meeting)
    presses(keeper, "Confirm the minutes").sees("These items have no outcome yet")
    while (undone := keeper.page.locator("li", has_text="Minute it").filter(has_not_text="Outcome:")).count():
        undone.first.get_by_role("link", name="Minute it").click()
        presses(fills(keeper, {"outcome": "Put off to 15 March."}), "Save")
    while keeper.page.get_by_role("link", name="Say why a part is left out").count():
        keeper.follows("Say why a part is left out").page.get_by_role("radio").first.check()
        presses(fills(keeper, {"why": "A meeting for one case."}), "Save")
    presses(keeper, "Confirm the minutes").sees("Minutes confirmed on 8 March 2010; they do not change.")


def waits_for(lead: Person, need: str) -> None:
    """The plan says what is missing before delivery, and offers no way to start."""
    lead.sees(f"Missing: {NEEDS[need].words}")
    assert lead.page.get_by_role("button", name="Start delivery").count() == 0


def test_the_approved_project_is_planned_and_starts(enters):
    """Refused until its three parts are complete and vetted, a measure is linked and a report is due."""
    lead, plan = enters("lead"), "/programme/projects/P08/plan/"
    presses(lead.goes_to(plan), "Begin the plan")
    for key, words in (("communications", "Teams hear of it first."), ("risks", "Posts may stay empty.")):
        lead.goes_to(f"{plan}parts/{key}")
        lead.page.locator("[name=complete]").check()
        presses(fills(lead, {"words": words}), "Save")
    waits_for(lead.goes_to(plan), "parts")
    lead.goes_to(f"{plan}parts/quality")
    lead.page.locator("[name=complete]").check()
    presses(fills(lead, {"words": "A second manager reads a tenth."}), "Save")
    waits_for(lead, "measure")
    lead.goes_to("/programme/projects/P08/").follows("Link measures")
    lead.page.get_by_label("Looked-after children whose reviews were all in time").check()
    presses(lead, "Save").sees("Looked-after children whose reviews were all in time")
    waits_for(lead.goes_to(plan), "report_due")
    does(lead, f"{plan}dates", "Save", **on("report_due_on", 19, 3, 2010))
    # whoever sees to it is a post of the register; one that is not there yet is added on the way
    lead.goes_to(f"{plan}milestones/new").follows("Add a post")
    presses(fills(lead, {"title": "Manager of the first team"}), "Save").sees("is in the register of posts")
    milestone = {"words": "First team asks its children", "owner_post": "Manager of the first team"}
    does(lead, f"{plan}milestones/new", "Save", **milestone, **on("baseline_on", 30, 4, 2010))
    waits_for(lead, "vetted")
    lead.goes_to(plan).follows("Send the plan for vetting")
    presses(lead, "Send it").sees("Version 1 waits to be vetted")
    officer = enters("officer")
    officer.goes_to("/").follows("Vet the plan of P08")
    for part in ("communications", "risks", "quality"):
        officer.page.locator(f"[name={part}_answer][value=agree]").check()
    presses(officer, "Record your answer").sees("Version 1 is vetted")
    presses(lead.goes_to(plan), "Start delivery")
    enters("board", PHONE).goes_to("/programme/projects/P08/").sees("Implement, version 3 of the case")
    lead.goes_to("/programme/timeline/").sees("First team asks its children")


def test_another_is_closed_and_stays_readable_out_of_the_live_ones(enters):
    path = "/programme/projects/P09/case/"
    board, sponsor = enters("board-2"), enters("sponsor", PHONE)
    board.goes_to("/").follows("Read P09 for the meeting on 15 March 2010")
    board.sees("Spread new posts by need", "Vetting: passed", "it leaves the live counts".replace("it ", ""))
    board.page.get_by_text("It cannot wait for a meeting").click()
    board.follows("Ask for an urgent decision: close")
    presses(
        fills(board, {"reason": "The posts are spread already by the recruitment."} | HEARD),
        "Ask for it: close",
    )
    agrees(sponsor, "P09")
    board.goes_to(path).sees("The project is closed.", "It waits to be confirmed at the next meeting")
    board.goes_to("/programme/meetings/").follows("Programme Board, 15 March 2010")
    board.sees("Confirm the urgent decision on P09: close", "Close, decided on 8 March 2010.")
    sponsor.goes_to("/programme/").sees("16 projects:", "Closed", "P09")
    sponsor.goes_to(path).sees("Decision: close", "The posts are spread already")
    sponsor.goes_to(f"{path}versions/1/").sees("Spread new posts by need")


def test_a_third_is_refused_because_who_wrote_it_would_vet_it(enters, own_home):
    """The lead of P12, who was made a programme officer too: by page, by direct request, and in the trail."""
    path = "/programme/projects/P12/case/"
    grant(own_home, "social-care", "PROGRAMME_OFFICER")
    author = enters("social-care")
    author.goes_to(f"{path}do/vet/").sees("You wrote this version, so you may not vet")
    assert author.page.get_by_role("button", name="Record the vetting").count() == 0
    token = next(one["value"] for one in author.page.context.cookies() if one["name"] == "csrftoken")
    answer = author.page.request.post(
        f"{author.site}{path}do/vet/",
        form={"number": "1", "passed": "pass", "csrfmiddlewaretoken": token},
        headers={"Referer": f"{author.site}{path}"},
    )
    assert answer.status == 403
    assert "You wrote this version" in answer.text()
    author.goes_to(path).sees("Version 1 waits to be vetted")
    enters("auditor").goes_to("/trail/?verb=was+refused").sees(
        "case P12", "You wrote this version", "Head of service, social care"
    )


def test_a_part_of_a_case_can_be_written_without_javascript(browser, own_site):
    context = browser.new_context(viewport=DESKTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{own_site}/account/sign-in")
    page.locator("input[name=login]").fill("looked-after@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{own_site}/programme/projects/P06/case/write/options/")
    page.locator("[name='A.name']").fill("Go on as now")
    page.locator("[name='A.kind']").select_option("do_nothing")
    page.get_by_role("button", name="Save and go on").click()
    page.goto(f"{own_site}/programme/projects/P06/case/write/money/")
    assert "Option A: Go on as now" in page.locator("body").inner_text()
    context.close()
