"""The way out of embedding: tested, then closed in a meeting of the deciding body; or back to delivery. On another council's site."""

from datetime import date

import pytest

from filling import filled
from other_council import day, words
from posts import post
from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.kit.errors import SherwoodError
from sherwood.measuring.shelves import all_measures
from sherwood.web.programme.meetings.models import Item
from sherwood.web.programme.plans.models import CloseAnswer, CloseAsked
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.models import RoleGrant, User
from sherwood.web.site.trail.models import Entry
from sitting import CHAIR, MEETINGS, MEMBER, Sitting

PROJECT = "/programme/projects/W1/"
PLAN = f"{PROJECT}plan/"
TODAY = date(2010, 3, 8)
TESTED = "A tenth of the files was read again, and the third team works as the first two."


@pytest.fixture
def sitting(db) -> Sitting:
    """A project that was delivered by the user's way, and is watched."""
    council = Sitting(Stage.DELIVERY)
    lead, manager = council.at[Role.PROJECT_LEAD], council.at[Role.PROGRAMME_MANAGER]
    assert lead.post(f"{PLAN}open").status_code == 302
    new = f"{PLAN}milestones/new"
    promised = {
        "words": "First team",
        "owner_post": post("Head of early help").spelling,
        **day("baseline_on", TODAY),
    }
    assert lead.post(new, filled(lead.get(new)) | promised).status_code == 302
    (milestone,) = Project.objects.get().milestones.all()
    reached = f"/programme/milestones/{milestone.pk}/reached"
    assert lead.post(reached, filled(lead.get(reached)) | day("actual_on", TODAY)).status_code == 302
    assert manager.post(f"{PLAN}finish").status_code == 302
    Project.objects.get().measure_links.create(measure="initial_assessments_in_time", position=1)
    return council


def ask(council: Sitting, **more):
    lead, page = council.at[Role.PROJECT_LEAD], f"{PLAN}close"
    given = {
        "tested": TESTED, "measure": "initial_assessments_in_time", "keeper_post": post("Head of early help").spelling,
        **day("reviewed_on", date(2010, 3, 1)),
    } | more  # fmt: skip
    return lead.post(page, filled(lead.get(page)) | given, follow=True)


def heard(council: Sitting, *present: str):
    """The next meeting of the deciding body has it on its agenda, and these people are there."""
    meeting = council.called(TODAY)
    if present:
        council.attend(meeting, *present)
    return meeting


def decide(client, closes: str, reason: str = "It holds in every team."):
    page = CloseAsked.objects.last().get_absolute_url()
    form = {"closes": closes, "reason": reason}
    return client.post(page, form, follow=True)


@pytest.mark.requirement("SR-079")
def test_a_project_is_closed_with_who_keeps_its_gain_in_a_meeting_of_the_deciding_body(sitting):
    lead = sitting.at[Role.PROJECT_LEAD]
    assert "Say what was tested of W1 Front door, and ask for it to be closed" in words(lead.get("/"))
    assert "Ask for the project to be closed" in words(lead.get(PLAN))
    assert "is not decided yet" in words(ask(sitting))
    assert "ask for it to be closed" not in words(lead.get("/"))
    assert "Read: may W1 Front door be closed?" in words(sitting.chair.get("/"))
    asked = CloseAsked.objects.get()
    title = all_measures()[asked.measure].title
    assert asked.reading == f"{title}: No figure yet: there are no records for it."
    page = asked.get_absolute_url()
    assert "is on no agenda yet" in words(sitting.chair.get(page))
    meeting = heard(sitting)
    item = Item.objects.get(meeting=meeting)
    assert item.title == "Close W1? Asked for on 8 March 2010"
    assert "once attendance is recorded" in words(sitting.chair.get(f"{MEETINGS}{meeting.pk}/"))
    sitting.attend(meeting, CHAIR, MEMBER)
    assert page in sitting.chair.get(f"{MEETINGS}{meeting.pk}/").content.decode()
    assert "Decide: may W1 Front door be closed?" in words(sitting.chair.get("/"))
    decide(sitting.chair, "yes")
    project = Project.objects.get()
    assert (project.now, project.next_step) == (Stage.CLOSED, "")
    seen = words(sitting.clerk.get(PROJECT))
    assert "Closed: it was tested and lasts. Head of early help keeps the gain</a>, 8 March 2010." in seen
    assert "Closed on 8 March 2010.</strong> Head of early help keeps the gain." in words(
        sitting.clerk.get(PLAN)
    )
    answered = words(sitting.clerk.get(page))
    assert TESTED in answered and "It holds in every team." in answered and "Improvement Board" in answered
    assert Item.objects.get(pk=item.pk).outcome.startswith("Closed: it was tested and lasts.")
    told = Entry.objects.get(verb="decided whether a project is closed")
    assert (told.object_id, told.detail) == ("W1", {"closes": True, "keeper": "Head of early help"})
    assert "may W1" not in words(sitting.chair.get("/"))
    assert "Head of early help" in sitting.clerk.get(f"{PLAN}closings.csv").content.decode()


