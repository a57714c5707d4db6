from functools import partial

from django.contrib import messages as told
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import spoken
from sherwood.web.programme.meetings import actions, forms, pages
from sherwood.web.programme.meetings.models import (
    Barrier,
    Holding,
    Item,
    Meeting,
    Message,
    Pack,
    Paper,
    Question,
    Seat,
    UrgentDecision,
)
from sherwood.web.programme.programmes.models import Body, Programme, Project
from sherwood.web.site.accounts.models import User
from sherwood.web.site.documents import document_file
from sherwood.web.site.files.kinds import PAPERS
from sherwood.web.site.files.receiving import given_out, take
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import as_file
from sherwood.web.site.ui.entering import acted, entered, sent
from sherwood.web.site.ui.overtaking import standing

MEETINGS = {"back": "meetings", "under": "Meetings"}
MOST = 25 * 1024**2  # bytes of one file
WAITING = {"back": "waiting_answers", "under": "Barriers and questions"}


@requires(Permission.SEE_PROGRAMME)
def meetings(request):
    return render(request, "meetings/meetings.html", pages.meetings(request))


@requires(Permission.SEE_PROGRAMME)
def body(request, key):
    found = get_object_or_404(Body.visible_to(request.user), key=key)
    return render(request, "meetings/body.html", pages.body(found, request))


@requires(Permission.SEE_PROGRAMME)
def meeting(request, pk):
    return render(request, "meetings/meeting.html", pages.meeting(_whole(request, pk), request.user))


@requires(Permission.SEE_PROGRAMME)
def public(request, pk):
    """The minutes as they may be published: what is confidential is replaced by its public words."""
    return render(request, "meetings/public.html", {"meeting": _whole(request, pk)})


@requires(Permission.SEE_PROGRAMME)
def minutes_file(request, pk, kind):
    return as_file(pages.minutes(_whole(request, pk), request.user), kind, f"meeting-{pk}")


@requires(Permission.SEE_PROGRAMME)
def public_minutes_file(request, pk, kind):
    return as_file(pages.public_minutes(_whole(request, pk)), kind, f"meeting-{pk}-public")


@requires(Permission.SEE_PROGRAMME)
def waiting(request):
    return render(request, "meetings/waiting.html", pages.waiting(request))


@requires(Permission.KEEP_MEETINGS)
def new_meeting(request):
    form = forms.NewMeeting(sent(request), bodies=Body.visible_to(request.user).meeting())
    return entered(
        request, form, partial(actions.call_meeting, by=request.user), heading="Call a meeting", **MEETINGS
    )


@requires(Permission.RUN_PROGRAMME)
def new_seats(request, key):
    found = get_object_or_404(Body.visible_to(request.user), key=key)
    form = forms.NewSeats(sent(request), named=found.seats, initial={"from_on": today()})
    act = partial(actions.add_seats, body=found, by=request.user)
    return _of_body(request, found, form, act, "Add a seat")


@requires(Permission.SEE_PROGRAMME)
def seat(request, pk):
    """A seat, and who has held it."""
    return render(request, "meetings/seat.html", pages.seat(_seat(request, pk), request))


@requires(Permission.KEEP_MEETINGS)
def fill_seat(request, pk):
    found = _seat(request, pk)
    form = forms.FillSeat(sent(request), stands=found.held_by, accounts=User.objects.signing_in())
    act = partial(actions.fill_seat, seat=found, by=request.user)
    return _of_body(request, found.body, form, act, "Fill a seat", found.kind)


@requires(Permission.RUN_PROGRAMME)
def rename_seat(request, pk):
    found = _seat(request, pk)
    kind = partial(standing, found, "kind")
    form = forms.SeatKind(sent(request), initial=kind(), stands=kind)
    act = partial(actions.rename_seat, seat=found, by=request.user)
    return _of_body(request, found.body, form, act, "Rename a seat", found.kind)


@requires(Permission.RUN_PROGRAMME)
def end_seat(request, pk):
    found = _seat(request, pk)
    act = partial(actions.end_seat, seat=found, by=request.user)
    return _of_body(
        request, found.body, forms.EndSeat(sent(request), stands=found.ends), act, "End a seat", found.kind
    )


