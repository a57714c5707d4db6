import narwhals as nw

from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.missing_episodes_ended import missing_episodes_ended

return_interviews_in_time = measure(
    title="Return interviews held in time",
    code="RHI-72",
    why="A child who comes back tells why while it is fresh, to somebody who listens.",
    better="higher",
    companion="return_interviews_overdue",
    source="Statutory guidance on children who run away or go missing, 2009 and 2014: within 72 hours",
    population=missing_episodes_ended,
    counts=~col("to_come"),
    met=nw.when(~col("interviewed_on").is_null())
    .then(col("days") <= col("allowed"))
    .otherwise(nw.when(~col("interview_offered").is_null()).then(col("allowed") < 0)),
    value="days",
    unit="days",
    numerator="episodes followed by an interview at most three days after the return",
    denominator="episodes that ended, but for those whose interview may still come in time",
    notes=(
        "Hours are not on record, so an interview on the third day after is taken as in time: the figure is at most this high.",
        "Of a return before there was such a limit nobody can say, and it is unknown.",
        "Where nobody said whether an interview was offered or held, it is unknown: the return of looked-after children says "
        "nothing of interviews.",
        "An interview dated before the return is unknown.",
        "Where one interview was held after several episodes, it counts for those on which its day stands.",
    ),
)
