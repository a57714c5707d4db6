from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.returns_awaiting_interview import returns_awaiting_interview

return_interviews_overdue = measure(
    title="Return interviews overdue",
    why="Counting only the interviews that were held hides the children nobody asked.",
    better="lower",
    companion="return_interviews_in_time",
    source="Companion of return interviews in time; the same limit",
    population=returns_awaiting_interview,
    met_from=col("overdue_from"),
    value="due_on",
    numerator="children back for more than three days without a return interview",
    denominator="children back without a return interview",
    notes=(
        "A child who would not have an interview does not wait for one.",
        "Where nobody said anything of an interview, it is unknown.",
        "One who came back before there was such a limit is unknown.",
    ),
)
