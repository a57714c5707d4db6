"""What people of a service keep in registers of their own."""

from sherwood.records.tables.shapes import CHILD, TEAM, WORKER, RecordTable, date, flag, number, text

COMPLAINTS = RecordTable(
    "complaints",
    "a complaint about a service to children, at the stages that the law sets",
    (
        text("complaint", "Identifier of the complaint.", required=True),
        text("child", "The case system's identifier of the child, where it is about one."),
        TEAM,
        WORKER,
        date("received_on", "The day it was received.", required=True),
        text("theme", "What it is mainly about.", required=True),
        text("complainant", "Who complains: what they are to the child, never a name."),
        flag("longer", "Whether it is complex or needs an advocate, so that stage 1 may take longer."),
        flag("advocate_offered", "Whether an advocate was offered."),
        date("answered_on", "The day it was answered at stage 1."),
        text("outcome", "The outcome at stage 1."),
        date("investigation_asked_on", "The day on which stage 2 was asked for."),
        date("investigation_began_on", "The day on which the statement of the complaint was agreed."),
        date("adjudicated_on", "The day of the adjudication at stage 2."),
    ),
)

PLACEMENT_AGREEMENTS = RecordTable(
    "placement_agreements",
    "what was agreed with a provider for the placement of one child, from one day on",
    (
        text("agreement", "Identifier of the agreement.", required=True),
        CHILD,
        TEAM,
        WORKER,
        text("provider", "The organisation that provides it."),
        text("kind", "The kind of placement."),
        flag("inside_area", "Whether it is within the council's own area."),
        date("started_on", "The first day.", required=True),
        date("ended_on", "The day it ended; empty while it lasts."),
        number("weekly_cost", "Pounds a week.", required=True),
        text("quality", "The quality of the provider, as last inspected."),
    ),
)
