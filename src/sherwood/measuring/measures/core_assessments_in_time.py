from sherwood.measuring.measure import measure, within
from sherwood.measuring.population import col
from sherwood.measuring.populations.finished_assessments import finished_assessments

core_assessments_in_time = measure(
    title="Core assessments finished in time",
    code="NI 60",
    why="A child with complex needs, or at risk, needs a full assessment before plans can be made.",
    better="higher",
    companion="core_assessments_open_overdue",
    source="National Indicator Set 2008; Framework for the Assessment of Children in Need 2000",
    population=finished_assessments,
    counts=col("kind") == "core",
    met=within("working_days", "core assessment"),
    numerator="core assessments finished within 35 working days of being commenced",
    denominator="core assessments finished",
    notes=(
        "The clock starts when the core assessment is commenced, not at the referral. That is by definition the end of the "
        "initial assessment, the strategy discussion, or the day of new information on an open case; the recorded start of "
        "the core assessment is taken for it.",
        "A core assessment with no recorded start is unknown: in neither part of the figure.",
    ),
    era="core assessment",
    place=11,
)
