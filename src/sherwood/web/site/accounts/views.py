from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from sherwood.governance.roles import Permission
from sherwood.web.site.accounts import actions, forms, lists, pages
from sherwood.web.site.accounts.models import (
    OrganisationUnit,
    Post,
    RoleGrant,
    TreeChange,
    User,
    scope_of,
)
from sherwood.web.site.accounts.organisation import proposed
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.entering import acted, sent
from sherwood.web.site.ui.overtaking import standing
from sherwood.web.site.ui.records import current_snapshot

AGREES = (Permission.MANAGE_ACCOUNTS, Permission.AGREE_ROLES)


@requires()
def own_account(request):
    """Who I am here, what my roles allow, and how I sign in."""
    user = request.user
    context = {
        "grants": user.current_grants,
        "scope": scope_of(user),
        "permissions": [permission.value for permission in Permission if user.may(permission)],
        "keeps": user.may(Permission.MANAGE_ACCOUNTS),
        "agrees": user.may(Permission.AGREE_ROLES),
    }
    return render(request, "accounts/own_account.html", context)


@requires(Permission.MANAGE_ACCOUNTS)
def people(request):
    shown = {
        "people": lists.PEOPLE.shown(request),
        "waiting": lists.WAITING.shown(request),
        "ending": lists.ENDING.shown(request),
    }
    found, waiting = shown["people"].page.paginator.count, len(shown["waiting"].rows)
    page = pages.people(found, request.GET.get("q", "").strip(), waiting)
    return render(request, "accounts/people.html", page | shown)


@requires(Permission.MANAGE_ACCOUNTS)
def person(request, pk):
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    page = pages.person(found, request.user)
    shown = {"grants": lists.GRANTS.shown(request, page["grants"])}
    return render(request, "accounts/person.html", page | shown)


@requires(Permission.MANAGE_ACCOUNTS)
def new_person(request):
    form = forms.NewPerson(sent(request))
    entered = []

    def enter(**given):
        entered.append(actions.add_person(**given, by=request.user))

    if acted(request, form, enter):
        return redirect("accounts_person", entered[0].pk)
    return render(
        request, "accounts/form.html", {"form": form, "heading": "Enter a person", "button": "Enter"}
    )


@requires(Permission.MANAGE_ACCOUNTS)
def change_post(request, pk):
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = forms.NewPost(
        sent(request), initial={"post": found.post.title}, stands=partial(standing, found, "post__title")
    )
    act = partial(actions.change_post, user=found, by=request.user)
    return _about(request, found, form, act, "Change a post")


@requires(Permission.MANAGE_ACCOUNTS)
def name_worker(request, pk):
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    standing_worker = partial(standing, found, "worker")
    form = forms.NewWorker(sent(request), initial={"worker": found.worker}, stands=standing_worker)
    act = partial(actions.name_worker, user=found, by=request.user)
    return _about(request, found, form, act, "Change the worker")


@requires(*lists.SEES_POSTS)
def posts(request):
    """Every post that leads, owns or signs in, and whether anybody holds it."""
    may = {"names": any(map(request.user.may, actions.NAMES_POSTS))}
    return render(request, "accounts/posts.html", {"posts": lists.POSTS.shown(request), **may})


@requires(*actions.NAMES_POSTS)
def new_post(request):
    form = forms.NewTitle(sent(request))
    if acted(request, form, partial(actions.enter_post, by=request.user)):
        messages.success(request, f"{form.cleaned_data['title']} is in the register of posts.")
        return redirect("post_register")
    return render(request, "accounts/post.html", {"form": form, "heading": "Add a post"})


@requires(*actions.KEEPS_POSTS)
def retitle_post(request, pk):
    post = get_object_or_404(Post.objects.visible_to(request.user), pk=pk)
    form = forms.Retitled(
        sent(request), initial={"title": post.title}, stands=partial(standing, post, "title")
    )
    if acted(request, form, partial(actions.retitle_post, post=post, by=request.user)):
        return redirect("post_register")
    return render(request, "accounts/post.html", {"form": form, "heading": "Change the title of a post"})


