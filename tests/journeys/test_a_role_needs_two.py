"""One administrator asks for a role, cannot agree to it, another does; then, and not before, a page opens."""

import re

from journeys.conftest import DESKTOP, Person

PASSWORD = "four quite unlikely words"


def elsewhere(person: Person) -> Person:
    """Somebody else at another machine, on the same site."""
    context = person.page.context.browser.new_context(viewport=person.page.viewport_size or DESKTOP)
    context.set_default_timeout(20_000)
    return Person(context.new_page(), person.site)


def presses(person: Person, button: str) -> Person:
    person.page.get_by_role("button", name=button).click()
    return person.checks_the_page()


def types(person: Person, **fields: str) -> Person:
    for name, words in fields.items():
        person.page.locator(f"input[name={name}]").fill(words)
    return person


def test_a_role_that_opens_much_takes_two_people(person):
    address = f"trail{person.page.viewport_size['width']}@example.gov.uk"
    post = f"Internal auditor {person.page.viewport_size['width']}"
    asker = person.signs_in_as("system").goes_to("/account/").follows("People and roles")
    asker.follows("Enter a person")
    presses(types(asker, email=address, post=post), "Enter").sees(post, "Holds no role today")
    path = asker.page.url.removeprefix(asker.site)

    asker.follows("Make a link")
    link = re.search(r"http\S+", presses(asker, "Make the link").text).group()
    newcomer = elsewhere(asker)
    newcomer.page.goto(link)
    newcomer.checks_the_page()
    presses(types(newcomer, password1=PASSWORD, password2=PASSWORD), "Save the password").follows("Sign in")
    presses(types(newcomer, login=address, password=PASSWORD), "Sign in")
    newcomer.goes_to("/trail/", 403)

    asker.goes_to(path).follows("Give a role")
    asker.page.locator("select[name=role]").select_option("AUDITOR")
    presses(asker, "Give the role").sees("1 role waits for a second person")
    asker.follows("See the request").sees("You asked for this role").sees_no("I agree")
    waiting = asker.page.url.removeprefix(asker.site)
    newcomer.goes_to("/trail/", 403)

    second = elsewhere(asker).signs_in_as("system-2").goes_to("/account/people/").sees("1 role waits")
    second.goes_to(waiting)
    second.page.get_by_label("I agree").check()
    presses(second, "Save").sees("The role is agreed")

    newcomer.goes_to("/trail/").sees("agreed to a role", post)
    second.goes_to(path).sees("Agreed by System administrator, second").follows("End")
    presses(second, "End the role").sees("Holds no role today")
    newcomer.goes_to("/trail/", 403)
    for one in (newcomer, second):
        one.page.context.close()
