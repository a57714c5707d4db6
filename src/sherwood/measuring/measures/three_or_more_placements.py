from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.looked_after_at_month_end import looked_after_at_month_end

three_or_more_placements = measure(
    title="Looked-after children with three or more placements in the year",
    code="NI 62",
    why="Each move costs a child a home, and often a school and friends.",
    better="lower",
    source="National Indicator Set 2008, continued in the looked-after statistics",
    population=looked_after_at_month_end,
    counts=col("placements_are_counted"),
    met=col("placements") >= 3,
    value="placements",
    unit="placements",
    numerator="children with three or more placements in the year up to the day",
    denominator="children looked after on the day, but for short breaks",
    notes=(
        "The placement open on the first day of the year counts. Temporary absences do not, nor does a placement "
        "of less than a day.",
        "A return to the same home after a temporary absence (hospital, a holiday) is no new placement, nor is adoption by "
        "the child's own foster carers. The home is known by its identifier, else by the kind of placement and provider.",
        "Where the placements on record do not reach back over the year, the number that the source counts for itself "
        "stands, on the day it counted; a child for whom it gives none is unknown.",
        "Nationally counted on 31 March; shown here at each month's end for the year up to it.",
    ),
    reads=("placements",),
    looks_back=12,
    counted_by_the_source="placements",
)
