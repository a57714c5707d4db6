"""Another council, from an empty home in production settings to a measure that moved: no command but those of docs/start.md.

Two administrators are made at the command line. Everything after that is done in a browser, through a proxy that ends HTTPS.
"""

import csv
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count, product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from a_case import CHECKER, content
from journeys.conftest import DESKTOP, PHONE, Person
from journeys.typing_in import does, fills, on, presses, vets
from real_site import PASSWORD, environment, https, served, sherwood
from sherwood.governance.case import SECTIONS
from sherwood.governance.programme import STANDARD_CHECKLIST
from sherwood.kit.periods import spoken, week_of
from sherwood.web.demonstration import OF_2010, OF_TODAY

NUMBERS = count(1)
COUNCIL = "Marlow Borough"
KEEPERS = {"keeper": "System administrator", "second-keeper": "System administrator, second"}
LEAD = "Head of the front door"
PEOPLE = {
    "manager": ("Improvement manager", "PROGRAMME_MANAGER"),
    "analyst": ("Performance analyst", "DATA_ANALYST"),
    "chair": ("Chair of the Assurance Panel", "BOARD_MEMBER"),
    "member": ("Cabinet member for children", "BOARD_MEMBER"),
    "clerk": ("Clerk to the panel", "PROGRAMME_ADMINISTRATOR"),
    "lead": (LEAD, "PROJECT_LEAD"),
    "officer": ("Improvement officer", "PROGRAMME_OFFICER"),
    "partner": ("Designated nurse", "EXECUTIVE_GROUP_MEMBER"),
    "director": ("Director of improvement", "PROGRAMME_DIRECTOR"),
}
ON_A_PHONE = {"chair", "partner"}
SEATS = {"Chair": "chair", "Cabinet member": "member"}
MEASURE, TITLE = "single_assessments_in_time", "Single assessments finished within 45 working days"
TEAMS = {"Duty": "East", "Court team": "West"}
TODAY = datetime.now(ZoneInfo("Europe/London")).date()  # a real site has no other clock
NOW = TODAY - timedelta(TODAY.isoweekday() % 7)  # the last Sunday: a measure is read by whole weeks
BEFORE, BEGUN = NOW - timedelta(7), NOW - timedelta(63)
DEFINITION = """
[programme]
key = "seen-in-time"
title = "Seen in time"
council = "Marlow Borough"
aim = "Every child who needs help is seen in time."
mandate = "Asked for by the Cabinet."
began_on = 2026-01-05
planned_end_on = 2028-03-31

[rules]
deciding_body = "assurance_panel"
challenging_body = "practice_circle"

[[body]]
key = "assurance_panel"
name = "Assurance Panel"
remit = "Decides what is done, and whether it worked."
seats = ["Chair", "Cabinet member"]
quorum = 2
terms_agreed_on = 2026-01-05
source = "Terms of reference"

[[body]]
key = "practice_circle"
name = "Practice circle"
reports_to = "assurance_panel"
remit = "Challenges each case before the panel sees it."
source = "Terms of reference"

[[category]]
key = "doorway"
title = "The way in"

[[inspection]]
key = "peer_visit"
title = "Peer visit"
by = "A neighbouring council"
held_from = 2025-10-06
published_on = 2025-12-01
source = "Letter"

[[finding_kind]]
key = "put_right"
title = "Must be put right"

[[finding]]
key = "waits"
inspection = "peer_visit"
kind = "put_right"
words = "Children wait too long to be seen after a referral."
projects = ["hello_desk"]
source = "Letter, page 2"

[[project]]
key = "hello_desk"
name = "First conversation"
category = "doorway"
lead = "Head of the front door"
aim = "Children are seen when they should be."
source = "Improvement plan"
stage = "idea"
printed_number = 1
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def env(request, tmp_path) -> dict[str, str]:
    """What a service manager gives the site of a council that has nothing yet."""
    where = {}
    if request.param == "postgresql":
        server = request.getfixturevalue("server")
        name = server.create(f"empty_home_{next(NUMBERS)}")
        where = {"SHERWOOD_DATABASE_URL": f"postgresql://sherwood@/{name}", "PGHOST": str(server.folder)}
    return environment(tmp_path / "home", SHERWOOD_HOSTS="localhost", SHERWOOD_COUNCIL=COUNCIL, **where)


OUTLINE = "[...document.querySelectorAll('body *')].map(one => one.tagName + one.className + one.type).join()"


class Resident(Person):
    """Somebody who passes a page of the same outline as one that was checked on the same screen, such as the next person's."""

    checked: set[tuple[int, str]]

    def checks_the_page(self) -> Person:
        self.page.wait_for_load_state()
        outline = (self.page.viewport_size["width"], self.page.evaluate(OUTLINE))
        if outline not in self.checked:
            super().checks_the_page()
            self.checked.add(outline)
        return self


