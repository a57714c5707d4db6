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
    numerator="enquiries open more than 15 working days with no conference",
    denominator="enquiries open with no conference, but for those where none is needed",
    notes=(
        "An enquiry that ended counts until its conference, once that is held, so recent weeks may rise afterwards.",
    ),
)
