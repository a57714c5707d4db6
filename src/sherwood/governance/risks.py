"""How large is a risk? Likelihood times impact, each from 1 to 5, and the band that the score falls in.

Source: National Patient Safety Agency, “A risk matrix for risk managers”, January 2008: its five likelihoods, its five
consequences, and its bands, of which moderate and high (4 to 12) are one here and extreme (15 and over) is called high.
"""

from dataclasses import dataclass
from enum import Enum


class RiskBand(Enum):
    """How much a score asks for; the words are shown wherever the colour is."""

    LOW = "Low"
    MEDIUM = "Medium"
    HIGH = "High"


LIKELIHOODS = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
IMPACTS = {1: "Negligible", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Catastrophic"}
ASKS = {
    RiskBand.LOW: "watch it",
    RiskBand.MEDIUM: "its owner acts and reports",
    RiskBand.HIGH: "the executive group hears of it",
}

_L, _M, _H = RiskBand.LOW, RiskBand.MEDIUM, RiskBand.HIGH
# a row for each likelihood, from rare to almost certain; a column for each impact, from negligible to catastrophic
TABLE = (
    (_L, _L, _L, _M, _M),
    (_L, _M, _M, _M, _M),
    (_L, _M, _M, _M, _H),
    (_M, _M, _M, _H, _H),
    (_M, _M, _H, _H, _H),
)


@dataclass(frozen=True, order=True)
class RiskScore:
    """Likelihood and impact, each 1 to 5."""

    likelihood: int
    impact: int

    @property
    def number(self) -> int:
        return self.likelihood * self.impact

    @property
    def band(self) -> RiskBand:
        return band_of(self.likelihood, self.impact)

    @property
    def words(self) -> str:
        """High, 16: likely, major."""
        said = f"{LIKELIHOODS[self.likelihood]}, {IMPACTS[self.impact]}".lower()
        return f"{self.band.value}, {self.number}: {said}"


def band_of(likelihood: int, impact: int) -> RiskBand:
    """The band of a score, from the table."""
    return TABLE[likelihood - 1][impact - 1]
