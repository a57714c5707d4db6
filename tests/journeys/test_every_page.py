"""Every kind of page, as somebody it is for: accessible, no wider than the screen, nothing refused by the browser."""

import pytest

MEASURES = (
    "initial_assessments_in_time",  # a share of events, with a limit that changes
    "initial_assessments_open_overdue",  # a share of what lasts
    "care_reviews_in_time",  # of a census
    "looked_after_rate",
    "children_held_per_worker",
    "conferences_overdue",  # few enough to be hidden
    "single_assessments_in_time",  # with no records
)
PAGES = {
    "board": [
        "/", "/programme/", "/programme/?category=high_priority", "/programme/?declared=not_rated",
        "/programme/findings/", "/programme/findings/V6/", "/programme/findings/A2/", "/programme/projects/P03/",
        "/programme/projects/P08/", "/programme/about/", "/evidence/",
        *(f"/evidence/{key}/" for key in MEASURES),
        "/evidence/conferences_overdue/?by=team", "/evidence/plans_two_years_or_more/?by=ethnicity",
    ],
    "lead": ["/", "/programme/projects/P03/", "/programme/projects/P03/plan/", "/programme/risks/projects/P03/", "/programme/risks/issues/new"],
    "social-care": ["/programme/projects/P04/plan/", "/programme/projects/P04/plan/split", "/programme/projects/P04/plan/streams/new"],
    "manager": [
        "/", "/reports/", "/reports/?week=2010-02-15", "/reports/rhythm", "/reports/hints", "/reports/updates/",
        "/reports/updates/1/", "/reports/updates/new", "/programme/meetings/1/", "/programme/meetings/bodies/board/papers",
        *(f"/programme/people/{one}" for one in ("", "gaps/", "divisions/?division=police", "roles/", "controls/", "register/")),
        "/programme/people/projects/P16/", "/programme/people/register/1/", "/programme/people/projects/P03/members/new",
        "/programme/people/register/1/merge", "/programme/people/roles/programme_manager/hand-over",
        "/programme/money/", "/programme/money/consultancy/new", "/programme/risks/", "/programme/risks/?level=minor&affects=cost",
        "/programme/risks/1/", "/programme/risks/1/change", "/programme/risks/issues/1/", "/programme/timeline/",
    ],
    "owner": ["/", "/reports/updates/2/"],
    "officer": ["/", "/reports/", "/reports/1/", "/reports/1/wrong", "/reports/projects/P13/", "/programme/meetings/2/items/new"],
    "performance": ["/", "/reports/projects/P11/", "/reports/projects/P11/2010-03-05/write"],
    "administrator": ["/programme/document/", "/programme/document/reviews/new", "/programme/projects/P03/plan/"],
    "analyst": [
        "/", "/data/", *(f"/evidence/{key}/children/" for key in MEASURES),
        "/evidence/initial_assessments_in_time/?each=quarter&by=worker",
    ],
    "team": ["/", "/evidence/initial_assessments_in_time/?by=team", "/evidence/initial_assessments_in_time/?by=worker"],
    "worker": ["/", "/evidence/", "/evidence/initial_assessments_open_overdue/children/?when=now"],
    "head": ["/"],
    "system": [
        "/account/", "/account/people/", "/account/people/?q=lead", "/account/people/1/", "/account/people/new",
        "/account/people/1/roles/new", "/account/people/1/post", "/account/people/1/close", "/account/people/requests/",
        "/account/people/roles/1/end",
    ],
    "auditor": ["/", "/trail/", "/trail/?check=1", "/account/", "/account/password", "/account/second-step"],
}  # fmt: skip


@pytest.mark.parametrize("who", PAGES)
def test_every_page_can_be_used_by_everyone_it_is_for(person, who):
    person.signs_in_as(who)
    for path in PAGES[who]:
        person.goes_to(path)


def test_the_latest_point_of_a_chart_is_in_sight_on_every_screen(person):
    """The picture that is shown fits: nothing of it has to be scrolled to."""
    person.signs_in_as("board").goes_to("/evidence/initial_assessments_in_time/")
    shown = [one for one in person.page.locator(".sherwood-chart svg").all() if one.is_visible()]
    assert len(shown) == 1
    box = shown[0].bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= person.page.viewport_size["width"]
    assert box["height"] > 120


def test_refusals_are_told_kindly(person):
    person.signs_in_as("board").goes_to("/data/", status=403).sees("Your role does not include this page.")
    person.goes_to("/trail/", status=403)
    person.goes_to("/evidence/initial_assessments_in_time/children/", status=403)


def test_a_wrong_password_is_told_at_the_top_and_tells_nothing_more(person):
    person.page.goto(f"{person.site}/account/sign-in")
    person.page.locator("input[name=login]").fill("nobody-at-all@example.org")
    person.page.locator("input[name=password]").fill("not the password")
    person.page.get_by_role("button", name="Sign in").click()
    person.checks_the_page().sees("There is a problem", "The email address or the password is not right.")


@pytest.mark.parametrize("path", ["/", "/programme/", "/evidence/initial_assessments_in_time/"])
def test_a_page_prints_without_its_buttons_and_links(person, path):
    person.signs_in_as("board").goes_to(path)
    person.page.emulate_media(media="print")
    assert not person.page.locator(".govuk-service-navigation").is_visible()
    assert not person.page.get_by_role("button", name="Sign out").is_visible()
    assert person.page.locator("h1").is_visible()
