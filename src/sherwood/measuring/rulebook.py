"""Statutory timescales: dated rows with their sources. A number of days never stands in a measure.

A child whose clock started before a rule changed is judged by the old rule, so a limit is looked up on the day
the clock started. To change a timescale add a row; never edit one that was in force.
"""

from dataclasses import dataclass
from datetime import date

import narwhals as nw

VERSION = "2026-11"


@dataclass(frozen=True)
class Rule:
    """From `from_on` the limit of `name` is `limit` of `unit` (working days, days, months)."""

    name: str
    from_on: date
    limit: int
    unit: str
    source: str


RULES = (
    Rule("initial assessment", date(2000, 4, 1), 7, "working days",
         "Framework for the Assessment of Children in Need 2000; Working Together 2006"),
    Rule("initial assessment", date(2010, 3, 17), 10, "working days",
         "Working Together, March 2010"),
    Rule("core assessment", date(2000, 4, 1), 35, "working days",
         "Framework for the Assessment of Children in Need 2000; Working Together 2006 and 2010"),
    Rule("single assessment", date(2013, 4, 15), 45, "working days",
         "Working Together 2013, in force 15 April 2013"),
    Rule("initial conference", date(2000, 4, 1), 15, "working days",
         "Working Together 1999, 2006, 2010 and after"),
    Rule("first care review", date(1991, 10, 14), 28, "days",
         "Review of Children's Cases Regulations 1991, regulation 3: four weeks"),
    Rule("first care review", date(2011, 4, 1), 20, "working days",
         "Care Planning, Placement and Case Review Regulations 2010, regulation 33(1)"),
    Rule("second care review", date(1991, 10, 14), 3, "months",
         "Review of Children's Cases Regulations 1991; 2010 Regulations, regulation 33(2)"),
    Rule("later care review", date(1991, 10, 14), 6, "months",
         "Review of Children's Cases Regulations 1991; 2010 Regulations, regulation 33(3)"),
    Rule("return interview", date(2009, 7, 1), 3, "days",
         "Statutory guidance on children who run away or go missing, July 2009 and January 2014: within 72 hours"),
    Rule("complaint stage 1", date(2006, 9, 1), 10, "working days",
         "Children Act 1989 Representations Procedure (England) Regulations 2006, regulation 14"),
    Rule("complex complaint stage 1", date(2006, 9, 1), 20, "working days",
         "Children Act 1989 Representations Procedure (England) Regulations 2006, regulation 14(5)"),
    Rule("complaint stage 2", date(2006, 9, 1), 25, "working days",
         "Children Act 1989 Representations Procedure (England) Regulations 2006, regulation 17"),
    Rule("complaint review panel", date(2006, 9, 1), 30, "working days",
         "Children Act 1989 Representations Procedure (England) Regulations 2006, regulation 19"),
)  # fmt: skip


@dataclass(frozen=True)
class Era:
    """From `from_on` to `to_on` (None: still) there was such a thing as `name`; `ended` says why there is no more."""

    name: str
    from_on: date
    to_on: date | None = None
    successor: str = ""
    ended: str = ""
    source: str = ""


ERAS = (
    Era("initial assessment", date(2000, 4, 1), date(2014, 3, 31), "single assessment",
        "single assessments took their place from 15 April 2013",
        "Framework for the Assessment of Children in Need 2000; Working Together 2013; the children in need census "
        "took them for the last time in 2013-14"),
    Era("core assessment", date(2000, 4, 1), date(2014, 3, 31), "single assessment",
        "single assessments took their place from 15 April 2013",
        "Framework for the Assessment of Children in Need 2000; Working Together 2013; the children in need census "
        "took them for the last time in 2013-14"),
    Era("single assessment", date(2013, 4, 15), source="Working Together 2013, in force 15 April 2013"),
)  # fmt: skip


def era(name: str) -> Era:
    return next(era for era in ERAS if era.name == name)


def rows_of(name: str) -> tuple[Rule, ...]:
    """The rows of one rule, oldest first."""
    found = tuple(rule for rule in RULES if rule.name == name)
    if not found:
        raise KeyError(f"The rulebook has no rule “{name}”")
    return found


def in_force(name: str, day: date) -> Rule | None:
    """The row of a rule in force on a day, or None before the first."""
    return next((rule for rule in reversed(rows_of(name)) if rule.from_on <= day), None)


def changes(name: str) -> tuple[Rule, ...]:
    """The rows that replaced another: what a chart marks."""
    return rows_of(name)[1:]


def limit(name: str, since: str) -> nw.Expr:
    """The limit in force on the day in column `since`; null before the first row and where the day is null."""
    expression = nw.lit(None, dtype=nw.Int64)
    for rule in rows_of(name):
        expression = (
            nw.when(nw.col(since) >= nw.lit(rule.from_on)).then(nw.lit(rule.limit)).otherwise(expression)
        )
    return expression
