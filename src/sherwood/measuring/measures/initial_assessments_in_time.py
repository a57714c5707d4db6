from sherwood.measuring.measure import measure, within
from sherwood.measuring.population import col
from sherwood.measuring.populations.finished_assessments import finished_assessments

initial_assessments_in_time = measure(
    title="Initial assessments finished in time",
    code="NI 59",
    why="A child referred needs someone to find out quickly what is wrong.",
    better="higher",
    companion="initial_assessments_open_overdue",
    source="National Indicator Set 2008; Working Together 2006 (7 working days) and March 2010 (10)",
    population=finished_assessments,
    counts=col("kind") == "initial",
    met=within("working_days", "initial assessment"),
    numerator="initial assessments finished within the limit in force when the referral was received",
    denominator="initial assessments finished",
    notes=(
        "The day of referral is day 0. Where no referral is known the assessment's own start is day 0.",
        "The day on which new information on an open case called for another assessment is not on record. Such an "
        "assessment is timed from the referral it names, or from its own start where it names none.",
        "One that names a referral which is not among those on record, as at the beginning of an extract, is unknown.",
        "An assessment with neither a referral nor a start on record is unknown: in neither part of the figure.",
        "One count for each assessment, not each child.",
        "Only finished work counts here: what is open and overdue is in the companion.",
    ),
    era="initial assessment",
)
