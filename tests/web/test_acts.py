"""An act is its own lock: who may, the row held and as it was read, all or nothing, and each refusal on the trail."""

import pytest
from django.apps import apps
from django.db import models

from acting import within
from acts import all_acts, app_of
from posts import post
from sherwood.governance.roles import MATRIX, Permission, Role
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.evidence.models import Factor
from sherwood.web.site.accounts.models import User
from sherwood.web.site.acts import ANYBODY, SYSTEM, WITHIN, act, rule
from sherwood.web.site.trail.actions import COMMAND_LINE, Outsider
from sherwood.web.site.trail.models import Entry
from sherwood.web.site.ui.overtaking import Overtaken, in_words, mark_of, standing

MANAGER, WORKER = Role.PROGRAMME_MANAGER, Role.SOCIAL_WORKER


@act(needs=Permission.RUN_PROGRAMME)
def add_factor(*, key: str, by) -> Factor:
    factor = Factor.objects.create(key=key, title=key, why="", measures=[])
    if key == "taken":
        raise Refusal("Taken.")
    if key == "long":
        raise SherwoodError("Too long.")
    return factor


@act(needs=Permission.RUN_PROGRAMME, about="factor", stands=lambda factor: standing(factor, "title"))
def retitle(*, factor: Factor, title: str, by) -> str:
    was, factor.title = factor.title, title
    factor.save()
    return was


@act(needs=(Permission.LOAD_DATA, Permission.RUN_PROGRAMME), about="factor")
def reword(*, factor: Factor, why: str, by) -> None:
    factor.why = why
    factor.save()


@rule(Permission.SEE_MEASURES)
def check_is_poverty(factor: Factor, by) -> None:
    """Whoever sees measures, of poverty alone."""
    if factor.key != "poverty":
        raise Refusal("Not that one.")


@act(needs=check_is_poverty, about="factor")
def touch(*, factor: Factor, by) -> str:
    return factor.title


@act(needs=ANYBODY)
def wave(*, by) -> str:
    return by.post


@act(needs=SYSTEM, in_parts=True)
def run(*, by) -> None:
    Factor.objects.create(key="kept", title="x", why="", measures=[])
    raise Refusal("Stopped.")


@act(needs=WITHIN)
def part(*, by) -> str:
    return "done"


@pytest.fixture
def manager(people) -> User:
    return people[MANAGER]


@pytest.fixture
def poverty(db) -> Factor:
    return Factor.objects.create(key="poverty", title="Poverty", why="", measures=[])


def refused() -> list[tuple]:
    told = Entry.objects.filter(verb="was refused").order_by("number")
    return [(entry.detail["act"], entry.detail["why"], entry.object_id) for entry in told]


def test_who_holds_the_permission_acts_and_another_is_refused_and_told(people, manager):
    assert add_factor(key="debt", by=manager).pk
    with pytest.raises(Refusal, match="It is for: programme manager"):
        add_factor(key="drink", by=people[WORKER])
    assert [factor.key for factor in Factor.objects.all()] == ["debt"]
    assert refused() == [("add factor", "This is not for your role. It is for: programme manager.", "")]


def test_any_of_several_permissions_will_do(people, poverty):
    reword(factor=poverty, why="One", by=people[MANAGER])
    reword(factor=poverty, why="Two", by=people[Role.DATA_ANALYST])
    with pytest.raises(Refusal):
        reword(factor=poverty, why="Three", by=people[WORKER])
    poverty.refresh_from_db()
    assert poverty.why == "Two"


def test_what_is_refused_halfway_is_undone_and_told_but_a_slip_is_not_told(manager):
    with pytest.raises(Refusal):
        add_factor(key="taken", by=manager)
    with pytest.raises(SherwoodError):
        add_factor(key="long", by=manager)
    assert not Factor.objects.exists()
    assert refused() == [("add factor", "Taken.", "")]


def test_a_rule_is_asked_of_the_row_and_after_the_permission(people, poverty, manager):
    assert touch(factor=poverty, by=people[WORKER]) == "Poverty"
    other = Factor.objects.create(key="debt", title="Debt", why="", measures=[])
    with pytest.raises(Refusal, match="Not that one"):
        touch(factor=other, by=manager)
    with pytest.raises(Refusal, match="not for your role"):
        touch(factor=other, by=people[Role.AUDITOR])
    assert [row[2] for row in refused()] == ["debt", "debt"]


def test_the_row_is_read_anew_and_the_callers_stays_as_it_was(poverty, manager):
    Factor.objects.update(title="Want")
    assert retitle(factor=poverty, title="Need", by=manager) == "Want"
    assert poverty.title == "Poverty"


def test_a_row_that_is_gone_is_refused_in_words(poverty, manager):
    Factor.objects.all().delete()
    with pytest.raises(Refusal, match="not there any more"):
        retitle(factor=poverty, title="Need", by=manager)


def test_who_read_before_another_saved_is_told_what_stands_now(poverty, manager):
    read = mark_of(standing(poverty, "title"))
    retitle(factor=poverty, title="Want", as_read=read, by=manager)
    with pytest.raises(Overtaken, match="Now it says: Want"):
        retitle(factor=poverty, title="Need", as_read=read, by=manager)
    retitle(factor=poverty, title="Need", by=manager)
    assert standing(poverty, "title") == {"title": "Need"}


