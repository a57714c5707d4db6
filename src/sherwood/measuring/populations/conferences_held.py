"""Initial child protection conferences held, timed from the strategy discussion that began the enquiry."""

from sherwood.measuring.population import Frame, Population, Records, Shape, col


def rows(records: Records) -> Frame:
    enquiries = records.table("section_47_enquiries").select("enquiry", clock_started_on=col("started_on"))
    held = records.table("conferences").filter(col("held_on") <= records.as_at)
    held = held.select(
        "enquiry", "child", "kind", "team", "worker", "plan_made", row=col("conference"), on=col("held_on")
    )
    timed = held.join(enquiries, on="enquiry", how="left").drop("enquiry")
    return records.with_working_days(timed, "clock_started_on", "on", "working_days")


conferences_held = Population(
    title="Initial child protection conferences held",
    one="conference",
    many="conferences",
    shape=Shape.EVENT,
    rows=rows,
    clocks=("clock_started_on", "on", "working_days"),
    reads=("conferences", "section_47_enquiries"),
    read_by="month",
    place=30,
)
