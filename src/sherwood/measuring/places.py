"""Where a team stood in the service on a day. Teams move; work keeps the place its team had when it was done."""

import narwhals as nw

from sherwood.measuring.records import Frame, Records, col, days_after

UNITS = ("district", "locality", "service")
ALWAYS, EVER = nw.lit("0001-01-01").cast(nw.Date), nw.lit("9999-12-31").cast(nw.Date)


def with_place(frame: Frame, records: Records, day: str) -> Frame:
    """Each row with the district, locality and service of its `team` on the day in column `day`; every row stays once.

    Where two places of a team overlap, the one that began later stands.
    """
    on_tile = (col("tile_from") <= col(day)) & (col("tile_until") > col(day))
    found = frame.join(records.once(_tiles), on="team", how="left")
    return found.filter(col("tile_from").is_null() | on_tile)


def cut_by_place(spells: Frame, records: Records) -> Frame:
    """Each spell, from `from_on` to `until_on`, in pieces: one for each place that its team had within it."""
    found = spells.join(records.once(_tiles), on="team", how="left")
    within = (col("tile_from") < col("until_on")) & (col("tile_until") > col("from_on"))
    return found.filter(col("tile_from").is_null() | within).with_columns(
        from_on=nw.max_horizontal(col("from_on"), col("tile_from")),
        until_on=nw.min_horizontal(col("until_on"), col("tile_until")),
    )


def _tiles(records: Records) -> Frame:
    """The places of each team and the gaps between them, laid so that any day falls on exactly one tile."""

    def beside(step: int) -> nw.Expr:
        return col("begins").shift(step).over("team", order_by=["begins", "placing"])

    placings = records.table("teams").with_columns(
        begins=nw.coalesce(col("from_on"), ALWAYS), ends=nw.coalesce(days_after("to_on", 1), EVER)
    )
    placings = placings.with_columns(follows=nw.coalesce(beside(-1), EVER), is_first=beside(1).is_null())
    until = nw.min_horizontal(col("ends"), col("follows"))
    nowhere = [nw.lit(None, dtype=nw.String).alias(unit) for unit in UNITS]
    tiles = nw.concat([
        placings.select("team", *UNITS, tile_from=col("begins"), tile_until=until),
        placings.select("team", *nowhere, tile_from=until, tile_until=col("follows")),
        placings.filter(col("is_first")).select("team", *nowhere, tile_from=ALWAYS, tile_until=col("begins")),
    ])  # fmt: skip
    return tiles.filter(col("tile_from") < col("tile_until"))
