from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.open_assessments import open_assessments

initial_assessments_open_overdue = measure(
    title="Initial assessments open and overdue",
    why="Counting only what was finished hides the children whose assessment was never done.",
    better="lower",
    companion="initial_assessments_in_time",
    source="Companion of NI 59; the same limits",
    population=open_assessments,
    counts=col("kind") == "initial",
    met_from=col("overdue_from"),
    value="due_on",
    numerator="initial assessments open longer than the limit in force when the referral was received",
    denominator="initial assessments open",
    notes=(
        "One with no known start is unknown: it is open, and nobody can say for how long.",
        "So is one that names a referral which is not among those on record; it is open from its own start.",
    ),
    era="initial assessment",
)
