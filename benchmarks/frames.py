"""The tables of some councils as pandas frames, with what every measure by pandas needs of them: working days, and the
place and characteristics of a row on its day."""

from pathlib import Path

import numpy as np
import pandas as pd
from columns import COLUMNS

BANK_HOLIDAYS = Path(__file__).parent.parent / "src" / "sherwood" / "kit" / "bank_holidays.csv"
ALWAYS, EVER, DAY = pd.Timestamp("0001-01-01"), pd.Timestamp("9999-12-31"), pd.Timedelta(days=1)
BANDS = {"unborn": (None, 0), "under 1": (0, 1), "01 to 04": (1, 5), "05 to 09": (5, 10), "10 to 15": (10, 16),
         "16 and over": (16, None)}  # fmt: skip
PLACE, CHARACTERISTICS = ["district", "locality", "service"], ["sex", "ethnicity", "disabled"]


class Council:
    """The tables of the councils given, as frames, and the day the records are true of."""

    def __init__(self, folders: list[Path], as_at: str):
        self.as_at = pd.Timestamp(as_at)
        self.holidays = pd.read_csv(BANK_HOLIDAYS)["date"].to_numpy("datetime64[D]")
        for name, columns in COLUMNS.items():
            setattr(self, name, self._read(folders, name, columns.split()))
        self.children["sex"] = self.children["sex"].where(self.children["sex"] != "U", None)
        self.lives = self.children[["child", "died_on"]].assign(
            adult_on=_birthday(self.children["born_on"], 18)
        )
        self.ages, self.places = _ages(self.children), _places(self.teams)

    def _read(self, folders: list[Path], name: str, columns: list[str]) -> pd.DataFrame:
        frames = [pd.read_parquet(folder / f"{name}.parquet", columns=columns) for folder in folders]
        frame = pd.concat(frames, ignore_index=True)
        for column in columns:
            if column.endswith("_on"):
                frame[column] = pd.to_datetime(frame[column]).astype("datetime64[us]")
        return frame

    def working_days(self, start: pd.Series, end: pd.Series) -> pd.Series:
        """Working days after `start` up to and including `end`; missing where either is or `end` is before."""
        known = start.notna() & end.notna() & (end >= start)
        first = (start[known] + pd.Timedelta(days=1)).to_numpy("datetime64[D]")
        last = (end[known] + pd.Timedelta(days=1)).to_numpy("datetime64[D]")
        counted = np.busday_count(first, last, holidays=self.holidays)
        return pd.Series(counted, index=start[known].index).reindex(start.index)

    def working_day_after(self, start: pd.Series, days: pd.Series) -> pd.Series:
        """The working day that is `days` working days after `start`."""
        known = start.notna() & days.notna()
        day, count = start[known].to_numpy("datetime64[D]"), days[known].to_numpy("int64")
        found = np.busday_offset(day, count, roll="backward", holidays=self.holidays)
        return pd.Series(found.astype("datetime64[us]"), index=start[known].index).reindex(start.index)

    def placed(self, rows: pd.DataFrame, day: str, columns: list[str]) -> pd.DataFrame:
        """`columns` of `rows`, with the place its team had on the day and the child's characteristics then."""
        rows = rows.reset_index(drop=True)
        days = rows[["team", day]].drop_duplicates()
        places = days.merge(self.places, on="team")
        on_the_day = (places["place_from"] <= places[day]) & (places["place_until"] > places[day])
        rows = rows.merge(places[on_the_day], on=["team", day], how="left")
        rows = rows.merge(self.children[["child", "born_on", *CHARACTERISTICS]], on="child", how="left")
        rows["age_band"] = _age_band(rows["born_on"], rows[day])
        about = ["worker", "team", *PLACE, *CHARACTERISTICS, "age_band"]
        return rows[["row", "child", day, *about, *(name for name in columns if name != day)]]

    def cut(self, rows: pd.DataFrame, met_from: str = "met_from") -> pd.DataFrame:
        """Spells, each in a piece for every age band of the child and place of the team within it."""
        rows = rows.assign(over_on=rows["until_on"].where(rows["until_on"] <= self.as_at, EVER))
        aged = _overlapping(rows.merge(self.ages, on="child", how="left"), "band")
        pieces = _overlapping(aged.merge(self.places, on="team", how="left"), "place")
        pieces = pieces[pieces["from_on"] <= self.as_at]
        pieces = pieces.assign(
            until_on=pieces["over_on"].where(pieces["over_on"] <= self.as_at), met_from=pieces[met_from]
        )
        about = ["worker", "team", *PLACE, *CHARACTERISTICS, "age_band"]
        return pieces[["row", "child", "from_on", "until_on", *about, "met_from"]]

    def with_lives(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows.merge(self.lives, on="child", how="left")


def _overlapping(rows: pd.DataFrame, of: str) -> pd.DataFrame:
    """The part of each spell that lies within the days of its row's `of`."""
    first, until = rows[f"{of}_from"], rows[f"{of}_until"]
    rows = rows[first.isna() | ((first < rows["over_on"]) & (until > rows["from_on"]))]
    return rows.assign(
        from_on=rows[["from_on", f"{of}_from"]].max(axis=1),
        over_on=rows[["over_on", f"{of}_until"]].min(axis=1),
    )


def _birthday(born: pd.Series, years: int) -> pd.Series:
    """Whoever was born on 29 February is a year older on 1 March."""
    same = born + pd.DateOffset(years=years)
    return same.where(~(same.dt.day < born.dt.day), same + DAY)


def _ages(children: pd.DataFrame) -> pd.DataFrame:
    """Each child once for each age band, with the days on which it is in that."""
    about = children[["child", *CHARACTERISTICS]]
    born = children["born_on"]
    bands = [
        about.assign(
            age_band=band,
            band_from=ALWAYS if since is None else _birthday(born, since),
            band_until=EVER if until is None else _birthday(born, until),
        )[born.notna()]
        for band, (since, until) in BANDS.items()
    ]
    unknown = about.assign(age_band=None, band_from=ALWAYS, band_until=EVER)[born.isna()]
    return pd.concat([*bands, unknown], ignore_index=True)


def _places(teams: pd.DataFrame) -> pd.DataFrame:
    """Where each team stood, and the days on which it stood nowhere: of two places at once the later stands."""
    placed = teams.assign(begins=teams["from_on"].fillna(ALWAYS), ends=(teams["to_on"] + DAY).fillna(EVER))
    placed = placed.sort_values(["team", "begins", "placing"])
    placed["follows"] = placed.groupby("team")["begins"].shift(-1).fillna(EVER)
    until = placed[["ends", "follows"]].min(axis=1)
    nowhere = placed[["team"]].assign(**dict.fromkeys(PLACE))
    tiles = pd.concat([
        placed[["team", *PLACE]].assign(place_from=placed["begins"], place_until=until),
        nowhere.assign(place_from=until, place_until=placed["follows"]),
        nowhere.assign(place_from=ALWAYS, place_until=placed["begins"])[~placed["team"].duplicated()],
    ])  # fmt: skip
    return tiles[tiles["place_from"] < tiles["place_until"]]


def _age_band(born: pd.Series, day: pd.Series) -> pd.Series:
    had = (day.dt.month > born.dt.month) | ((day.dt.month == born.dt.month) & (day.dt.day >= born.dt.day))
    age = day.dt.year - born.dt.year - (~had).astype(int)
    bands = ["unborn", "under 1", "01 to 04", "05 to 09", "10 to 15", "16 and over"]
    return pd.cut(age, [-200, -1, 0, 4, 9, 15, 200], labels=bands).astype(object)
