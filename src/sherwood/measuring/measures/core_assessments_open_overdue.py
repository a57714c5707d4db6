from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.open_assessments import open_assessments

core_assessments_open_overdue = measure(
    title="Core assessments open and overdue",
    why="Counting only what was finished hides the children whose assessment was never done.",
    better="lower",
    companion="core_assessments_in_time",
    source="Companion of NI 60; the same limit",
    population=open_assessments,
    counts=col("kind") == "core",
    met_from=col("overdue_from"),
    value="due_on",
    numerator="core assessments open longer than 35 working days",
    denominator="core assessments open",
    notes=("One with no known start is unknown: it is open, and nobody can say for how long.",),
    era="core assessment",
    place=11,
)
