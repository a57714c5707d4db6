"""What somebody types into a form of the site, and the button they press."""

from journeys.conftest import Person


def fills(person: Person, typed: dict[str, str]) -> Person:
    for name, value in typed.items():
        box = person.page.locator(f"main [name='{name}']").first
        if box.evaluate("one => one.tagName") == "SELECT":
            box.select_option(value)
        elif box.get_attribute("type") in ("radio", "checkbox"):
            person.page.locator(f"main [name='{name}'][value='{value}']").check()
        else:
            box.fill(value)
    return person


def presses(person: Person, button: str) -> Person:
    with person.page.expect_navigation():  # what was sent is answered before anything else is done
        person.page.get_by_role("button", name=button, exact=True).click()
    return person.checks_the_page()


def does(person: Person, path: str, button: str, **typed: str) -> Person:
    """Goes to the page of an act, fills it in, and presses its button."""
    person.goes_to(path)
    return presses(fills(person, typed), button)


def vets(person: Person, path: str, met: list[str], outcome: str, comments: str = "") -> Person:
    person.goes_to(f"{path}do/vet/")
    for line in met:
        person.page.locator(f"[name=met][value={line}]").check()
    return presses(fills(person, {"passed": outcome, "comments": comments}), "Record the vetting")


def on(name: str, day: int, month: int, year: int) -> dict[str, str]:
    """A day as its three boxes are filled."""
    return {f"{name}_{i}": str(part) for i, part in enumerate((day, month, year))}
