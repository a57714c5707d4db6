from functools import partial

from django.shortcuts import get_object_or_404, render

from sherwood.governance.roles import Permission
from sherwood.web.programme.origins import actions, forms, pages
from sherwood.web.programme.origins.models import EarlierAction, EvidenceNeeded, PaidPost
from sherwood.web.programme.programmes.models import Finding, Inspection, Programme, Project
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.entering import entered, sent

ORIGINS = {"back": "origins", "under": "Where it comes from"}
INSPECTIONS = {"back": "inspections", "under": "Inspections"}
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
def new_cause(request):
    form = forms.NewCause(sent(request), findings=Finding.visible_to(request.user).needing_action())
    act = partial(actions.add_cause, programme=_programme(request), by=request.user)
    return entered(request, form, act, heading="Enter a cause", **ORIGINS)


@requires(Permission.KEEP_ACTIONS)
def new_urgent(request):
    act = partial(actions.log_urgent_action, programme=_programme(request), by=request.user)
    return entered(
        request, forms.NewUrgentAction(sent(request)), act, heading="Log an urgent action", **ORIGINS
    )


@requires(Permission.RUN_PROGRAMME)
def need_evidence(request, key):
    found = get_object_or_404(Inspection.visible_to(request.user), key=key)
    act = partial(actions.need_evidence, inspection=found, by=request.user)
    return entered(
        request,
        forms.NeedEvidence(sent(request)),
        act,
        heading="List evidence needed",
        words=found.title,
        **INSPECTIONS,
    )


@requires(Permission.RUN_PROGRAMME)
def answer_evidence(request, pk):
    found = get_object_or_404(EvidenceNeeded.visible_to(request.user), pk=pk)
    form = forms.AnswerEvidence(sent(request), initial=found.answered(), stands=found.answered)
    act = partial(actions.answer_evidence, needed=found, by=request.user)
    return entered(request, form, act, heading="Do we have it?", words=found.words, **INSPECTIONS)


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


def _programme(request) -> Programme:
    return get_object_or_404(Programme.visible_to(request.user))
