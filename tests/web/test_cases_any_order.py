"""Whatever anybody attempts, in whatever order: nothing reaches delivery but by three different people's acts."""

from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from a_case import CHECKER, content
from posts import post
from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.cases import actions
from sherwood.web.programme.cases.models import Case, Exemption
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts.models import RoleGrant, User
from sherwood.web.site.ui.clock import today
from walked_cases import EVERY_LINE, URGENT

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROLES = [
    Role.PROJECT_LEAD,
    Role.PROGRAMME_OFFICER,
    Role.PROGRAMME_MANAGER,
    Role.EXECUTIVE_GROUP_MEMBER,
    Role.PROGRAMME_DIRECTOR,
    Role.BOARD_MEMBER,
    Role.SENIOR_RESPONSIBLE_OWNER,
    Role.CONSULTANT,
]
OPINION = {"recommendation": "implement", "words": "x"}
RATING = {"achievable": "shown", "achievable_words": "x", "beneficial": "shown", "beneficial_words": "x"}


def case_of(project: Project) -> Case:
    return Case.objects.whole().get(project=project)


def save(project, by, section, words):
    case = case_of(project)
    revision = case.latest.revision(section) if case.latest else 0
    actions.save_section(case=case, section=section, words=words, revision=revision, by=by)


def write(project, by):
    post(CHECKER)
    for section, words in content().items():
        save(project, by, section, words)


def ask_exception(act, project, by):
    actions.ask_exception(case=case_of(project), act=act, reason="x", by=by)


def decide(project, outcome, by):
    version = case_of(project).submitted
    if version is not None:
        actions.decide(
            version=version, outcome=outcome, reason="x", requirements=["y"], authority=URGENT, by=by
        )


def allow(project, by):
    for exemption in Exemption.objects.filter(case__project=project, used_on=None):
        actions.allow_exception(case=case_of(project), exemption=exemption, by=by)


ACTS = {
    "ask": lambda project, by: actions.ask_for_case(project=project, lead=post(LEAD), priority="x", by=by),
    "scope": lambda project, by: actions.answer_scope(case=case_of(project), answer="yes", words="x", by=by),
    "write": write,
    "edit": lambda project, by: save(project, by, "data", {"source": "a", "limits": by.email}),
    "answer": lambda project, by: [
        actions.answer_requirement(case=case_of(project), requirement=one, answer="x", by=by)
        for one in case_of(project).requirements
    ],
    "submit": lambda project, by: actions.submit(case=case_of(project), by=by),
    "pass": lambda project, by: actions.vet(case=case_of(project), passed=True, met=EVERY_LINE, by=by),
    "return": lambda project, by: actions.vet(
        case=case_of(project), passed=False, met=[], comments="x", by=by
    ),
    "rate": lambda project, by: actions.rate(case=case_of(project), **RATING, by=by),
    "advise": lambda project, by: actions.advise(case=case_of(project), **OPINION, by=by),
    "recommend": lambda project, by: actions.recommend(case=case_of(project), **OPINION, by=by),
    "implement": lambda project, by: decide(project, "implement", by),
    "amend": lambda project, by: decide(project, "amend", by),
    "start": lambda project, by: actions.start_delivery(
        project=project, parts=True, vetted=True, measures=["x"], report_due_on=today(), by=by
    ),
}
EXCEPTIONS = {
    f"except {act}": partial(ask_exception, act) for act in ("pass_vetting", "rate", "recommend", "implement")
} | {"allow": allow}
IN_ORDER = ["ask", "scope", "write", "submit", "pass", "rate", "advise", "recommend", "implement", "start"]
LEAD = "Lead of everything"

people_with_roles = st.lists(st.sets(st.sampled_from(ROLES), min_size=3), min_size=4, max_size=5)


