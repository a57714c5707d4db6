import narwhals as nw

from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.looked_after_at_month_end import looked_after_at_month_end

care_reviews_in_time = measure(
    title="Looked-after children whose reviews were all in time",
    code="NI 66",
    why="A review held on time keeps a child's plan from drifting.",
    better="higher",
    source="National Indicator Set 2008; Review of Children's Cases Regulations 1991, then 2010 regulation 33",
    population=looked_after_at_month_end,
    counts=(col("days_looked_after") >= 28) & col("year_of_reviews_is_known"),
    met=nw.when(col("next_review_is_known")).then(col("reviews_late") == 0),
    value="reviews_late",
    unit="reviews late",
    numerator="children with every review due in the year held on or before the day it was due",
    denominator="children looked after on the day, for at least four weeks",
    notes=(
        "All or nothing for each child. A review that is due and not held counts as late, and so does one that fell due "
        "before the year and was not held by its first day. So there is no hidden open work and no companion.",
        "The first review is due four weeks after care began (20 working days from 1 April 2011), the second three months "
        "after the first was held, each later one six months after the last.",
        "A child placed for adoption is reviewed on another timetable (Adoption Agencies Regulations 2005). It is not "
        "applied here: every child is judged by the days above.",
        "It looks back 18 months: without the last review before the year nobody knows when the next was due.",
        "A child whose care of those months may have begun before care is on record is unknown: nobody can say which "
        "review was the first.",
        "Nationally counted on 31 March; shown here at each month's end for the year up to it.",
    ),
    reads=("care_reviews",),
    looks_back=18,
)
