"""Spending and forecast by source of money, and external consultancy against its ceiling."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sherwood.governance.roles import Role
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.money import actions
from sherwood.web.programme.money.demonstration import seed_money
from sherwood.web.programme.money.models import Ceiling, Engagement, Position
from sherwood.web.programme.programmes.agenda import waiting_for
from sherwood.web.programme.programmes.models import Body, Funding
from sherwood.web.site.trail.models import Entry

PAGE = "/programme/money/"
DAY = date(2010, 3, 8)


@pytest.fixture
def seeded(people, programme):
    seed_money(programme)
    return programme


@pytest.fixture
def manager(people):
    return people[Role.PROGRAMME_MANAGER]


def stands(manager, spent=None, forecast=None, key="staffing_2009", on=DAY):
    funding = Funding.objects.get(key=key)
    return actions.enter_position(
        funding=funding, on=on, spent=spent, forecast=forecast, reason="Because", by=manager
    )


def used(manager, programme, days="1", pounds=100):
    given = {"supplier": "Consultant", "what_for": "Challenge", "on": DAY}
    return actions.enter_engagement(
        programme=programme, days=Decimal(days), pounds=pounds, by=manager, **given
    )


def text(client, address=PAGE) -> str:
    return client.get(address).content.decode()


def titles() -> list[str]:
    return [one.title for one in waiting_for(Body.objects.get(key="executive_group"))]


@pytest.mark.requirement("SR-071")
def test_a_forecast_over_budget_waits_for_the_executive_group_and_is_an_alert(seeded, signed_in, manager):
    words = "Forecast over budget: Additional staffing to support safeguarding, £18,000 over"
    assert titles() == [words]
    assert f'sherwood-alarm"><span aria-hidden="true">■</span> {words}.' in text(signed_in(Role.BOARD_MEMBER))
    stands(manager, spent=338_000, forecast=500_000)
    assert titles() == [], "exactly the budget is not over it"
    assert "Forecast over budget" not in text(signed_in(Role.BOARD_MEMBER))


def test_the_latest_day_counts_and_of_one_day_what_was_entered_last(seeded, manager):
    stands(manager, forecast=600_000, on=date(2010, 2, 1))
    assert "£18,000 over" in titles()[0], "an earlier day entered later changes nothing"
    stands(manager, forecast=510_000, on=date(2010, 2, 28))
    assert "£10,000 over" in titles()[0]


def test_nothing_and_not_known_are_told_apart(programme, signed_in, manager):
    page = text(signed_in(Role.BOARD_MEMBER))
    assert "2 of 2 sources have no forecast" in page and 'Spent so far">£0\n' not in page
    stands(manager, spent=0)
    page = text(signed_in(Role.BOARD_MEMBER))
    assert 'data-label="Spent so far">£0<' in page
    assert 'data-label="Spent so far"><strong>Not known' in page, "half of a sum is not the sum"
    stands(manager, spent=0, key="reserve")
    assert 'data-label="Spent so far"><strong>£0<' in text(signed_in(Role.BOARD_MEMBER))


def test_the_total_says_how_it_stands_in_words(seeded, signed_in):
    page = text(signed_in(Role.BOARD_MEMBER))
    assert "£1,208,000 of £1,250,000 is forecast to be spent, which is £42,000 under budget." in page


@pytest.mark.parametrize(
    ("spent", "forecast", "said"),
    [(None, None, "or both"), (10, 9, "£10 spent already")],
)
def test_a_position_that_says_nothing_or_contradicts_itself_is_refused(
    programme, manager, spent, forecast, said
):
    with pytest.raises(SherwoodError, match=said):
        stands(manager, spent=spent, forecast=forecast)
    assert not Position.objects.exists()


def test_no_position_is_of_a_day_to_come_or_of_a_service_budget_or_without_a_reason(programme, manager):
    with pytest.raises(SherwoodError, match="still to come"):
        stands(manager, spent=1, on=date(2010, 3, 9))
    with pytest.raises(Refusal, match="service budget"):
        stands(manager, spent=1, key="placements_2010")
    funding = Funding.objects.get(key="reserve")
    with pytest.raises(SherwoodError, match="Say why"):
        actions.enter_position(funding=funding, on=DAY, spent=1, forecast=1, reason=" ", by=manager)


def test_what_was_entered_never_changes(seeded):
    for row in (Position.objects.first(), Ceiling.objects.first(), Engagement.objects.first()):
        with pytest.raises(SherwoodError, match="new record"):
            row.save()
        with pytest.raises(SherwoodError, match="new record"):
            row.delete()


def test_entering_money_leaves_a_trail(seeded):
    entry = Entry.objects.filter(verb="entered a position of money").last()
    assert entry.detail["source"] == "reserve"


@pytest.mark.requirement("SR-027")
def test_a_crossed_ceiling_is_an_alert_in_the_budget_report_and_exactly_at_it_is_not(
    seeded, signed_in, manager
):
    client = signed_in(Role.BOARD_MEMBER)
    page = text(client)
    assert "54 days (90%)" in page and "£32,250 (81%)" in page
    used(manager, seeded, days="6", pounds=0)
    page = text(client)
    assert "60 days (100%)" in page and "External consultancy is" not in page
    used(manager, seeded, days="0.5", pounds=7_751)
    page = text(client)
    assert "External consultancy is 0.5 days over the ceiling of 60 days." in page
    assert "External consultancy is £1 over the ceiling of £40,000." in page


def test_a_ceiling_counts_from_its_day_and_the_one_agreed_last_holds(seeded, signed_in, manager):
    given = {
        "programme": seeded,
        "days": Decimal(10),
        "agreed_by": seeded.body_set.get(key="executive_group"),
        "by": manager,
    }
    actions.agree_ceiling(pounds=1, from_on=date(2010, 4, 1), **given)
    assert "External consultancy is" not in text(signed_in(Role.BOARD_MEMBER)), "it holds from April"
    actions.agree_ceiling(pounds=20_000, from_on=date(2010, 3, 1), **given)
    page = text(signed_in(Role.BOARD_MEMBER))
    assert "£12,250 over the ceiling of £20,000" in page
    assert "agreed by Executive group, from 1 March 2010" in page


def test_without_a_ceiling_the_report_says_so(programme, signed_in, manager):
    used(manager, programme)
    page = text(signed_in(Role.BOARD_MEMBER))
    assert "No ceiling is agreed yet" in page and "None agreed" in page


def test_a_correction_is_a_new_record_that_counts_instead(seeded, signed_in, manager):
    wrong = Engagement.objects.get(days=Decimal(22))
    given = {"supplier": wrong.supplier, "what_for": wrong.what_for, "on": wrong.on, "pounds": 6_000}
    actions.correct_engagement(engagement=wrong, days=Decimal(10), by=manager, **given)
    page = text(signed_in(Role.BOARD_MEMBER))
    assert "42 days (70%)" in page
    assert "Corrected since: does not count" in page
    with pytest.raises(Refusal, match="corrected this record already"):
        actions.correct_engagement(engagement=wrong, days=Decimal(0), by=manager, **given)
    assert Engagement.objects.count() == 5


def test_money_is_entered_by_hand_and_a_slip_loses_nothing_typed(programme, signed_in):
    client, funding = signed_in(Role.PROGRAMME_MANAGER), Funding.objects.get(key="reserve")
    day = {"on_0": "8", "on_1": "3", "on_2": "2010"}
    address = f"{PAGE}sources/{funding.pk}/position"
    refused = client.post(
        address, {**day, "spent": "9000", "forecast": "8000", "reason": "Long thought over"}
    )
    assert "£9,000 spent already" in refused.content.decode()
    assert "Long thought over" in refused.content.decode()
    assert client.post(address, {**day, "spent": "9000", "reason": "Paid"}).status_code == 302
    assert (Position.objects.get().spent, Position.objects.get().forecast) == (9000, None)
    unclear = client.post(address, {**day, "spent": "9.5", "reason": "x"}).content.decode()
    assert "Enter pounds as figures" in unclear
    assert client.post(address, {**day, "spent": "£9,500.50", "reason": "Paid"}).status_code == 302
    assert Position.objects.order_by("pk").last().spent == 9501


@pytest.mark.parametrize("name", ["sources/1/position", "consultancy/ceiling", "consultancy/new", "consultancy/1/correct"])  # fmt: skip
@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.PROJECT_LEAD, Role.PROGRAMME_OFFICER])
def test_only_the_programme_manager_enters_money(seeded, signed_in, role, name):
    assert signed_in(role).post(PAGE + name, {}).status_code == 403
    with pytest.raises(Refusal, match="It is for: programme manager"):
        used(somebody(role), seeded)


def somebody(role):
    from sherwood.web.site.accounts.models import User

    return User.objects.holding(role).first()


def test_what_is_known_and_what_is_not_reach_the_files_apart(programme, signed_in, manager):
    stands(manager, spent=0)
    client = signed_in(Role.BOARD_MEMBER)
    lines = client.get(PAGE + "budget.csv").content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith(
        "Additional staffing to support safeguarding,500000,0,Not known,Not known,Not known,2010-03-08"
    )
    assert lines[3].startswith("Programme money together,1250000,Not known,Not known,Not known,Not known,")
    for name in ("budget", "positions", "consultancy"):
        assert client.get(f"{PAGE}{name}.xlsx").content[:2] == b"PK"


def test_the_report_asks_the_database_as_often_for_many_records_as_for_few(seeded, signed_in, manager):
    client, counts = signed_in(Role.PROGRAMME_MANAGER), []
    for more in (0, 15):
        for number in range(more):
            used(manager, seeded)
            stands(manager, spent=number, key="reserve")
        with CaptureQueriesContext(connection) as found:
            client.get(PAGE)
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_seeding_again_changes_nothing(seeded):
    before = (Position.objects.count(), Engagement.objects.count())
    seed_money(seeded)
    assert (Position.objects.count(), Engagement.objects.count()) == before
