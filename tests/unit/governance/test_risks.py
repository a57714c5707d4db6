"""The size of a risk: likelihood times impact on the scale of the programme, and the band it falls in."""

import pytest

from sherwood.governance.programme import Impact, Likelihood, RiskBand
from sherwood.governance.risks import STANDARD_SCALE, RiskScale, RiskScore

EVERY = [(likelihood, impact) for likelihood in range(1, 6) for impact in range(1, 6)]
TWO = RiskScale(
    (Likelihood("no", "Not likely"), Likelihood("yes", "Likely")),
    (Impact("small", "Small"), Impact("large", "Large")),
    (RiskBand("calm", "Calm", 1, "blue"), RiskBand("act", "Act", 4, "orange", key_risk=True)),
)


@pytest.mark.parametrize(("likelihood", "impact"), EVERY)
def test_each_score_of_the_standard_scale_is_in_the_band_of_the_source(likelihood, impact):
    """The source's bands: 1 to 3 low; 4 to 12 moderate and high, one here; 15 and over extreme, called high."""
    product = likelihood * impact
    expected = "low" if product <= 3 else "high" if product >= 15 else "medium"
    assert RiskScore(likelihood, impact).band.key == expected
    assert RiskScore(likelihood, impact).number == product


def test_the_standard_scale_says_its_words():
    assert RiskScore(4, 4).words == "High, 16: likely, major"
    assert RiskScore(1, 3).words == "Low, 3: rare, moderate"


def test_another_scale_has_its_own_points_bands_and_key_scores():
    assert RiskScore(2, 2, TWO).words == "Act, 4: likely, large"
    assert RiskScore(1, 2, TWO).band.title == "Calm"
    assert TWO.key_scores() == [(2, 2)]
    assert TWO.allows("impact", 2)
    assert not TWO.allows("impact", 3)
    assert not TWO.allows("likelihood", 0)


@pytest.mark.parametrize("scale", [STANDARD_SCALE, TWO])
def test_a_scale_is_read_again_as_it_was_frozen(scale):
    assert RiskScale.of_plain(scale.plain()) == scale


def test_a_mark_above_a_scale_that_became_shorter_is_said_as_its_number():
    assert RiskScore(3, 2, TWO).words == "Act, 6: 3, large"
