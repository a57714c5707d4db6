"""Two posts that are one become one: everything that named either names the one, and both titles lead to it."""

from datetime import date

import pytest
from django.db.models import ForeignKey

from filling import filled
from other_council import day, defined, words
from posts import post
from proposing import proposed
from sherwood.governance.roles import Role
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.staffing.models import Participant
from sherwood.web.site.accounts.actions import merge_posts
from sherwood.web.site.accounts.models import Post, PostHolder, User
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry

pytestmark = pytest.mark.django_db
REGISTER = "/account/posts/"


def merge(client, merged: str, kept: str):
    page = f"{REGISTER}{post(merged).pk}/merge"
    sent = {"kept": post(kept).spelling, "reason": "One job, written in two ways."}
    return client.post(page, filled(client.get(page)) | sent)


def test_two_posts_become_one_which_leads_what_either_led(office, manager):
    lead = office.enter(Role.PROJECT_LEAD, "Early help, head of")
    asked = {
        "words": "Ask",
        "why": "x",
        "owner_post": post("Head of early help").spelling,
        **day("due_on", date(2010, 4, 1)),
    }
    assert manager.post("/programme/actions/enter/", asked).status_code == 302
    assert not Project.objects.get().is_led_by(User.objects.get(post__title="Early help, head of"))
    assert merge(manager, "Head of early help", "Early help, head of").status_code == 302
    kept = Post.objects.get(title="Early help, head of")
    assert not Post.objects.filter(title="Head of early help").exists()
    assert Project.objects.get().lead == Action.objects.get().owner_post == kept
    assert "Early help, head of" in words(lead.get("/programme/projects/W1/"))
    assert "Head of early help" in words(manager.get(REGISTER))  # as what it is also called
    told = Entry.objects.get(verb="merged two posts into one").detail
    assert (told["merged"], told["into"], told["moved"]) == ("Head of early help", "Early help, head of", 2)


def test_a_definition_that_still_names_the_old_title_means_the_one(manager):
    merge(manager, "Head of early help", "Early help, head of")
    proposal = proposed(defined('\n[[driver]]\nkey = "d"\nwords = "A new one"\nsource = "1"\n'))
    assert list(proposal.titles.values()) == [
        "Driver d: A new one (added)"
    ]  # the old title is no change of who leads
    assert Project.objects.get().lead.title == "Early help, head of"
    assert not Post.objects.filter(title="Head of early help").exists()
    told = manager.post(f"{REGISTER}new", {"title": "Head of early help"})
    assert "Head of early help was merged into Early help, head of. Choose that one." in words(told)


def test_who_held_both_holds_the_one_since_the_first_day(office, manager):
    office.enter(Role.PROJECT_LEAD, "Early help, head of")
    user = User.objects.get(post__title="Early help, head of")
    PostHolder.objects.create(post=post("Head of early help"), user=user, from_on=date(2010, 1, 4))
    merge(manager, "Head of early help", "Early help, head of")
    holder = PostHolder.objects.get(user=user)
    assert (holder.post.title, holder.from_on, holder.to_on) == (
        "Early help, head of",
        date(2010, 1, 4),
        None,
    )


def test_a_project_led_by_both_names_the_one_once(manager):
    project = Project.objects.get()
    project.co_leads.set([post("Lead A"), post("Lead B")])
    merge(manager, "Lead A", "Lead B")
    assert [lead.title for lead in project.co_leads.all()] == ["Lead B"]
    merge(manager, "Lead B", "Head of early help")
    assert Project.objects.get().leads_in_words == "Head of early help"


def test_nobody_takes_on_what_another_leads_by_merging_their_own_post(manager):
    for merged, kept in (
        ("Head of early help", "Improvement manager"),
        ("Improvement manager", "Head of early help"),
    ):
        assert "You hold one of these posts, so somebody else merges them." in words(
            merge(manager, merged, kept)
        )
    assert Project.objects.get().lead.title == "Head of early help"


def test_a_post_is_not_merged_with_itself_or_by_who_only_reads(office, manager):
    assert "Choose another post" in words(merge(manager, "Head of early help", "Head of early help"))
    member = office.enter(Role.BOARD_MEMBER, "Chair")
    assert member.get(f"{REGISTER}{post('Chair').pk}/merge").status_code == 403
    assert "Merge" not in words(member.get(REGISTER))


def test_no_column_that_says_who_is_forgotten(programme, people):
    """Each key of a post, wherever it stands, counted before and after."""
    keys = [
        key.field
        for key in Post._meta.get_fields(include_hidden=True)
        if isinstance(getattr(key, "field", None), ForeignKey)
    ]
    assert len(keys) > 20
    merged, kept = Project.objects.get(key="P03").lead, post("The one")
    merge_posts(merged=merged, kept=kept, reason="One.", by=COMMAND_LINE)
    number = Entry.objects.get(verb="merged two posts into one").detail["number"]
    assert not [key for key in keys if key.model._base_manager.filter(**{key.attname: number}).exists()]
    assert Project.objects.get(key="P03").lead == kept


def test_who_takes_part_by_post_is_of_the_register_and_a_merge_goes_along(manager):
    page = "/programme/people/register/new"
    for name, kind in (("Head of early help", "person"), ("Youth council", "group")):
        sent = {"name": name, "kind": kind, "division": "", "aliases": ""}
        assert manager.post(page, filled(manager.get(page)) | sent).status_code == 302
    person, group = Participant.objects.order_by("name")
    assert person.post == Project.objects.get().lead and group.post is None
    merge(manager, "Head of early help", "Early help, head of")
    assert Participant.objects.get(pk=person.pk).post.title == "Early help, head of"
