"""A lead's weekly report: pre-filled, submitted, returned, put right, accepted; and the portfolio shows the rating."""

import re
from collections.abc import Callable, Iterator

import pytest

from journeys.conftest import DESKTOP, PHONE, Person

WRITE = "/reports/projects/P03/2010-03-10/write"


@pytest.fixture
def enters(browser, own_site) -> Iterator[Callable[..., Person]]:
    """Somebody comes in, at a desk or on a phone, each with a browser of their own."""
    contexts = []

    def enter(name: str, at=DESKTOP) -> Person:
        contexts.append(browser.new_context(viewport=at))
        contexts[-1].set_default_timeout(20_000)
        return Person(contexts[-1].new_page(), own_site).signs_in_as(name)

    yield enter
    for context in contexts:
        context.close()


def presses(person: Person, button: str | re.Pattern) -> Person:
    """Presses it, and waits for the page that comes of it."""
    with person.page.expect_navigation():
        person.page.get_by_role("button", name=button).first.click()
    return person.checks_the_page()


def test_a_report_goes_from_the_lead_to_the_portfolio(enters):
    lead, officer = enters("lead", PHONE), enters("officer")

    # it waits on home, and opens with what was said last time
    lead.goes_to("/").follows("Write the report of P03")
    lead.sees("It opens with what was said on 5 March 2010", "Not changed since 12 February 2010.")
    assert lead.page.get_by_label("On track").is_checked()

    # it is kept as it is typed: leaving a field saves the draft, and coming back finds it
    lead.page.get_by_label("Progress since last time").fill("Half of the backlog is cleared.")
    lead.page.get_by_label("Resources").focus()
    lead.page.get_by_text("Draft saved at").wait_for()
    lead.goes_to(WRITE)
    assert (
        lead.page.get_by_label("Progress since last time").input_value() == "Half of the backlog is cleared."
    )

    # typed and submitted in one go
    lead.page.get_by_label("At risk").check()
    lead.page.get_by_label("Why this rating").fill("Two teams are behind.")
    presses(lead, "Submit the report").sees("It does not change", "Half of the backlog is cleared.")

    # the officer returns it, with the measures beside the words
    officer.goes_to("/").follows("Accept or return the report of P03 Timescales")
    officer.sees("What the measures said then", "Two teams are behind.", "Not changed since 12 February 2010")
    officer.page.get_by_label("Return it to its lead").check()
    presses(officer, "Answer").sees("when you return it".capitalize(), "There is a problem")
    officer.page.get_by_label("Comments").fill("Say how many are left.")
    presses(officer, "Answer").sees("Returned on 8 March 2010 by Programme officer.")

    # the lead puts it right; the old one stays
    lead.goes_to("/").follows("Put right the report of P03").sees("Say how many are left.")
    lead.page.get_by_label("Progress since last time").fill("Half of the backlog is cleared: 41 are left.")
    presses(lead, "Submit the report").sees("version 2", "41 are left").follows("Version 1")
    lead.sees("Half of the backlog is cleared.").sees_no("41 are left")

    # accepted, and the programme stands as the report says
    officer.goes_to("/programme/projects/P03/").sees("Weekly reports are in use")
    officer.goes_to("/").follows("Accept or return the report of P03 Timescales")
    officer.page.get_by_label("Accept it").check()
    presses(officer, "Answer").sees("Accepted on 8 March 2010 by Programme officer.")
    board = enters("board", PHONE)
    board.goes_to("/programme/projects/P03/").sees("Two teams are behind.")
    board.goes_to("/programme/?lead=Service+manager%2C+reception+and+assessment")
    assert "Declared ▲ At risk" in " ".join(
        board.page.locator("[data-label=Rating]").first.inner_text().split()
    )
    board.goes_to("/reports/projects/P03/").sees("The last accepted report was due on 10 March 2010.")


def test_the_programme_team_asks_for_what_is_late_and_the_lead_is_told(enters):
    officer = enters("officer", PHONE).goes_to("/reports/")
    officer.sees("15 of 17 reports due on 5 March 2010 are in", "Missed")
    presses(officer, re.compile("Ask for it.*P16")).sees(
        "The lead of P16 was asked for the report due on 5 March 2010."
    )
    enters("recruitment").goes_to("/").sees("Write the report of P16", "It was asked for on 8 March 2010.")


def test_an_update_is_signed_off_by_its_owner(enters):
    owner = enters("owner")
    owner.goes_to("/").follows("Sign off or send back the update of 8 March 2010")
    owner.sees("Where the projects stand", "Not signed off").page.get_by_label("Sign it off").check()
    presses(owner, "Answer").sees("Signed off on 8 March 2010 by Corporate director")
    enters("sponsor", PHONE).goes_to("/reports/updates/").sees(
        "The last update is of 8 March 2010.", "The next is due on 10 March 2010."
    )


def test_a_report_can_be_written_without_javascript(browser, own_site):
    context = browser.new_context(viewport=DESKTOP, java_script_enabled=False)
    lead = Person(context.new_page(), own_site)
    lead.page.goto(f"{own_site}/account/sign-in")
    lead.page.locator("input[name=login]").fill("improvement@example.org")
    lead.page.locator("input[name=password]").fill("sherwood forest 2010")
    lead.page.get_by_role("button", name="Sign in").click()
    lead.page.goto(f"{own_site}/reports/projects/P01/2010-03-12/write")
    lead.page.get_by_label("Resources").fill("A second administrator")
    lead.page.get_by_role("button", name="Save the draft").click()
    assert lead.page.get_by_label("Resources").input_value() == "A second administrator"
    assert "The draft is kept." in lead.text
    context.close()