@requires(Permission.KEEP_MEETINGS)
def end_holding(request, pk):
    holding = get_object_or_404(Holding.visible_to(request.user).select_related("seat__body"), pk=pk)
    form = forms.EndSeatHolding(sent(request), stands=holding.ends)
    act = partial(actions.end_holding, holding=holding, by=request.user)
    words = f"{holding.post}, {holding.seat.kind}, since {spoken(holding.from_on)}"
    return _of_body(request, holding.seat.body, form, act, "End who holds a seat", words)


@requires(Permission.KEEP_MEETINGS)
def build_agenda(request, pk):
    found = _whole(request, pk)
    return _done(request, found, lambda: actions.build_agenda(meeting=found, by=request.user))


@requires(Permission.KEEP_MEETINGS)
def confirm(request, pk):
    found = _whole(request, pk)
    return _done(request, found, lambda: actions.confirm_minutes(meeting=found, by=request.user))


@requires(Permission.KEEP_MEETINGS)
def new_item(request, pk):
    found = _whole(request, pk)
    form = forms.NewItem(sent(request), headings=found.body.agenda)
    return _entered(
        request, found, form, partial(actions.add_item, meeting=found, by=request.user), "Add an item"
    )


@requires(Permission.KEEP_MEETINGS)
def new_paper(request, pk):
    """A paper with its files, which are taken in before the act begins."""
    item = _item(request, pk)
    form = forms.NewPaper(sent(request), request.FILES or None)

    def act(files, **said):
        taken = [take(upload, MOST, PAPERS) for upload in files]
        actions.add_paper(item=item, files=taken, **said, by=request.user)

    return _entered(request, item.meeting, form, act, "Add a paper", item.title)


@requires(Permission.KEEP_MEETINGS)
def issue_pack(request, pk):
    found = _whole(request, pk)
    return _done(request, found, lambda: actions.issue_pack(meeting=found, by=request.user))


@requires(Permission.SEE_PROGRAMME)
def pack(request, pk):
    """The papers of a meeting to read, as they were issued."""
    return render(request, "meetings/pack.html", pages.pack(_pack(request, pk), request.user))


@requires(Permission.SEE_PROGRAMME)
def pack_file(request, pk, kind):
    """Drawn when it is asked for, from what was frozen."""
    found = _pack(request, pk)
    return document_file(
        pages.drawn(found, request.user), kind, f"meeting-{found.meeting_id}-pack-{found.number}"
    )


@requires(Permission.SEE_PROGRAMME)
def pack_attachment(request, pk, number):
    """A file of a pack as it was issued, for who may read the part that names it."""
    return _given_out(pages.file_of_pack(_pack(request, pk), number, request.user))


@requires(Permission.SEE_PROGRAMME)
def paper_file(request, pk, number):
    """A file of a paper, for who may read its item."""
    papers = Paper.visible_to(request.user).select_related("item__meeting__body")
    paper = get_object_or_404(papers, pk=pk)
    if paper.item.confidential and not pages.reads_private(paper.item.meeting, request.user):
        raise Http404
    return _given_out(paper.files.filter(pk=number).first())


def _given_out(file):
    if file is None:
        raise Http404
    try:
        return given_out(file)
    except SherwoodError as gone:
        raise Http404(str(gone)) from gone


@requires(Permission.KEEP_MEETINGS)
def leave_out(request, pk):
    found = _whole(request, pk)
    form = forms.LeaveOut(sent(request), headings=found.uncovered)
    return _entered(
        request,
        found,
        form,
        partial(actions.leave_out, meeting=found, by=request.user),
        "Say why a part of the remit is left out",
    )


@requires(Permission.KEEP_MEETINGS)
def attendance(request, pk):
    found = _whole(request, pk)
    if not found.day_has_come:
        told.error(request, f"Attendance is recorded on {spoken(found.held_on)}, or after.")
        return redirect("meeting", pk)
    holders = list(Holding.visible_to(request.user).of_body(found.body, found.held_on))
    if not holders:
        told.error(
            request,
            f"Nobody holds a seat of {found.body.name} on that day. Fill its seats, then say who was there.",
        )
        return redirect("body", found.body.key)
    form = forms.WhoWasThere(sent(request), holders=holders, stands=found.who_was_there)

    def act(*, as_read: str, **_):
        actions.record_attendance(meeting=found, states=form.states, as_read=as_read, by=request.user)

    return _entered(request, found, form, act, "Who was there")


