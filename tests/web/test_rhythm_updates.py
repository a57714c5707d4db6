"""Updates to the sponsoring group: made of the same data, frozen at their date, issued under the owner's name."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.db import DatabaseError, connection, transaction
from docx import Document
from pptx import Presentation

from acting import within
from sherwood.governance.roles import Role
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.meetings.demonstration import seed_meetings
from sherwood.web.programme.plans.demonstration import seed_plans
from sherwood.web.programme.programmes.actions import declare_rating
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.programmes.signals import Judged
from sherwood.web.programme.rhythm import actions
from sherwood.web.programme.rhythm.models import Rhythm, Update
from sherwood.web.site.accounts.actions import grant_role
from sherwood.web.site.accounts.models import User
from sherwood.web.site.trail.actions import COMMAND_LINE


@pytest.fixture
def seeded(people, programme):
    seed_meetings(programme)
    seed_plans(programme)
    Rhythm.objects.create(programme=programme, what="update", first_due_on=date(2010, 2, 10), every_days=28)
    return programme


@pytest.fixture
def manager(people):
    return people[Role.PROGRAMME_MANAGER]


@pytest.fixture
def owner(people):
    return people[Role.SENIOR_RESPONSIBLE_OWNER]


def drafted(programme, manager, summary="All is told here.", **more) -> Update:
    projects = Project.objects.live().with_measures()
    return actions.draft_update(
        body=programme.body_set.get(key="sponsoring_group"),
        summary=summary,
        judged=[Judged(one, {}) for one in projects],
        by=manager,
        **more,
    )


def issued(programme, manager, owner, **more) -> Update:
    made = drafted(programme, manager, **more)
    actions.sign_off(update=made, signed=True, by=owner)
    return Update.objects.get(pk=made.pk)


def later(programme, settings, manager, owner) -> Update:
    settings.CLOCK = date(2010, 3, 22)
    return issued(programme, User.objects.get(pk=manager.pk), User.objects.get(pk=owner.pk))


@pytest.mark.requirement("SR-066")
def test_an_update_is_made_from_the_same_data_and_frozen_at_its_date(seeded, manager, owner, signed_in):
    update = issued(seeded, manager, owner)
    stood = update.content["stood"]["P03"]
    assert stood == {
        "name": "Timescales for initial and core assessments",
        "stage": "Delivery",
        "declared": "On track",
        "computed": "Not rated",
    }
    project = Project.objects.get(key="P03")
    within(declare_rating, project=project, declared="red", because="Worse", next_step="", next_step_on=None,
        on=date(2010, 3, 8), by=COMMAND_LINE,
    )  # fmt: skip
    found = Update.objects.get(pk=update.pk)
    assert found.content["stood"]["P03"]["declared"] == "On track"
    assert found.digest == found.worked_out()
    page = signed_in(Role.SPONSORING_GROUP_MEMBER).get(found.get_absolute_url()).content.decode()
    assert "When will the last three practitioners start?" in page
    assert "Late milestones" in page


@pytest.mark.requirement("SR-066")
def test_neither_model_nor_database_changes_an_update(seeded, manager):
    update = drafted(seeded, manager)
    update.summary = "Another"
    with pytest.raises(SherwoodError, match="written once"):
        update.save()
    with pytest.raises(SherwoodError, match="written once"):
        update.delete()
    for statement in ("UPDATE rhythm_update SET summary = 'x'", "DELETE FROM rhythm_update"):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            connection.cursor().execute(statement)


@pytest.mark.requirement("SR-070")
def test_the_page_says_when_the_group_was_told_last_and_when_it_is_next(
    seeded, manager, owner, signed_in, settings
):
    client = signed_in(Role.SPONSORING_GROUP_MEMBER)
    page = client.get("/reports/updates/").content.decode()
    assert "No update has been issued yet." in page
    assert "The next was due on 10 February 2010: it is late." in page
    issued(seeded, manager, owner)
    page = client.get("/reports/updates/").content.decode()
    assert "The last update is of 8 March 2010." in page
    assert "The next is due on 10 March 2010." in page


@pytest.mark.requirement("SR-073")
def test_an_update_carries_the_owners_sign_off_and_the_line_of_accountability(
    seeded, manager, owner, signed_in
):
    made = drafted(seeded, manager)
    board = signed_in(Role.BOARD_MEMBER)
    assert "Not signed off" in board.get(made.get_absolute_url()).content.decode()
    signed_in(Role.SENIOR_RESPONSIBLE_OWNER).post(f"/reports/updates/{made.number}/sign", {"signed": "yes"})
    page = board.get(made.get_absolute_url()).content.decode()
    assert f"Signed off on 8 March 2010 by {owner.post}. Drafted by Programme manager." in page


@pytest.mark.requirement("SR-073")
def test_nobody_signs_for_the_owner_nor_the_owner_what_they_drafted(seeded, manager, people, owner):
    made = drafted(seeded, manager)
    for other in (Role.PROGRAMME_DIRECTOR, Role.PROGRAMME_MANAGER, Role.BOARD_MEMBER):
        with pytest.raises(Refusal, match="senior responsible owner"):
            actions.sign_off(update=made, signed=True, by=people[other])
    grant_role(user=manager, role=Role.SENIOR_RESPONSIBLE_OWNER, by=COMMAND_LINE)
    with pytest.raises(Refusal, match="You drafted this update"):
        actions.sign_off(update=made, signed=True, by=User.objects.get(pk=manager.pk))
    actions.sign_off(update=made, signed=True, by=owner)
    with pytest.raises(Refusal, match="answered already"):
        actions.sign_off(update=made, signed=False, words="No", by=owner)


def test_one_that_was_sent_back_is_not_issued_and_another_takes_its_place(seeded, manager, owner):
    made = drafted(seeded, manager)
    with pytest.raises(Refusal, match="One at a time"):
        drafted(seeded, manager)
    with pytest.raises(SherwoodError, match="what must be put right"):
        actions.sign_off(update=made, signed=False, by=owner)
    actions.sign_off(update=made, signed=False, words="Say more of P03.", by=owner)
    assert not Update.objects.issued().exists()
    assert issued(seeded, manager, owner).number == 2


def test_a_correction_is_a_new_update_that_points_at_the_old(seeded, manager, owner, signed_in):
    old = issued(seeded, manager, owner)
    signed_in(Role.PROGRAMME_MANAGER).post(
        f"/reports/updates/{old.number}/correct", {"summary": "P03 was at risk, not on track."}
    )
    new = Update.objects.get(number=2)
    assert new.corrects == old
    page = signed_in(Role.BOARD_MEMBER).get(old.get_absolute_url()).content.decode()
    assert "Update 2</a> corrects it." in page
    assert (
        "This corrects update 1 of 8 March 2010."
        in signed_in(Role.BOARD_MEMBER).get(new.get_absolute_url()).content.decode()
    )


def test_the_next_update_says_what_changed_since_the_last(seeded, manager, owner, settings):
    issued(seeded, manager, owner)
    within(declare_rating, project=Project.objects.get(key="P03"), declared="red", because="Worse", next_step="",
        next_step_on=None, on=date(2010, 3, 20), by=COMMAND_LINE,
    )  # fmt: skip
    Project.objects.filter(key="P04").update(stage="DELIVERY")
    Project.objects.filter(key="P17").update(stage="CLOSED")
    after = later(seeded, settings, manager, owner)
    (changed,) = next(part for part in after.content["parts"] if part["key"] == "changed")["blocks"]
    assert changed["caption"] == "Since 8 March 2010"
    assert [row[1:] for row in changed["rows"]] == [
        ["Declared", "On track", "Off track"],
        ["Stage", "Planning", "Delivery"],
        ["Closed", "Business case", "Closed"],
    ]


def test_an_update_is_taken_away_as_word_pdf_and_slides(seeded, manager, owner, signed_in):
    update = issued(seeded, manager, owner)
    client = signed_in(Role.SPONSORING_GROUP_MEMBER)
    words = client.get(f"/reports/updates/{update.number}.docx").content
    text = "\n".join(one.text for one in Document(BytesIO(words)).paragraphs)
    assert "All is told here." in text
    assert f"by {owner.post}" in text
    assert len(pikepdf.open(BytesIO(client.get(f"/reports/updates/{update.number}.pdf").content)).pages) >= 1
    slides = Presentation(BytesIO(client.get(f"/reports/updates/{update.number}.pptx").content)).slides
    told = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    assert any("All is told here." in words for words in told)
    assert "slides" in client.get(f"/reports/updates/{update.number}/").content.decode()
    assert client.get(f"/reports/updates/{update.number}.xlsx").status_code == 404


def test_an_update_with_a_character_that_no_font_has_still_gives_its_documents(
    seeded, manager, owner, signed_in
):
    update = issued(seeded, manager, owner, summary="Told \uf0b7 in \U0001f534 ਪੰਜਾਬੀ \ufeff\x1f")
    client = signed_in(Role.SPONSORING_GROUP_MEMBER)
    assert len(pikepdf.open(BytesIO(client.get(f"/reports/updates/{update.number}.pdf").content)).pages) >= 1
    assert Document(BytesIO(client.get(f"/reports/updates/{update.number}.docx").content)).paragraphs


def test_home_asks_the_owner_to_sign_and_the_manager_to_draft(seeded, manager, signed_in):
    assert (
        "Draft the update to the Sponsoring group: the safeguarding children board"
        in signed_in(Role.PROGRAMME_MANAGER).get("/").content.decode()
    )
    drafted(seeded, manager)
    assert (
        "Draft the update to the Sponsoring group: the safeguarding children board"
        not in signed_in(Role.PROGRAMME_MANAGER).get("/").content.decode()
    )
    assert (
        "Sign off or send back the update of 8 March 2010"
        in signed_in(Role.SENIOR_RESPONSIBLE_OWNER).get("/").content.decode()
    )
