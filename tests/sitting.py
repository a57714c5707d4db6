"""Another council's deciding body with a case before it: three members with seats, who sign in, and their clerk."""

from datetime import date

from django.test import Client

from filling import filled
from other_council import Office, day, founded
from posts import post
from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.web.programme.meetings.models import Attendance, Holding, Item, Meeting, Seat
from sherwood.web.site.accounts.models import User
from walked_cases import walk

MEETINGS = "/programme/meetings/"
CASE = "/programme/projects/W1/case/"
WALKERS = (
    Role.PROJECT_LEAD, Role.PROGRAMME_MANAGER, Role.PROGRAMME_OFFICER, Role.EXECUTIVE_GROUP_MEMBER,
    Role.PROGRAMME_DIRECTOR,
)  # fmt: skip
CHAIR, MEMBER, THIRD = "Independent chair", "Lead member", "Member for health"


class Sitting:
    """The browsers of those who decide, of their clerk, and of who runs the programme."""

    def __init__(self, stage: Stage = Stage.DECISION):
        founded()
        self.office = Office()
        self.at = {role: self.office.enter(role, f"Post of {role.name.lower()}") for role in WALKERS}
        self.chair, self.member, self.third = (
            self.office.enter(Role.BOARD_MEMBER, title) for title in (CHAIR, MEMBER, THIRD)
        )
        self.clerk = self.office.enter(Role.PROGRAMME_ADMINISTRATOR, "Clerk")
        self.outsider = self.office.enter(Role.BOARD_MEMBER, "Member without a seat")
        people = {role: User.objects.get(post__title=f"Post of {role.name.lower()}") for role in WALKERS}
        people[Role.BOARD_MEMBER] = User.objects.get(post__title=CHAIR)
        self.case = walk(people, stage, "W1")
        for title in (CHAIR, MEMBER, THIRD):
            self._seat(title)

    def _seat(self, title: str) -> None:
        manager, page = self.at[Role.PROGRAMME_MANAGER], f"{MEETINGS}bodies/improvement_board/seats/new"
        sent = {"kind": f"Seat of {title}", "number": "1", **day("from_on", date(2010, 3, 1))}
        assert manager.post(page, filled(manager.get(page)) | sent).status_code == 302
        seat = Seat.objects.get(kind=f"Seat of {title}")
        page = f"{MEETINGS}seats/{seat.pk}/fill"
        sent = {"post": post(title).spelling, "agency": "Marlow", **day("from_on", date(2010, 3, 1))}
        assert self.clerk.post(page, filled(self.clerk.get(page)) | sent).status_code == 302

    def called(self, on: date, body: str = "improvement_board") -> Meeting:
        page = f"{MEETINGS}new"
        key = Meeting.body.field.related_model.objects.get(key=body).pk
        sent = {"body": key, **day("held_on", on), "place": "Guildhall"}
        assert self.clerk.post(page, filled(self.clerk.get(page)) | sent).status_code == 302
        meeting = Meeting.objects.get(body=key, held_on=on)
        assert self.clerk.post(f"{MEETINGS}{meeting.pk}/agenda").status_code == 302
        return meeting

    def item(self, meeting: Meeting) -> Item:
        return Item.objects.get(meeting=meeting, version__isnull=False, urgent=None)

    def hears(self, item: Item) -> None:
        """The clerk names who presents the item, and who comes with them."""
        page = f"{MEETINGS}items/{item.pk}/presenters"
        heard = {
            "presented_by": post("Post of project_lead").spelling,
            "accompanied_by": post("Director").spelling,
        }
        assert self.clerk.post(page, filled(self.clerk.get(page)) | heard).status_code == 302

    def attend(self, meeting: Meeting, *present: str) -> None:
        page = f"{MEETINGS}{meeting.pk}/attendance"
        states = {
            f"holder_{holding.pk}": "present" if holding.post.title in present else "apologies"
            for holding in Holding.objects.all()
        }
        assert self.clerk.post(page, filled(self.clerk.get(page)) | states).status_code == 302
        assert Attendance.objects.filter(meeting=meeting, state="present").count() == len(present)

    def interested(self, item: Item, title: str, general: bool = False) -> None:
        page = f"{MEETINGS}{item.meeting_id}/interests/new"
        sent = {
            "post": post(title).spelling,
            "item": "" if general else item.pk,
            "words": "A relative works there.",
        }
        assert self.clerk.post(page, filled(self.clerk.get(page)) | sent).status_code == 302

    def decides(self, client: Client, item: Item, outcome: str = "implement", **more):
        return client.post(
            f"{MEETINGS}items/{item.pk}/decide", {"outcome": outcome, "reason": "It works."} | more
        )
