"""Author is not vetter is not challenger is not decider: by page and by direct request, in words and in the trail."""

from datetime import date

import pytest
from django.test import Client

from a_case import content
from posts import post_sent
from sherwood.governance.roles import MATRIX, Permission, Role
from sherwood.governance.stages import Stage
from sherwood.kit.errors import Refusal
from sherwood.web.programme.cases import actions
from sherwood.web.programme.cases.doings import DOINGS, OF_A_THING
from sherwood.web.programme.cases.models import Case, Decision, Exemption, Opinion, Vetting
from sherwood.web.programme.meetings.models import UrgentDecision
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.actions import end_role, grant_role
from sherwood.web.site.accounts.models import User
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry
from walked_cases import EVERY_LINE, URGENT, judge, seated, walk

pytestmark = pytest.mark.django_db

PATH = "/programme/projects/P03/case/"
VET = {"number": 1, "met": EVERY_LINE, "passed": "pass"}
RATE = {
    "number": 1,
    "achievable": "shown",
    "achievable_words": "x",
    "beneficial": "shown",
    "beneficial_words": "y",
}
RECOMMEND = {"number": 1, "recommendation": "implement", "words": "x"}
DECIDE = {
    "number": 1,
    "reason": "x",
    "why_urgent": "x",
    "presented_by": post_sent("x"),
    "accompanied_by": post_sent("y"),
}
# each act that is separated: the stage it is made at, the role that makes it, and what is typed
SEPARATED = {
    "vet": (Stage.VETTING, Role.PROGRAMME_OFFICER, VET),
    "rate": (Stage.CHALLENGE, Role.EXECUTIVE_GROUP_MEMBER, RATE),
    "advise": (Stage.CHALLENGE, Role.PROGRAMME_DIRECTOR, RECOMMEND),
    "return": (Stage.CHALLENGE, Role.EXECUTIVE_GROUP_MEMBER, {"number": 1, "comments": "x"}),
    "recommend": (Stage.DECISION, Role.EXECUTIVE_GROUP_MEMBER, RECOMMEND),
    "implement": (Stage.DECISION, Role.BOARD_MEMBER, DECIDE),
    "amend": (Stage.DECISION, Role.BOARD_MEMBER, DECIDE | {"requirements": "x"}),
    "close": (Stage.DECISION, Role.BOARD_MEMBER, DECIDE),
}


@pytest.fixture
def at(people, programme):
    return lambda stage, key="P03": walk(people, stage, key)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def also(user: User, role: Role, people) -> User:
    """The same person, holding one role more."""
    grant_role(user=user, role=role, from_on=date(2010, 1, 4), by=COMMAND_LINE)
    return User.objects.get(pk=user.pk)


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def ready_to_recommend(people, case: Case) -> None:
    judge(case, people[Role.EXECUTIVE_GROUP_MEMBER], people[Role.PROGRAMME_DIRECTOR])


def refused(user: User, act: str, typed: dict, sentence: str) -> None:
    """The page says why not and offers no button; the direct request is refused in the same words, and told."""
    before = (
        Project.objects.get(key="P03").stage,
        Vetting.objects.count(),
        Opinion.objects.count(),
        Decision.objects.count(),
    )
    page = browser(user).get(f"{PATH}do/{act}/")
    assert sentence in words(page)
    assert DOINGS[act].button + "</button>" not in words(page)
    told = Entry.objects.count()
    answer = browser(user).post(f"{PATH}do/{act}/", typed)
    assert answer.status_code == 403
    assert sentence in words(answer)
    entry = Entry.objects.last_written()
    assert (Entry.objects.count(), entry.verb, entry.by_id) == (told + 1, "was refused", str(user.pk))
    assert sentence in entry.detail["why"]
    after = (
        Project.objects.get(key="P03").stage,
        Vetting.objects.count(),
        Opinion.objects.count(),
        Decision.objects.count(),
    )
    assert before == after


