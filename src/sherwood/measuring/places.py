"""Where a team stood in the service on a day. Teams move; work keeps the place its team had when it was done."""

import narwhals as nw

from sherwood.measuring.records import Frame, Records, col

UNITS = ("district", "locality", "service")
ALWAYS, EVER = nw.lit("0001-01-01").cast(nw.Date), nw.lit("9999-12-31").cast(nw.Date)


def with_place(frame: Frame, records: Records, day: str) -> Frame:
    """Add the district, locality and service of `team` on the day in column `day`; every row stays once.

    Where two places of a team overlap, the one that began later stands.
    """
    given = frame.collect_schema().names()
    on_tile = (col("tile_from") <= col(day)) & (col("tile_until") > col(day))
    stands = (col("placed_from") <= col(day)) & (col("placed_to") >= col(day))
    return (
        frame.join(records.once(_tiles), on="team", how="left")
        .filter(col("tile_from").is_null() | on_tile)
        .select(*given, **{unit: nw.when(stands).then(col(unit)) for unit in UNITS})
    )


def _tiles(records: Records) -> Frame:
    """The places of each team, laid so that any day falls on exactly one of them.

    A place is looked at from its first day (the first place from always) until the next one begins.
    """

    def beside(step: int) -> nw.Expr:
        return col("placed_from").shift(step).over("team", order_by=["placed_from", "placing"])

    teams = records.table("teams").with_columns(
        placed_from=nw.coalesce(col("from_on"), ALWAYS), placed_to=nw.coalesce(col("to_on"), EVER)
    )
    return teams.select(
        "team", *UNITS, "placed_from", "placed_to",
        tile_from=nw.when(~beside(1).is_null()).then(col("placed_from")).otherwise(ALWAYS),
        tile_until=nw.coalesce(beside(-1), EVER),
    )  # fmt: skip
