"""The entries of the trail."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from sherwood.governance.roles import Permission
from sherwood.web.site.listings.columns import Choice, Column, Where
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.trail.models import Entry
from sherwood.web.site.ui.templatetags.ui import told


def _when(entry: Entry) -> str:
    return date_format(localtime(entry.at), "j F Y, H:i:s")


def _more(entry: Entry) -> str:
    return "; ".join(f"{name}: {told(value)}" for name, value in sorted(entry.detail.items()))


def _who(entry: Entry) -> str:
    account = ", ".join(filter(None, [entry.by_id and f"account {entry.by_id}", entry.by_roles]))
    return f"{entry.by_post} ({account})" if entry.by_id else entry.by_post


ENTRIES = Listing(
    title="Entries of the trail, newest first",
    file_title="Trail",
    rows=lambda user: Entry.visible_to(user).newest_first(),
    needs=[Permission.SEE_TRAIL],
    file="trail_file",
    empty="Nothing has been written yet.",
    a_page=50,
    choices=[
        Choice(
            "verb", "Act", lambda user: [(verb, verb) for verb in Entry.visible_to(user).verbs()],
            lambda entries, verb: entries.filter(verb=verb), "Every act",
        )
    ],
    columns=[
        Column("Entry", "number"), Column("When", "at", words=_when), Column("Who", "by_post", words=_who),
        Column("Account", "by_id", where=Where.FILE), Column("Roles", "by_roles", where=Where.FILE),
        Column("Did what", "verb"),
        Column("To what", "object_type", words=lambda entry: f"{entry.object_type} {entry.object_id}"),
        Column("Name", "object_id", where=Where.FILE),
        Column("More", _more),
        Column("Digest", "digest", where=Where.FILE),
    ],
)  # fmt: skip
