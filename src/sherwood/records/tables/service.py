"""Who works for children and where, and what is counted of the whole."""

from sherwood.records.tables.shapes import CHILD, RecordTable, date, flag, number, text, whole

WORKERS = RecordTable(
    "workers",
    "a person who holds or manages work, by post, never by name",
    (
        text("worker", "Identifier of the worker.", required=True),
        text("post", "Job title."),
        text("team", "The team worked in (the latest)."),
        number("full_time_equivalent", "1 for full time."),
        flag("qualified", "Whether a registered social worker."),
        date("qualified_on", "The day of qualification."),
        flag("agency", "Whether supplied by an agency."),
        date("started_on", "The first day in post."),
        date("left_on", "The last day in post; empty while in post."),
    ),
)

TEAMS = RecordTable(
    "teams",
    "a team's place in the service between two days",
    (
        text("placing", "Identifier of the row: team and first day.", required=True),
        text("team", "The team.", required=True),
        text(
            "kind",
            "What it does: reception and assessment, children's services, disabled children, looked after, contact centre.",
        ),
        text("district", "The district it serves."),
        text("locality", "The locality (area) it belongs to."),
        text("service", "The service it belongs to."),
        date("from_on", "The first day of this place; empty for always."),
        date("to_on", "The last day of this place; empty while it lasts."),
    ),
)

INVOLVEMENTS = RecordTable(
    "involvements",
    "a worker holding a child from one day to another",
    (
        text("involvement", "Identifier of the involvement.", required=True),
        CHILD,
        text("worker", "The worker.", required=True),
        text("team", "The team of the worker then."),
        text("role", "allocated worker, co-worker, reviewing officer.", codes="involvement_role"),
        date("started_on", "The first day.", required=True),
        date("ended_on", "The last day; empty while it lasts."),
    ),
)

SOURCE_COUNTS = RecordTable(
    "source_counts",
    "what a source counts for itself of a child, on the day it was made",
    (
        text("entry", "Identifier of the row: child, what and day.", required=True),
        CHILD,
        text("what", "What is counted.", required=True, codes="source_count"),
        date("counted_on", "The day the source was made.", required=True),
        whole("number", "How many, as the source says.", required=True),
    ),
)

POPULATION = RecordTable(
    "population",
    "children living in an area in a year",
    (
        text("entry", "Identifier of the row: area and year.", required=True),
        text("area", "The council (empty parent) or a district.", required=True),
        whole("year", "The mid-year of the estimate.", required=True),
        whole("children", "Children aged 0 to 17.", required=True),
        text("source", "Where the figure comes from."),
    ),
)