@requires(*actions.KEEPS_POSTS)
def merge_post(request, pk):
    post = get_object_or_404(Post.objects.visible_to(request.user), pk=pk)
    form = forms.MergePost(sent(request), stands=partial(standing, post, "title"))
    if acted(request, form, partial(actions.merge_posts, merged=post, by=request.user)):
        messages.success(request, f"{post.title} is {form.cleaned_data['kept']} from now on.")
        return redirect("post_register")
    words = "Whatever it leads, owns or presents goes to the other. This is not undone."
    context = {"form": form, "heading": f"Merge “{post.title}” with another post", "words": words}
    return render(request, "accounts/post.html", context)


@requires(Permission.MANAGE_ACCOUNTS)
def close(request, pk):
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    act = partial(actions.close_account, user=found, by=request.user)
    words = "They cannot sign in any more and all their roles end at once. What they did stays theirs."
    return _about(request, found, forms.Sure(sent(request)), act, "Close an account", "Close", words)


@requires(Permission.MANAGE_ACCOUNTS)
def open_again(request, pk):
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    act = partial(actions.open_account, user=found, by=request.user)
    words = "They can sign in again, without any role: their roles are granted anew."
    return _about(request, found, forms.Sure(sent(request)), act, "Open an account again", "Open", words)


@requires(Permission.MANAGE_ACCOUNTS)
def link(request, pk):
    """The link is shown once, on the answer to the form, and kept nowhere."""
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form, made = forms.Sure(sent(request)), []
    if acted(request, form, lambda: made.append(actions.make_link(user=found, by=request.user))):
        address = request.build_absolute_uri(made[0])
        return render(request, "accounts/link.html", {"person": found, "address": address})
    words = "Whoever has the link can choose the password. Hand it to nobody else. It works once, for a day."
    context = _form(found, form, "Make a link to choose a password", "Make the link", words)
    return render(request, "accounts/form.html", context)


@requires(Permission.MANAGE_ACCOUNTS)
def new_role(request, pk):
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = forms.NewRole(sent(request), places=_places(), initial={"from_on": today()})
    act = partial(actions.grant_role, user=found, by=request.user)
    return _about(request, found, form, act, "Give a role", "Give the role")


@requires(Permission.MANAGE_ACCOUNTS)
def end_role(request, pk):
    grant = get_object_or_404(RoleGrant.objects.visible_to(request.user).whole(), pk=pk)
    act = partial(actions.end_role, grant=grant, by=request.user)
    words = f"{grant}, {pages.period(grant)}. What was done under it stays."
    form = forms.EndRole(sent(request), stands=grant.ends)
    return _about(request, grant.user, form, act, "End a role", "End the role", words)


@requires(*AGREES)
def requests(request):
    page = pages.requests(request.user)
    shown = {"waiting": lists.WAITING.shown(request, page["waiting"])}
    return render(request, "accounts/requests.html", page | shown)


@requires(*AGREES)
def role_request(request, pk):
    """Agree or decline; both are refused in words where the rule refuses them."""
    grant = get_object_or_404(RoleGrant.objects.visible_to(request.user).whole(), pk=pk)
    form = forms.AnswerRequest(sent(request))
    if acted(request, form, partial(_answer, grant, request.user)):
        messages.success(request, "The role is agreed." if form.says_yes else "The role is declined.")
        return redirect("accounts_requests")
    return render(request, "accounts/request.html", pages.request(grant, request.user) | {"form": form})


def _answer(grant, by, answer):
    act = actions.agree_role if answer == "agree" else actions.decline_role
    act(grant=grant, by=by)


def _about(request, found, form, act, heading, button="Save", words=""):
    """A form about one person, on a page of its own; done, it leads back to the person."""
    if acted(request, form, act):
        return redirect("accounts_person", found.pk)
    return render(request, "accounts/form.html", _form(found, form, heading, button, words))


def _form(found, form, heading, button, words) -> dict:
    return {"person": found, "form": form, "heading": heading, "button": button, "words": words}


@requires(Permission.MANAGE_ACCOUNTS)
def organisation(request):
    """The parts of the council, what waits for a second person, and what the records say otherwise."""
    page = pages.organisation(request)
    shown = {"units": lists.UNITS.shown(request), "changes": lists.CHANGES.shown(request)}
    return render(request, "accounts/organisation.html", page | shown)


