"""Who is with us and what they hear; plans for bad news that only the named see; lists that open safely."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.engagement import actions
from sherwood.web.programme.engagement.demonstration import seed_engagement
from sherwood.web.programme.engagement.models import Audience, Commitment, HandlingPlan, Message, Stakeholder
from sherwood.web.site.accounts.models import User
from sherwood.web.site.trail.models import Entry
from sherwood.web.site.ui.downloads import HEADS_AT, DownloadSheet, as_csv, as_xlsx

PAGE = "/programme/engagement/"


@pytest.fixture
def seeded(people, programme):
    seed_engagement(programme)
    return programme


@pytest.mark.requirement("SR-031")
def test_four_audiences_each_have_something_planned_with_owner_and_date(seeded):
    assert Audience.objects.count() == 4
    for audience in Audience.objects.all():
        assert audience.messages.exists()
        assert all(one.owner_post and one.planned_on for one in audience.messages.all())


@pytest.mark.requirement("SR-031", "SR-119")
def test_an_audience_with_nothing_planned_is_named(seeded, signed_in):
    Message.objects.filter(audience__name="The children's trust").delete()
    page = signed_in(Role.BOARD_MEMBER).get(PAGE).content.decode()
    assert "Nothing is planned for: The children&#x27;s trust" in page
    assert "Communications lead" in page


@pytest.mark.requirement("SR-032")
def test_planned_and_actual_reach_stand_side_by_side_and_not_known_is_not_nobody(seeded, signed_in):
    page = signed_in(Role.BOARD_MEMBER).get(PAGE).content.decode()
    assert "742 of 900 planned" in page
    assert "Not known" in page
    assert "Not sent yet" in page
    message = Message.objects.filter(done_on=None).first()
    actions.report_message(
        message=message, done_on=date(2010, 3, 8), actual_reach=0, response="", by=_manager()
    )
    message.refresh_from_db()
    assert message.reached.startswith("0")


def test_what_came_of_a_message_is_recorded_once(seeded):
    message = Message.objects.exclude(done_on=None).first()
    with pytest.raises(SherwoodError, match="recorded already"):
        actions.report_message(
            message=message, done_on=date(2010, 3, 8), actual_reach=1, response="", by=_manager()
        )


@pytest.mark.requirement("SR-035")
@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
def test_a_plan_for_bad_news_is_seen_by_the_named_and_its_writer_alone(seeded, signed_in, role):
    plan = HandlingPlan.objects.get()
    answer = signed_in(role).get(f"{PAGE}handling/{plan.pk}/")
    named = {Role.SENIOR_RESPONSIBLE_OWNER, Role.PROGRAMME_DIRECTOR, Role.PROGRAMME_MANAGER}
    assert (answer.status_code == 200) == (role in named)
    assert ("press at noon" in answer.content.decode()) == (role in named)


def test_the_trail_says_that_there_is_a_plan_and_not_what_is_in_it(seeded):
    told = Entry.objects.get(verb="wrote a handling plan")
    assert "noon" not in str(told.detail) + told.object_id


@pytest.mark.requirement("SR-157")
def test_buy_in_is_rated_over_time_with_its_reason(seeded, signed_in):
    found = Stakeholder.objects.get(name="Head teachers")
    with pytest.raises(SherwoodError, match="Say why"):
        actions.rate_buy_in(stakeholder=found, rating=4, on=date(2010, 3, 8), reason=" ", by=_manager())
    actions.rate_buy_in(
        stakeholder=found, rating=4, on=date(2010, 3, 8), reason="They lead a group.", by=_manager()
    )
    assert [one.rating for one in found.ratings.all()] == [4, 3, 2]
    assert "4 of 5 on 8 March 2010, up from 3" in signed_in(Role.BOARD_MEMBER).get(PAGE).content.decode()


@pytest.mark.requirement("SR-156")
def test_what_a_partner_promised_stands_beside_what_it_gave(seeded, signed_in):
    page = signed_in(Role.EXECUTIVE_GROUP_MEMBER).get(PAGE).content.decode()
    assert "One day a week, since 6 January 2010" in page
    assert "Not yet: late" in page
    late = Commitment.objects.get(given_on=None)
    actions.give(commitment=late, given="Figures to February", given_on=date(2010, 3, 8), by=_manager())
    with pytest.raises(SherwoodError, match="recorded already"):
        actions.give(commitment=late, given="Again", given_on=date(2010, 3, 8), by=_manager())


@pytest.mark.parametrize(
    "address",
    ["stakeholders/new", "messages/new", "messages/{}/", "promises/new", "promises/{}/", "handling/new"],
)
def test_only_who_keeps_the_plan_enters_anything(seeded, signed_in, address):
    address = address.format((Message if "messages" in address else Commitment).objects.first().pk)
    assert signed_in(Role.BOARD_MEMBER).post(PAGE + address, {}).status_code == 403
    assert signed_in(Role.PROGRAMME_OFFICER).get(PAGE + address).status_code == 200


def test_a_reader_may_look_at_a_stakeholder_and_not_rate(seeded, signed_in):
    found = Stakeholder.objects.first()
    client = signed_in(Role.BOARD_MEMBER)
    assert client.get(f"{PAGE}stakeholders/{found.pk}/").status_code == 200
    assert client.post(f"{PAGE}stakeholders/{found.pk}/", {"rating": 1, "reason": "x"}).status_code == 403
    assert found.ratings.count() == Stakeholder.objects.get(pk=found.pk).ratings.count()


def test_a_form_sent_wrong_says_what_is_wrong_and_keeps_what_was_typed(seeded, signed_in):
    page = (
        signed_in(Role.PROGRAMME_MANAGER)
        .post(PAGE + "stakeholders/new", {"name": "Foster carers", "interest": "9"})
        .content.decode()
    )
    assert "There is a problem" in page
    assert "Foster carers" in page


def test_a_form_sent_right_is_entered(seeded, signed_in):
    given = {"name": "Foster carers", "agency": "County council", "interest": "4", "influence": "2"}
    assert signed_in(Role.PROGRAMME_MANAGER).post(PAGE + "stakeholders/new", given).status_code == 302
    assert Stakeholder.objects.get(name="Foster carers").approach == "Keep informed"


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_is_never_run(text):
    sheet = DownloadSheet("T", ["A", "B"], [[text, -1]])
    (_, row) = csv.reader(StringIO(as_csv(sheet).decode("utf-8-sig")))
    assert row == ["'" + text, "-1"]
    assert CalamineWorkbook.from_filelike(BytesIO(as_xlsx(sheet))).get_sheet_by_index(0).to_python()[
        HEADS_AT:
    ][1] == [
        text,
        -1,
    ]


def test_zero_and_blank_stay_two_things_in_both_files():
    sheet = DownloadSheet("T", ["A", "B", "C"], [[0, None, "Not known"]])
    (_, row) = csv.reader(StringIO(as_csv(sheet).decode("utf-8-sig")))
    assert row == ["0", "", "Not known"]
    opened = (
        CalamineWorkbook.from_filelike(BytesIO(as_xlsx(sheet))).get_sheet_by_index(0).to_python()[HEADS_AT:]
    )
    assert opened[1] == [0, "", "Not known"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_opens_with_every_message_in_it(seeded, signed_in, kind):
    content = signed_in(Role.BOARD_MEMBER).get(f"/programme/engagement/messages.{kind}").content
    if kind == "csv":
        rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    else:
        rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()[HEADS_AT:]
    assert len(rows) == 1 + Message.objects.count()
    assert signed_in(Role.BOARD_MEMBER).get("/programme/engagement/messages.exe").status_code == 404


def _manager() -> User:
    return User.objects.holding(Role.PROGRAMME_MANAGER).first()