@pytest.mark.requirement("SR-082")
@pytest.mark.parametrize("act", SEPARATED)
def test_who_wrote_the_version_may_neither_vet_challenge_nor_decide_it(at, people, act):
    stage, role, typed = SEPARATED[act]
    case = at(Stage.CHALLENGE if act == "recommend" else stage)
    if act == "recommend":
        ready_to_recommend(people, case)
    author = also(people[Role.PROJECT_LEAD], role, people)
    refused(author, act, typed, "You wrote this version, so you may not vet, challenge or decide it.")


@pytest.mark.requirement("SR-082")
@pytest.mark.parametrize("act", [key for key in SEPARATED if key != "vet"])
def test_who_vetted_the_case_may_neither_challenge_nor_decide_it(at, people, act):
    stage, role, typed = SEPARATED[act]
    case = at(Stage.CHALLENGE if act == "recommend" else stage)
    if act == "recommend":
        ready_to_recommend(people, case)
    vetter = also(people[Role.PROGRAMME_OFFICER], role, people)
    refused(vetter, act, typed, "You vetted this case, so you may not challenge or decide it.")


@pytest.mark.requirement("SR-082")
@pytest.mark.parametrize("act", ["implement", "amend", "close"])
def test_who_challenged_the_case_may_not_decide_it(at, people, act):
    at(Stage.DECISION)
    challenger = also(people[Role.EXECUTIVE_GROUP_MEMBER], Role.BOARD_MEMBER, people)
    refused(challenger, act, SEPARATED[act][2], "You challenged this case, so you may not decide it.")


def test_who_vetted_an_earlier_version_may_not_decide_a_later_one(at, people):
    case = at(Stage.VETTING)
    first = people[Role.PROGRAMME_MANAGER]
    actions.vet(case=case, passed=False, met=[], comments="More.", by=first)
    lead = people[Role.PROJECT_LEAD]
    actions.save_section(case=case, section="summary", words={"what": "a", "why": "b"}, revision=1, by=lead)
    actions.submit(case=case, by=lead)
    actions.vet(case=case, passed=True, met=EVERY_LINE, by=people[Role.PROGRAMME_OFFICER])
    challenger = also(first, Role.EXECUTIVE_GROUP_MEMBER, people)
    refused(challenger, "rate", RATE | {"number": 2}, "You vetted this case")


def test_who_wrote_a_part_of_an_earlier_version_is_an_author_of_the_later(at, people):
    case = at(Stage.CASE)
    co_lead = User.objects.get(email="integrated@example.org")
    Project.objects.get(key="P03").co_leads.set([co_lead.post])
    actions.save_section(
        case=case, section="summary", words={"what": "a", "why": "b"}, revision=0, by=co_lead
    )
    from walked_cases import write_all

    lead = people[Role.PROJECT_LEAD]
    write_all(case, lead)
    actions.submit(case=case, by=lead)
    refused(also(co_lead, Role.PROGRAMME_OFFICER, people), "vet", VET, "You wrote this version")


# who may do what ---------------------------------------------------------------------------------------------------

TYPED = {key: typed for key, (_, _, typed) in SEPARATED.items()} | {
    "submit": {"number": 1},
    "answer_scope": {"answer": "yes", "words": "x"},
    "stop": {"reason": "x"},
    "name_lead": {"lead": post_sent("x"), "due_on_0": 1, "due_on_1": 4, "due_on_2": 2010},
    "ask_question": {"number": 1, "words": "x"},
    "comment": {"number": 1, "words": "x"},
    "ask_exception": {"act": "implement", "reason": "x"},
}
STAGES = {
    "submit": Stage.CASE,
    "answer_scope": Stage.SCOPING,
    "stop": Stage.SCOPING,
    "name_lead": Stage.SCOPING,
    "recommend": Stage.CHALLENGE,
}


