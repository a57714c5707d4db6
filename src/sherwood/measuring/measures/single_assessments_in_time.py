from sherwood.measuring.measure import measure, within
from sherwood.measuring.population import col
from sherwood.measuring.populations.finished_assessments import finished_assessments

single_assessments_in_time = measure(
    title="Single assessments finished within 45 working days",
    code="CIN C2",
    why="A child referred needs the whole assessment finished before help drifts.",
    better="higher",
    companion="single_assessments_open_overdue",
    source="Working Together 2013, from 15 April 2013: 45 working days from the point of referral",
    population=finished_assessments,
    counts=col("kind") == "single",
    met=within("working_days", "single assessment"),
    numerator="single assessments authorised within 45 working days of the referral",
    denominator="single assessments authorised",
    notes=(
        "The statutory clock runs from the referral. The national statistics (CIN C2) time from the start of the "
        "assessment; so does this measure where no referral is known.",
        "The day on which new information on an open case called for another assessment is not on record. Such an "
        "assessment is timed from the referral it names, or from its own start where it names none.",
        "One that names a referral which is not among those on record, as at the beginning of an extract, is unknown.",
        "An assessment whose clock started before 15 April 2013 had no such limit and is unknown.",
    ),
    era="single assessment",
    place=12,
)
