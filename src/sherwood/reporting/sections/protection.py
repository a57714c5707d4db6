"""Child protection: conferences in time, long plans and second plans."""

from sherwood.reporting.blocks import Block
from sherwood.reporting.pairs import one_measure, timely_pair
from sherwood.reporting.report import Context, Section


def build(context: Context) -> list[Block]:
    return [
        *timely_pair(context, "conferences_in_time"),
        *one_measure(context, "plans_two_years_or_more"),
        *one_measure(context, "second_or_subsequent_plans"),
    ]


protection = Section("Child protection", build)
