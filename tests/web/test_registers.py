"""Registers by the user's way: a complaint is entered, moved, put right, brought in, counted by theme, and late in time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from posts import post
from sherwood.governance.roles import MATRIX, Permission, Role
from sherwood.kit.periods import Period
from sherwood.measuring.figures import Ledger
from sherwood.measuring.ledger import build_for
from sherwood.measuring.shelves import all_measures
from sherwood.reading.load import load
from sherwood.reading.renewing import renew
from sherwood.records.snapshots import Store
from sherwood.simulating import simulate, write_extract
from sherwood.web.programme.engagement.models import ALL as OF_ENGAGEMENT
from sherwood.web.programme.origins.models import ALL as OF_ORIGINS
from sherwood.web.services.models import ALL
from sherwood.web.services.registers.complaints import Complaint, complaints
from sherwood.web.services.registers.missing_episodes import MissingEpisode
from sherwood.web.services.registers.placement_agreements import PlacementAgreement
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.registers.exports import written_out
from sherwood.web.site.registers.models import Change
from sherwood.web.site.registers.pages import grouped
from sherwood.web.site.trail.models import Entry

DAY = date(2010, 3, 8)
OWN, OTHER = "Hartsmoor Assessment", "Thornmere Assessment"


def day(name: str, on: date) -> dict:
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def complaint(**changes) -> dict:
    given = {
        "reference": "C1", "complainant": "parent", "theme": "delay", "team": OWN, "child": "K1", "worker": "W7",
        "advocate_offered": "yes", "longer": "no", **day("received_on", date(2010, 2, 22)),
    }  # fmt: skip
    return given | changes


@pytest.fixture
def manager(signed_in, people):
    """The manager of one team."""
    return signed_in(Role.TEAM_MANAGER)


@pytest.fixture
def own_team(people):
    from sherwood.web.site.accounts.models import scope_of

    (team,) = scope_of(people[Role.TEAM_MANAGER]).teams
    return team


def errors(answer) -> str:
    return " ".join(str(error) for found in answer.context["form"].errors.values() for error in found)


def test_a_complaint_goes_from_entry_to_answer_with_its_history(manager, own_team):
    answer = manager.post(reverse("complaints_new"), complaint(team=own_team), follow=True)
    assert answer.status_code == 200
    row = Complaint.objects.get()
    assert row.state == "stage_1" and row.entered_by_post
    page = manager.get(row_page(row)).content.decode()
    assert "Due: answer at stage 1, by 8 March 2010" in page
    manager.post(
        reverse("complaints_answer", args=[row.pk]),
        {
            "outcome": "upheld",
            "learning": "Ring back.",
            "revision": row.revision,
            **day("answered_on", date(2010, 3, 5)),
        },
    )
    row.refresh_from_db()
    assert (row.state, row.outcome, row.answered_on) == ("answered", "upheld", date(2010, 3, 5))
    page = manager.get(row_page(row)).content.decode()
    assert "answered a complaint at stage 1" in page and "entered a complaint" in page
    assert "Due:" not in page


def row_page(row) -> str:
    return reverse("complaints_entry", args=[row.pk])


def test_one_day_past_the_limit_is_late_on_the_page_in_the_list_and_at_home(manager, own_team, settings):
    manager.post(reverse("complaints_new"), complaint(team=own_team))
    assert "Late" not in manager.get(reverse("complaints")).content.decode()
    settings.CLOCK = DAY + timedelta(1)
    assert "Late: answer at stage 1 by 8 March 2010" in manager.get(reverse("complaints")).content.decode()
    assert "1 is past the day" in manager.get(reverse("complaints")).content.decode()
    assert "Answer at stage 1: complaint C1" in manager.get("/").content.decode()


def test_a_complex_complaint_has_twice_as_long(manager, own_team):
    answer = manager.post(reverse("complaints_new"), complaint(team=own_team, longer="yes"))
    assert answer.status_code == 302, errors(answer)
    assert complaints.due(Complaint.objects.get()) == [(date(2010, 3, 22), "answer at stage 1")]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        (day("received_on", date(2010, 3, 9)), "in the future"),
        ({"theme": ""}, "Select "),
        ({"theme": "astrology"}, "from the list"),
        (day("received_on", date(2010, 2, 20)) | {"received_on_0": "31"}, "must be a real date"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_entered(manager, own_team, changes, why):
    answer = manager.post(reverse("complaints_new"), complaint(team=own_team) | changes)
    assert why in errors(answer)
    assert not Complaint.objects.exists()


def test_an_answer_before_it_was_received_is_refused(manager, own_team):
    manager.post(reverse("complaints_new"), complaint(team=own_team))
    row = Complaint.objects.get()
    sent = {
        "outcome": "upheld",
        "learning": "",
        "revision": row.revision,
        **day("answered_on", date(2010, 2, 1)),
    }
    assert "answered before it was received" in errors(
        manager.post(reverse("complaints_answer", args=[row.pk]), sent)
    )
    row.refresh_from_db()
    assert row.state == "stage_1" and row.answered_on is None


def test_what_a_move_leaves_empty_stays_as_it_was(manager, own_team):
    manager.post(reverse("complaints_new"), complaint(team=own_team))
    row = Complaint.objects.get()
    for move, sent in (
        ("answer", {"outcome": "upheld", "learning": "Ring back.", **day("answered_on", date(2010, 2, 23))}),
        ("ask", day("investigation_asked_on", date(2010, 2, 24))),
        ("investigate", day("investigation_began_on", date(2010, 2, 25))),
        ("adjudicate", {"investigated": "partly", "learning": "", **day("adjudicated_on", date(2010, 3, 1))}),
    ):
        row.refresh_from_db()
        answer = manager.post(reverse(f"complaints_{move}", args=[row.pk]), sent | {"revision": row.revision})
        assert answer.status_code == 302, errors(answer)
    row.refresh_from_db()
    assert (row.state, row.learning) == ("adjudicated", "Ring back.")


def test_a_move_is_open_only_from_its_own_states(manager, own_team):
    manager.post(reverse("complaints_new"), complaint(team=own_team))
    row = Complaint.objects.get()
    sent = {"revision": row.revision, **day("panel_on", DAY)}
    assert "no longer open to that" in errors(manager.post(reverse("complaints_close", args=[row.pk]), sent))


def test_who_read_it_before_somebody_else_saved_is_told(manager, own_team):
    manager.post(reverse("complaints_new"), complaint(team=own_team))
    row = Complaint.objects.get()
    sent = {"outcome": "upheld", "learning": "", "revision": row.revision - 1, **day("answered_on", DAY)}
    assert "Somebody saved this" in errors(manager.post(reverse("complaints_answer", args=[row.pk]), sent))


def test_what_was_wrong_is_put_right_with_a_reason_and_both_stay(manager, own_team):
    manager.post(reverse("complaints_new"), complaint(team=own_team))
    row = Complaint.objects.get()
    sent = complaint(team=own_team, theme="money", revision=row.revision)
    assert "Enter " in errors(manager.post(reverse("complaints_correct", args=[row.pk]), sent))
    manager.post(reverse("complaints_correct", args=[row.pk]), sent | {"reason": "Read again."})
    row.refresh_from_db()
    assert row.theme == "money"
    change = Change.of(complaints.key, row).first()
    assert (
        change.fields == {"theme": ["Delay", "Money or support not given"]} and change.reason == "Read again."
    )


def test_rows_are_seen_and_entered_within_ones_own_reach_alone(manager, own_team, signed_in, people):
    Complaint.objects.create(
        reference="X/9", team=OTHER, state="stage_1", received_on=DAY, complainant="child", theme="delay"
    )
    assert own_team != OTHER
    assert "X/9" not in manager.get(reverse("complaints")).content.decode()
    assert manager.get(row_page(Complaint.objects.get())).status_code == 404
    assert "from the list" in errors(manager.post(reverse("complaints_new"), complaint(team=OTHER)))
    assert "X/9" in signed_in(Role.SERVICE_DIRECTOR).get(reverse("complaints")).content.decode()
    assert signed_in(Role.BOARD_MEMBER).get(reverse("complaints")).status_code == 403


def test_looks_are_recorded_and_no_child_stands_in_the_trail(manager, own_team):
    manager.post(reverse("complaints_new"), complaint(team=own_team))
    manager.get(reverse("complaints"))
    manager.get(reverse("complaints_file", args=["csv"]))
    looks = Entry.objects.filter(verb="looked at children", object_id="register complaints")
    assert looks.count() == 2
    assert "K1" not in " ".join(f"{entry.detail} {entry.object_id}" for entry in Entry.objects.all())


HEADS = "Reference,Received on,Who complains,What it is mainly about,Team,Child"


def brought(client, *lines: str):
    upload = SimpleUploadedFile("complaints.csv", "\n".join([HEADS, *lines]).encode())
    return client.post(reverse("complaints_import"), {"file": upload}).context["brought"]


def test_a_file_is_brought_in_and_every_row_is_accounted_for(manager, own_team):
    lines = (
        f"A1,22/02/2010,A parent,Delay,{own_team},K1",
        f"A2,2010-02-23,child,communication,{own_team},",
        f"A3,22/02/2010,A parent,Nothing of the kind,{own_team},K1",
        f",22/02/2010,A parent,Delay,{own_team},K1",
        f"A5,22/02/2010,A parent,Delay,{OTHER},K1",
    )
    first = brought(manager, *lines)
    assert (first.read, first.entered, first.already, len(first.refused)) == (5, 2, 0, 3)
    assert [row for row, _ in first.refused] == [4, 5, 6]
    assert Complaint.objects.get(reference="A1").received_on == date(2010, 2, 22)
    again = brought(manager, *lines)
    assert (again.entered, again.already, len(again.refused)) == (0, 2, 3)
    assert Complaint.objects.count() == 2


def test_a_file_without_headings_says_what_was_expected(manager):
    upload = SimpleUploadedFile("x.csv", b"a,b\n1,2\n")
    answer = manager.post(reverse("complaints_import"), {"file": upload})
    assert "No row of headings was found" in errors(answer) and "Reference" in errors(answer)


@pytest.mark.requirement("SR-143")
def test_themes_are_shown_to_the_board_without_small_numbers_and_lead_to_actions(
    signed_in, people, programme
):
    for number in range(14):
        theme = "delay" if number < 9 else "money" if number < 12 else "conduct"
        Complaint.objects.create(team=OWN, state="stage_1", received_on=DAY, complainant="child", theme=theme)
    page = signed_in(Role.BOARD_MEMBER).get(reverse("complaints_themes"))
    shown = {theme.words: theme.count for theme in page.context["tables"][0].themes}
    assert shown["Delay"] == "In “Other themes”"  # 5 others would be a small number
    signed_in(Role.PROGRAMME_MANAGER).post(
        reverse("complaints_theme_action", args=["delay"]),
        {
            "words": "Ring back within a day",
            "owner_post": post("Head of service").spelling,
            **day("due_on", date(2010, 4, 1)),
        },
    )
    action = Action.objects.get()
    assert action.origin_words == "Complaints: Delay"
    assert (
        "Ring back within a day"
        in signed_in(Role.BOARD_MEMBER).get(reverse("complaints_themes")).content.decode()
    )


@pytest.mark.requirement("SR-146")
def test_cost_and_quality_of_placements_are_shown_together_without_small_numbers(
    signed_in, people, programme
):
    director = signed_in(Role.SERVICE_DIRECTOR)
    for number in range(13):
        sent = {
            "reference": f"A{number}", "child": f"K{number}", "team": OWN, "worker": "", "provider": "Elm Homes",
            "kind": "other_home", "inside_area": "yes", "weekly_cost": "2,500.50" if number < 7 else "900",
            "quality": "inadequate" if number < 7 else "good", **day("started_on", date(2010, 1, 4)),
        }  # fmt: skip
        answer = director.post(reverse("placement_agreements_new"), sent)
        assert answer.status_code == 302, errors(answer)
    tables = signed_in(Role.BOARD_MEMBER).get(reverse("placement_agreements_themes")).context["tables"]
    quality = {theme.words: (theme.count, theme.amount) for theme in tables[0].themes}
    assert quality["Inadequate"] == ("7", "£2,501")
    assert quality["Good"] == ("6", "£900")
    row = PlacementAgreement.objects.get(reference="A0")
    director.post(
        reverse("placement_agreements_end", args=[row.pk]), {"revision": row.revision, **day("ended_on", DAY)}
    )
    tables = signed_in(Role.BOARD_MEMBER).get(reverse("placement_agreements_themes")).context["tables"]
    assert {theme.count for theme in tables[0].themes if theme.words == "Inadequate"} == {"6"}


def test_a_missing_child_is_back_and_waits_three_days_for_the_interview(
    signed_in, own_team, manager, settings
):
    sent = {
        "reference": "M1",
        "child": "K1",
        "kind": "missing",
        "team": own_team,
        **day("started_on", date(2010, 3, 6)),
    }
    assert manager.post(reverse("missing_episodes_new"), sent).status_code == 302
    row = MissingEpisode.objects.get()
    sent = {"interview_offered": "yes", "revision": row.revision, **day("ended_on", DAY)}
    assert manager.post(reverse("missing_episodes_return", args=[row.pk]), sent).status_code == 302
    assert (
        "Due: hold the return interview, by 11 March 2010"
        in manager.get(reverse("missing_episodes_entry", args=[row.pk])).content.decode()
    )
    settings.CLOCK = date(2010, 3, 12)
    assert "1 is past the day" in manager.get(reverse("missing_episodes")).content.decode()


def test_a_missing_episode_without_its_child_is_refused(manager, own_team):
    sent = {
        "reference": "M1",
        "child": "",
        "kind": "missing",
        "team": own_team,
        **day("started_on", date(2010, 3, 6)),
    }
    assert "Say which child" in errors(manager.post(reverse("missing_episodes_new"), sent))


def test_themes_are_grouped_until_no_small_number_is_left():
    assert grouped({"a": 20, "b": 9, "c": 5, "d": 1}, "abcd") == (["a", "b"], ["c", "d"], 6)
    assert grouped({"a": 20, "b": 9, "c": 5}, "abcd") == (["a"], ["b", "c", "d"], 14)
    assert grouped({"a": 20}, "ab") == (["a"], ["b"], 0)
    assert grouped({"a": 3}, "ab") == ([], ["a", "b"], 3)


SHELVES = {**ALL, **OF_ENGAGEMENT, **OF_ORIGINS}


@pytest.mark.parametrize("register", SHELVES.values(), ids=SHELVES)
def test_every_register_can_be_entered_and_moved_as_its_description_says(register):
    """What a description names is there: fields, states, and a way to every state."""
    names = {field.name for field in register.model._meta.get_fields()}
    asked = {*register.enter, *(name for move in register.moves for name in move.fields)}
    assert asked <= names
    reached = {register.first_state}
    for _ in register.states:
        reached |= {move.after for move in register.moves if reached & set(move.before)}
    assert reached == set(register.states)
    named = {register.named, *register.ahead, *register.among}
    assert named <= {*asked, "reference"} and register.links["above"]
    assert {state for clock in register.clocks for state in clock.runs_in} <= set(register.states)


def overdue(snapshot):
    key = "complaints_open_overdue"
    return Ledger(snapshot.ledger).figure(all_measures()[key], Period(DAY, DAY))


def test_a_complaint_entered_today_is_a_row_of_a_measure_at_the_next_publication(
    manager, own_team, settings, small_council, tmp_path
):
    """Its own accounting, its own reach; the table says where it comes from; what was there stays as it was."""
    store = Store(tmp_path / "own")
    write_extract(simulate(2009, DAY, scale=0.02), tmp_path / "extract")
    first = load([tmp_path / "extract"], store, as_at=DAY, then=build_for())
    key = "complaints_open_overdue"
    why = Ledger(first.ledger).why_not_known(all_measures()[key], Period(DAY, DAY))
    assert why == "No source has complaints."
    manager.post(reverse("complaints_new"), complaint(team=own_team, **day("received_on", date(2010, 2, 1))))
    manager.post(reverse("complaints_new"), complaint(team=own_team, reference="C2", child=""))
    with written_out() as inside:
        second = renew(store, inside, by="Test", then=build_for())
    figure = overdue(second)
    assert (figure.numerator, figure.denominator) == (1, 2)
    made = second.manifest
    assert made.inside == ("complaints",) and made.origins["complaints"] == (
        "Complaints entered in Sherwood.csv",
    )
    (source,) = [source for source in made.sources if source.name == "Complaints entered in Sherwood.csv"]
    assert (source.read, source.accepted, source.quarantined) == (2, 2, 0)
    assert {
        table: rows for table, rows in made.tables.items() if table != "complaints"
    } == first.manifest.tables
    manager.post(reverse("complaints_new"), complaint(team=own_team, reference="C3"))
    with written_out() as inside:
        third = renew(store, inside, by="Test", then=build_for())
        fourth = load([tmp_path / "extract"], store, as_at=DAY, inside=inside, then=build_for())
    assert third.manifest.tables["complaints"] == fourth.manifest.tables["complaints"] == 3
    assert len(third.manifest.sources) == len(made.sources)


def test_a_table_that_the_extract_has_is_not_taken_from_a_register(manager, own_team, tmp_path):
    """A table comes from one place: each row left out is accounted for."""
    manager.post(reverse("complaints_new"), complaint(team=own_team))
    (tmp_path / "complaints.csv").write_text("complaint,team,received_on,theme\nX1,A,2010-03-01,delay\n")
    with written_out() as inside:
        made = load([tmp_path / "complaints.csv"], Store(tmp_path / "own"), as_at=DAY, inside=inside).manifest
    assert made.tables["complaints"] == 1 and made.inside == ()
    (source,) = [source for source in made.sources if "entered in Sherwood" in source.name]
    assert (source.read, source.accepted, source.quarantined) == (1, 0, 1)
    assert "taken from the extract" in " ".join(made.settled)


def test_a_description_names_as_keeper_only_whom_the_acts_let_in():
    """Else nobody could enter a row, and the table of acts would not say why."""
    with pytest.raises(TypeError, match="kept by VET"):
        replace(complaints, keeps=Permission.VET)
    assert Complaint.register is complaints


@pytest.mark.parametrize(
    "register", [*OF_ENGAGEMENT.values(), *OF_ORIGINS.values()], ids=lambda found: found.key
)
def test_a_register_of_the_programme_is_read_by_who_sees_the_programme_and_kept_by_its_keeper(
    register, programme, signed_in
):
    doors = {role: signed_in(role).get(register.address()).status_code for role in Role}
    assert doors == {role: 200 if MATRIX[role] & set(register.sees) else 403 for role in Role}
    enters = {role: signed_in(role).get(register.address("new")).status_code for role in Role}
    assert enters == {role: 200 if register.keeps in MATRIX[role] else 403 for role in Role}
