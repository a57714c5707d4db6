"""Days in every writing that systems export, and the column that decides what 03/04/2021 is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sherwood.reading import dates, values
from sherwood.reading.dates import Order

LATEST = date(2027, 3, 31)
DAY = date(2021, 4, 1)
REFERRALS = "referral,child,received_on,closed_on\n"

WRITINGS = [
    "01-APR-21", "01-Apr-2021", "1 April 2021", "1st April 2021", "01/Apr/2021", "01.Apr.2021", "01APR2021",
    "01APR2021:00:00:00", "Thursday, 1 April 2021", "Thu 1 Apr 2021", "April 1, 2021", "Apr  1 2021 12:00AM",
    "Apr 01 2021 11:59PM", "Thu Apr  1 00:00:00 2021", "Thu Apr 01 2021 00:00:00 GMT+0100 (BST)", "2021-Apr-01",
    "20210401", "20210401120000", "20210401T000000Z", "01042021", "2021/04/01", "2021.04.01", "2021-4-1", "1.4.2021",
    "01/04/2021", "1/4/21", "01-04-2021 00:00", "01/04/2021 23:59:59", "01-APR-21 12.00.00.000000000 AM",
    "2021-04-01T00:30:00+01:00", "2021-04-01T23:59:59.999Z", "2021-04-01 00:00:00.0000000 +00:00", "2021-04-01Z",
    "2021-04-01T00:00:00[Europe/London]", "01 / 04 / 2021", "01/04/2021 12:00:00 AM", "Sept 1 2021",
]  # fmt: skip


@pytest.mark.parametrize("text", WRITINGS)
def test_a_day_is_read_in_the_writing_of_any_system(text):
    expected = date(2021, 9, 1) if text.startswith("Sept") else DAY
    assert values.read_date(text, LATEST).value == expected


@given(st.dates(date(1990, 1, 1), date(2026, 12, 31)), st.booleans())
def test_a_column_is_read_as_it_was_written_when_any_day_of_it_shows_the_order(day, is_month_first):
    way = "%m/%d/%Y" if is_month_first else "%d/%m/%Y"
    texts = [one.strftime(way) for one in (day, date(2021, 3, 15))]
    order = Order.of(dates.evidence(texts, LATEST))
    assert order is (Order.MONTH if is_month_first else Order.DAY)
    assert values.read_date(texts[0], LATEST, order).value == day


@given(st.lists(st.dates(date(1990, 1, 1), date(2026, 12, 31)), min_size=1, max_size=30))
def test_no_day_of_a_column_of_both_orders_is_read(days):
    both = ["15/03/2021", "03/15/2021"]
    texts = [*both, *(day.strftime("%d/%m/%Y") for day in days if day.day <= 12)]
    order = Order.of(dates.evidence(texts, LATEST))
    assert order is Order.DOUBT
    assert all(values.read_date(text, LATEST, order).problem == values.IN_DOUBT for text in texts)


@given(st.text(max_size=30))
def test_no_text_upsets_the_reading_of_days(text):
    for order in Order:
        found = values.read_date(text.strip(), LATEST, order, date(1899, 12, 30)) if text.strip() else None
        assert found is None or found.value is None or found.problem is None


def test_two_digit_years_are_of_the_hundred_years_that_end_with_the_last_that_can_be_meant():
    assert values.read_date("01-APR-27", LATEST).value is None  # after the last day
    assert values.read_date("01-MAR-27", LATEST).value == date(2027, 3, 1)
    read = values.read_date("01-MAR-28", LATEST)
    assert read.value == date(1928, 3, 1) and "1928 to 2027" in read.mended


def test_two_digit_years_that_stand_first_are_seen_by_the_column():
    texts = ["21-04-01", "21-04-30", "99-12-31"]
    order = Order.of(dates.evidence(texts, LATEST))
    assert order is Order.YEAR
    assert [values.read_date(text, LATEST, order).value for text in texts] == [
        date(2021, 4, 1), date(2021, 4, 30), date(1999, 12, 31),
    ]  # fmt: skip


def test_a_number_is_a_day_only_where_a_workbook_counts_days():
    assert values.read_date("44256", LATEST, day_one=date(1899, 12, 30)).value == date(2021, 3, 1)
    assert values.read_date("44256.75", LATEST, day_one=date(1899, 12, 30)).value == date(2021, 3, 1)
    assert values.read_date("42794", LATEST, day_one=date(1904, 1, 1)).value == date(2021, 3, 1)
    assert values.read_date("44256", LATEST).problem == values.COUNTED_DAY
    assert values.read_date("2021", LATEST, day_one=date(1899, 12, 30)).problem == values.NOT_A_DATE


@pytest.mark.parametrize(
    "text", ["29 Feb 2021", "2021-04-31", "31/04/2021", "20210431", "April 31, 2021", "31-JUN-21"]
)
def test_a_day_that_does_not_exist_is_named_in_every_writing(text):
    assert values.read_date(text, LATEST).problem == values.NO_SUCH_DAY


def column(*days, closed=""):
    return REFERRALS + "".join(f"R{n},C{n},{day},{closed}\n" for n, day in enumerate(days))


def test_a_column_with_a_day_that_can_only_be_month_first_is_month_first(loaded):
    snapshot = loaded(referrals=column("03/01/2021", "03/04/2021", "03/15/2021"))
    days = [row["received_on"] for row in snapshot.rows("referrals")]
    assert days == [date(2021, 3, 1), date(2021, 3, 4), date(2021, 3, 15)]
    assert "“received_on” is written month first" in snapshot.sources["referrals.csv"].note


def test_a_column_written_both_ways_is_put_aside_whole_and_says_so(loaded):
    rows = [f"R{n},C{n},{day},2021-04-01" for n, day in enumerate(["15/03/2021", "03/15/2021", "03/04/2021"])]
    snapshot = loaded(referrals=f"{REFERRALS}" + "\n".join(rows) + "\nR9,C9,2021-03-01,2021-04-01\n")
    assert [row["referral"] for row in snapshot.rows("referrals")] == ["R9"]
    assert {entry["reason"] for entry in snapshot.aside} == {values.IN_DOUBT}
    assert "none of these was read" in snapshot.sources["referrals.csv"].note


def test_one_slip_among_many_days_is_put_aside_alone_and_told(loaded):
    days = [f"{day}/{month:02}/2021" for day in range(13, 28) for month in (1, 2)]
    snapshot = loaded(referrals=column(*days, "03/15/2021"))
    assert len(snapshot.rows("referrals")) == 30
    assert [entry["reason"] for entry in snapshot.aside] == [values.NO_SUCH_DAY]
    assert "1 can only be of another order" in snapshot.sources["referrals.csv"].note


def test_a_column_that_does_not_show_its_order_follows_the_others_of_the_sheet(loaded):
    snapshot = loaded(referrals=column("03/15/2021", "03/16/2021", closed="04/05/2021"))
    assert {row["closed_on"] for row in snapshot.rows("referrals")} == {date(2021, 4, 5)}


def test_a_column_whose_order_nothing_shows_is_read_day_first_and_says_so(loaded):
    snapshot = loaded(referrals=column("03/04/2021"))
    assert snapshot.rows("referrals")[0]["received_on"] == date(2021, 4, 3)
    assert "could be day first or month first (1 different)" in snapshot.sources["referrals.csv"].note


def test_an_end_in_doubt_does_not_leave_its_work_open(loaded):
    rows = ["R1,C1,2021-01-01,15/03/2021", "R2,C2,2021-01-01,03/15/2021", "R3,C3,2021-01-01,"]
    snapshot = loaded(referrals=REFERRALS + "\n".join(rows))
    assert [row["referral"] for row in snapshot.rows("referrals")] == ["R3"]


def test_years_of_two_digits_are_counted_with_the_years_they_mean(loaded):
    snapshot = loaded(referrals=column("01-APR-21", "02-APR-21"))
    assert "2 days have a year of two digits" in snapshot.sources["referrals.csv"].note
