"""Two people change the same thing: the second is told, keeps what they typed, and overwrites only when they mean to."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.urls import reverse
from lxml import html

from doors import OURS, address, stated
from filling import fields_of
from posts import post_sent
from sherwood.governance.roles import MATRIX, Role
from sherwood.governance.stages import Stage
from sherwood.web.evidence.demonstration import seed_factors
from sherwood.web.evidence.models import Factor
from sherwood.web.programme.meetings.demonstration import seed_meetings
from sherwood.web.programme.meetings.models import Item, Meeting, Seat
from sherwood.web.programme.origins.demonstration import seed_origins
from sherwood.web.programme.origins.models import EarlierAction, PaidPost
from sherwood.web.programme.origins.registers.evidence_needed import EvidenceNeeded
from sherwood.web.programme.plans.demonstration import seed_plans
from sherwood.web.programme.plans.models import Plan, Split
from sherwood.web.programme.programmes.models import Body, Project
from sherwood.web.programme.rhythm.models import Hint, Rhythm
from sherwood.web.programme.risks.demonstration import seed_risks
from sherwood.web.programme.risks.models import Risk
from sherwood.web.programme.staffing.demonstration import seed_staffing
from sherwood.web.programme.staffing.models import Participant
from sherwood.web.site.accounts.models import Post, RoleGrant, User
from sherwood.web.site.ui.overtaking import check_as_read, mark_of
from sherwood.web.site.ui.typed import NOT_TYPED
from walked_cases import walk

MANAGER, KEEPER, ACCOUNTS = Role.PROGRAMME_MANAGER, Role.PROGRAMME_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR


def day(name: str, on: str) -> dict[str, str]:
    return {f"{name}_{place}": part for place, part in enumerate(on.split())}


def worker_of() -> User:
    return User.objects.get(email="administrator@example.org")


@dataclass(frozen=True)
class Change:
    """A form that changes what stands: where it is, who sends it, what the first and the second send, what stands."""

    path: Callable[[], str]
    one: dict
    two: dict
    stands: Callable[[], object]
    role: Role = MANAGER
    seed: Callable = lambda programme: None


def _met() -> Meeting:
    meeting = Meeting.objects.create(body=Body.objects.get(key="board"), held_on="2010-03-01")
    Item.objects.create(meeting=meeting, position=1, title="Posts")
    return meeting


def plan() -> Plan:
    """Of a project that the demonstration's lead leads."""
    return Plan.objects.filter(project__lead=Project.objects.get(key="P03").lead).first()


def item() -> Item:
    meeting = Meeting.objects.filter(held_on="2010-03-01").first() or _met()
    return meeting.items.get()


