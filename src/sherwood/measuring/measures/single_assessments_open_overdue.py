from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.open_assessments import open_assessments

single_assessments_open_overdue = measure(
    title="Single assessments open and overdue",
    why="Counting only what was finished hides the children whose assessment was never done.",
    better="lower",
    companion="single_assessments_in_time",
    source="Companion of CIN C2; the same limit",
    population=open_assessments,
    counts=col("kind") == "single",
    met_from=col("overdue_from"),
    value="due_on",
    numerator="single assessments open longer than 45 working days",
    denominator="single assessments open",
    notes=(
        "One with no known start is unknown: it is open, and nobody can say for how long.",
        "So is one that names a referral which is not among those on record; it is open from its own start.",
    ),
    era="single assessment",
    place=12,
)