def test_what_does_not_last_goes_back_to_delivery_and_may_be_asked_for_again(sitting):
    ask(sitting)
    heard(sitting, CHAIR, MEMBER)
    decide(sitting.member, "no", "The third team has stopped using it.")
    project = Project.objects.get()
    assert (project.now, project.next_step) == (Stage.DELIVERY, "Deliver what does not last yet")
    assert "The third team has stopped using it." in words(sitting.clerk.get(PROJECT))
    assert (
        "Nothing waits to be decided" in words(decide(sitting.member, "yes"))
        or CloseAnswer.objects.count() == 1
    )
    assert sitting.at[Role.PROGRAMME_MANAGER].post(f"{PLAN}finish").status_code == 302
    assert "is not decided yet" in words(ask(sitting))
    assert CloseAsked.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"tested": "x"}, "Say what was tested, and what came of it"),
        ({"measure": "re_referrals_within_12_months"}, "Select a valid choice"),
        ({"keeper_post": ""}, "required"),
        (day("reviewed_on", date(2010, 3, 9)), "The review has not been yet"),
    ],
)
def test_nothing_is_asked_without_its_evidence(sitting, given, said):
    page = words(ask(sitting, **given))
    assert said in page or "error-summary" in page
    assert not CloseAsked.objects.exists()


def test_who_asked_leads_or_vetted_never_decides_nor_who_was_not_there(sitting):
    ask(sitting)
    heard(sitting, CHAIR, MEMBER)
    lead = User.objects.get(post__title="Post of project_lead")
    RoleGrant.objects.create(
        user=lead, role="BOARD_MEMBER", from_on="2010-01-01", state="agreed", source="command line"
    )
    for client, said in (
        (sitting.office.browser(lead.email), "You wrote this version"),
        (sitting.third, "recorded by a member of the body who was present"),
        (sitting.outsider, "recorded by a member of the body who was present"),
        (sitting.at[Role.PROGRAMME_MANAGER], "not for your role"),
    ):
        assert said in words(client.get(CloseAsked.objects.get().get_absolute_url()))
        assert said in words(decide(client, "yes"))
    assert not CloseAnswer.objects.exists() and Project.objects.get().now is Stage.EMBEDDING
    assert "Give the reason" in words(decide(sitting.chair, "yes", "tbc"))
    assert not CloseAnswer.objects.exists()


def test_what_was_asked_and_decided_stays(sitting):
    assert "It is asked for already" not in words(ask(sitting))
    assert "It is asked for already" in words(ask(sitting))
    heard(sitting, CHAIR, MEMBER)
    decide(sitting.chair, "yes")
    for row in (CloseAsked.objects.get(), CloseAnswer.objects.get()):
        with pytest.raises(SherwoodError):
            row.save()
