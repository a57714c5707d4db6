"""Who agreed, reviewed or decided is picked, never typed: a body of the programme or a post, on any council's site."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from filling import filled
from other_council import day, words
from posts import post
from sherwood.governance.roles import Role
from sherwood.web.evidence.models import Target
from sherwood.web.programme.money.models import Ceiling
from sherwood.web.programme.plans.models import StreamReview, WorkStream
from sherwood.web.programme.programmes.models import Project

pytestmark = pytest.mark.django_db
CEILING = "/programme/money/consultancy/ceiling"
TARGET = "/evidence/initial_assessments_in_time/target"


def ceiling(client, agreed_by: str):
    sent = {"pounds": "9000", "days": "10", "agreed_by": agreed_by, **day("from_on", date(2010, 3, 1))}
    return client.post(CEILING, filled(client.get(CEILING)) | sent)


def test_a_body_or_a_post_agrees_a_ceiling(manager):
    assert ceiling(manager, "body:improvement_board").status_code == 302
    assert Ceiling.objects.get().by_body.key == "improvement_board"
    assert "agreed by Improvement Board" in words(manager.get("/programme/money/"))
    assert ceiling(manager, post("Chief executive").spelling).status_code == 302
    assert Ceiling.objects.get(by_body=None).by_post.title == "Chief executive"


@pytest.mark.parametrize("typed", ["Improvement Board", "body:another", "nobody", ""])
def test_what_is_in_no_list_is_refused(typed, manager):
    assert ceiling(manager, typed).status_code == 200
    assert not Ceiling.objects.exists()


def test_a_ceiling_is_agreed_by_one_of_the_two_and_the_database_holds_it(manager):
    ceiling(manager, "body:improvement_board")
    for both in ({"by_body": None}, {"by_post": post("Chief executive")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ceiling.objects.update(**both)


def test_a_work_stream_is_reviewed_by_the_body_that_challenges_or_another_that_is_chosen(manager):
    stream = WorkStream.objects.create(
        project=Project.objects.get(), words="Duty", owner_post=post("Duty manager"), position=1
    )
    page = f"/programme/streams/{stream.pk}/review"
    offered = filled(manager.get(page))
    assert offered["reviewed_by"] == "body:partners"  # the body that the definition lets challenge
    sent = offered | {"stands": "It goes well", **day("reviewed_on", date(2010, 3, 8))}
    assert manager.post(page, sent).status_code == 302
    assert StreamReview.objects.get().by_whom == "Partners' panel"
    assert (
        "Partners&#x27; panel, 8 March 2010" in manager.get("/programme/projects/W1/plan/").content.decode()
    )


def test_a_target_names_a_body_by_its_name_of_the_day_and_a_post_by_its_key(office, records):
    keeper = office.enter(Role.SERVICE_DIRECTOR, "Director of children's services")
    sent = {
        "value": "65",
        "reason": "As others.",
        **day("by_on", date(2010, 9, 30)),
        **day("agreed_on", date(2010, 3, 1)),
    }
    assert (
        keeper.post(
            TARGET, filled(keeper.get(TARGET)) | sent | {"agreed_by": "body:improvement_board"}
        ).status_code
        == 302
    )
    assert "Improvement Board, 1 March 2010" in words(keeper.get("/evidence/initial_assessments_in_time/"))
    by_post = sent | day("by_on", date(2010, 12, 31)) | {"agreed_by": post("Lead member").spelling}
    assert keeper.post(TARGET, filled(keeper.get(TARGET)) | by_post).status_code == 302
    said = [
        (target.agreed_by, target.agreed_post and target.agreed_post.title)
        for target in Target.objects.order_by("by_on")
    ]
    assert said == [("Improvement Board", None), ("", "Lead member")]
