"""The trail as a file."""

from sherwood.web.site.trail.models import EntryQuerySet
from sherwood.web.site.ui.downloads import Sheet
from sherwood.web.site.ui.templatetags.ui import told


def entries(found: EntryQuerySet) -> Sheet:
    """Read as it is written out: the trail is long."""
    rows = (
        [
            entry.number, entry.at, entry.by_post, entry.by_id or None, entry.by_roles or None, entry.verb, entry.object_type,
            entry.object_id, "; ".join(f"{name}: {told(value)}" for name, value in sorted(entry.detail.items())), entry.digest,
        ]
        for entry in found.iterator(chunk_size=2000)
    )  # fmt: skip
    heads = ["Entry", "When", "Who", "Account", "Roles", "Did what", "To what", "Name", "More", "Digest"]
    return Sheet("Trail", heads, rows)
