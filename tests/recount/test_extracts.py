"""The extract of a small invented council, counted twice: by Sherwood and by hand."""

import csv
import random
from datetime import date, timedelta

import pytest

from recount.compare import differences
from recount.sources import invented, loaded, read
from recount.untidy import untidy

pytestmark = pytest.mark.slow

AS_AT = date(2010, 3, 8)


@pytest.fixture(scope="module")
def extract(tmp_path_factory):
    folder = tmp_path_factory.mktemp("extract")
    return folder, invented(folder, scale=0.05, years=3)


@pytest.fixture(scope="module")
def whole(extract, tmp_path_factory):
    folder, _ = extract
    return loaded(folder, tmp_path_factory.mktemp("home"), AS_AT)


def test_every_figure_split_and_list_is_the_same_counted_by_hand(extract, whole):
    folder, begins_on = extract
    assert list(differences(read(folder, AS_AT), whole.ledger, whole.reach, begins_on)) == []


@pytest.mark.parametrize("seed", [7])
def test_untidy_records_are_the_same_counted_by_hand(tmp_path, seed):
    """Deaths, adults, two episodes at once, stays in hospital, unlinked conferences, cases nobody closed."""
    begins_on = invented(tmp_path / "extract", scale=0.05, years=3, seed=seed)
    untidy(tmp_path / "extract", seed, AS_AT)
    source = loaded(tmp_path / "extract", tmp_path / "home", AS_AT)
    council = read(tmp_path / "extract", AS_AT)
    splits = ("district", "age_band")
    assert list(differences(council, source.ledger, source.reach, begins_on, splits)) == []


def test_complaints_are_the_same_counted_by_hand(tmp_path):
    """The simulation has none: they are entered in Sherwood. So a table of them is drawn here, with its edges."""
    begins_on = invented(tmp_path / "extract", scale=0.02, years=2)
    draw = random.Random(3)
    teams = sorted({line["team"] for line in csv.DictReader((tmp_path / "extract" / "teams.csv").open())})
    with (tmp_path / "extract" / "complaints.csv").open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(
            [
                "complaint",
                "child",
                "team",
                "received_on",
                "longer",
                "answered_on",
                "investigation_asked_on",
                "theme",
            ]
        )
        for number in range(160):
            received = AS_AT - timedelta(draw.randrange(700))
            answered = received + timedelta(draw.choice([-3, 0, 9, 14, 15, 21, 28, 29, 45]))
            answered = answered if answered <= AS_AT and draw.random() < 0.85 else ""
            asked = answered + timedelta(9) if answered and draw.random() < 0.3 else ""
            longer = draw.choice(["true", "false", ""])
            out.writerow([f"X{number}", "", draw.choice(teams), received, longer, answered, asked, "delay"])
    source = loaded(tmp_path / "extract", tmp_path / "home", AS_AT)
    assert source.ledger.folder.joinpath("complaints_open.parquet").exists()
    council = read(tmp_path / "extract", AS_AT)
    assert len(council.table("complaints")) == 160
    splits = ("district", "team")
    assert list(differences(council, source.ledger, source.reach, begins_on, splits)) == []


def test_no_table_is_said_to_reach_further_back_than_the_extract(extract, whole):
    _, begins_on = extract
    always = ("children", "workers", "teams", "population")
    early = {t: since for t, (since, _) in whole.reach.items() if t not in always and since < begins_on}
    assert early == {}


def test_one_changed_record_is_noticed(extract, whole):
    """A recount that cannot fail holds nothing: one assessment was finished four months earlier."""
    folder, _ = extract
    council = read(folder, AS_AT)
    finished = (
        row
        for row in council.table("assessments")
        if row.kind == "initial" and row.finished_on and row.referral
    )
    assessment = max(finished, key=lambda row: row.finished_on)
    assessment.finished_on -= timedelta(120)
    first = assessment.finished_on.replace(day=1)
    said = list(differences(council, whole.ledger, whole.reach, first, ()))
    assert any(one.startswith("initial_assessments_in_time") and "list:" in one for one in said)
    assert any(one.startswith("initial_assessments_in_time") and "numerator" in one for one in said)


def test_a_source_that_reaches_further_is_noticed(extract, whole):
    folder, begins_on = extract
    further = whole.reach | {"referrals": (begins_on - timedelta(365), AS_AT)}
    said = list(differences(read(folder, AS_AT), whole.ledger, further, begins_on, ()))
    assert any(one.startswith("re_referrals") and "known by recount" in one for one in said)
