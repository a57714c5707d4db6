"""The same council's extract cut to a window: what it has a figure for is the whole extract's, and the rest is not known."""

from datetime import date

import pytest

from recount.compare import differences
from recount.sources import invented, loaded, read
from recount.windows import OPEN, cut, cut_plans_and_conferences, other_answers, timed_from_before
from sherwood.kit.periods import Period
from sherwood.measuring.shelves import all_measures

pytestmark = pytest.mark.slow

AS_AT, SINCE = date(2010, 3, 8), date(2008, 9, 10)
OLD_ROWS = "referrals assessments care_reviews contacts"
LOOKS_BACK_FURTHER = ("care_reviews_in_time",)
IN_REGISTERS = ("complaints", "placement_agreements")  # tables that no extract of the invented council has


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """An extract of four years, and eighteen months of it with an old row in some tables; some visits are dated years
    after the end, as the invented council mistypes them. Sherwood is not told the day of the window."""
    folder, window = tmp_path_factory.mktemp("extract"), tmp_path_factory.mktemp("window")
    begins_on = invented(folder, scale=0.08, years=4, seed=4)
    cut(folder, window, SINCE, OPEN, OLD_ROWS)
    return begins_on, folder, loaded(folder, tmp_path_factory.mktemp("whole"), AS_AT), window, loaded(
        window, tmp_path_factory.mktemp("cut")
    )  # fmt: skip


def test_a_window_has_no_figure_that_the_whole_extract_has_not(sources):
    begins_on, folder, whole, cut_folder, window = sources
    assert window.as_at == AS_AT
    council, untimed = read(folder, AS_AT), timed_from_before(read(cut_folder, AS_AT))
    assert list(other_answers(council, whole.reach, window, begins_on, untimed)) == []


def test_nothing_is_known_of_the_months_before_a_window(sources):
    """And of each measure something is within it, but of those that look back further than it goes."""
    _, _, _, _, window = sources
    for key, measure in all_measures().items():
        before = window.ledger.figure(measure, Period(date(2008, 8, 1), date(2008, 8, 31)))
        latest = window.ledger.figure(measure, Period(date(2010, 2, 1), date(2010, 2, 28)))
        assert before.not_known, key
        in_registers = bool(set(measure.population.reads) & set(IN_REGISTERS))
        may_be = in_registers or key in LOOKS_BACK_FURTHER or key.startswith("single")
        assert may_be or not latest.not_known, f"{key}: {latest.not_known}"


def test_a_window_is_the_same_counted_by_hand(sources):
    begins_on, _, _, folder, window = sources
    council = read(folder, AS_AT)
    assert list(differences(council, window.ledger, window.reach, begins_on, ("district", "age_band"))) == []


def test_a_window_of_plans_and_conferences_alone_is_the_same_counted_by_hand(sources, tmp_path):
    """The enquiries are whole: of those from before the window nobody can say that they wait, and of plans without a
    count of their own, that they are the first."""
    begins_on, folder, *_ = sources
    cut_plans_and_conferences(folder, tmp_path / "cut", SINCE)
    window = loaded(tmp_path / "cut", tmp_path / "home", AS_AT)
    council = read(tmp_path / "cut", AS_AT)
    assert list(differences(council, window.ledger, window.reach, begins_on, ("district",))) == []
    for key in ("conferences_overdue", "second_or_subsequent_plans"):
        latest = window.ledger.figure(all_measures()[key], Period(date(2010, 2, 1), date(2010, 2, 28)))
        assert latest.unknown, key
