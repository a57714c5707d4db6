"""The trail as a file."""

from sherwood.web.site.trail.models import EntryQuerySet
from sherwood.web.site.ui.downloads import Sheet
from sherwood.web.site.ui.templatetags.ui import told


def entries(found: EntryQuerySet) -> Sheet:
    """Read as it is written out: the trail is long."""
    rows = (
        [
            one.number, one.at, one.by_post, one.by_id or None, one.by_roles or None, one.verb, one.object_type,
            one.object_id, "; ".join(f"{name}: {told(value)}" for name, value in sorted(one.detail.items())), one.digest,
        ]
        for one in found.iterator(chunk_size=2000)
    )  # fmt: skip
    heads = ["Entry", "When", "Who", "Account", "Roles", "Did what", "To what", "Name", "More", "Digest"]
    return Sheet("Trail", heads, rows)