@pytest.mark.requirement("SR-024", "SR-067")
@pytest.mark.parametrize("act", [key for key in DOINGS if key not in (*OF_A_THING, "ask")])
def test_every_role_that_may_not_is_refused_by_page_and_by_request_and_the_rest_are_not(at, people, act):
    """All eighteen roles; the trail holds every refusal of somebody who may see the programme at all."""
    case = at(STAGES.get(act) or DOINGS[act].rule.at[-1])
    if act == "recommend":
        ready_to_recommend(people, case)
    for role in Role:
        user = User.objects.get(pk=people[role].pk)
        entitled = any(one in MATRIX[role] for one in DOINGS[act].rule.permissions)
        sees = Permission.SEE_PROGRAMME in MATRIX[role]
        page = browser(user).get(f"{PATH}do/{act}/")
        assert page.status_code == (200 if sees else 403), role
        offered = f"{DOINGS[act].button}</button>" in words(page)
        if not entitled:
            assert not offered, role
            told = Entry.objects.filter(verb="was refused").count()
            for typed in (TYPED[act], {}):
                assert browser(user).post(f"{PATH}do/{act}/", typed).status_code == 403, role
            assert Entry.objects.filter(verb="was refused").count() == told + (2 if sees else 0), role
            if sees:
                assert "is not for your role" in Entry.objects.last_written().detail["why"]
    assert Case.objects.get(pk=case.pk).project.now is case.project.now


def test_a_lead_of_another_project_is_refused(at):
    at(Stage.CASE)
    other = User.objects.get(email="improvement@example.org")
    for act in ("submit",):
        answer = browser(other).post(f"{PATH}do/{act}/", TYPED[act])
        assert answer.status_code == 403
        assert "You do not lead it" in words(answer)
    answer = browser(other).post(f"{PATH}write/summary/", {"revision": 0, "what": "Mine"})
    assert answer.status_code == 403
    assert Entry.objects.last_written().verb == "was refused"
    assert Case.objects.get().latest.content == {}


@pytest.mark.requirement("SR-024")
def test_a_consultant_comments_within_their_dates_and_approves_nothing(at, people):
    case = at(Stage.VETTING)
    consultant = people[Role.CONSULTANT]
    actions.comment(case=case, words="Who covers leave?", by=consultant)
    refused(consultant, "vet", VET, "is not for your role")
    end_role(grant=consultant.grants.get(), last_day=date(2010, 3, 7), by=people[Role.SYSTEM_ADMINISTRATOR])
    gone = User.objects.get(pk=consultant.pk)
    with pytest.raises(Refusal, match="not for your role"):
        actions.comment(case=case, words="One thing more", by=gone)
    assert browser(gone).post(f"{PATH}do/comment/", TYPED["comment"]).status_code == 403


def test_elected_members_and_the_sponsoring_group_ask_what_must_be_answered(at, people):
    case = at(Stage.DECISION)
    actions.ask_question(case=case, words="What of the north?", by=people[Role.SPONSORING_GROUP_MEMBER])
    page = words(browser(people[Role.BOARD_MEMBER]).get(f"{PATH}decision/"))
    assert "What of the north?" in page and "Not answered yet" in page


@pytest.mark.requirement("SR-059")
def test_no_project_reaches_delivery_without_vetting_challenge_and_decision_records(at):
    case = at(Stage.DELIVERY)
    version = Case.objects.whole().get(pk=case.pk).submitted
    acted = [
        version.vetting.by,
        version.latest_opinion("executive").by,
        version.decision.by,
        *version.authors.all(),
    ]
    assert len({user.pk for user in acted}) == 4


# the only way round ------------------------------------------------------------------------------------------------


@pytest.fixture
def barred(at, people):
    """The lead, who sits on the Board, before their own case."""
    at(Stage.DECISION)
    return also(people[Role.PROJECT_LEAD], Role.BOARD_MEMBER, people)


def ask(user: User, act: str = "implement") -> Exemption:
    return actions.ask_exception(case=Case.objects.get(), act=act, reason="Nobody else can sit.", by=user)


def agree(exemption: Exemption, user: User) -> None:
    actions.allow_exception(case=Case.objects.get(), exemption=exemption, by=user)


def decide(user: User):
    version = Case.objects.get().submitted
    return actions.decide(version=version, outcome="implement", reason="x", authority=URGENT, by=user)


def test_an_exception_allowed_by_two_opens_the_way_once(barred, people):
    exemption = ask(barred)
    agree(exemption, people[Role.SENIOR_RESPONSIBLE_OWNER])
    with pytest.raises(Refusal, match="You wrote this version"):
        decide(barred)
    agree(exemption, people[Role.PROGRAMME_DIRECTOR])
    decide(barred)
    exemption.refresh_from_db()
    assert exemption.used_on == date(2010, 3, 8)
    assert not Exemption.objects.standing(version=exemption.version, act="implement", person=barred).exists()
    verbs = [entry.verb for entry in Entry.objects.order_by("number")]
    assert verbs.count("asked for an exception") == 1 and verbs.count("agreed to an exception") == 2


