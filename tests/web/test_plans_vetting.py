"""A plan is vetted before work starts on it: sent by its lead, answered part by part by somebody who did not write it."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from filling import filled
from other_council import Office, day, founded, words
from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.plans import actions
from sherwood.web.programme.plans.models import PARTS, Plan, PlanVetting, SentPlan
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.models import Post, RoleGrant, User
from sherwood.web.site.trail.models import Entry
from sherwood.web.site.ui.clock import today

P = "/programme/projects/W1/plan/"
SAYS = {
    "communications": "Team meetings hear of it first, partners by letter.",
    "risks": "Posts may stay empty; agency cover is agreed.",
    "quality": "A second manager reads a tenth of the files.",
}
AGREED = {f"{part}_answer": "agree" for part in PARTS}
MEASURE = "initial_assessments_in_time"


@pytest.fixture
def office(db) -> Office:
    founded(stage="planning")
    return Office()


@pytest.fixture
def lead(office) -> Client:
    client = office.enter(Role.PROJECT_LEAD, "Head of early help")
    assert client.post(f"{P}open").status_code == 302
    return client


@pytest.fixture
def vetter(office) -> Client:
    return office.enter(Role.PROGRAMME_OFFICER, "Programme officer")


def write(lead: Client, part: str, said: str):
    page = f"{P}parts/{part}"
    return lead.post(page, filled(lead.get(page)) | {"words": said, "complete": "on"})


def send(lead: Client):
    return lead.post(f"{P}send", filled(lead.get(f"{P}send")), follow=True)


def answer(vetter: Client, number: int = 1, **back: str):
    """Agree to each part but those sent back with these words."""
    page = f"{P}sent/{number}/"
    form = {f"{part}_answer": "return" if part in back else "agree" for part in PARTS}
    form |= {f"{part}_words": said for part, said in back.items()}
    return vetter.post(page, filled(vetter.get(page)) | form, follow=True)


@pytest.fixture
def sent(lead) -> Plan:
    for part, said in SAYS.items():
        assert write(lead, part, said).status_code == 302
    assert "Version 1 waits to be vetted" in words(send(lead))
    return Plan.objects.get()


@pytest.mark.requirement("SR-042", "SR-059")
def test_delivery_starts_on_a_plan_that_somebody_else_vetted_and_on_no_other(sent, lead, vetter, settings):
    project = sent.project
    project.measure_links.create(measure=MEASURE, position=1)
    assert (
        lead.post(f"{P}dates", filled(lead.get(f"{P}dates")) | day("report_due_on", today())).status_code
        == 302
    )
    told = words(lead.post(f"{P}start", follow=True))
    assert "The plan is not vetted as it stands." in told
    assert "Missing:</strong> The plan is vetted as it stands, by somebody who did not write it" in told
    line = words(vetter.get("/"))
    assert "Vet the plan of W1 Front door" in line and f"{P}sent/1/" in line
    assert "Your answer stands in the record" in words(answer(vetter))
    assert "Vet the plan" not in words(vetter.get("/"))
    assert "Version 1 is vetted: Programme officer" in words(lead.get(P))
    lead.post(f"{P}start")
    assert Project.objects.get().now is Stage.DELIVERY
    told = Entry.objects.get(verb="vetted a plan")
    assert (told.object_type, told.object_id, told.detail["passed"]) == ("plan", "W1", True)


def test_a_part_is_sent_back_with_its_reason_and_the_lead_finds_it(sent, lead, vetter):
    page = answer(vetter, risks="x")
    assert "Say in a few words what must change in the risk management plan" in words(page)
    assert not PlanVetting.objects.exists()
    answer(vetter, risks="Say who covers a post that stays empty.")
    assert "Change what the vetting of the plan of W1 Front door asks for" in words(lead.get("/"))
    plan = words(lead.get(P))
    assert "Say who covers a post that stays empty." in plan and "Version 1 was sent back" in plan
    assert "The plan was sent for vetting as it stands." in words(send(lead))
    write(lead, "risks", "Posts may stay empty; the head of service covers them.")
    assert "asks for" not in words(lead.get("/"))
    assert "Version 2 waits" in words(send(lead))
    answer(vetter, 2)
    assert Plan.objects.get().is_vetted
    first = words(vetter.get(f"{P}sent/1/"))
    assert SAYS["risks"] in first and "Say who covers a post" in first, "what was sent and said stays"


def test_a_change_after_vetting_asks_for_vetting_anew(sent, lead, vetter):
    answer(vetter)
    write(lead, "quality", "Nobody checks anything here any longer.")
    assert not Plan.objects.get().is_vetted
    assert "It was changed since version 1 was sent" in words(lead.get(P))
    assert SentPlan.objects.get().content == SAYS


def test_what_was_changed_since_it_was_sent_is_not_vetted_unread(sent, lead, vetter):
    page = filled(vetter.get(f"{P}sent/1/")) | AGREED
    write(lead, "quality", "Nobody checks anything here any longer.")
    told = words(vetter.post(f"{P}sent/1/", page))
    assert "This is not what waits to be vetted" in told and not PlanVetting.objects.exists()
    assert "Vet the plan" not in words(vetter.get("/"))
    send(lead)
    assert vetter.post(f"{P}sent/1/", page).status_code == 200 and not PlanVetting.objects.exists()


def test_who_wrote_it_never_vets_it(sent, office):
    """A lead who was made a programme officer too, while they lead it and after another does."""
    both = User.objects.get(post__title="Head of early help")
    RoleGrant.objects.create(
        user=both, role="PROGRAMME_OFFICER", from_on="2010-01-01", state="agreed", source="command line"
    )
    office.enter(Role.PROJECT_LEAD, "Another head")
    for post in (both.post, Post.objects.get(title="Another head")):
        Project.objects.update(lead=post)
        client = office.browser(both.email)
        assert "Vet the plan" not in words(client.get("/"))
        assert "You wrote this version" in words(client.get(f"{P}sent/1/"))
        assert "You wrote this version" in words(client.post(f"{P}sent/1/", AGREED))
    assert not PlanVetting.objects.exists()


def test_nobody_vets_but_for_whom_it_is_and_only_whole_plans_are_sent(lead, office, vetter):
    write(lead, "risks", SAYS["risks"])
    assert "three parts of the plan are complete" in words(send(lead))
    for part, said in SAYS.items():
        write(lead, part, said)
    send(lead)
    board = office.enter(Role.BOARD_MEMBER, "Lead member")
    assert SAYS["risks"] in words(board.get(f"{P}sent/1/"))
    assert "not for your role" in words(board.post(f"{P}sent/1/", AGREED))
    assert vetter.post(f"{P}send", {}).status_code == 403
    for given in ({}, {"risks": None}, dict.fromkeys([*PARTS, "more"])):
        with pytest.raises(Refusal, match="Answer each part"):
            actions.vet_plan(
                sending=SentPlan.objects.get(),
                answers=given,
                by=User.objects.get(post__title="Programme officer"),
            )


@pytest.mark.parametrize("said", ["x", "tbc", "n/a", "To be confirmed", "soon"])
def test_a_part_that_only_holds_the_place_is_not_complete(lead, said):
    told = words(write(lead, "communications", said))
    assert "Say who is told of the work, how and when" in told and said in told
    assert "communications" not in Plan.objects.get().complete


def test_what_was_sent_and_answered_is_never_changed(sent, vetter):
    answer(vetter)
    for row in (SentPlan.objects.get(), PlanVetting.objects.get()):
        with pytest.raises(SherwoodError):
            row.save()
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.all().delete()


def test_the_vetting_of_a_plan_is_a_file(sent, vetter):
    answer(vetter, risks="Say who covers a post that stays empty.")
    text = vetter.get(f"{P}vettings.csv").content.decode()
    assert "Say who covers a post that stays empty." in text and "Programme officer" in text
