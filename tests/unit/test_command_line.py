"""The command line as an analyst uses it: the period asked for is the period shown."""

import pytest
from typer.testing import CliRunner

from sherwood.cli import app

ENQUIRIES = """enquiry,child,started_on
E1,A,2010-01-04
E2,B,2010-02-01
E3,C,2010-03-05
"""


@pytest.fixture
def extract(tmp_path):
    """Three enquiries that wait for a conference: by 8 March two of them for more than 15 working days."""
    path = tmp_path / "section_47_enquiries.csv"
    path.write_text(ENQUIRIES)
    return path


def shown(extract, *more: str) -> list[list[str]]:
    """Each line that the command writes: the period and the figure."""
    done = CliRunner().invoke(app, ["measure", "conferences_overdue", str(extract), *more])
    assert done.exit_code == 0, done.output
    return [line.split("  ", 1) for line in done.stdout.splitlines() if "  " in line]


def last(lines: list[list[str]]) -> tuple[str, str]:
    period, figure = lines[-1]
    return period.strip(), figure.strip()


def test_the_last_month_ends_with_the_records(extract):
    """No open work is counted on a day after them: by 31 March the third would be overdue too."""
    period, figure = last(shown(extract, "--as-at", "2010-03-08"))
    assert period == "1 to 8 March 2010"
    assert figure.endswith("(2 of 3)")


def test_a_week_asked_for_shows_that_week(extract):
    lines = shown(extract, "--as-at", "2010-03-31", "--period", "2010-02-22..2010-02-28")
    assert len(lines) == 1
    period, figure = last(lines)
    assert period == "22 to 28 February 2010"
    assert figure.endswith("(2 of 2)")


def test_days_asked_for_over_two_months_show_no_more_of_either(extract):
    lines = shown(extract, "--as-at", "2010-03-31", "--period", "2010-02-22..2010-03-03")
    assert [period.strip() for period, _ in lines] == ["22 to 28 February 2010", "1 to 3 March 2010"]


def test_a_period_wholly_after_the_records_is_refused_in_words(extract):
    (_, figure) = last(shown(extract, "--as-at", "2010-03-08", "--period", "2010-04"))
    assert "The records end on 8 March 2010" in figure