def attempts(acts):
    """The acts in their order, each tried by everybody in some order, with others strewn among them: purely random
    orders hardly ever leave the first stages."""
    strewn = st.lists(st.tuples(st.sampled_from(sorted(acts)), st.integers(0, 4)), max_size=2)
    each = [st.tuples(strewn, st.permutations(range(5)).map(partial(_all_try, name))) for name in IN_ORDER]
    return st.tuples(*each).map(lambda steps: [one for before, tries in steps for one in (*before, *tries)])


def _all_try(name, order):
    return [(name, who) for who in order]


def enter(number: int, roles) -> User:
    user = User.objects.create(
        email=f"p{number}@example.org", post=post(LEAD if Role.PROJECT_LEAD in roles else f"Post {number}")
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(
            user=user,
            role=role.name,
            from_on="2009-01-01",
            to_on="2010-12-31",
            state="agreed",
            source="command line",
        )
        for role in roles
    )
    return user


def play(roles, tried, acts) -> list[str]:
    """What succeeded, of everything that was tried."""
    done = []
    people = [enter(number, each) for number, each in enumerate(roles)]
    Project.objects.filter(key="P03").update(stage=Stage.IDEA.name, entered_stage=Stage.IDEA.name)
    for name, who in tried:
        project, by = Project.objects.get(key="P03"), User.objects.get(pk=people[who % len(people)].pk)
        try:
            acts[name](project, by)
            done.append(name)
        except (SherwoodError, Case.DoesNotExist):
            pass
    return done


def check_records() -> None:
    """Where a project reached planning or further: who vetted, challenged and decided, and who wrote, are apart."""
    project = Project.objects.get(key="P03")
    if project.now not in (Stage.PLANNING, Stage.DELIVERY):
        return
    version = case_of(project).submitted
    assert version.vetting and version.vetting.passed
    assert version.latest_opinion("executive") and version.decision.outcome == "implement"
    acted = {version.vetting.by_id, version.latest_opinion("executive").by_id, version.decision.by_id}
    if not Exemption.objects.exclude(used_on=None).exists():
        assert len(acted) == 3
        assert not acted & {user.pk for user in version.authors.all()}


careful = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would walk a database for minutes
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


@pytest.mark.requirement("SR-059", "SR-082")
@careful
@given(roles=people_with_roles, tried=attempts(ACTS))
def test_nothing_reaches_delivery_but_by_three_different_people(programme, roles, tried):
    with transaction.atomic():
        play(roles, tried, ACTS)
        assert not Exemption.objects.exists()
        check_records()
        transaction.set_rollback(True)


@careful
@given(roles=people_with_roles, tried=attempts(ACTS | EXCEPTIONS))
def test_an_exception_that_was_used_was_agreed_by_two_others(programme, roles, tried):
    with transaction.atomic():
        play(roles, tried, ACTS | EXCEPTIONS)
        for one in Exemption.objects.exclude(used_on=None):
            assert len({one.person_id, one.allowed_by_id, one.seconded_by_id} - {None}) == 3
        check_records()
        transaction.set_rollback(True)


def test_the_way_is_open_to_four_people_so_the_rule_is_tried_and_not_only_kept(programme):
    """Without this, a rule that refused everybody would pass the two above."""
    roles = [
        {Role.PROJECT_LEAD},
        {Role.PROGRAMME_OFFICER, Role.PROGRAMME_MANAGER},
        {Role.EXECUTIVE_GROUP_MEMBER, Role.PROGRAMME_DIRECTOR},
        {Role.BOARD_MEMBER},
    ]
    tried = [(name, who) for name in IN_ORDER for who in range(4)]
    assert set(play(roles, tried, ACTS)) == set(IN_ORDER)
    assert Project.objects.get(key="P03").now is Stage.DELIVERY
    check_records()


def test_one_person_with_every_role_gets_no_further_than_vetting(programme):
    play([set(ROLES)], [(name, 0) for name in IN_ORDER * 2], ACTS)
    assert Project.objects.get(key="P03").now is Stage.VETTING
