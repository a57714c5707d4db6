"""How good the data is: what was read, what was accepted and what was put aside, as one sum."""

from sherwood.kit.periods import spoken
from sherwood.records.snapshots import Manifest
from sherwood.reporting.blocks import Block, Cell, Paragraph, Table
from sherwood.reporting.report import Context, Section

CONFLICTS = ("What conflicts", "What is done with it", "How many")
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
        f"The records are true of {made.as_at_why or f'{spoken(made.as_at)}.'}"
    )
    blocks: list[Block] = [
        Paragraph(sentence),
        Table(
            "Files of which something is to be said, and all files",
            COLUMNS,
            [*rows, total],
            frozenset({1, 2, 3}),
        ),
    ]
    return blocks + ([_conflicts(made)] if made.findings else [])


def _conflicts(made: Manifest) -> Table:
    rows: list[list[Cell]] = [[finding.kind, finding.rule, finding.count] for finding in made.findings]
    return Table("What conflicts in the records", CONFLICTS, rows, frozenset({2}))


data_quality = Section("How good the data is", build)
