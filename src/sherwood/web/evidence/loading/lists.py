"""The lists of a look: the files, the rows by table, and what each measure would say."""

from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.web.evidence.loading.models import SentExtract
from sherwood.web.site.listings.columns import Column
from sherwood.web.site.listings.listing import Listing

LOADS = [Permission.LOAD_DATA]

EXTRACTS = Listing(
    title="Extracts that were sent here",
    rows=lambda user: SentExtract.visible_to(user).select_related("sent_by"),
    needs=LOADS,
    file="extracts_file",
    saved_as="extracts",
    what="the extracts",
    columns=[
        Column("Extract", str, href=lambda extract: reverse("extract", args=[extract.pk])),
        Column("Sent by", lambda extract: str(extract.sent_by)),
        Column("Sent on", lambda extract: extract.sent_at.date()),
        Column("State", "get_state_display"),
        Column("Published or put away on", "ended_on", blank="Not yet"),
    ],
    empty="No extract has been sent here yet.",
)


def _of(between_part: str):
    def rows(user, pk):
        extract = SentExtract.visible_to(user).filter(pk=pk).first()
        return getattr(extract.between, between_part) if extract and extract.between else []

    return rows


def _difference(volume) -> int | None:
    return None if volume.before is None or volume.now is None else volume.now - volume.before


ROWS = Listing(
    key="rows",
    title="Rows of each table",
    rows=_of("volumes"),
    needs=LOADS,
    file="extract_file",
    saved_as="extract",
    what="the rows of each table",
    columns=[
        Column("Table", lambda volume: volume.table.replace("_", " ").capitalize()),
        Column("Published now", "before", blank="None"),
        Column("In this extract", "now", blank="None"),
        Column("Difference", _difference),
    ],
    empty="No row was read.",
)

FIGURES = Listing(
    key="figures",
    title="What each measure would say",
    rows=_of("figures"),
    needs=LOADS,
    file="extract_file",
    saved_as="extract",
    what="what each measure would say",
    columns=[
        Column("Measure", "title"),
        Column("For", "when"),
        Column("Published now", "before", blank="Nothing is published"),
        Column("By this extract", "now"),
        Column("Changed", lambda figure: "Changed" if figure.before and figure.differs else "", blank="No"),
        Column("Latest by this extract", lambda figure: f"{figure.latest}, {figure.latest_when}"),
    ],
    empty="No measure can be counted from it.",
)
