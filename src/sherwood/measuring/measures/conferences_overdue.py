from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.enquiries_awaiting_conference import enquiries_awaiting_conference

conferences_overdue = measure(
    title="Section 47 enquiries open past the day a conference was due",
    code="CIN C4",
    why="Counting only conferences held hides the children still waiting for one.",
    better="lower",
    companion="conferences_in_time",
    source="Companion of CIN C4; the same limit",
    population=enquiries_awaiting_conference,
    met_from=col("overdue_from"),
    value="due_on",
    numerator="enquiries that have waited more than 15 working days for a conference",
    denominator="enquiries open with no conference, or ended with one needed or called and not yet held",
    notes=(
        "An enquiry where it was decided that no conference is needed does not count. One that ended where that is not on "
        "record, and with none called, waits no more.",
        "Where a conference is on record only once it is held, an enquiry that ended counts up to it afterwards, so "
        "recent weeks may rise.",
        "An enquiry that began before conferences are on record, and has none there, is unknown: it may have had one. Nothing "
        "is known of the first three months for which they are on record. Where a source has no conferences at all, every "
        "enquiry that needs one waits.",
    ),
    reads=("conferences",),
    looks_back=3,
    may_lack=("conferences",),
)
