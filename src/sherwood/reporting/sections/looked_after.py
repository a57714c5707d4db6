"""Looked-after children: how many, their reviews and their moves."""

from sherwood.reporting.blocks import Block
from sherwood.reporting.pairs import one_measure
from sherwood.reporting.report import Context, Section


def build(context: Context) -> list[Block]:
    return [
        *one_measure(context, "looked_after_rate"),
        *one_measure(context, "care_reviews_in_time"),
        *one_measure(context, "three_or_more_placements"),
    ]


looked_after = Section("Looked-after children", build)
