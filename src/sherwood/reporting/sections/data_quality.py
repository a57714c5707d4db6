"""How good the data is: what was read, what was accepted and what was put aside, as one sum."""

from sherwood.kit.periods import spoken
from sherwood.reporting.blocks import Block, Cell, Paragraph, Table
from sherwood.reporting.report import Context, Section

COLUMNS = ("File", "Rows read", "Accepted", "Put aside", "Note")


def build(context: Context) -> list[Block]:
    made = context.manifest
    if made is None:
        return []
    rows: list[list[Cell]] = [
        [f"{s.name}{f', {s.sheet}' if s.sheet else ''}", s.read, s.accepted, s.quarantined, s.note]
        for s in made.sources
        if s.quarantined or s.note
    ]
    total: list[Cell] = ["All files", made.read, made.accepted, made.quarantined, ""]
    sentence = (
        f"{made.read:,} rows were read: {made.accepted:,} accepted + {made.quarantined:,} put aside. "
        f"The records are true of {spoken(made.as_at)}."
    )
    return [
        Paragraph(sentence),
        Table(
            "Files of which something is to be said, and all files",
            COLUMNS,
            [*rows, total],
            frozenset({1, 2, 3}),
        ),
    ]


data_quality = Section("How good the data is", build)
