from functools import partial

from django.shortcuts import get_object_or_404, render

from sherwood.governance.roles import Permission
from sherwood.web.programme.origins import actions, forms, pages
from sherwood.web.programme.origins.models import EarlierAction, PaidPost
from sherwood.web.programme.programmes.models import NewPosts, Programme, Project
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.entering import entered, sent

EARLIER = {"back": "earlier_plans", "under": "Earlier plans"}
POSTS = {"back": "posts", "under": "New posts"}


@requires(Permission.SEE_PROGRAMME)
def origins(request):
    return render(request, "origins/origins.html", pages.origins(request))


@requires(Permission.SEE_PROGRAMME)
def inspections(request):
    return render(request, "origins/inspections.html", pages.inspections(request))


@requires(Permission.SEE_PROGRAMME)
def earlier_plans(request):
    return render(request, "origins/earlier_plans.html", pages.earlier_plans(request))


@requires(Permission.SEE_PROGRAMME)
def posts(request):
    return render(request, "origins/posts.html", pages.posts(request))


@requires(Permission.RUN_PROGRAMME)
def import_plan(request):
    def act(*, file, **given):
        actions.import_plan(
            programme=_programme(request), content=file.read(), file_name=file.name, by=request.user, **given
        )

    form = forms.ImportPlan(sent(request), request.FILES or None)
    return entered(request, form, act, heading="Import an earlier plan", button="Import", **EARLIER)


@requires(Permission.RUN_PROGRAMME)
def sort_action(request, pk):
    found = get_object_or_404(EarlierAction.visible_to(request.user), pk=pk)
    projects = Project.visible_to(request.user).live()
    form = forms.SortAction(sent(request), projects=projects, stands=found.sorted_as)
    act = partial(actions.sort_earlier_action, action=found, by=request.user)
    return entered(
        request,
        form,
        act,
        heading="Does it matter here?",
        words=f"{found.reference}: {found.words}",
        **EARLIER,
    )


@requires(Permission.KEEP_ESTABLISHMENT)
def move_post(request, pk):
    found = get_object_or_404(PaidPost.visible_to(request.user).select_related("kind"), pk=pk)
    form = forms.MovePost(sent(request), initial={"state": found.state}, stands=found.stands)
    act = partial(actions.move_post, post=found, by=request.user)
    return entered(request, form, act, heading="Where does the post stand?", words=str(found), **POSTS)


@requires(Permission.KEEP_ESTABLISHMENT)
def list_posts(request):
    form = forms.ListPosts(sent(request), kinds=NewPosts.visible_to(request.user))
    act = partial(actions.list_posts, by=request.user)
    return entered(request, form, act, heading="List posts that the programme pays for", **POSTS)


@requires(Permission.KEEP_ESTABLISHMENT)
def place_post(request, pk):
    found = get_object_or_404(PaidPost.visible_to(request.user).select_related("kind"), pk=pk)
    form = forms.PlacePost(sent(request), initial=found.placed(), stands=found.placed)
    act = partial(actions.place_post, post=found, by=request.user)
    return entered(
        request, form, act, heading="Where is the post, and what does it cost?", words=str(found), **POSTS
    )


def _programme(request) -> Programme:
    return get_object_or_404(Programme.visible_to(request.user))