CHANGES = {
    "measures": Change(
        lambda: "/programme/projects/P03/measures",
        {"measures": ["care_reviews_in_time"]},
        {"measures": ["children_held_per_worker"]},
        lambda: Project.objects.get(key="P03").measure_keys,
    ),
    "paper checklist": Change(
        lambda: "/programme/meetings/bodies/board/papers",
        {"paper_lines": "Costed"},
        {"paper_lines": "Short"},
        lambda: Body.objects.get(key="board").paper_checklist,
    ),
    "presenters": Change(
        lambda: f"/programme/meetings/items/{item().pk}/presenters",
        {"presented_by": post_sent("A"), "accompanied_by": post_sent("B")},
        {"presented_by": post_sent("C"), "accompanied_by": post_sent("D")},
        lambda: (item().presented_by, item().accompanied_by),
        KEEPER,
    ),
    "outcome": Change(
        lambda: f"/programme/meetings/items/{item().pk}/outcome",
        {"outcome": "Agreed"},
        {"outcome": "Put off"},
        lambda: item().outcome,
        KEEPER,
    ),
    "seat": Change(
        lambda: f"/programme/meetings/seats/{Seat.objects.first().pk}/fill",
        {"post": post_sent("Head"), "agency": "Council", **day("from_on", "5 3 2010")},
        {"post": post_sent("Chief"), "agency": "Council", **day("from_on", "6 3 2010")},
        lambda: list(Seat.objects.first().holdings.values_list("post", flat=True)),
        KEEPER,
        seed_meetings,
    ),
    "hints": Change(
        lambda: "/reports/hints",
        {"progress": "Numbers first"},
        {"progress": "Words first"},
        lambda: list(Hint.objects.values_list("words")),
    ),
    "rhythm": Change(
        lambda: "/reports/rhythm",
        {"what": "report", "every_days": "7", **day("first_due_on", "12 3 2010")},
        {"what": "report", "every_days": "14", **day("first_due_on", "12 3 2010")},
        lambda: list(Rhythm.objects.values_list("every_days")),
    ),
    "plan dates": Change(
        lambda: f"/programme/projects/{plan().project.key}/plan/dates",
        day("report_due_on", "1 4 2010"),
        day("report_due_on", "2 4 2010"),
        lambda: plan().report_due_on,
        Role.PROJECT_LEAD,
        seed_plans,
    ),
    "plan part": Change(
        lambda: f"/programme/projects/{plan().project.key}/plan/parts/risks",
        {"words": "One post may stay empty"},
        {"words": "Two posts may stay empty"},
        lambda: plan().risks,
        Role.PROJECT_LEAD,
        seed_plans,
    ),
    "split": Change(
        lambda: "/programme/projects/P03/plan/split",
        {"parent_name": "A large stream", "moved": "Half"},
        {"parent_name": "Another stream", "moved": "All"},
        lambda: list(Split.objects.values_list("parent_name")),
        Role.PROJECT_LEAD,
    ),
    "evidence for an inspection": Change(
        lambda: (
            f"/programme/origins/evidence-needed/{EvidenceNeeded.objects.get(state='unknown').pk}/correct"
        ),
        {"words": "Minutes", "reason": "Asked for."},
        {"words": "Letters", "reason": "Asked for."},
        lambda: EvidenceNeeded.objects.get(state="unknown").words,
        seed=seed_origins,
    ),
    "earlier action": Change(
        lambda: f"/programme/origins/earlier-plans/actions/{EarlierAction.objects.first().pk}/",
        {"relevant": "no", "project": ""},
        {"relevant": "yes", "project": ""},
        lambda: EarlierAction.objects.first().relevant,
        seed=seed_origins,
    ),
    "post": Change(
        lambda: f"/programme/origins/posts/{PaidPost.objects.order_by('pk').first().pk}/",
        {"state": "in_recruitment", **day("on", "5 3 2010")},
        {"state": "filled", **day("on", "6 3 2010")},
        lambda: PaidPost.objects.order_by("pk").first().state,
        seed=seed_origins,
    ),
    "worker": Change(
        lambda: f"/account/people/{worker_of().pk}/worker",
        {"worker": "W7"},
        {"worker": "W8"},
        lambda: worker_of().worker,
        ACCOUNTS,
    ),
    "post of a person": Change(
        lambda: f"/account/people/{worker_of().pk}/post",
        {"post": "Clerk"},
        {"post": "Officer"},
        lambda: worker_of().post,
        ACCOUNTS,
    ),
    "end of a role": Change(
        lambda: f"/account/people/roles/{RoleGrant.objects.filter(user=worker_of()).first().pk}/end",
        day("last_day", "31 5 2010"),
        day("last_day", "30 4 2010"),
        lambda: RoleGrant.objects.filter(user=worker_of()).first().to_on,
        ACCOUNTS,
    ),
    "risk": Change(
        lambda: reverse("risk_change", args=[Risk.objects.first().pk]),
        {"mitigation": "One"},
        {"mitigation": "Two"},
        lambda: Risk.objects.first().mitigation,
        seed=seed_risks,
    ),
    "record of who takes part": Change(
        lambda: f"/programme/people/register/{Participant.objects.first().pk}/change",
        {"name": "One"},
        {"name": "Two"},
        lambda: Participant.objects.order_by("pk").first().name,
        seed=seed_staffing,
    ),
    "factor": Change(
        lambda: f"/evidence/complexity/{Factor.objects.first().key}",
        {"why": "One"},
        {"why": "Two"},
        lambda: Factor.objects.first().why,
        Role.DATA_ANALYST,
        lambda programme: seed_factors(),
    ),
}


@pytest.fixture(params=CHANGES)
def change(request, people, programme) -> Change:
    found = CHANGES[request.param]
    found.seed(programme)
    return found


def test_the_second_is_told_keeps_what_they_typed_and_saves_when_they_mean_to(change, signed_in):
    first, second = signed_in(change.role), signed_in(change.role)
    path = change.path()
    read = [client.get(path) for client in (first, second)]
    assert [page.status_code for page in read] == [200, 200], path
    saved = first.post(path, fields_of(read[0]) | change.one)
    assert saved.status_code == 302, _told(saved)
    stood = change.stands()
    told = second.post(path, fields_of(read[1]) | change.two)
    assert told.status_code == 200
    assert change.stands() == stood, "nothing was overwritten"
    assert "Somebody" in told.content.decode()
    kept = fields_of(told)
    assert {name: kept[name] for name in change.two} == {
        name: value[0] if isinstance(value, list) else value for name, value in change.two.items()
    }
    again = second.post(path, kept)
    assert again.status_code == 302, _told(again)
    assert change.stands() != stood


