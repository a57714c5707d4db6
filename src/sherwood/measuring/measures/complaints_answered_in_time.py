from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.complaints_answered import complaints_answered

complaints_answered_in_time = measure(
    title="Complaints answered in time at stage 1",
    why="A family that complains has waited already; a late answer is a second failure.",
    better="higher",
    companion="complaints_open_overdue",
    source="Children Act 1989 Representations Procedure (England) Regulations 2006, regulation 14",
    population=complaints_answered,
    met=col("working_days") <= col("allowed"),
    value="working_days",
    unit="working days",
    numerator="complaints answered at stage 1 within 10 working days, or 20 where complex or an advocate is needed",
    denominator="complaints answered at stage 1",
    notes=(
        "The day it was received is day 0.",
        "Only complaints that were answered count here: what is open and overdue is in the companion.",
        "One answered before it was received is unknown.",
    ),
)