@requires(Permission.KEEP_MEETINGS)
def new_interest(request, pk):
    found = _whole(request, pk)
    act = partial(actions.declare_interest, meeting=found, by=request.user)
    items = Item.visible_to(request.user).filter(meeting=found)
    return _entered(request, found, forms.NewInterest(sent(request), items=items), act, "Record an interest")


@requires(Permission.KEEP_MEETINGS)
def new_correction(request, pk):
    found = _whole(request, pk)
    act = partial(actions.correct_minutes, meeting=found, by=request.user)
    return _entered(request, found, forms.NewCorrection(sent(request)), act, "Correct the minutes")


@requires(Permission.KEEP_MEETINGS)
def presenters(request, pk):
    item = _item(request, pk)
    act = partial(actions.name_presenters, item=item, by=request.user)
    form = forms.Presenters(sent(request), initial=item.presenters(), stands=item.presenters)
    return _entered(request, item.meeting, form, act, "Name who presents", item.title)


@requires(Permission.KEEP_MEETINGS)
def outcome(request, pk):
    item = _item(request, pk)
    form = forms.Outcome(sent(request), initial=item.said(), stands=item.said)
    return _entered(
        request,
        item.meeting,
        form,
        partial(actions.minute, item=item, by=request.user),
        "Minute an item",
        item.title,
    )


@requires(Permission.KEEP_MEETINGS)
def new_action(request, pk):
    item = _item(request, pk)
    act = partial(actions.agree_action, item=item, by=request.user)
    return _entered(
        request,
        item.meeting,
        forms.NewAction(sent(request)),
        act,
        "An action that was agreed",
        item.title,
    )


@requires(Permission.RUN_PROGRAMME)
def check_paper(request, pk):
    paper = get_object_or_404(
        Paper.visible_to(request.user).select_related("item__meeting__body__programme"), pk=pk
    )
    found = paper.item.meeting
    form = forms.CheckPaper(sent(request), unchecked=paper.unchecked(found.body.paper_checklist))
    act = partial(actions.check_paper, paper=paper, by=request.user)
    return _entered(request, found, form, act, "Check a paper", paper.title)


@requires(Permission.RUN_PROGRAMME)
def paper_lines(request, key):
    found = get_object_or_404(Body.visible_to(request.user), key=key)
    lines = {"paper_lines": "\n".join(found.paper_checklist)}
    form = forms.PaperLines(sent(request), initial=lines, stands=partial(standing, found, "paper_checklist"))
    act = partial(actions.set_paper_lines, body=found, by=request.user)
    heading = "What must be so of each paper"
    return entered(request, form, act, heading=heading, words=found.name, **MEETINGS)


@requires(Permission.DECIDE)
def decide(request, pk):
    item = _item(request, pk)
    if request.method != "POST" and (refused := pages.why_not_decide(item, request.user)):
        told.error(request, refused)
        return redirect("meeting", item.meeting_id)
    form = forms.DecideItem(sent(request), lead=item.project.lead if item.project else None)
    act = partial(actions.decide_item, item=item, by=request.user)
    return _entered(request, item.meeting, form, act, "Decide", item.title)


@requires(Permission.DECIDE)
def confirm_urgent(request, pk):
    item = _item(request, pk)
    if request.method != "POST" and (refused := pages.why_not_confirm(item, request.user)):
        told.error(request, refused)
        return redirect("meeting", item.meeting_id)
    act = partial(actions.confirm_urgent_decision, item=item, by=request.user)
    heading = "Confirm an urgent decision, or not"
    return _entered(request, item.meeting, forms.ConfirmUrgent(sent(request)), act, heading, item.title)


@requires(Permission.SEE_PROGRAMME)
def urgent(request, pk):
    """A decision that could not wait: what is asked, who agreed, and what the next meeting said."""
    return render(request, "meetings/urgent.html", pages.urgent(_urgent(request, pk), request.user))


