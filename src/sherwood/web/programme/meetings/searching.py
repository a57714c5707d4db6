"""Meetings in the search: by their body and place, and by what was on the table, but for what is confidential."""

from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.meetings.models import Item, Meeting
from sherwood.web.site.search.offered import Searched, SearchHit, brief, search_of


def _meeting(meeting: Meeting) -> SearchHit:
    return SearchHit(str(meeting), meeting_address(meeting.pk), meeting.place)


def _item(item: Item) -> SearchHit:
    more = f"{item.meeting.body.name}, {spoken(item.meeting.held_on)}. {brief(item.outcome)}"
    return SearchHit(item.title, meeting_address(item.meeting_id), more)


def meeting_address(pk: int) -> str:
    return reverse("meeting", args=[pk])


def _open_items(user):
    """What everybody who sees the programme may read, whoever asks."""
    found = Item.visible_to(user).filter(confidential=False)
    return found.select_related("meeting__body").order_by("-meeting__held_on", "position")


SEARCHED: tuple[Searched, ...] = (
    search_of(
        "Meetings", 50, [Permission.SEE_PROGRAMME], "a meeting, by its body or place",
        lambda user: Meeting.visible_to(user).select_related("body"), ["body__name", "place"], _meeting,
    ),
    search_of(
        "Items of agendas", 55, [Permission.SEE_PROGRAMME], "what a meeting talked about, and what came of it",
        _open_items, ["title", "outcome", "project__key"], _item,
    ),
)  # fmt: skip
