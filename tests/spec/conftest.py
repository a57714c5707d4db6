"""`spec`: a measure's meaning as worked examples, on the same engine and ledger as everything else."""

import pytest

from examples import Spec


@pytest.fixture
def spec(tmp_path):
    return Spec(tmp_path)
