from sherwood.measuring.measure import Figure, measure
from sherwood.measuring.populations.looked_after import looked_after

looked_after_rate = measure(
    title="Children looked after per 10,000",
    why="How many children the council is parent to, against how many live in the area.",
    better="context",
    source="Children looked after statistics: rate at 31 March per 10,000 aged 0 to 17",
    population=looked_after,
    figure=Figure.RATE,
    numerator="children looked after on the day, but for short breaks",
    denominator="children aged 0 to 17 living in the area, in ten thousands",
    notes=(
        "The population is the latest mid-year estimate on or before the day: an estimate is of 30 June of its year.",
        "Care ends on the 18th birthday and on the day of death, whatever is recorded. A child in care whom a later return "
        "no longer names is not counted after the last one that does.",
        "A district is set against the children who live there. Where the district of more than 5% of the children is not "
        "known, no district has a rate.",
    ),
)
