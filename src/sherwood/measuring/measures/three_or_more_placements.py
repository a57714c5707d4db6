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
    counts=col("year_of_placements_is_known"),
    met=col("placements") >= 3,
    value="placements",
    unit="placements",
    numerator="children with three or more placements in the year up to the day",
    denominator="children looked after on the day, but for short breaks",
    notes=(
        "The placement open on the first day of the year counts. Temporary absences do not, nor does a placement "
        "of less than a day.",
        "Nationally counted on 31 March; shown here at each month's end for the year up to it.",
    ),
    reads=("placements",),
    looks_back=12,
    counted_by_the_source="placements in the last 12 months",
)
