from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.founding import actions, forms, pages
from sherwood.web.programme.founding.models import Draft
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.programme.programmes.shape import ONCE, TITLES
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.entering import acted, entered, sent


@requires(Permission.LOAD_PROGRAMME)
def set_up(request):
    drafts = Draft.visible_to(request.user).latest_first()[:20]
    context = {"drafts": drafts, "programme": Programme.visible_to(request.user).first()}
    return render(request, "founding/set_up.html", context)


@requires(Permission.LOAD_PROGRAMME)
@require_POST
def begin(request):
    return redirect("draft", actions.begin(by=request.user).pk)


@requires(Permission.LOAD_PROGRAMME)
def upload(request):
    form = forms.Upload(sent(request), request.FILES or None)
    act = partial(actions.begin_from_file, by=request.user)
    words = (
        "A draft is made of it, where you see what must be put right and what differs. Sending it changes nothing else: "
        "the first draft that is loaded begins the programme, and any later one proposes changes, which others agree to."
    )
    return entered(
        request,
        form,
        act,
        heading="Send a definition file",
        back="set_up",
        under="Set up",
        words=words,
        button="Send",
    )


def _draft(request, pk):
    return get_object_or_404(Draft.visible_to(request.user), pk=pk)


@requires(Permission.LOAD_PROGRAMME)
def draft(request, pk):
    return render(request, "founding/draft.html", pages.draft(_draft(request, pk), request.user))


@requires(Permission.LOAD_PROGRAMME)
def section(request, pk, section):
    if section in ONCE:
        return part(request, pk, section)
    if section not in TITLES:
        raise Http404("There is no such section.")
    return render(request, "founding/section.html", pages.section(_draft(request, pk), section))


@requires(Permission.LOAD_PROGRAMME)
def part(request, pk, section, key=""):
    found = _draft(request, pk)
    old = pages.part(found, section, key)
    form = forms.PartForm(sent(request), draft=found, section=section, part=old)
    act = partial(actions.write_part, draft=found, section=section, old=key, by=request.user)
    if acted(request, form, act):
        return redirect("draft", pk) if section in ONCE else redirect("draft_section", pk, section)
    context = {"form": form, "draft": found, "section": section, "key": key, "once": section in ONCE}
    return render(request, "founding/part.html", context | {"title": TITLES[section]})


@requires(Permission.LOAD_PROGRAMME)
@require_POST
def remove(request, pk, section, key):
    if _tried(request, pk, partial(actions.remove_part, section=section, key=key)):
        messages.success(request, f"Removed {key}.")
    return redirect("draft_section", pk, section)


@requires(Permission.LOAD_PROGRAMME)
@require_POST
def load(request, pk):
    answer = redirect("draft", pk)
    loaded = _tried(request, pk, actions.load)
    if loaded is None:
        return answer
    if loaded.began:
        messages.success(request, "The programme begins as this draft says.")
    elif loaded.proposal:
        messages.success(request, f"{loaded.proposal} is made. Nothing changes until others agree to it.")
        return redirect(loaded.proposal)
    else:
        messages.info(request, "The programme says all of this already, so nothing is proposed.")
    return answer


def _tried(request, pk, act):
    """What an act on a draft gave; None where it was refused, which is said."""
    revision = request.POST.get("revision", "")
    try:
        return act(
            draft=_draft(request, pk),
            revision=int(revision) if revision.isdecimal() and len(revision) < 10 else -1,
            by=request.user,
        )
    except SherwoodError as refused:
        messages.error(request, str(refused))
        return None


@requires(Permission.LOAD_PROGRAMME)
def download(request, pk):
    answer = HttpResponse(pages.as_toml(_draft(request, pk)), content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="programme.toml"'
    return answer
