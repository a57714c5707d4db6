"""What waits for whom: a role for a second person, a promised day that shall move, a question, a place in a team."""

from datetime import date, timedelta

import pytest

from sherwood.governance.roles import Role
from sherwood.web.programme.meetings.actions import ask
from sherwood.web.programme.plans.actions import ask_to_move
from sherwood.web.programme.plans.models import Milestone
from sherwood.web.programme.programmes.models import Inspection, Project
from sherwood.web.programme.staffing.demonstration import seed_staffing
from sherwood.web.site.accounts.actions import grant_role
from sherwood.web.site.accounts.models import User
from sherwood.web.site.home import waiting
from sherwood.web.site.offers.kinds import WaitingLine, Waits


def words(client) -> str:
    return " ".join(client.get("/").content.decode().split())


def test_a_role_waits_for_who_may_agree_and_not_for_who_asked(people, programme, signed_in):
    first, second = (
        User.objects.get(email="system@example.org"),
        User.objects.get(email="system-2@example.org"),
    )
    grant_role(user=people[Role.CONSULTANT], role=Role.TEAM_MANAGER, by=first)
    line = "Agree to a role or refuse it: Team manager, for Critical friend"
    client = signed_in(Role.SYSTEM_ADMINISTRATOR)
    assert line not in words(client)
    client.force_login(second, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert line in words(client)


@pytest.fixture
def manager(signed_in):
    return signed_in(Role.PROGRAMME_MANAGER)


def test_a_promised_day_that_shall_move_waits_for_the_manager(people, programme, manager, signed_in):
    lead = people[Role.PROJECT_LEAD]
    project = Project.objects.filter(lead=lead.post).first()
    step = Milestone.objects.create(
        project=project,
        words="Step",
        owner_post=lead.post,
        baseline_on=date(2010, 4, 1),
        forecast_on=date(2010, 4, 1),
    )
    ask_to_move(milestone=step, after_on=date(2010, 4, 9), reason="Posts are filled later.", by=lead)
    assert f"Answer: a day promised in {project.key} is asked to move to 9 April 2010" in words(manager)
    assert "is asked to move" not in words(signed_in(Role.PROJECT_LEAD))


def test_a_question_of_the_board_waits_until_it_is_answered(people, programme, manager):
    ask(programme=programme, words="Are children seen sooner?", by=people[Role.BOARD_MEMBER])
    text = words(manager)
    assert "Answer a question of a body" in text
    due = date(2010, 3, 8) + timedelta(programme.days_to_answer)
    assert f"{due.day} {due:%B %Y}" in text


def test_suggested_places_wait_for_the_manager(people, programme, manager, signed_in):
    seed_staffing(programme)
    assert "suggested places in teams" in words(manager)
    assert "suggested places in teams" not in words(signed_in(Role.BOARD_MEMBER))


def test_home_is_in_the_order_of_days_with_what_has_none_after_it(signed_in, programme):
    client = signed_in(Role.PROGRAMME_MANAGER)
    days = [line.due_on for line in client.get("/").context["waiting"]]
    dated = [day for day in days if day]
    assert len(dated) > 1
    assert dated == sorted(dated)
    assert None not in days[: len(dated)]


def test_what_nobody_waits_for_stands_apart_under_worth_asking(signed_in, programme, monkeypatch):
    line = WaitingLine("Ask about P03", "/programme/projects/P03/", worth_asking=True)
    late = WaitingLine("Later", "/", due_on=date(2010, 3, 15))
    monkeypatch.setattr(waiting, "offered", lambda kind: [Waits(lambda request: [line, late])])
    text = " ".join(signed_in(Role.BOARD_MEMBER).get("/").content.decode().split())
    assert "1 thing waits for you." in text
    assert text.index("Later") < text.index("Worth asking</h2>") < text.index("Ask about P03")


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2010, 3, 8), "begins today"),
        (date(2010, 3, 1), "begins in 7 days, on 8 March 2010"),
        (date(2010, 3, 10), "goes on until 12 March 2010"),
        (date(2010, 1, 4), ""),
        (date(2010, 3, 13), ""),
    ],
)
def test_an_inspection_stands_at_the_top_of_home_and_of_the_portfolio(
    signed_in, programme, settings, day, says
):
    Inspection.objects.filter(held_from__gte=date(2010, 3, 8)).update(
        held_from=date(2010, 3, 8), held_to=date(2010, 3, 12)
    )
    settings.CLOCK = day
    client = signed_in(Role.BOARD_MEMBER)
    for address in ("/", "/programme/"):
        text = " ".join(client.get(address).content.decode().split())
        assert (
            (says in text and "Read how ready we are" in text)
            if says
            else ("govuk-notification-banner" not in text)
        )
    if says:
        assert "Nobody has listed yet what will be asked for." in text


def test_home_does_not_repeat_the_navigation(signed_in, programme):
    page = signed_in(Role.BOARD_MEMBER).get("/").content.decode()
    assert "Where to go" not in page
    assert page.count('href="/evidence/"') == 1