@requires(Permission.MANAGE_ACCOUNTS)
def proposals(request):
    form = forms.Proposals(sent(request), proposals=proposed(current_snapshot(request)))
    if acted(request, form, partial(_settle, request, form)):
        return redirect("organisation")
    heading = "What the records say of the organisation"
    return render(request, "accounts/proposed.html", {"form": form, "heading": heading})


def _settle(request, form, *, answer: str, **_) -> None:
    ticked = form.ticked()
    if answer == "leave":
        actions.leave_proposals(proposals=ticked, by=request.user)
    else:
        _tell(request, *actions.agree_proposals(proposals=ticked, by=request.user))


def _tell(request, *changes) -> None:
    """Say what was done, and what waits because somebody would see more children by it."""
    waiting = sum(change.state == change.State.WAITING for change in changes)
    if done := len(changes) - waiting:
        messages.success(request, f"{done} change{'' if done == 1 else 's'} made.")
    if waiting:
        verb = "waits" if waiting == 1 else "wait"
        messages.warning(
            request,
            f"{waiting} {verb} for a second person, since somebody would see more children.",
        )


@requires(Permission.MANAGE_ACCOUNTS)
def new_unit(request):
    form = forms.NewUnit(sent(request), places=_places())
    return _organised(
        request, form, partial(actions.add_unit, by=request.user), "Add a part of the organisation"
    )


@requires(Permission.MANAGE_ACCOUNTS)
def rename_unit(request, pk):
    unit = _unit(request, pk)
    name = partial(standing, unit, "name")
    form = forms.UnitName(sent(request), initial=name(), stands=name)
    return _organised(request, form, partial(actions.rename_unit, unit=unit, by=request.user), "Rename", unit)


@requires(Permission.MANAGE_ACCOUNTS)
def move_unit(request, pk):
    unit = _unit(request, pk)
    places = _places().exclude(pk__in=OrganisationUnit.objects.same_as(unit)).exclude(kind=unit.kind)
    form = forms.MoveUnit(sent(request), places=places, stands=unit.stands, initial={"from_on": today()})
    return _organised(request, form, partial(actions.move_unit, unit=unit, by=request.user), "Move", unit)


@requires(Permission.MANAGE_ACCOUNTS)
def merge_unit(request, pk):
    unit = _unit(request, pk)
    places = _places().filter(kind=unit.kind).exclude(pk__in=OrganisationUnit.objects.same_as(unit))
    form = forms.MergeUnit(sent(request), places=places, stands=unit.stands)
    return _organised(request, form, partial(actions.merge_units, unit=unit, by=request.user), "Merge", unit)


@requires(Permission.MANAGE_ACCOUNTS)
def close_unit(request, pk):
    unit = _unit(request, pk)
    form = forms.CloseUnit(sent(request), stands=unit.stands)
    return _organised(request, form, partial(actions.close_unit, unit=unit, by=request.user), "Close", unit)


@requires(Permission.MANAGE_ACCOUNTS)
def organisation_change(request, pk):
    """Agree to what lets somebody see more children, or decline it."""
    change = get_object_or_404(TreeChange.objects.visible_to(request.user), pk=pk)
    form = forms.AnswerChange(sent(request), stands=partial(standing, change, "state"))
    if acted(request, form, partial(_answer_change, change, request.user)):
        return redirect("organisation")
    heading = "A change of the organisation"
    words = f"{change.words}. Who would see more children: {'; '.join(change.gains)}."
    return render(
        request,
        "accounts/organisation_form.html",
        {"form": form, "heading": heading, "words": words, "button": "Answer"},
    )


def _answer_change(change, by, answer, **given):
    act = actions.agree_change if answer == "agree" else actions.decline_change
    act(change=change, by=by, **given)


def _unit(request, pk) -> OrganisationUnit:
    return get_object_or_404(OrganisationUnit.objects.visible_to(request.user), pk=pk)


def _places():
    return OrganisationUnit.objects.current().select_related("parent").order_by("name")


def _organised(request, form, act, heading, unit=None):
    """A form about a part of the organisation; done, it leads back to the organisation."""

    def told(**given):
        if change := act(**given):
            _tell(request, change)

    if acted(request, form, told):
        return redirect("organisation")
    context = {"form": form, "heading": heading, "words": unit and unit.name, "button": "Save"}
    return render(request, "accounts/organisation_form.html", context)
