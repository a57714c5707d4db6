"""Who is with us and what they hear; plans for bad news that only the named see; lists that open safely."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from filling import fields_of
from other_council import day, words
from posts import post, post_sent
from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.engagement import actions
from sherwood.web.programme.engagement.demonstration import seed_engagement
from sherwood.web.programme.engagement.models import HandlingPlan
from sherwood.web.programme.engagement.registers.audiences import Audience
from sherwood.web.programme.engagement.registers.messages import Message
from sherwood.web.programme.engagement.registers.promises import Commitment
from sherwood.web.programme.engagement.registers.stakeholders import BuyIn, Stakeholder
from sherwood.web.site.accounts.models import User
from sherwood.web.site.registers.models import Change
from sherwood.web.site.trail.models import Entry
from sherwood.web.site.ui.downloads import HEADS_AT, DownloadSheet, as_csv, as_xlsx

PAGE = "/programme/engagement/"
DAY = date(2010, 3, 8)


@pytest.fixture
def seeded(people, programme):
    seed_engagement(programme)
    return programme


@pytest.fixture
def manager(seeded, signed_in):
    return signed_in(Role.PROGRAMME_MANAGER)


def moved(client, row, move: str, **sent):
    """A move sent as its page draws it, filled."""
    address = row.register.address(move, row.pk)
    return client.post(address, fields_of(client.get(address)) | sent)


def told(answer) -> str:
    return " ".join(str(error) for found in answer.context["form"].errors.values() for error in found)


@pytest.mark.requirement("SR-031")
def test_four_audiences_each_have_something_planned_with_owner_and_date(seeded):
    assert Audience.objects.count() == 4
    for audience in Audience.objects.all():
        assert audience.messages.exists()
        assert all(message.owner_post and message.planned_on for message in audience.messages.all())


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
    moved(
        signed_in(Role.PROGRAMME_MANAGER),
        message,
        "report",
        actual_reach="0",
        response="",
        **day("done_on", DAY),
    )
    message.refresh_from_db()
    assert message.actual_reach == 0 and message.reached.startswith("0")


def test_what_came_of_a_message_is_recorded_once(manager):
    message = Message.objects.filter(done_on=None).first()
    assert moved(manager, message, "report", actual_reach="7", **day("done_on", DAY)).status_code == 302
    answer = moved(manager, message, "report", actual_reach="9", **day("done_on", DAY))
    assert "no longer open to that: it is “Sent” now" in told(answer)
    message.refresh_from_db()
    assert message.actual_reach == 7


@pytest.mark.requirement("SR-032")
def test_a_message_not_sent_on_its_day_is_late_on_the_page_and_at_home(manager, settings):
    settings.CLOCK = date(2010, 3, 6)
    assert "Late: send the message by 5 March 2010" in words(manager.get(PAGE))
    assert "1 message is late" in words(manager.get(PAGE))
    assert "Send the message: What other departments can do" in words(manager.get("/"))
    settings.CLOCK = date(2010, 3, 5)
    assert "No message is late" in words(manager.get(PAGE))


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
def test_buy_in_is_rated_over_time_with_its_reason(manager, signed_in):
    found = Stakeholder.objects.get(name="Head teachers")
    rate = reverse("rate", args=[found.pk])
    sent = {"rating": "4", "reason": " ", **day("on", DAY)}
    assert "Enter " in told(manager.post(rate, sent))
    with pytest.raises(SherwoodError, match="Say why"):
        actions.rate_buy_in(stakeholder=found, rating=4, on=DAY, reason=" ", by=_manager())
    answer = manager.post(rate, sent | {"reason": "They lead a group."})
    assert answer.url == reverse("stakeholders_entry", args=[found.pk])
    assert [rated.rating for rated in found.ratings.all()] == [4, 3, 2]
    assert "4 of 5 on 8 March 2010, up from 3" in signed_in(Role.BOARD_MEMBER).get(PAGE).content.decode()
    assert "They lead a group." in words(manager.get(answer.url))


@pytest.mark.requirement("SR-156")
def test_what_a_partner_promised_stands_beside_what_it_gave(manager, signed_in):
    page = signed_in(Role.EXECUTIVE_GROUP_MEMBER).get(PAGE).content.decode()
    assert "One day a week, since 6 January 2010" in page
    assert "Late: give what was promised by 1 March 2010" in page
    late = Commitment.objects.get(given_on=None)
    sent = {"given": "Figures to February", **day("given_on", DAY)}
    assert moved(manager, late, "give", **sent).status_code == 302
    answer = moved(manager, late, "give", **sent)
    assert "no longer open to that" in told(answer)
    assert "Figures to February, since 8 March 2010" in words(manager.get(PAGE))


@pytest.mark.parametrize(
    "address",
    [
        "audiences/new", "audiences/{audience}/correct", "audiences/{audience}/withdraw", "audiences/bring-in",
        "stakeholders/new", "stakeholders/{stakeholder}/rate", "stakeholders/{stakeholder}/correct", "messages/new",
        "messages/{message}/report", "promises/new", "promises/{promise}/give", "handling/new",
    ],
)  # fmt: skip
def test_only_who_keeps_the_plan_enters_anything(seeded, signed_in, address):
    rows = {"audience": Audience, "stakeholder": Stakeholder, "message": Message, "promise": Commitment}
    address = address.format(**{name: model.objects.first().pk for name, model in rows.items()})
    assert signed_in(Role.BOARD_MEMBER).post(PAGE + address, {}).status_code == 403
    assert signed_in(Role.PROGRAMME_OFFICER).get(PAGE + address).status_code == 200


def test_a_reader_may_look_at_a_stakeholder_and_not_rate(seeded, signed_in):
    found = Stakeholder.objects.exclude(ratings=None).first()
    client, before = signed_in(Role.BOARD_MEMBER), found.ratings.count()
    page = client.get(found.register.address("entry", found.pk))
    assert "Buy-in over time" in words(page) and "Rate buy-in" not in words(page)
    assert client.post(reverse("rate", args=[found.pk]), {"rating": 1, "reason": "x"}).status_code == 403
    assert BuyIn.objects.filter(stakeholder=found).count() == before


def test_a_form_sent_wrong_says_what_is_wrong_and_keeps_what_was_typed(manager):
    page = manager.post(
        PAGE + "stakeholders/new", {"name": "Foster carers", "interest": "9"}
    ).content.decode()
    assert "There is a problem" in page
    assert "Foster carers" in page


def test_a_form_sent_right_is_entered_once(manager):
    given = {"name": "Foster carers", "agency": "County council", "interest": "4", "influence": "2"}
    assert manager.post(PAGE + "stakeholders/new", given).status_code == 302
    assert Stakeholder.objects.get(name="Foster carers").approach == "Keep informed"
    answer = manager.post(PAGE + "stakeholders/new", given | {"agency": "Another"})
    assert "They are entered already. Rate those instead." in told(answer)


def test_a_message_is_for_an_audience_that_stands(manager):
    gone = Audience.objects.get(name="The children's trust")
    moved(manager, gone, "withdraw", reason="Merged.")
    page = manager.get(PAGE + "messages/new").content.decode()
    assert "The wider county council" in page and "The children&#x27;s trust" not in page
    sent = {
        "audience": gone.pk,
        "words": "x",
        "channel": "x",
        "owner_post": post("Clerk").spelling,
        **day("planned_on", DAY),
    }
    assert "from the list" in told(manager.post(PAGE + "messages/new", sent))
    message = gone.messages.first()
    page = manager.get(message.register.address("correct", message.pk)).content.decode()
    assert "The children&#x27;s trust" in page, "what stands may stay"


def test_an_empty_site_of_another_council_has_its_own_audiences_and_plan(office):
    keeper = office.enter(Role.PROGRAMME_OFFICER, "Programme officer")
    assert "No audiences are set for this programme yet." in words(keeper.get(PAGE))
    assert keeper.post(PAGE + "audiences/new", {"name": "Schools", "reference": ""}).status_code == 302
    audience = Audience.objects.get()
    assert (audience.programme.key, audience.state) == ("getting-to-good", "engaged")
    assert Entry.objects.last_written().verb == "entered an audience"
    assert "entered already" in told(keeper.post(PAGE + "audiences/new", {"name": "Schools"}))
    assert "Nothing is planned for: Schools." in words(keeper.get(PAGE))
    sent = {
        "audience": audience.pk,
        "words": "What changes",
        "channel": "Letter",
        **day("planned_on", date(2010, 4, 1)),
    }
    sent["owner_post"] = post_sent("Programme officer")
    answer = keeper.post(PAGE + "messages/new", sent)
    assert answer.status_code == 302, told(answer)
    assert "All 1 audiences are engaged. No message is late." in words(keeper.get(PAGE))
    assert Message.objects.get().owner_post.title == "Programme officer"


def test_an_audience_is_put_right_withdrawn_and_brought_back_and_its_history_says_so(office):
    keeper = office.enter(Role.PROGRAMME_OFFICER, "Programme officer")
    keeper.post(PAGE + "audiences/new", {"name": "Schols"})
    audience = Audience.objects.get()
    correct = audience.register.address("correct", audience.pk)
    first, second = (fields_of(keeper.get(correct)) for _ in range(2))
    assert keeper.post(correct, first | {"name": "Schools", "reason": "Misspelt."}).status_code == 302
    answer = keeper.post(correct, second | {"name": "Scholars", "reason": "Misspelt."})
    assert "Somebody saved this after you opened it" in told(answer)
    audience.refresh_from_db()
    assert audience.name == "Schools"
    withdraw = audience.register.address("withdraw", audience.pk)
    assert "Enter " in told(keeper.post(withdraw, fields_of(keeper.get(withdraw))))
    assert keeper.post(withdraw, fields_of(keeper.get(withdraw)) | {"reason": "Not ours."}).status_code == 302
    page = words(keeper.get(audience.register.address("entry", audience.pk)))
    for said in ("Schols, now Schools", "Misspelt.", "withdrew an audience", "Not ours.", "Withdrawn"):
        assert said in page
    assert "No audiences are set" in words(keeper.get(PAGE))
    assert "Schools" not in words(keeper.get(PAGE + "audiences/"))
    assert "Schools" in words(keeper.get(PAGE + "audiences/?state=withdrawn"))
    moved(keeper, audience, "bring_back")
    assert "Nothing is planned for: Schools." in words(keeper.get(PAGE))
    assert Change.of("audiences", audience).first().did == "brought back an audience"


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
    content = signed_in(Role.BOARD_MEMBER).get(f"/programme/engagement/messages/rows.{kind}").content
    if kind == "csv":
        rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    else:
        rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()[HEADS_AT:]
    assert len(rows) == 1 + Message.objects.count()
    assert signed_in(Role.BOARD_MEMBER).get("/programme/engagement/messages/rows.exe").status_code == 404


def _manager() -> User:
    return User.objects.holding(Role.PROGRAMME_MANAGER).first()
