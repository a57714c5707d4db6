"""What one placement is, whatever the format it came by.

A row of the placements table is a stretch with the same carers. It goes on with the stretch before, as one placement,
when the child comes back to the same home after a temporary absence (hospital, a holiday, up to a week elsewhere), and
when the child's own foster carers adopt. A temporary absence is no placement, nor is a stretch of less than a day.
"""

import narwhals as nw

from sherwood.measuring.records import Frame, Records, col

OWN_CARERS_ADOPT = ("A3", "A5")  # placed for adoption with the current foster carer
FOSTERING_FOR_ADOPTION = ("U2", "U5")  # with carers who are approved to adopt, too
ADOPTIVE = ("A3", "A4", "A5", "A6")
ORDER = ["started_on", "placement"]


def placements(records: Records) -> Frame:
    """Every placement: `child`, `started_on`, and `ended_on`, which is null while it lasts."""
    stretches = _stretches(records)
    numbered = stretches.with_columns(
        number=nw.when(_goes_on())
        .then(nw.lit(0))
        .otherwise(nw.lit(1))
        .cum_sum()
        .over("child", order_by=ORDER)
    )
    together = numbered.group_by("child", "number").agg(
        started_on=col("started_on").min(),
        ended=col("ended_on").max(),
        lasting=col("ended_on").is_null().any(),
    )
    return together.select("child", "started_on", ended_on=nw.when(~col("lasting")).then(col("ended")))


def _stretches(records: Records) -> Frame:
    """The stretches that are not temporary, each beside the one before it in `before_*`.

    `unbroken`: no day lies between the two but those of temporary absences.
    """
    rows = records.table("placements").filter(
        col("ended_on").is_null() | (col("ended_on") > col("started_on"))
    )
    rows = rows.select(
        "placement", "child", "started_on", "ended_on", "kind",
        temporary=nw.coalesce(col("kind").str.starts_with("T"), nw.lit(False)),
        home=_plain("home"), provider=_plain("provider"),
    )  # fmt: skip
    follows = col("ended_on").shift(1).over("child", order_by=ORDER) == col("started_on")
    breaks = nw.when(nw.coalesce(follows, nw.lit(False))).then(nw.lit(0)).otherwise(nw.lit(1))
    rows = rows.with_columns(
        breaks=breaks,
        after_absence=nw.coalesce(col("temporary").shift(1).over("child", order_by=ORDER), nw.lit(False)),
    )
    rows = rows.with_columns(run=col("breaks").cum_sum().over("child", order_by=ORDER)).filter(
        ~col("temporary")
    )
    before = {
        f"before_{name}": col(name).shift(1).over("child", order_by=ORDER)
        for name in ("run", "kind", "home", "provider")
    }
    return rows.with_columns(**before).with_columns(unbroken=col("run") == col("before_run"))


def _goes_on() -> nw.Expr:
    """Whether a stretch is the same placement as the one before it."""
    same = nw.coalesce((_returns() & col("after_absence")) | _own_carers_adopt(), nw.lit(False))
    return nw.coalesce(col("unbroken"), nw.lit(False)) & same


def _returns() -> nw.Expr:
    """To the same home: by its identifier where both are known, else by the same kind of placement and no other provider."""
    alike = (col("kind") == col("before_kind")) & _not_another("provider")
    homes_known = ~col("home").is_null() & ~col("before_home").is_null()
    return (
        nw.when(homes_known)
        .then(col("home") == col("before_home"))
        .otherwise(nw.coalesce(alike, nw.lit(False)))
    )


def _own_carers_adopt() -> nw.Expr:
    """Placed for adoption where the child already is: told by the code, or by fostering for adoption in the same home."""
    fostered = ~col("before_kind").is_in(ADOPTIVE)
    by_plan = (
        col("before_kind").is_in(FOSTERING_FOR_ADOPTION) & col("kind").is_in(ADOPTIVE) & _not_another("home")
    )
    return (col("kind").is_in(OWN_CARERS_ADOPT) & fostered) | by_plan


def _not_another(name: str) -> nw.Expr:
    """Whether two stretches do not differ in this, as far as it is known."""
    return nw.coalesce(col(name) == col(f"before_{name}"), nw.lit(True))


def _plain(name: str) -> nw.Expr:
    """Without case and spaces: one thing however it is spelled; null where there is nothing."""
    text = col(name).str.to_uppercase().str.replace_all(r"[\s-]+", "")
    return nw.when(text != "").then(text)
