"""A body's seats on a site that never saw the demonstration: added, filled, passed on, ended, and counted in a quorum."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from filling import filled
from lists import opened
from other_council import day, words
from posts import post
from sherwood.governance.roles import Role
from sherwood.web.programme.meetings.models import Attendance, Holding, Meeting, Seat
from sherwood.web.programme.programmes.models import Body
from sherwood.web.site.accounts.models import User
from sherwood.web.site.trail.models import Entry

BODY = "/programme/meetings/bodies/improvement_board/"
NEW = f"{BODY}seats/new"
FROM = date(2010, 3, 1)

pytestmark = pytest.mark.django_db


def add(client, kind: str, **more):
    return client.post(NEW, {"kind": kind, "number": "1", **day("from_on", FROM)} | more)


def fill(client, seat: Seat, title: str, on: date = FROM, **more):
    page = f"/programme/meetings/seats/{seat.pk}/fill"
    sent = {"post": post(title).spelling, "agency": "Marlow Borough", **day("from_on", on)}
    return client.post(page, filled(client.get(page)) | sent | more)


def end(client, path: str, on: date):
    return client.post(path, filled(client.get(path)) | day("last_day", on))


def seat_of(kind: str) -> Seat:
    return Seat.objects.get(kind=kind)


@pytest.mark.requirement("SR-058", "SR-150", "SR-162")
def test_from_an_empty_site_to_the_attendance_of_a_quorate_meeting(office, manager):
    assert "Add the seats of Improvement Board" in words(manager.get("/"))
    assert "It has no seats yet" in words(manager.get(BODY))
    assert "names: Independent chair; Lead member" in words(manager.get(NEW))
    for kind in ("Independent chair", "Lead member"):
        assert add(manager, kind).status_code == 302
    assert "Fill 2 vacant seats of Improvement Board" in words(manager.get("/"))
    chair = office.enter(Role.BOARD_MEMBER, "Chair of the Improvement Board")
    for kind, title in (
        ("Independent chair", "Chair of the Improvement Board"),
        ("Lead member", "Lead member"),
    ):
        assert fill(manager, seat_of(kind), title).status_code == 302
    assert "2 seats, none vacant." in words(manager.get(BODY))
    assert "vacant seat" not in words(manager.get("/"))

    manager.post("/programme/meetings/new", filled(manager.get("/programme/meetings/new")) | {
        "body": str(seat_of("Lead member").body_id), **day("held_on", date(2010, 3, 8)),
    })  # fmt: skip
    meeting = Meeting.objects.get()
    path = f"/programme/meetings/{meeting.pk}/attendance"
    present = {f"holder_{holding.pk}": "present" for holding in Holding.objects.all()}
    assert manager.post(path, filled(manager.get(path)) | present).status_code == 302
    assert "2 present: quorate." in words(chair.get(f"/programme/meetings/{meeting.pk}/"))
    assert Attendance.objects.filter(state="present").count() == 2
    assert Holding.objects.get(seat__kind="Independent chair").user == User.objects.get(
        post__title="Chair of the Improvement Board"
    )


def test_attendance_without_seats_leads_to_where_they_are_filled(manager):
    manager.post("/programme/meetings/new", {
        "body": str(Body.objects.get(key="improvement_board").pk), **day("held_on", date(2010, 3, 8)),
    })  # fmt: skip
    answer = manager.get(f"/programme/meetings/{Meeting.objects.get().pk}/attendance", follow=True)
    assert "Nobody holds a seat of Improvement Board on that day" in words(answer)


def test_several_seats_of_a_kind_are_added_at_once_and_each_is_on_the_list(manager):
    assert add(manager, " Partner  agency ", number="3").status_code == 302
    assert "3 seats, 3 vacant. Too few are held for its quorum of 2." in words(manager.get(BODY))
    seats = opened(manager, "/programme/meetings/bodies/improvement_board/seats.csv").column("Seat")
    assert [kind for kind, _ in seats] == ["Partner agency"] * 3
    assert Entry.objects.get(verb="added seats").detail["number"] == 3


def test_a_seat_passes_on_without_a_gap_and_is_never_held_by_two(manager):
    add(manager, "Lead member")
    seat = seat_of("Lead member")
    fill(manager, seat, "Councillor for children")
    assert fill(manager, seat, "Deputy leader", date(2010, 3, 5)).status_code == 302
    first, second = seat.holdings.order_by("from_on")
    assert (first.to_on, second.from_on, second.to_on) == (date(2010, 3, 4), date(2010, 3, 5), None)
    for on in (date(2010, 3, 5), date(2010, 3, 2)):  # the day the other began, and a day before it
        assert "Deputy leader holds this seat from that day or later" in words(
            fill(manager, seat, "Third", on)
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.create(seat=seat, post=post("Third"), agency="x", from_on=date(2010, 4, 1))
    page = words(manager.get(f"/programme/meetings/seats/{seat.pk}/"))
    assert "Councillor for children" in page and "4 March 2010" in page
    held = opened(manager, f"/programme/meetings/seats/{seat.pk}/holders.csv").column("Post")
    assert [title for title, _ in held] == ["Deputy leader", "Councillor for children"]


def test_a_holder_leaves_and_the_seat_is_vacant_from_the_next_day(manager, settings):
    add(manager, "Lead member")
    fill(manager, seat_of("Lead member"), "Councillor for children")
    path = f"/programme/meetings/seats/holders/{Holding.objects.get().pk}/end"
    assert end(manager, path, date(2010, 3, 8)).status_code == 302
    assert "none vacant" in words(manager.get(BODY))
    settings.CLOCK = date(2010, 3, 9)
    assert "1 vacant" in words(manager.get(BODY))
    assert Entry.objects.get(verb="ended who holds a seat").detail["last day"] == "2010-03-08"


def test_who_was_counted_at_a_meeting_held_the_seat_on_that_day(manager):
    add(manager, "Lead member")
    fill(manager, seat_of("Lead member"), "Councillor for children")
    holding = Holding.objects.get()
    meeting = Meeting.objects.create(body=holding.seat.body, held_on=date(2010, 3, 4))
    Attendance.objects.create(meeting=meeting, holding=holding, state="present")
    told = end(manager, f"/programme/meetings/seats/holders/{holding.pk}/end", date(2010, 3, 3))
    assert "The meeting of 4 March 2010 counted Councillor for children in this seat" in words(told)
    assert "counted" in words(fill(manager, holding.seat, "Deputy leader", date(2010, 3, 4)))
    assert "counted" in words(
        end(manager, f"/programme/meetings/seats/{holding.seat_id}/end", date(2010, 3, 3))
    )
    assert Holding.objects.get().to_on is None


def test_a_slip_is_taken_back_where_nothing_was_built_on_it(manager):
    add(manager, "Lead member")
    fill(manager, seat_of("Lead member"), "A slip")
    held = f"/programme/meetings/seats/holders/{Holding.objects.get().pk}/end"
    seat = f"/programme/meetings/seats/{seat_of('Lead member').pk}/end"
    before = date(2010, 2, 28)
    assert "holds this seat from 1 March 2010" in words(end(manager, seat, before))
    assert end(manager, held, before).status_code == end(manager, seat, before).status_code == 302
    assert not Holding.objects.exists() and not Seat.objects.exists()
    verbs = ["took back a seat", "took back who holds a seat"]
    assert sorted(Entry.objects.filter(verb__in=verbs).values_list("verb", flat=True)) == verbs


def test_a_seat_that_ends_keeps_its_history_and_is_filled_no_more(manager, settings):
    add(manager, "Lead member")
    seat = seat_of("Lead member")
    fill(manager, seat, "Councillor for children")
    assert end(manager, f"/programme/meetings/seats/{seat.pk}/end", date(2010, 3, 8)).status_code == 302
    settings.CLOCK = date(2010, 3, 9)
    page = words(manager.get(BODY))
    assert "Seats that ended" in page and "It has no seats yet" in page
    assert "This seat ended on 8 March 2010. Add another." in words(
        fill(manager, seat, "Deputy leader", date(2010, 3, 9))
    )
    assert seat.holdings.get().to_on == date(2010, 3, 8)


def test_a_seat_is_renamed_and_the_trail_keeps_what_it_was(manager):
    add(manager, "Lead membr")
    path = f"/programme/meetings/seats/{Seat.objects.get().pk}/kind"
    assert manager.post(path, filled(manager.get(path)) | {"kind": "Lead member"}).status_code == 302
    assert Entry.objects.get(verb="renamed a seat").detail == {"from": "Lead membr", "to": "Lead member"}


def test_where_several_sign_in_with_a_post_the_account_is_chosen(office, manager):
    for number in (1, 2):
        office.enter(Role.BOARD_MEMBER, "Councillor", f"councillor-{number}@marlow.example")
    add(manager, "Elected member")
    seat = seat_of("Elected member")
    assert "Several people sign in as Councillor" in words(fill(manager, seat, "Councillor"))
    second = User.objects.get(email="councillor-2@marlow.example")
    assert fill(manager, seat, "Councillor", user=str(second.pk)).status_code == 302
    assert seat.holdings.get().user == second


def test_which_seats_there_are_is_not_for_who_only_keeps_meetings(office, manager):
    add(manager, "Lead member")
    clerk = office.enter(Role.PROGRAMME_ADMINISTRATOR, "Clerk to the Improvement Board")
    member = office.enter(Role.BOARD_MEMBER, "Chair of the Improvement Board")
    assert fill(clerk, seat_of("Lead member"), "Councillor for children").status_code == 302
    assert add(clerk, "Another").status_code == 403
    assert "Add a seat" not in words(clerk.get(BODY))
    assert member.get(BODY).status_code == 200
    assert member.get(f"/programme/meetings/seats/{Seat.objects.get().pk}/fill").status_code == 403
