"""Work streams: dated, reviewed with help agreed, split from larger ones; and slipped milestones on the agenda."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from posts import post
from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.plans import actions
from sherwood.web.programme.plans.demonstration import seed_plans
from sherwood.web.programme.plans.models import Milestone, Split, StreamReview, WorkStream
from sherwood.web.programme.programmes.agenda import waiting_for
from sherwood.web.programme.programmes.models import Body, Project
from sherwood.web.site.accounts.models import User
from sherwood.web.site.action_log.models import Action

P, TIMELINE = "/programme/projects/", "/programme/timeline/"
DAY = date(2010, 3, 8)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def seeded(people, programme):
    seed_plans(programme)
    return programme


@pytest.fixture
def manager(people):
    return people[Role.PROGRAMME_MANAGER]


def project(key="P06") -> Project:
    """P06 has no plan yet."""
    return Project.objects.get(key=key)


def lead_of(one: Project) -> User:
    return User.objects.get(post=one.lead)


def added(
    one: Project, from_on=date(2010, 3, 1), to_on=date(2010, 6, 1), words="Ask young people"
) -> WorkStream:
    return actions.add_stream(
        project=one, words=words, owner_post=post("Team manager"), from_on=from_on, to_on=to_on, by=lead_of(one)
    )  # fmt: skip


def lacking(client) -> list[str]:
    lines = client.get(TIMELINE + "lacking.csv").content.decode("utf-8-sig").splitlines()[1:]
    return [line.split(",")[0] for line in lines]


@pytest.mark.requirement("SR-048")
def test_a_live_project_with_no_lead_or_no_dated_work_stream_is_listed(seeded, signed_in):
    client = signed_in(Role.BOARD_MEMBER)
    before = lacking(client)
    assert "P06" in before and "P03" not in before
    added(project(), to_on=None)
    assert "P06" in lacking(client), "one without its last day is not dated"
    added(project())
    assert lacking(client) == [key for key in before if key != "P06"]
    Project.objects.filter(key="P06").update(lead=None)
    page = client.get(TIMELINE).content.decode()
    assert "P06 Participation programme" in page and ">No lead<" in page
    Project.objects.filter(key="P06").update(stage=Stage.CLOSED.name)
    assert "P06" not in lacking(client), "what is closed needs neither"


def test_every_seeded_project_in_planning_or_later_has_dated_work_streams(seeded):
    later = [one.key for one in seeded.project_set.all() if one.now in (Stage.PLANNING, Stage.DELIVERY, Stage.EMBEDDING)]  # fmt: skip
    assert set(later) == set(WorkStream.objects.dated().values_list("project__key", flat=True))


def test_a_work_stream_does_not_end_before_it_begins(programme, people):
    with pytest.raises(SherwoodError, match="last day is before the first"):
        added(project(), to_on=date(2010, 2, 28))
    assert added(project(), to_on=date(2010, 3, 1)).pk, "one day is enough"
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkStream.objects.update(to_on=date(2010, 1, 1))


def test_work_streams_stand_in_the_order_they_were_added(programme, people, signed_in):
    for words in ("First of all", "Second to that", "Third and last"):
        added(project(), words=words)
    page = signed_in(Role.BOARD_MEMBER).get(f"{P}P06/plan/").content.decode()
    assert page.index("First of all") < page.index("Second to that") < page.index("Third and last")
    assert "1 March 2010 to 1 June 2010" in page


@pytest.mark.requirement("SR-152")
def test_a_review_of_a_work_stream_puts_the_help_it_agreed_on_the_action_log(seeded, people, signed_in):
    stream = added(project())
    client = signed_in(Role.EXECUTIVE_GROUP_MEMBER)
    given = {"reviewed_on_0": "8", "reviewed_on_1": "3", "reviewed_on_2": "2010", "reviewed_by": "body:executive_group", "stands": "It waits for a room", "help_agreed": "Lend a room"}  # fmt: skip
    refused = client.post(f"/programme/streams/{stream.pk}/review", given).content.decode()
    assert (
        "needs the post that gives it and the day it is due" in refused and "It waits for a room" in refused
    )
    due = {"help_owner_post": post("Business manager").spelling, "help_due_on_0": "22", "help_due_on_1": "3", "help_due_on_2": "2010"}  # fmt: skip
    assert client.post(f"/programme/streams/{stream.pk}/review", given | due).status_code == 302
    action = Action.objects.of("stream review", stream.pk).get()
    assert (action.words, action.owner_post.title, action.due_on) == ("Lend a room", "Business manager", date(2010, 3, 22))  # fmt: skip
    page = signed_in(Role.BOARD_MEMBER).get(f"{P}P06/plan/").content.decode()
    assert "Executive group, 8 March 2010: It waits for a room" in page
    assert f'<a class="govuk-link" href="{action.get_absolute_url()}">Lend a room</a>' in page


def test_a_review_may_agree_no_help_and_stays_as_it_was(programme, manager, signed_in):
    stream = added(project())
    given = {
        "stream": stream,
        "reviewed_by": Body.objects.get(key="executive_group"),
        "stands": "Well",
        "by": manager,
    }
    made = actions.review_stream(reviewed_on=DAY, **given)
    assert made.action is None and not Action.objects.exists()
    assert "No help was needed" in signed_in(Role.BOARD_MEMBER).get(f"{P}P06/plan/").content.decode()
    with pytest.raises(SherwoodError, match="stays as it was"):
        made.save()
    with pytest.raises(SherwoodError, match="stays as it was"):
        made.delete()
    with pytest.raises(SherwoodError, match="on its day, or after"):
        actions.review_stream(reviewed_on=date(2010, 3, 9), **given)
    with pytest.raises(SherwoodError, match="Say what help"):
        actions.review_stream(reviewed_on=DAY, help_owner_post=post("Business manager"), **given)


def test_who_leads_a_project_does_not_review_it(seeded, people):
    own = WorkStream.objects.filter(project__key="P03").first()
    given = {
        "stream": own,
        "reviewed_on": DAY,
        "reviewed_by": Body.objects.get(key="executive_group"),
        "stands": "Well",
    }
    with pytest.raises(Refusal, match="It is for: executive group member"):
        actions.review_stream(by=lead_of(own.project), **given)
    both = people[Role.PROGRAMME_MANAGER]
    Project.objects.filter(key="P03").update(lead=both.post)
    given["stream"] = WorkStream.objects.select_related("project").get(pk=own.pk)
    with pytest.raises(Refusal, match="somebody else reviews"):
        actions.review_stream(by=both, **given)
    assert StreamReview.objects.count() == 2


@pytest.mark.requirement("SR-133")
def test_a_project_split_from_another_says_so_on_both_plans_with_what_moved(seeded, signed_in):
    given = {"parent": project("P07"), "parent_name": "", "moved": "Thresholds moved; contracts stayed."}
    actions.say_split(project=project("P10"), by=lead_of(project("P10")), **given)
    client = signed_in(Role.BOARD_MEMBER)
    smaller, larger = (client.get(f"{P}{key}/plan/").content.decode() for key in ("P10", "P07"))
    assert 'href="/programme/projects/P07/plan/">P07 Partnership development</a>. Thresholds moved; contracts stayed.' in smaller  # fmt: skip
    assert "split from this project. Thresholds moved; contracts stayed." in larger


@pytest.mark.requirement("SR-133")
def test_a_project_may_have_split_from_a_work_stream_outside_the_programme(seeded, signed_in):
    page = signed_in(Role.BOARD_MEMBER).get(f"{P}P04/plan/").content.decode()
    assert "Split from a larger work stream: Keeping children safe. Quality assurance and audit went to P02" in page  # fmt: skip


@pytest.mark.parametrize(
    ("parent", "name", "moved", "said"),
    [
        ("", "", "x", "one of the two"),
        ("P07", "Keeping safe", "x", "one of the two"),
        ("P06", "", "x", "from itself"),
        ("P07", "", " ", "what moved"),
    ],
)
def test_a_split_is_from_one_larger_thing_and_says_what_moved(programme, people, parent, name, moved, said):
    larger = project(parent) if parent else None
    with pytest.raises(SherwoodError, match=said):
        actions.say_split(project=project(), parent=larger, parent_name=name, moved=moved, by=lead_of(project()))  # fmt: skip
    assert not Split.objects.exists()


def test_work_streams_and_splits_are_written_by_hand_by_who_leads(programme, people):
    client, day = Client(), {"from_on_0": "1", "from_on_1": "3", "from_on_2": "2010"}
    client.force_login(lead_of(project()), backend=BACKEND)
    given = {"words": "Ask young people", "owner_post": post("Team manager").spelling}
    assert client.post(f"{P}P06/plan/streams/new", given | day).status_code == 302
    stream = WorkStream.objects.get()
    actions.change_stream(stream=stream, words="Theirs", owner_post=post("x"), from_on=None, to_on=None, revision=0, by=lead_of(project()))  # fmt: skip
    address = f"/programme/streams/{stream.pk}/change"
    page = client.post(address, given | {"words": "Mine", "revision": 0}).content.decode()
    assert "Somebody saved this" in page and "As it is saved now: Theirs" in page and "Mine" in page  # fmt: skip
    assert client.post(address, given | {"words": "Mine", "revision": 1}).status_code == 302
    assert WorkStream.objects.get().words == "Mine"
    given = {"parent": project("P07").pk, "moved": "Half of it"}
    assert client.post(f"{P}P06/plan/split", given).status_code == 302
    assert Split.objects.get().parent.key == "P07"
    assert client.get(f"{P}P06/plan/split").status_code == 200
    assert (
        client.post(f"{P}P03/plan/streams/new", {"words": "x", "owner_post": post("x").spelling}).status_code
        == 200
    )
    assert WorkStream.objects.count() == 1, "another's project is refused in words"


@pytest.mark.parametrize("name", ["projects/P06/plan/streams/new", "projects/P06/plan/split", "streams/1/change", "streams/1/review"])  # fmt: skip
def test_a_board_member_writes_no_work_stream(seeded, signed_in, name):
    assert signed_in(Role.BOARD_MEMBER).post("/programme/" + name, {}).status_code == 403


def test_after_a_clash_a_plans_part_can_be_saved_knowing_what_the_other_wrote(seeded):
    plan = seeded.project_set.get(key="P04").plan
    lead, client = lead_of(plan.project), Client()
    client.force_login(lead, backend=BACKEND)
    revision, address = plan.revision, f"{P}P04/plan/parts/risks"
    actions.write_part(plan=plan, part="risks", words="Theirs", complete=False, revision=revision, by=lead)
    page = client.post(address, {"words": "Mine", "revision": revision}).content.decode()
    assert "As it is saved now: Theirs" in page
    assert client.post(address, {"words": "Both", "revision": revision + 1}).status_code == 302
    plan.refresh_from_db()
    assert plan.risks == "Both"


def slipped() -> list[str]:
    return [one.title for one in waiting_for(Body.objects.get(key="executive_group"))]


def milestone(one: Project, baseline_on: date, is_key=True, words="All teams use it") -> Milestone:
    return actions.promise_milestone(
        project=one,
        words=words,
        owner_post=post("x"),
        baseline_on=baseline_on,
        is_key=is_key,
        by=lead_of(one),
    )


def test_a_key_milestone_has_slipped_when_its_day_has_passed_or_it_is_expected_later(
    programme, people, manager
):
    one = project()
    milestone(one, date(2010, 3, 8), words="Due today")
    milestone(one, date(2010, 3, 7), words="Due yesterday")
    milestone(one, date(2010, 3, 7), words="Not a key one", is_key=False)
    moved = milestone(one, date(2010, 5, 1), words="Moved")
    change = actions.ask_to_move(milestone=moved, after_on=date(2010, 5, 2), reason="x", by=lead_of(one))
    assert slipped() == ["Slipped: Due yesterday, promised for 7 March 2010"]
    actions.answer_move(change=change, approve=True, by=manager)
    assert slipped()[1:] == ["Slipped: Moved, promised for 1 May 2010"]
    actions.reach(milestone=Milestone.objects.get(words="Due yesterday"), actual_on=DAY, by=lead_of(one))
    assert slipped() == ["Slipped: Moved, promised for 1 May 2010"], "what is reached is no longer slipping"
    Project.objects.filter(key="P06").update(stage=Stage.CLOSED.name)
    assert slipped() == []


@pytest.mark.parametrize("address", [TIMELINE, f"{P}P06/plan/", TIMELINE + "streams.csv", TIMELINE + "lacking.xlsx"])  # fmt: skip
def test_pages_ask_the_database_as_often_for_many_work_streams_as_for_few(
    seeded, manager, signed_in, address
):
    client, counts = signed_in(Role.PROGRAMME_MANAGER), []
    added(project())
    for more in (1, 15):
        for number in range(more):
            stream = added(project(), words=f"Stream {number}")
            help_ = {"help_agreed": "x", "help_owner_post": post("x"), "help_due_on": DAY}
            actions.review_stream(stream=stream, reviewed_on=DAY, reviewed_by=post("x"), stands="x", by=manager, **help_)  # fmt: skip
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("address", ["projects/P04/plan/streams/new", "projects/P04/plan/split", "projects/P04/plan/parts/risks"])  # fmt: skip
def test_every_form_of_a_plan_says_on_its_button_what_it_does(seeded, address):
    client = Client()
    client.force_login(lead_of(project("P04")), backend=BACKEND)
    assert ">Save</button>" in client.get("/programme/" + address).content.decode()
