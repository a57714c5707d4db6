"""How large is a risk? Likelihood times impact, by the programme's own scale, and the band that the score falls in.

A scale is data of the definition. The one that a programme begins with follows the National Patient Safety Agency, “A risk
matrix for risk managers”, January 2008: its five likelihoods, its five consequences, and its bands, of which moderate and
high (4 to 12) are one here and extreme (15 and over) is called high.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sherwood.governance import programme as facts


@dataclass(frozen=True)
class RiskScale:
    """Points of likelihood and of impact, the least first, so that a mark is a place; bands by their lowest score."""

    likelihoods: tuple[facts.Likelihood, ...] = facts.STANDARD_LIKELIHOODS
    impacts: tuple[facts.Impact, ...] = facts.STANDARD_IMPACTS
    bands: tuple[facts.RiskBand, ...] = facts.STANDARD_RISK_BANDS

    def band(self, number: int) -> facts.RiskBand:
        """The band of a score: the last that begins at it or below."""
        reached = [band for band in self.bands if band.from_score <= number]
        return reached[-1] if reached else self.bands[0]

    def sides(self) -> dict[str, tuple[Any, ...]]:
        return {"likelihood": self.likelihoods, "impact": self.impacts}

    def allows(self, side: str, mark: int) -> bool:
        return 1 <= mark <= len(self.sides()[side])

    def key_scores(self) -> list[tuple[int, int]]:
        """Each likelihood with each impact whose score is in a band of key risks."""
        return [
            (one, other)
            for one in range(1, len(self.likelihoods) + 1)
            for other in range(1, len(self.impacts) + 1)
            if self.band(one * other).key_risk
        ]

    def plain(self) -> dict[str, Any]:
        """As it is frozen beside what was scored by it."""
        return {name: [asdict(part) for part in getattr(self, name)] for name in KINDS}

    @classmethod
    def of_plain(cls, kept: Mapping[str, Any]) -> "RiskScale":
        return cls(**{name: tuple(kind(**part) for part in kept[name]) for name, kind in KINDS.items()})


KINDS = {"likelihoods": facts.Likelihood, "impacts": facts.Impact, "bands": facts.RiskBand}
STANDARD_SCALE = RiskScale()


@dataclass(frozen=True)
class RiskScore:
    """Likelihood and impact, each a place on the scale, from 1."""

    likelihood: int
    impact: int
    scale: RiskScale = STANDARD_SCALE

    @property
    def number(self) -> int:
        return self.likelihood * self.impact

    @property
    def band(self) -> facts.RiskBand:
        return self.scale.band(self.number)

    @property
    def words(self) -> str:
        """High, 16: likely, major."""
        said = ", ".join(
            _title(points, mark)
            for points, mark in (
                (self.scale.likelihoods, self.likelihood),
                (self.scale.impacts, self.impact),
            )
        )
        return f"{self.band.title}, {self.number}: {said.lower()}"


def _title(points: tuple[Any, ...], mark: int) -> str:
    return points[mark - 1].title if mark <= len(points) else str(mark)