def test_a_row_that_counts_its_saves_counts_one_more_and_refuses_an_older_count(poverty, manager):
    reword(factor=poverty, why="One", revision=0, by=manager)
    with pytest.raises(Overtaken):
        reword(factor=poverty, why="Two", revision=0, by=manager)
    reword(factor=poverty, why="Three", revision=1, by=manager)
    assert standing(poverty, "why", "revision") == {"why": "Three", "revision": 2}


@pytest.mark.parametrize("by", [None, "manager", object()])
def test_only_a_user_or_an_outsider_acts(by, db):
    with pytest.raises(TypeError, match="by a user or an outsider"):
        wave(by=by)


def test_a_closed_account_does_nothing_not_even_what_anybody_may(people):
    User.objects.filter(pk=people[WORKER].pk).update(is_active=False)
    with pytest.raises(Refusal, match="closed"):
        wave(by=User.objects.get(pk=people[WORKER].pk))
    assert len(refused()) == 1


def test_what_only_the_machine_does_is_refused_to_people_and_keeps_its_parts(people):
    with pytest.raises(Refusal, match="at the command line"):
        run(by=people[Role.SYSTEM_ADMINISTRATOR])
    assert not Factor.objects.exists()
    with pytest.raises(Refusal, match="Stopped"):
        run(by=COMMAND_LINE)
    assert Factor.objects.get().key == "kept"


def test_a_part_of_other_acts_is_nothing_by_itself(manager):
    with pytest.raises(Refusal, match="part of another act"):
        part(by=manager)
    assert within(part, by=manager) == "done"
    with pytest.raises(Refusal):
        part(by=manager)


def test_a_refusal_within_an_act_is_told_once(people):
    with pytest.raises(Refusal):
        within(add_factor, key="debt", by=people[WORKER])
    assert [row[0] for row in refused()] == ["another act"]


@pytest.mark.parametrize("needs", [None, (), "anybody"])
def test_an_act_that_says_nobody_in_particular_is_not_made(needs):
    with pytest.raises(AttributeError):
        act(needs=needs)(lambda *, by: None)
    with pytest.raises(TypeError, match="what it is about"):
        act(needs=check_is_poverty)(lambda *, by: None)


def test_the_machine_loads_enters_and_keeps_but_judges_nothing():
    never = {permission for permission in Permission if not COMMAND_LINE.may(permission)}
    assert never >= {Permission.VET, Permission.CHALLENGE, Permission.DECIDE, Permission.ALLOW_EXCEPTION}
    assert never >= {Permission.SEE_CHILDREN_ALL, Permission.AGREE_ROLES, Permission.SEE_TRAIL}
    assert COMMAND_LINE.may(Permission.MANAGE_ACCOUNTS)
    assert Outsider(post="Another").permissions == COMMAND_LINE.permissions


def test_what_stands_is_said_in_words():
    assert in_words({"a": ["One", None, "Two"], "b": 3, "c": None}) == "One; Two; 3"


# Every act of the site

ACTS = sorted(all_acts(), key=lambda act: (act.__module__, act.__name__))
FOR_ANYBODY = {
    "stop",
    "choose_password",
    "sign_in",
    "sign_out",
    "want_digest",
}  # of oneself: there is no other to act on


def counts() -> dict[str, int]:
    kept = (model for model in apps.get_models() if model is not Entry)
    return {model._meta.label: model._base_manager.count() for model in kept if _is_ours(model)}


def _is_ours(model: type[models.Model]) -> bool:
    return model.__module__.startswith("sherwood.") and model._meta.managed


@pytest.fixture
def nobody(db) -> User:
    return User.objects.create(email="nobody@example.org", post=post("No role"))


def _refuses(act, by: User) -> None:
    """Placeholders stand for everything: whether `by` may is settled before any of it is looked at."""
    told = Entry.objects.count()
    with pytest.raises(Refusal):
        act(**({act.about: object()} if act.about else {}), by=by)
    last = Entry.objects.last_written()
    assert (last.verb, last.by_post, last.detail["act"]) == ("was refused", str(by.post), act.words)
    assert Entry.objects.count() == told + 1


@pytest.mark.parametrize("app", sorted({app_of(act) for act in ACTS}))
def test_every_act_refuses_each_role_that_may_not_tells_it_and_changes_nothing(app, nobody, people):
    before = counts()
    for locked in ACTS:
        if app_of(locked) != app or locked.__name__ in FOR_ANYBODY:
            continue
        _refuses(locked, nobody)
        for role, held in MATRIX.items():
            if not set(locked.permissions) & held:
                _refuses(locked, people[role])
    assert counts() == before


def test_only_what_one_does_to_oneself_needs_no_permission():
    assert {act.__name__ for act in ACTS if act.needs is ANYBODY} == FOR_ANYBODY
    assert all(act.permissions or act.needs in (ANYBODY, SYSTEM, WITHIN) for act in ACTS)
    assert len(ACTS) > 110