def test_two_people_are_needed_and_one_is_the_senior_responsible_owner(barred, people):
    exemption = ask(barred)
    owner, director = people[Role.SENIOR_RESPONSIBLE_OWNER], people[Role.PROGRAMME_DIRECTOR]
    agree(exemption, director)
    with pytest.raises(Refusal, match="A second person must agree"):
        agree(exemption, director)
    second_director = also(User.objects.get(email="executive-2@example.org"), Role.PROGRAMME_DIRECTOR, people)
    with pytest.raises(Refusal, match="The owner of the programme must allow it"):
        agree(exemption, second_director)
    with pytest.raises(Refusal, match="You wrote this version"):
        decide(barred)
    agree(exemption, owner)
    decide(barred)


def test_nobody_allows_their_own_exception(barred, people):
    owner = also(barred, Role.SENIOR_RESPONSIBLE_OWNER, people)
    with pytest.raises(Refusal, match="Nobody allows their own"):
        agree(ask(owner), owner)


def test_an_exception_is_for_one_act_and_one_person(barred, people):
    exemption = ask(barred, "close")
    agree(exemption, people[Role.SENIOR_RESPONSIBLE_OWNER])
    agree(exemption, people[Role.PROGRAMME_DIRECTOR])
    with pytest.raises(Refusal, match="You wrote this version"):
        decide(barred)


def test_an_exception_does_not_excuse_anything_else(barred, people):
    exemption = ask(barred)
    agree(exemption, people[Role.SENIOR_RESPONSIBLE_OWNER])
    agree(exemption, people[Role.PROGRAMME_DIRECTOR])
    with pytest.raises(Refusal, match="Give the reason"):
        actions.decide(
            version=Case.objects.get().submitted, outcome="implement", reason="", authority=URGENT, by=barred
        )
    exemption.refresh_from_db()
    assert exemption.used_on is None, "an act that is refused does not use it up"


def test_no_exception_is_given_where_nothing_bars(at, people):
    at(Stage.DECISION)
    with pytest.raises(Refusal, match="no exception is needed"):
        ask(people[Role.BOARD_MEMBER])


def test_an_exception_needs_its_reason(barred):
    with pytest.raises(Refusal):
        actions.ask_exception(case=Case.objects.get(), act="implement", reason=" ", by=barred)


def test_an_exception_can_be_asked_and_allowed_from_the_pages(barred, people):
    browser(barred).post(f"{PATH}do/ask_exception/", {"act": "implement", "reason": "Nobody else can sit."})
    exemption = Exemption.objects.get()
    for role in (Role.SENIOR_RESPONSIBLE_OWNER, Role.PROGRAMME_DIRECTOR):
        client = browser(people[role])
        assert f"do/allow_exception/?exemption={exemption.pk}" in words(client.get(PATH))
        assert "Nobody else can sit." in words(
            client.get(f"{PATH}do/allow_exception/?exemption={exemption.pk}")
        )
        client.post(f"{PATH}do/allow_exception/", {"exemption": exemption.pk})
    second = User.objects.get(email="board-2@example.org")
    seated("board", barred, second)
    assert browser(barred).post(f"{PATH}do/implement/", DECIDE).status_code == 302
    urgent = UrgentDecision.objects.get()
    assert browser(second).post(f"/programme/meetings/urgent/{urgent.pk}/agree").status_code == 302
    assert Decision.objects.get().by == barred
    assert Case.objects.get().project.now is Stage.PLANNING


def test_content_is_the_same_for_whoever_reads_it(at, people):
    """Nothing of a case is hidden from who may see the programme: what is decided on is what is read."""
    at(Stage.DECISION)
    for role in (Role.BOARD_MEMBER, Role.SPONSORING_GROUP_MEMBER, Role.CONSULTANT):
        text = words(browser(people[role]).get(f"{PATH}versions/1/"))
        assert content()["summary"]["what"] in text
