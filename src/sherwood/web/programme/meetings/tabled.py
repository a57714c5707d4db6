"""In which meeting an item is decided that is no business case: one of the deciding body, once it is in session."""

from django.db.models import F

from sherwood.governance.stages import refusal_of
from sherwood.web.programme.meetings.actions.deciding import check_decides, check_in_session, check_takes_part
from sherwood.web.programme.meetings.models import Item
from sherwood.web.programme.programmes.agenda import ItemTable
from sherwood.web.programme.programmes.models import Project

NOWHERE = "It is decided in a meeting of the deciding body, and is on no agenda yet. Whoever keeps the meetings adds it."


def _check(item: Item, user) -> None:
    check_decides(item.meeting)
    check_in_session(item)
    check_takes_part(item, user)


def _items(project: Project, title: str):
    found = Item.objects.filter(
        project=project,
        title=title,
        outcome="",
        meeting__confirmed_on=None,
        meeting__body__key=F("meeting__body__programme__deciding_body"),
    )
    return found.select_related("meeting__body__programme").order_by("meeting__held_on")


def table(project: Project, title: str, user) -> ItemTable:
    """The meeting in which this person may decide it now, or what it waits for."""
    refused = NOWHERE
    for item in _items(project, title):
        refused = refusal_of(_check, item, user)
        if not refused:
            return ItemTable(words=f"{item.meeting}, quorate.")
    return ItemTable(refused=refused)


def settle(project: Project, title: str, words: str) -> None:
    Item.objects.filter(pk__in=[item.pk for item in _items(project, title)]).update(outcome=words)
