"""Initial child protection conferences held, timed from the strategy discussion that began the enquiry."""

from sherwood.measuring.population import Frame, Population, Records, Shape, col


def rows(records: Records) -> Frame:
    enquiries = records.table("section_47_enquiries").select("enquiry", clock_started_on=col("started_on"))
    enquiries = enquiries.unique(subset="enquiry", keep="any")
    held = records.table("conferences").filter(col("held_on") <= records.as_at)
    timed = (
        held.join(enquiries, on="enquiry", how="left")
        .rename({"held_on": "on"})
        .with_columns(row=col("conference"))
    )
    timed = records.with_working_days(timed, "clock_started_on", "on", "working_days")
    return timed.select(
        "row", "child", "kind", "team", "worker", "clock_started_on", "on", "working_days", "plan_made"
    )


conferences_held = Population(
    title="Initial child protection conferences held",
    one="conference",
    many="conferences",
    shape=Shape.EVENT,
    rows=rows,
    clocks=("clock_started_on", "on", "working_days"),
)
