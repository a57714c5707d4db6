"""Each measure in a line, for the pages of other apps: the portfolio, a project, the home page."""

from collections.abc import Iterable
from dataclasses import dataclass

from sherwood.governance import ratings
from sherwood.measuring.measure import Better
from sherwood.measuring.shelves import all_measures
from sherwood.measuring.wording import when
from sherwood.records.snapshots import Snapshot
from sherwood.reporting.trends import Trend
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
    signal: ratings.Signal
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
    snapshot: Snapshot | None, keys: Iterable[str], narrowed: Narrowed = (), to_anyone: bool = True
) -> dict[str, Summary]:
    """A summary for each key that is a measure and has any records; empty before the first load.

    `narrowed` to rows that the reader may see, it is not `to_anyone`.
    """
    if snapshot is None:
        return {}
    known = [key for key in dict.fromkeys(keys) if key in all_measures()]
    trends = {key: trend_of(snapshot, key, narrowed=narrowed, to_anyone=to_anyone) for key in known}
    return {key: summary(made) for key, made in trends.items() if made.has_figures}


def summary(made: Trend) -> Summary:
    signal = ratings.Signal[made.chart.signal.name]
    rating, why = ratings.rate_measure(signal, target_met(made))
    return Summary(
        made.key,
        made.measure.title,
        made.latest_text,
        when(made.measure, made.period),
        made.latest_said,
        made.sentence,
        signal,
        rating,
        why,
    )


def target_met(made: Trend) -> bool | None:
    """Whether the latest figure meets the target; None where there is no target, or no way that is better."""
    value = made.latest.value
    if made.target is None or value is None or made.measure.better in (Better.BAND, Better.CONTEXT):
        return None
    return value >= made.target if made.measure.better is Better.HIGHER else value <= made.target
