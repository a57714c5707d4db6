from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.agreements_in_force import agreements_in_force

placements_judged_good = measure(
    title="Placements bought that are judged good",
    why="A cheap placement that fails a child is dear; what is bought is read beside how good it is.",
    better="higher",
    source="Inspection judgements of the providers, as the register of agreements has them",
    population=agreements_in_force,
    met_from=col("good_from"),
    value="weekly_cost",
    unit="£ a week",
    numerator="placement agreements in force whose provider was judged good or outstanding when last inspected",
    denominator="placement agreements in force whose provider was inspected",
    notes=(
        "A provider that was not judged yet is unknown.",
        "The judgement is today's: what it was on an earlier day is not kept.",
    ),
)
