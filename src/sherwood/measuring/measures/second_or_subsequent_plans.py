from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.plans_started import plans_started

second_or_subsequent_plans = measure(
    title="Children becoming the subject of a plan for a second or subsequent time",
    code="NI 65",
    why="A second plan may mean the first ended too soon; none at all may mean children are not re-planned.",
    better="band",
    band=(0.10, 0.15),
    source="National Indicator Set 2008; 10% to 15% was the best band of 2006-07",
    population=plans_started,
    met=col("earlier_plans") > 0,
    value="earlier_plans",
    unit="earlier plans",
    numerator="plans started for a child who had one of this council before, however long ago",
    denominator="plans started",
    notes=(
        "Earlier plans are those on record, or the number the source gives when that is higher.",
        "A plan is known to be the first where the source says that there were none before, or where plans are on record "
        "since before the child was born (where no birth is known, for a whole childhood). Else it is unknown: in neither "
        "part of the figure.",
    ),
)
