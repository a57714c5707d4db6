"""Each measure in a line, for the pages of other apps: the portfolio, a project, the home page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sherwood.governance import ratings
from sherwood.measuring.level import Level
from sherwood.measuring.measure import Better
from sherwood.measuring.shelves import all_measures
from sherwood.measuring.wording import when
from sherwood.records.snapshots import Snapshot
from sherwood.reporting.trends import PLAIN, Setting, Trend
from sherwood.web.evidence.aims import settings_of
from sherwood.web.evidence.ledgers import Narrowed, trend_of


@dataclass(frozen=True)
class Summary:
    """One measure as another page shows it. `signal` and `rating` are governance's own."""

    key: str
    title: str
    figure_text: str
    when: str
    said: str  # the figure with its time
    reading: str
    signal: ratings.MeasureSignal
    rating: ratings.Rating
    why: str

    @property
    def short(self) -> str:
        """The figure without its parts, as it heads a card."""
        return self.figure_text.partition(" (")[0]

    @property
    def parts(self) -> str:
        return self.figure_text.partition(" (")[2].rstrip(")")


def summaries(
    snapshot: Snapshot | None,
    keys: Iterable[str],
    narrowed: Narrowed = (),
    to_anyone: bool = True,
    settings: Mapping[str, Setting] | None = None,
) -> dict[str, Summary]:
    """A summary for each key that is a measure and has any records; empty before the first load.

    `narrowed` to rows that the reader may see, it is not `to_anyone`. `settings`: what is wanted of each and since when,
    where it is not what stands for the whole council.
    """
    if snapshot is None:
        return {}
    known = [key for key in dict.fromkeys(keys) if key in all_measures()]
    if settings is None:
        settings = settings_of(known, *_part(narrowed))
    trends = {
        key: trend_of(snapshot, key, setting=settings.get(key, PLAIN), narrowed=narrowed, to_anyone=to_anyone)
        for key in known
    }
    return {key: summary(trend) for key, trend in trends.items() if trend.has_figures}


def _part(narrowed: Narrowed) -> tuple[str, str]:
    """The one part of the service that rows are narrowed to, whose targets are read; none of several."""
    if not narrowed:
        return "", ""
    (dimension, parts), *more = narrowed
    return (dimension, parts[0]) if len(parts) == 1 and not more else ("several", "")


def summary(trend: Trend) -> Summary:
    signal = ratings.MeasureSignal[trend.signal.name]
    standing = (
        ratings.RatedStanding[trend.reading.standing.name]
        if trend.reading.standing
        else ratings.RatedStanding.NONE
    )
    rating, why = ratings.rate_measure(signal, standing, is_worse_than_before(trend))
    return Summary(
        trend.key,
        trend.measure.title,
        trend.latest_text,
        when(trend.measure, trend.period),
        trend.latest_said,
        trend.sentence,
        signal,
        rating,
        why,
    )


def is_worse_than_before(trend: Trend) -> bool:
    """Whether the latest figure stands worse than at its baseline."""
    level = trend.reading.level
    worse = {Better.HIGHER: Level.LOWER, Better.LOWER: Level.HIGHER}.get(trend.measure.better)
    return level is not None and level.level is worse
