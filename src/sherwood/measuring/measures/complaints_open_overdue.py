from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.complaints_open import complaints_open

complaints_open_overdue = measure(
    title="Complaints open and overdue at stage 1",
    why="Counting only what was answered hides the families who have had no answer.",
    better="lower",
    companion="complaints_answered_in_time",
    source="Companion of complaints answered in time; the same limits",
    population=complaints_open,
    met_from=col("overdue_from"),
    value="due_on",
    numerator="complaints waiting longer than the limit of stage 1 for their answer",
    denominator="complaints waiting for their answer at stage 1",
)
