"""Assessments: how many were in time, week by week, and what is open and overdue in each team."""

from sherwood.reporting.blocks import Block
from sherwood.reporting.pairs import timely_pair
from sherwood.reporting.report import Context, Section


def build(context: Context) -> list[Block]:
    return [
        *timely_pair(context, "initial_assessments_in_time"),
        *timely_pair(context, "core_assessments_in_time"),
        *timely_pair(context, "single_assessments_in_time"),
    ]


assessments = Section("Assessments", build)
