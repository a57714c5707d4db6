"""The lists of this app as files."""

from sherwood.kit.periods import spoken
from sherwood.web.programme.meetings.models import Barrier, Item, Meeting, Message, Question, Seat
from sherwood.web.programme.meetings.pages import reads_private
from sherwood.web.programme.programmes.models import Body, ProgrammeRole
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import Sheet


def meetings(user, body: Body | None = None) -> Sheet:
    """Every meeting, or those of one body, the latest first."""
    found = Meeting.visible_to(user).whole()
    rows = [
        [
            one.body.name, one.held_on, one.place, len(one.items.all()),
            len(one.present) if one.attendance.all() else "Not recorded", one.body.quorum, one.confirmed_on,
        ]
        for one in (found.filter(body=body) if body else found)
    ]  # fmt: skip
    heads = ["Body", "Day", "Place", "Items", "Present", "Quorum", "Minutes confirmed on"]
    return Sheet("Meetings", heads, rows)


def attendance(user) -> Sheet:
    rows = [
        [
            meeting.body.name,
            meeting.held_on,
            attendance.holding.post,
            attendance.holding.agency,
            attendance.get_state_display(),
        ]
        for meeting in Meeting.visible_to(user).whole()
        for attendance in meeting.attendance.all()
    ]
    return Sheet("Attendance", ["Body", "Day", "Post", "Agency", "Attendance"], rows)


def interests(user) -> Sheet:
    rows = [
        [meeting.body.name, meeting.held_on, interest.post, interest.words]
        for meeting in Meeting.visible_to(user).whole()
        for interest in meeting.interests.all()
    ]
    return Sheet("Interests declared", ["Body", "Day", "Post", "Interest"], rows)


def bodies(user) -> Sheet:
    """Each body with its terms of reference."""
    found = list(Body.visible_to(user))
    names = {one.key: one.name for one in found}
    rows = [
        [
            one.name, one.remit, names.get(one.reports_to), one.quorum or "Does not meet to decide",
            one.meets_every_days or ("When it is called" if one.quorum else None), "; ".join(one.agenda),
            "; ".join(one.paper_checklist),
            one.terms_agreed_on or ("Not agreed yet" if one.quorum else None), one.terms_review_on,
            one.terms_kept_by,
        ]
        for one in found
    ]  # fmt: skip
    heads = [
        "Body", "Remit", "Reports to", "Quorum", "Meets every (days)", "Each agenda covers", "Of each paper",
        "Terms agreed on", "Review by", "Kept by",
    ]  # fmt: skip
    return Sheet("Bodies and their terms", heads, rows)


def seats(user, body: Body | None = None) -> Sheet:
    """Every seat, or those of one body, with who holds it today."""
    found = Seat.visible_to(user).select_related("body").with_holders(today())
    rows = []
    for one in found.filter(body=body) if body else found:
        holding = next(iter(one.holding_now), None)
        held = [holding.post, holding.agency, holding.from_on] if holding else ["Vacant", None, None]
        rows.append([one.body.name, one.kind, *held])
    return Sheet(f"Seats, {spoken(today())}", ["Body", "Seat", "Held by", "Agency", "Since"], rows)


def programme_roles(user) -> Sheet:
    rows = [
        [programme_role.title, programme_role.post, programme_role.does]
        for programme_role in ProgrammeRole.visible_to(user)
    ]
    return Sheet("Parts in the programme", ["Part", "Post", "What it does"], rows)


def minutes(meeting: Meeting, user) -> Sheet:
    """The agenda and what came of it, what of the remit was left out, and what was corrected since. Of what is
    confidential, who may not read it gets the public words alone."""
    private = reads_private(meeting, user)
    rows = [_item(item, private) for item in meeting.items.all()]
    rows += [
        [None, "Left out", None, reason.heading, None, None, None, None, None, reason.why]
        for reason in meeting.reasons.all()
    ]
    rows += [
        [None, "Correction", correction.on, None, None, None, None, None, None, correction.words]
        for correction in meeting.corrections.all()
    ]
    heads = [
        "Number", "What", "On", "Part of the remit", "Title", "Confidential", "Project", "Presented by",
        "Accompanied by", "What came of it",
    ]  # fmt: skip
    return Sheet(str(meeting), heads, rows)


def _item(one: Item, private: bool) -> list:
    hidden = one.confidential and not private
    return [
        one.position, "Item", one.meeting.held_on, one.heading, "Confidential item" if hidden else one.title,
        "Yes" if one.confidential else "No", one.project and one.project.key, one.presented_by, one.accompanied_by,
        one.outcome_public if hidden else one.outcome,
    ]  # fmt: skip


def public_minutes(meeting: Meeting) -> Sheet:
    """The minutes as they may be published: of what is confidential, its public words alone."""
    rows = [
        [item.position, None, "Confidential item", item.outcome_public]
        if item.confidential
        else [item.position, None, item.title, item.outcome]
        for item in meeting.items.all()
    ]
    rows += [
        [None, correction.on, "Correction", correction.words] for correction in meeting.corrections.all()
    ]
    return Sheet(f"{meeting}: public version", ["Number", "On", "Item", "What came of it"], rows)


def waiting(user) -> Sheet:
    """Barriers, questions and messages, with their answers."""
    day = today()
    found = [
        *(
            ("Barrier", barrier, barrier.owner_post, None)
            for barrier in Barrier.visible_to(user).select_related("project")
        ),
        *(("Question", question, None, question.due_on) for question in Question.visible_to(user)),
        *(
            (message.get_kind_display(), message, f"{message.sender.name} to {message.receiver.name}", None)
            for message in Message.visible_to(user).select_related("sender", "receiver")
        ),
    ]
    rows = [
        [
            what, one.words, getattr(one, "project", None), whose, one.raised_on, due_on, one.days_open(day),
            one.answer or "Not answered", one.answered_on,
        ]
        for what, one, whose, due_on in found
    ]  # fmt: skip
    heads = ["What", "Words", "Project", "Whose", "Raised on", "Answer due", "Days open", "Answer", "Answered on"]  # fmt: skip
    return Sheet(f"What waits for an answer, {spoken(day)}", heads, rows)
