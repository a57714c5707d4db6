from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.proposals import actions, forms, lists, pages
from sherwood.web.programme.proposals.models import Proposal
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.entering import acted, sent

AGREES = (Permission.DECIDE, Permission.AGREE_PROGRAMME)


@requires(Permission.SEE_PROGRAMME)
def proposals(request):
    return render(request, "proposals/proposals.html", {"proposals": lists.PROPOSALS.shown(request)})


@requires(Permission.SEE_PROGRAMME)
def proposal(request, pk):
    return render(request, "proposals/proposal.html", pages.proposal(_proposal(request, pk), request.user))


@requires(*AGREES)
@require_POST
def agree(request, pk):
    """Those changes whose numbers were sent."""
    numbers = [
        int(number) for number in request.POST.getlist("number") if number.isdecimal() and len(number) < 7
    ]
    return _agreed(request, pk, numbers)


@requires(*AGREES)
def agree_one(request, pk, number):
    """One change; the withdrawal of a finding asks for its reason first."""
    found, line = _line(request, pk, number)
    if not line.asks_reason:
        return _agreed(request, pk, [number]) if request.method == "POST" else redirect(found)
    form = forms.Withdrawing(sent(request))
    if acted(request, form, partial(actions.agree, proposal=found, numbers=[number], by=request.user)):
        return redirect(found)
    return _answering(request, found, line, form, "Agree to withdraw a finding")


@requires(*AGREES)
def refuse(request, pk, number):
    found, line = _line(request, pk, number)
    form = forms.Refusing(sent(request))
    if acted(request, form, partial(actions.refuse, proposal=found, number=number, by=request.user)):
        return redirect(found)
    return _answering(request, found, line, form, "Refuse a change")


@requires(Permission.LOAD_PROGRAMME)
@require_POST
def take_back(request, pk):
    return _done(request, pk, actions.take_back, "Taken back: what was not answered yet is proposed no more.")


@requires(Permission.SEE_PROGRAMME)
@require_POST
def mark_read(request, pk):
    return _done(request, pk, actions.mark_read, "Home no longer tells you of it.")


def _proposal(request, pk):
    return get_object_or_404(Proposal.visible_to(request.user).latest_first(), pk=pk)


def _line(request, pk, number):
    found = _proposal(request, pk)
    line = pages.line(found, number)
    if line is None:
        raise Http404("There is no such change.")
    return found, line


def _agreed(request, pk, numbers):
    found = _proposal(request, pk)
    try:
        done = actions.agree(proposal=found, numbers=numbers, by=request.user)
    except SherwoodError as refused:
        messages.error(request, str(refused))
    else:
        made = "1 change was made." if done.made == 1 else f"{done.made} changes were made."
        messages.success(request, made)
        for why in done.refused:
            messages.error(request, why)
    return redirect(found)


def _answering(request, found, line, form, heading):
    context = {"proposal": found, "line": line, "form": form, "heading": heading}
    return render(request, "proposals/answering.html", context)


def _done(request, pk, act, words):
    found = _proposal(request, pk)
    try:
        act(proposal=found, by=request.user)
    except SherwoodError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words)
    return redirect(found)
