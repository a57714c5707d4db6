from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.complaints_answered import complaints_answered

complaints_taken_further = measure(
    title="Complaints taken to stage 2",
    why="An answer that people accept at once spares them, and the council, a long investigation.",
    better="lower",
    source="Children Act 1989 Representations Procedure (England) Regulations 2006",
    population=complaints_answered,
    met=~col("investigation_asked_on").is_null(),
    numerator="complaints for which stage 2 was asked",
    denominator="complaints answered at stage 1",
    notes=("Of recent answers some may yet be taken further: there are 20 working days to ask.",),
    matures_after=28,
)
