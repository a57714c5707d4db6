from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.plans_ended import plans_ended

plans_two_years_or_more = measure(
    title="Child protection plans lasting two years or more",
    code="NI 64",
    why="A plan that goes on for years has not made the child safe.",
    better="lower",
    source="National Indicator Set 2008: more than 729 days, the last day included",
    population=plans_ended,
    met=col("days") > 729,
    value="days",
    unit="days",
    numerator="plans ended that had lasted more than 729 days, the last day included",
    denominator="plans ended",
    notes=(
        "A child whose plans ended twice counts twice.",
        "A plan that nobody closed, or only later, ended on the 18th birthday or the day of death.",
    ),
)
