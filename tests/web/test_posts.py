"""The register of posts: one title is one post, forms choose from it, and whoever holds a post has what is the post's."""

from datetime import date, timedelta

import pytest

from lists import opened
from posts import post
from sherwood.governance.roles import Role
from sherwood.kit.errors import Refusal
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.accounts import actions
from sherwood.web.site.accounts.models import Post, User
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.trail.models import Entry

REGISTER, NEW = "/account/posts/", "/account/posts/new"
DAY = date(2010, 3, 8)
ACTION = {"words": "Audit", "due_on_0": 1, "due_on_1": 4, "due_on_2": 2010, "why": "Asked"}


@pytest.fixture
def keeper(people, signed_in):
    return signed_in(Role.SYSTEM_ADMINISTRATOR)


def test_who_names_an_owner_adds_the_post_and_then_chooses_it(programme, signed_in):
    client = signed_in(Role.PROGRAMME_OFFICER)
    assert "Clerk to the panel" not in client.get("/programme/actions/enter/").content.decode()
    assert client.post(NEW, {"title": "  Clerk to  the panel "}).status_code == 302
    assert "Clerk to the panel" in client.get("/programme/actions/enter/").content.decode()
    client.post("/programme/actions/enter/", ACTION | {"owner_post": "clerk to the panel"})
    assert Action.objects.get().owner_post.title == "Clerk to the panel"
    assert Entry.objects.filter(verb="entered a post").get().detail == {"title": "Clerk to the panel"}


def test_an_owner_who_is_not_in_the_register_is_refused_in_words(programme, signed_in):
    page = signed_in(Role.PROGRAMME_OFFICER).post(
        "/programme/actions/enter/", ACTION | {"owner_post": "nobody"}
    )
    assert (
        "This post is not in the register. Choose one of the list, or add it first." in page.content.decode()
    )
    assert not Action.objects.exists()


@pytest.mark.parametrize("title", ["Programme Manager", "programme  manager.", " ", "…"])
def test_a_post_is_there_once_however_it_is_spelled(title, people, signed_in):
    before = Post.objects.count()
    assert signed_in(Role.PROGRAMME_MANAGER).post(NEW, {"title": title}).status_code == 200
    assert Post.objects.count() == before


def test_a_post_that_gets_another_title_keeps_what_it_leads(programme, signed_in):
    project = Project.objects.get(key="P03")
    lead, path = project.lead, f"{REGISTER}{project.lead_id}/"
    client = signed_in(Role.PROGRAMME_MANAGER)
    assert client.post(path, {"title": "Head of the front door"}).status_code == 302
    assert Project.objects.get(key="P03").lead.title == "Head of the front door"
    assert "Head of the front door" in client.get("/programme/projects/P03/").content.decode()
    taken = client.post(path, {"title": "Programme manager"}).content.decode()
    assert "Programme manager is in the register already" in taken
    detail = Entry.objects.filter(verb="gave a post another title").get().detail
    assert detail == {"from": lead.title, "to": "Head of the front door"}


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.DATA_ANALYST, Role.TEAM_MANAGER])
def test_who_names_nobody_reads_the_register_and_adds_nothing(role, people, signed_in):
    client = signed_in(role)
    assert client.get(REGISTER).status_code == 200
    assert client.post(NEW, {"title": "Another"}).status_code == 403


def test_whoever_holds_the_post_next_leads_what_the_last_holder_led(people, programme, settings):
    leader, other = people[Role.PROJECT_LEAD], people[Role.TEAM_MANAGER]
    led = Project.objects.led_by(leader.post).first()
    settings.CLOCK = DAY + timedelta(days=7)
    title, keeper = leader.post.title, people[Role.SYSTEM_ADMINISTRATOR]
    actions.change_post(user=User.objects.get(pk=leader.pk), post="Adviser", by=keeper)
    actions.change_post(user=User.objects.get(pk=other.pk), post=title, by=keeper)
    assert not led.is_led_by(User.objects.get(pk=leader.pk)) and led.is_led_by(User.objects.get(pk=other.pk))
    held = [(holder.user_id, holder.from_on, holder.to_on) for holder in post(title).holders.all()]
    week = DAY + timedelta(days=7)
    assert held == [(other.pk, week, None), (leader.pk, DAY, DAY + timedelta(days=6))]


def test_a_post_held_for_less_than_a_day_was_never_held(people):
    user, keeper = people[Role.TEAM_MANAGER], people[Role.SYSTEM_ADMINISTRATOR]
    actions.change_post(user=user, post="A slip", by=keeper)
    actions.change_post(user=user, post="Team manager, North", by=keeper)
    assert [holder.post.title for holder in user.posts_held.all()] == ["Team manager, North"]


def test_a_closed_account_leaves_its_post_and_an_opened_one_takes_it_again(people, settings):
    user, keeper = people[Role.TEAM_MANAGER], people[Role.SYSTEM_ADMINISTRATOR]
    settings.CLOCK = DAY + timedelta(days=1)
    actions.close_account(user=user, by=keeper)
    assert not Post.objects.held().filter(pk=user.post_id).exists()
    settings.CLOCK = DAY + timedelta(days=5)
    actions.open_account(user=user, by=keeper)
    assert [(holder.from_on, holder.to_on) for holder in user.posts_held.all()] == [
        (DAY + timedelta(days=5), None),
        (DAY, DAY),
    ]


def test_the_register_says_which_posts_somebody_holds_on_the_page_and_as_files(programme, keeper):
    post("Nobody yet")
    page = keeper.get(f"{REGISTER}?held=vacant").content.decode()
    assert "Nobody yet" in page and "System administrator, second" not in page
    titles = [title for title, _ in opened(keeper, "/account/posts.csv?held=held").column("Post")]
    assert "System administrator" in titles and "Nobody yet" not in titles


def test_a_name_without_letters_is_no_post():
    with pytest.raises(Refusal, match="needs letters or figures"):
        Post.objects.called("…")
