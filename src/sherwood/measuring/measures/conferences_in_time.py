from sherwood.measuring.measure import measure, within
from sherwood.measuring.population import col
from sherwood.measuring.populations.conferences_held import conferences_held

conferences_in_time = measure(
    title="Initial child protection conferences held in time",
    code="CIN C4",
    why="A child thought to be at risk of significant harm needs a plan without delay.",
    better="higher",
    companion="conferences_overdue",
    source="Working Together: 15 working days from the strategy discussion",
    population=conferences_held,
    counts=col("kind") == "initial",
    met=within("working_days", "initial conference"),
    numerator="initial conferences held within 15 working days of the strategy discussion",
    denominator="initial conferences held",
    notes=(
        "Transfers in are timed from another clock and do not count here.",
        "A conference dated before its enquiry began, or with no known enquiry, is unknown.",
    ),
)
