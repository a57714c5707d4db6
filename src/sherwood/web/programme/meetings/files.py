"""The lists of this app, to download."""

from django.shortcuts import get_object_or_404

from sherwood.governance.roles import Permission
from sherwood.web.programme.meetings import sheets
from sherwood.web.programme.meetings.models import Meeting
from sherwood.web.programme.programmes.models import Body
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.downloads import as_file


@requires(Permission.SEE_PROGRAMME)
def attendance_file(request, kind):
    return as_file(sheets.attendance(request.user), kind, "attendance")


@requires(Permission.SEE_PROGRAMME)
def meetings_file(request, kind):
    return as_file(sheets.meetings(request.user), kind, "meetings")


@requires(Permission.SEE_PROGRAMME)
def interests_file(request, kind):
    return as_file(sheets.interests(request.user), kind, "interests")


@requires(Permission.SEE_PROGRAMME)
def bodies_file(request, kind):
    return as_file(sheets.bodies(request.user), kind, "bodies")


@requires(Permission.SEE_PROGRAMME)
def seats_file(request, kind):
    return as_file(sheets.seats(request.user), kind, "seats")


@requires(Permission.SEE_PROGRAMME)
def programme_roles_file(request, kind):
    return as_file(sheets.programme_roles(request.user), kind, "parts-in-the-programme")


@requires(Permission.SEE_PROGRAMME)
def body_seats_file(request, key, kind):
    found = get_object_or_404(Body.visible_to(request.user), key=key)
    return as_file(sheets.seats(request.user, found), kind, f"seats-{key}")


@requires(Permission.SEE_PROGRAMME)
def body_meetings_file(request, key, kind):
    found = get_object_or_404(Body.visible_to(request.user), key=key)
    return as_file(sheets.meetings(request.user, found), kind, f"meetings-{key}")


@requires(Permission.SEE_PROGRAMME)
def minutes_file(request, pk, kind):
    return as_file(sheets.minutes(_meeting(request, pk), request.user), kind, f"meeting-{pk}")


@requires(Permission.SEE_PROGRAMME)
def public_minutes_file(request, pk, kind):
    return as_file(sheets.public_minutes(_meeting(request, pk)), kind, f"meeting-{pk}-public")


@requires(Permission.SEE_PROGRAMME)
def waiting_file(request, kind):
    return as_file(sheets.waiting(request.user), kind, "waiting-for-an-answer")


def _meeting(request, pk) -> Meeting:
    return get_object_or_404(Meeting.visible_to(request.user).whole(), pk=pk)