class Town:
    """The people of the council, each at a browser of their own."""

    def __init__(self, browser, site: str, folder: Path):
        self.browser, self.site, self.folder = browser, site, folder
        self.inside: dict[str, Person] = {}
        self.checked: set[tuple[int, str]] = set()

    def newcomer(self, name: str) -> Person:
        screen = PHONE if name in ON_A_PHONE else DESKTOP
        context = self.browser.new_context(viewport=screen, ignore_https_errors=True)
        context.set_default_timeout(20_000)
        person = Resident(context.new_page(), self.site)
        person.checked = self.checked
        return person

    def at(self, name: str) -> Person:
        if name not in self.inside:
            self.inside[name] = self.newcomer(name).goes_to("/account/sign-in")
            signs_in(self.inside[name], name)
        return self.inside[name]

    def leaves(self) -> None:
        for person in self.inside.values():
            person.page.context.close()


@pytest.fixture
def town(env, browser, tmp_path) -> Iterator[Town]:
    for name, post in KEEPERS.items():
        made = sherwood("administrator", address(name), post, env=env, typed=f"{PASSWORD}\n{PASSWORD}\n")
        assert made.returncode == 0, made.stderr
    with served(env) as site, https(site, tmp_path) as door:
        found = Town(browser, door, tmp_path)
        yield found
        found.leaves()


def address(name: str) -> str:
    return f"{name}@marlow.example"


def signs_in(person: Person, name: str) -> None:
    presses(fills(person, {"login": address(name), "password": PASSWORD}), "Sign in")
    person.sees("Sign out")


def in_three(name: str, day: date) -> dict[str, str]:
    return on(name, day.day, day.month, day.year)


def test_a_council_with_nothing_comes_to_a_decision_and_a_measure_that_moves(town):
    people_come_in(town)
    the_programme_begins(town)
    seats_are_held(town)
    records_are_loaded(town, BEFORE)
    the_measure_says(town, f"50% (10 of 20), {week_of(BEFORE).label}")
    the_organisation_is_agreed(town)
    a_case_is_made(town)
    the_panel_decides(town)
    delivery_begins(town)
    records_are_loaded(town, NOW)
    the_measure_says(town, f"70% (14 of 20), {week_of(NOW).label}")
    town.at("chair").goes_to("/programme/projects/hello_desk/").sees(TITLE, "70%")


def people_come_in(town: Town) -> None:
    """The first administrator enters them, asks for their roles and makes their links; the second agrees."""
    keeper, second = town.at("keeper"), town.at("second-keeper")
    keeper.sees("0 of 7 steps are done.").follows("Enter the people who come in")
    people = keeper.page.url.removeprefix(town.site)
    for name, (post, role) in PEOPLE.items():
        keeper.goes_to(people).follows("Enter a person")
        presses(fills(keeper, {"email": address(name), "post": post}), "Enter").sees("Holds no role today")
        page = keeper.page.url.removeprefix(town.site)
        keeper.follows("Make a link")
        link = re.search(r"https\S+", presses(keeper, "Make the link").text).group()
        keeper.goes_to(page).follows("Give a role")
        presses(fills(keeper, {"role": role}), "Give the role")
        chooses_a_password(town, name, link)
    while second.goes_to("/").page.get_by_role("link", name="Agree").count():
        second.follows("Agree").page.get_by_label("I agree").check()
        presses(second, "Save").sees("The role is agreed")
    keeper.goes_to("/").sees("2 of 7 steps are done.")


def chooses_a_password(town: Town, name: str, link: str) -> None:
    person = town.newcomer(name)
    person.page.goto(link)
    person.checks_the_page()
    presses(fills(person, {"password1": PASSWORD, "password2": PASSWORD}), "Save the password")
    signs_in(person.follows("Sign in"), name)
    town.inside[name] = person


def the_programme_begins(town: Town) -> None:
    """From the council's own definition, which names nothing as a demonstration does."""
    ours = keys_of(tomllib.loads(DEFINITION))
    for made_for_show in (OF_2010, OF_TODAY):
        assert not ours & keys_of(tomllib.loads(made_for_show.programme.read_text("utf-8")))
    file = town.folder / "programme.toml"
    file.write_text(DEFINITION, "utf-8")
    manager = town.at("manager").goes_to("/")
    manager.follows("Begin the programme from its definition").follows("Send a definition file")
    manager.page.locator("input[type=file]").set_input_files(str(file))
    manager.page.locator("main button[type=submit]").click()
    manager.checks_the_page().follows("Draft 1: Seen in time").sees("It can be loaded")
    presses(manager, "Load this draft")
    manager.goes_to("/programme/").sees("The way in", "First conversation")


