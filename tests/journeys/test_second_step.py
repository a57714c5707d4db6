"""Setting up, using and giving up a second step at sign-in: each page of it accessible, at a desk and on a phone."""

import base64
import hmac
import struct
import time

from sherwood.web.site.accounts.demonstration import PASSWORD


def code_now(secret: str, steps_ahead: int = 0) -> str:
    """What an authenticator app shows (RFC 6238): six figures for each half minute."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30 + steps_ahead), "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def confirms_it_is_them(person) -> None:
    if "Confirm it is you" in person.text:
        person.checks_the_page()
        person.page.locator("input[name=password]").fill(PASSWORD)
        person.page.get_by_role("button", name="Continue").click()


def test_somebody_sets_up_an_authenticator_uses_a_recovery_code_and_stops(person):
    person.signs_in_as("consultant").goes_to("/account/").follows("Second step at sign-in")
    person.page.get_by_role("button", name="Set up an authenticator app").click()
    confirms_it_is_them(person)
    person.checks_the_page().sees("Scan this picture")
    secret = person.page.locator("main strong").inner_text().strip()

    person.page.locator("input[name=code]").fill("000000")
    person.page.get_by_role("button", name="Turn on").click()
    person.checks_the_page().sees("There is a problem")
    secret = person.page.locator("main strong").inner_text().strip()
    person.page.locator("input[name=code]").fill(code_now(secret))
    person.page.get_by_role("button", name="Turn on").click()
    person.checks_the_page().goes_to("/account/second-step/codes").sees("10 of 10 are left")
    recovery = person.page.locator(".sherwood-codes li").first.inner_text().strip()

    person.page.get_by_role("button", name="Sign out").click()
    person.page.goto(f"{person.site}/account/sign-in")
    person.page.locator("input[name=login]").fill("consultant@example.org")
    person.page.locator("input[name=password]").fill(PASSWORD)
    person.page.get_by_role("button", name="Sign in").click()
    person.checks_the_page().sees("Enter your code").sees_no("What waits for me?")
    person.page.locator("input[name=code]").fill(recovery)
    person.page.get_by_role("button", name="Sign in").click()
    person.checks_the_page().sees("What waits for me?")

    person.goes_to("/account/second-step/codes")
    confirms_it_is_them(person)
    person.checks_the_page().sees("9 of 10 are left")
    person.follows("Make new codes").sees("The codes you have now will stop working.")
    person.goes_to("/account/second-step").follows("Stop asking for a code")
    confirms_it_is_them(person)
    person.checks_the_page()
    person.page.get_by_role("button", name="Stop asking").click()
    person.checks_the_page().goes_to("/account/second-step").sees("Your password alone lets you in.")
