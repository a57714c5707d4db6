"""When work for a child ends whatever is recorded: care, plans and open work at eighteen, and everything at death."""

import narwhals as nw

from sherwood.measuring.records import Frame, Records, birthday, col

ADULT = 18  # Children Act 1989, section 105(1): a child is a person under the age of eighteen


def with_ends(frame: Frame, records: Records) -> Frame:
    """Each row with its child's `adult_on` and `died_on`; null where they are not known."""
    return frame.join(records.once(_lives), on="child", how="left")


def until(*days: str) -> nw.Expr:
    """The earliest of some days, of the 18th birthday and of death: the day on which a child's care or work is over."""
    return nw.min_horizontal(*(col(day) for day in days), col("adult_on"), col("died_on"))


def begins_in_childhood(day: str) -> nw.Expr:
    """Whether a day is before the child's 18th birthday and death, as far as they are known."""
    grown_up, dead = (nw.coalesce(col(end) <= col(day), nw.lit(False)) for end in ("adult_on", "died_on"))
    return ~(grown_up | dead)


def _lives(records: Records) -> Frame:
    return records.table("children").select("child", "died_on", adult_on=birthday("born_on", ADULT))