@pytest.mark.parametrize("name", ["measures", "hints", "record of who takes part", "risk"])
def test_a_slip_in_the_form_does_not_hide_that_somebody_saved(name, people, programme, signed_in):
    change = CHANGES[name]
    change.seed(programme)
    first, second = signed_in(change.role), signed_in(change.role)
    path = change.path()
    read = fields_of(second.get(path))
    first.post(path, fields_of(first.get(path)) | change.one)
    stood = change.stands()
    field = next(iter(change.two))
    slip = second.post(path, read | change.two | {field: "x" * 5000 if name != "measures" else "nonsense"})
    assert slip.status_code == 200
    told = second.post(path, fields_of(slip) | change.two)
    if name != "risk":  # a risk shows what stands beside the form at once
        assert "Somebody" in told.content.decode()
        assert change.stands() == stood
    else:
        assert "Somebody" in slip.content.decode() or "saved" in slip.content.decode()


def test_a_lead_is_not_named_over_another_unseen(people, programme, signed_in):
    walk(people, Stage.CASE)
    path = "/programme/projects/P03/case/do/name_lead/"
    clients = [signed_in(MANAGER), signed_in(MANAGER)]
    read = [fields_of(client.get(path), to=path) for client in clients]
    posts = [
        post for post in User.objects.holding(Role.PROJECT_LEAD).values_list("post__spelling", flat=True)
    ]
    other = [post for post in posts if post != Project.objects.get(key="P03").lead.spelling]
    title = Post.objects.get(spelling=other[0]).title
    assert clients[0].post(path, read[0] | {"lead": other[0]}).status_code == 302
    told = clients[1].post(path, read[1] | {"lead": posts[0]})
    assert "Somebody changed this after you opened it. Now it says: " + title in told.content.decode()
    assert Project.objects.get(key="P03").lead.spelling == other[0]


def test_what_was_read_is_known_whatever_order_its_parts_come_in():
    assert mark_of({"a": 1, "b": [2]}) == mark_of({"b": [2], "a": 1}) != mark_of({"a": 1, "b": []})
    check_as_read(mark_of(["x"]), ["x"], "x")
    check_as_read(None, ["x"], "x")


# Forms for something new, begun with what is likely: today, the body that is usually told.
BEGUN = {
    "accounts_role_new",
    "accounts_close",
    "accounts_link",
    "accounts_open",
    "case_act",
    "document_review",
    "effect_back",
    "email",  # one's own wish, which nobody else changes
    "issue_close",
    "issue_new",
    "line_away",
    "member_confirm",
    "money_position",
    "phase_new",
    "risk_close",
    "risk_new",
    "stream_review",
    "update_new",
}
SAY_WHAT_WAS_READ = {"as_read", "revision"}


@pytest.mark.slow
def test_every_form_filled_with_what_stands_says_what_was_read(people, programme, signed_in):
    for seed in (seed_origins, seed_plans, seed_staffing, seed_risks, seed_meetings):
        seed(programme)
    seed_factors()
    item()
    says_nothing, seen = [], 0
    for route in OURS:
        role = next(
            (role for role in WALKERS if not stated(route) or set(stated(route)) & set(MATRIX[role])), None
        )
        answer = signed_in(role).get(address(route)) if role else None
        if answer is None or answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        filled = _filled_in(answer)
        seen += filled is not None
        if filled and not filled & SAY_WHAT_WAS_READ and route.name not in BEGUN:
            says_nothing.append((route.name, filled))
    assert not says_nothing, says_nothing
    assert seen > 40


WALKERS = (MANAGER, Role.PROJECT_LEAD, KEEPER, ACCOUNTS, Role.DATA_ANALYST, Role.SENIOR_RESPONSIBLE_OWNER)


def _filled_in(answer) -> set[str] | None:
    """The fields of the page's own form that are filled, where one is; None without a form."""
    try:
        fields = fields_of(answer)
    except IndexError:
        return None
    typed = {name for name, value in fields.items() if value and name not in NOT_TYPED}
    return typed


def _told(answer) -> list[str]:
    """What a page says is wrong."""
    tree = html.fromstring(answer.content.decode()) if answer.content else None
    return (
        [] if tree is None else [line.text_content() for line in tree.find_class("govuk-error-summary__list")]
    )
