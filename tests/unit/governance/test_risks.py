"""The size of a risk: likelihood times impact, and the band it falls in."""

import pytest

from sherwood.governance.risks import ASKS, IMPACTS, LIKELIHOODS, RiskBand, RiskScore, band_of

EVERY = [(likelihood, impact) for likelihood in range(1, 6) for impact in range(1, 6)]


@pytest.mark.parametrize(("likelihood", "impact"), EVERY)
def test_each_cell_of_the_table_is_in_the_band_of_its_product(likelihood, impact):
    """The source's bands: 1 to 3 low; 4 to 12 moderate and high, one here; 15 and over extreme, called high."""
    product = likelihood * impact
    expected = RiskBand.LOW if product <= 3 else RiskBand.HIGH if product >= 15 else RiskBand.MEDIUM
    assert band_of(likelihood, impact) is expected
    assert RiskScore(likelihood, impact).number == product


def test_a_band_never_falls_when_likelihood_or_impact_rises():
    order = list(RiskBand)
    for likelihood, impact in EVERY:
        here = order.index(band_of(likelihood, impact))
        assert likelihood == 5 or order.index(band_of(likelihood + 1, impact)) >= here
        assert impact == 5 or order.index(band_of(likelihood, impact + 1)) >= here


def test_every_step_has_its_word():
    assert set(LIKELIHOODS) == set(IMPACTS) == {1, 2, 3, 4, 5}
    assert set(ASKS) == set(RiskBand)
    assert RiskScore(4, 4).words == "High, 16: likely, major"
    assert RiskScore(1, 3).words == "Low, 3: rare, moderate"
