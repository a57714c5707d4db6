"""The measures written by hand in SQL and in pandas, which `script/bench` times, say what Sherwood says: every figure of
every financial year and every row behind them, of tidy and of untidy records."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from recount.sources import invented, loaded
from recount.untidy import untidy
from sherwood.records.snapshots import Store

AS_AT = date(2010, 3, 8)
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module", params=["tidy", "untidy"])
def councils(request, tmp_path_factory):
    """Two councils with the same records under other identifiers."""
    folder = tmp_path_factory.mktemp(request.param)
    invented(folder / "extract", scale=0.05, years=4, seed=8)
    if request.param == "untidy":
        untidy(folder / "extract", 8, AS_AT)
    loaded(folder / "extract", folder / "home", AS_AT)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCHMARKS)
        from councils import multiplied

        return multiplied(Store(folder / "home").current().records, folder / "councils", 2)


@pytest.mark.parametrize("engine", ["by_sql", "by_pandas"])
def test_an_engine_by_hand_agrees_on_every_row(councils, engine, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(BENCHMARKS)
    from agreement import disagreements

    for script in ("ours", engine):
        (tmp_path / script).mkdir()
        command = [
            sys.executable,
            BENCHMARKS / f"{script}.py",
            tmp_path / script,
            AS_AT.isoformat(),
            *councils,
        ]
        subprocess.run(command, check=True)
    ledgers = [tmp_path / "ours" / council.name for council in councils]
    assert disagreements(ledgers, tmp_path / engine, AS_AT) == []