@requires(Permission.SEE_PROGRAMME)
def agree_urgent(request, pk):
    found = _urgent(request, pk)
    act = partial(actions.agree_urgent_decision, urgent=found, by=request.user)
    return _of_urgent(request, found, forms.AgreeUrgent(sent(request)), act, "Agree to an urgent decision")


@requires(Permission.SEE_PROGRAMME)
def end_urgent(request, pk):
    found = _urgent(request, pk)
    act = partial(actions.end_urgent_decision, urgent=found, by=request.user)
    return _of_urgent(request, found, forms.EndUrgent(sent(request)), act, "Do not agree")


@requires(Permission.KEEP_ACTIONS)
def new_barrier(request):
    form = forms.NewBarrier(sent(request), projects=Project.visible_to(request.user).live())
    act = partial(actions.raise_barrier, programme=_programme(request), by=request.user)
    return entered(request, form, act, heading="Raise a barrier", **WAITING)


@requires(Permission.ASK)
def new_question(request):
    act = partial(actions.ask, programme=_programme(request), by=request.user)
    return entered(request, forms.NewQuestion(sent(request)), act, heading="Ask a question", **WAITING)


@requires(Permission.KEEP_MEETINGS)
def new_message(request):
    form = forms.NewBodyMessage(sent(request), bodies=Body.visible_to(request.user))
    return entered(
        request,
        form,
        partial(actions.send_message, by=request.user),
        heading="Send a message between bodies",
        **WAITING,
    )


@requires(*actions.ANSWERS)
def answer_barrier(request, pk):
    return _answered(request, get_object_or_404(Barrier.visible_to(request.user), pk=pk))


@requires(*actions.ANSWERS)
def answer_question(request, pk):
    return _answered(request, get_object_or_404(Question.visible_to(request.user), pk=pk))


@requires(*actions.MAY_ANSWER)
def answer_message(request, pk):
    return _answered(request, get_object_or_404(Message.visible_to(request.user), pk=pk))


def _answered(request, what):
    act = partial(actions.answer, what=what, by=request.user)
    return entered(
        request, forms.AnswerBodyQuestion(sent(request)), act, heading="Answer", words=what.words, **WAITING
    )


def _of_body(request, found: Body, form, act, heading: str, words: str = ""):
    """A form about a body's seats; done, back to the body."""
    if acted(request, form, act):
        return redirect("body", found.key)
    context = {"form": form, "heading": heading, "body": found, "words": words, "button": "Save"}
    return render(request, "meetings/seat_form.html", context)


def _entered(request, found: Meeting, form, act, heading: str, words: str = ""):
    """A form about a meeting; done, back to the meeting."""
    if acted(request, form, act):
        return redirect("meeting", found.pk)
    context = {"form": form, "heading": heading, "meeting": found, "words": words, "button": "Save"}
    return render(request, "meetings/form.html", context)


def _of_urgent(request, found: UrgentDecision, form, act, heading: str):
    """A form about an urgent decision; done, back to its page."""
    if acted(request, form, act):
        return redirect("urgent_decision", found.pk)
    return render(
        request,
        "meetings/urgent_form.html",
        {"form": form, "heading": heading, "urgent": found, "button": heading},
    )


def _done(request, found: Meeting, act):
    """A button on the meeting's page: done when posted, refused in words."""
    if request.method == "POST":
        try:
            act()
        except SherwoodError as refused:
            told.error(request, str(refused))
    return redirect(reverse("meeting", args=[found.pk]))


def _whole(request, pk) -> Meeting:
    return get_object_or_404(Meeting.visible_to(request.user).whole(), pk=pk)


def _pack(request, pk) -> Pack:
    return get_object_or_404(
        Pack.visible_to(request.user).select_related("meeting__body__programme", "issued_by"), pk=pk
    )


def _seat(request, pk) -> Seat:
    return get_object_or_404(Seat.visible_to(request.user).select_related("body"), pk=pk)


def _item(request, pk) -> Item:
    return get_object_or_404(Item.visible_to(request.user).select_related("meeting__body__programme"), pk=pk)


def _urgent(request, pk) -> UrgentDecision:
    return get_object_or_404(UrgentDecision.visible_to(request.user).whole(), pk=pk)


def _programme(request) -> Programme:
    return get_object_or_404(Programme.visible_to(request.user))