def keys_of(definition: dict) -> set[str]:
    """Every key that a definition gives, whatever to."""
    sections = [part if isinstance(part, list) else [part] for part in definition.values()]
    return {row["key"] for section in sections for row in section if "key" in row}


def seats_are_held(town: Town) -> None:
    manager = town.at("manager").goes_to("/")
    manager.follows("Enter the seats of each body").follows("Assurance Panel")
    body = manager.page.url.removeprefix(town.site)
    for kind, who in SEATS.items():
        manager.goes_to(body).follows("Add a seat")
        presses(fills(manager, {"kind": kind, "number": "1"} | in_three("from_on", TODAY)), "Save")
        manager.goes_to(body).page.get_by_role("link", name=re.compile("^Fill")).last.click()
        held = {"post": PEOPLE[who][0], "agency": COUNCIL} | in_three("from_on", TODAY)
        presses(fills(manager, held), "Save")
    manager.goes_to("/").sees("Bodies with seats and holders enough to meet: 1 of 1.")


def written_extract(folder: Path, as_at: date) -> list[Path]:
    """Twenty assessments a week to `as_at`, as record tables: half of them late, and three in ten in the last week."""
    folder.mkdir()
    children, referrals, assessments = [], [], []
    for week, number in product(range((as_at - BEGUN).days // 7), range(20)):
        finished_on = BEGUN + timedelta(7 * week + 1 + number * 7 // 20)
        late = number % 10 < (3 if finished_on > BEFORE else 5)
        referred_on = finished_on - timedelta(110 if late else 30)
        child, referral = {"child": f"C{week}-{number}"}, {"referral": f"R{week}-{number}"}
        children.append(child | {"born_on": "2019-05-05", "sex": "FM"[number % 2]})
        referrals.append(referral | child | {"received_on": referred_on})
        assessments.append(
            {"assessment": f"A{week}-{number}", **child, **referral, "kind": "single"}
            | {"started_on": referred_on, "finished_on": finished_on, "team": list(TEAMS)[number // 2 % 2]}
        )
    teams = [
        {"placing": team, "team": team, "locality": place, "service": "Children's services"}
        for team, place in TEAMS.items()
    ]
    tables = {"children": children, "referrals": referrals, "assessments": assessments, "teams": teams}
    return [written_table(folder / f"{name}.csv", rows) for name, rows in tables.items()]


def written_table(path: Path, rows: list[dict]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


def records_are_loaded(town: Town, as_at: date) -> None:
    """The analyst sends an extract, the worker beside the site looks at it, and it is published after a look."""
    files = written_extract(town.folder / f"extract-{as_at}", as_at)
    analyst = town.at("analyst").goes_to("/data/").follows("Load records")
    analyst.page.locator("input[type=file]").set_input_files([str(path) for path in files])
    presses(fills(analyst, in_three("as_at", as_at)), "Send and look")
    analyst.page.get_by_role("heading", name="ready to be published").wait_for(timeout=120_000)
    analyst.checks_the_page().sees("rows were read:", "What each measure would say")
    if (looked := analyst.page.get_by_label("I have looked at what seems wrong")).count():
        looked.check()
    presses(analyst, "Publish these records").sees("Published. Every page counts from these records now.")


def the_organisation_is_agreed(town: Town) -> None:
    keeper = town.at("keeper").goes_to("/").follows("Look at the organisation")
    for box in keeper.page.locator("main input[name=lines]").all():
        box.check()
    presses(fills(keeper, {"answer": "agree"}), "Save")
    keeper.goes_to("/account/organisation/").sees("Duty", "Court team")


def a_case_is_made(town: Town) -> None:
    """Asked for, written, vetted, challenged and recommended, each by whoever does it."""
    path, lead = "/programme/projects/hello_desk/case/", town.at("lead")
    manager = town.at("manager").goes_to("/programme/projects/hello_desk/").follows("Link measures")
    manager.page.locator(f"[name=measures][value={MEASURE}]").check()
    presses(manager, "Save")
    does(manager, f"{path}do/ask/", "Ask for the case", priority="The Cabinet, in January.")
    lead.goes_to("/").follows("Answer the scope test of hello_desk")
    does(lead, f"{path}do/answer_scope/", "Answer", answer="yes", words="Children are seen sooner.").sees(
        "done"
    )
    case = content()
    case["findings"] = {"keys": "waits", "how": "Assessments are begun at once."}
    case["checks"] = {name: LEAD if value == CHECKER else value for name, value in case["checks"].items()}
    for section in SECTIONS:
        does(lead, f"{path}write/{section}/", "Save and go back to the parts", **case[section])
    lead.sees("Version 1 is complete.").follows("Go on to submit it")
    presses(lead, "Lock it and submit").sees("Version 1 waits to be vetted")
    vets(town.at("officer"), path, [line.key for line in STANDARD_CHECKLIST], "pass").sees("being challenged")
    partner, director = town.at("partner"), town.at("director")
    rating = {"achievable": "shown", "achievable_words": "Posts are funded."}
    rating |= {"beneficial": "in_part", "beneficial_words": "Watch it weekly."}
    does(partner, f"{path}do/rate/", "Record both ratings", **rating)
    does(director, f"{path}do/advise/", "Record it", recommendation="implement", words="Worth its cost.")
    does(
        partner,
        f"{path}do/recommend/",
        "Recommend it to those who decide",
        recommendation="implement",
        words="Go on.",
    )


def the_panel_decides(town: Town) -> None:
    """A meeting is called and its agenda built; both members are there, one records the decision, and it is minuted."""
    clerk, member, called = town.at("clerk"), town.at("member"), f"Assurance Panel, {spoken(TODAY)}"
    clerk.goes_to("/programme/meetings/").follows("Call a meeting")
    clerk.page.locator("[name=body]").select_option(label="Assurance Panel")
    presses(fills(clerk, in_three("held_on", TODAY)), "Save").follows(called)
    meeting = clerk.page.url.removeprefix(town.site)
    presses(clerk, "Add what waits to the agenda").sees("Business case of hello_desk, version 1")
    clerk.page.locator("a", has_text=re.compile("Name them.*hello_desk")).click()
    heard = {"presented_by": LEAD, "accompanied_by": PEOPLE["director"][0]}
    presses(fills(clerk, heard), "Save")
    clerk.goes_to(meeting).follows("Record who was there")
    for box in clerk.page.get_by_label("Present", exact=True).all():
        box.check()
    presses(clerk, "Save").sees("present: quorate")
    member.goes_to(meeting).page.locator("a", has_text=re.compile("Decide.*hello_desk")).click()
    presses(fills(member, {"outcome": "implement", "reason": "It is funded."}), "Save")
    clerk.goes_to(meeting)
    while (undone := clerk.page.locator("li", has_text="Minute it").filter(has_not_text="Outcome:")).count():
        undone.first.get_by_role("link", name="Minute it").click()
        presses(fills(clerk, {"outcome": "Noted."}), "Save")
    while clerk.page.get_by_role("link", name="Say why a part is left out").count():
        clerk.follows("Say why a part is left out").page.get_by_role("radio").first.check()
        presses(fills(clerk, {"why": "A meeting for one case."}), "Save")
    presses(clerk, "Confirm the minutes").sees("Minutes confirmed")
    town.at("chair").goes_to("/programme/projects/hello_desk/case/").sees(
        "Version 1 was approved", f"{called}, quorate and minuted"
    )
    town.at("manager").goes_to("/first-steps/").sees("7 of 7 steps are done.")


def delivery_begins(town: Town) -> None:
    """The plan's three parts are written and vetted, a report is due, and work starts."""
    lead, plan = town.at("lead"), "/programme/projects/hello_desk/plan/"
    presses(lead.goes_to(plan), "Begin the plan")
    for part in ("communications", "risks", "quality"):
        lead.goes_to(f"{plan}parts/{part}").page.locator("[name=complete]").check()
        presses(fills(lead, {"words": f"What we do about {part}, week by week."}), "Save")
    does(lead, f"{plan}dates", "Save", **in_three("report_due_on", TODAY + timedelta(14)))
    promised = {"words": "Duty team sees every child", "owner_post": LEAD}
    promised |= in_three("baseline_on", TODAY + timedelta(60))
    does(lead, f"{plan}milestones/new", "Save", **promised)
    presses(lead.goes_to(plan).follows("Send the plan for vetting"), "Send it")
    officer = town.at("officer").goes_to("/").follows("Vet the plan of hello_desk")
    for part in ("communications", "risks", "quality"):
        officer.page.locator(f"[name={part}_answer][value=agree]").check()
    presses(officer, "Record your answer").sees("Version 1 is vetted")
    presses(lead.goes_to(plan), "Start delivery")
    town.at("chair").goes_to("/programme/projects/hello_desk/").sees("Delivery")


def the_measure_says(town: Town, figure: str) -> None:
    """To a member of the body that decides, who sees no child."""
    town.at("chair").goes_to("/evidence/").follows(TITLE).sees(figure, "have their district on record")
