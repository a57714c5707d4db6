"""Children held by each team's workers."""

from sherwood.reporting.blocks import Block
from sherwood.reporting.pairs import one_measure
from sherwood.reporting.report import Context, Section


def build(context: Context) -> list[Block]:
    return one_measure(context, "children_held_per_worker", by="team")


caseload = Section("Caseload", build)
