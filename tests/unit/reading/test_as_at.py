"""The day that records are true of: from the bulk of the rows, with evidence, and asked about when in doubt."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sherwood.kit.errors import SherwoodError
from sherwood.reading.load import load
from sherwood.simulating import simulate, write_extract

CONTACTS = "contact,child,received_on\n"
REFERRALS = "referral,child,received_on,closed_on\n"


def days(first, last, each=1):
    return [first + timedelta(n) for n in range(0, (last - first).days + 1, each)]


def contacts(on, start=0):
    return "".join(f"K{start + n},C{n % 40},{day}\n" for n, day in enumerate(on))


def referrals(on):
    return "".join(f"R{n},C{n % 40},{day},\n" for n, day in enumerate(on))


BULK = days(date(2008, 4, 1), date(2010, 3, 8))


def as_at(got):
    return got.snapshot.manifest.as_at


@pytest.mark.parametrize(
    "stray",
    [
        [date(2012, 5, 1)],
        [date(2019, 4, 3), date(2019, 7, 3)],  # two, 91 days apart
        [date(2010, 3, 29)],  # three weeks after the end
        days(date(2013, 1, 1), date(2013, 1, 12)),  # a dozen of one week, two years on
    ],
)
def test_a_few_stray_rows_move_nothing(loaded, stray):
    got = loaded(contacts=CONTACTS + contacts(BULK + stray))
    assert as_at(got) == date(2010, 3, 8)
    assert len(got.rows("contacts")) == len(BULK) + len(stray)


def test_a_stray_file_of_the_folder_moves_nothing(loaded):
    got = loaded(
        contacts=CONTACTS + contacts(BULK),
        referrals=REFERRALS + referrals(BULK),
        more=CONTACTS + contacts(days(date(2012, 1, 1), date(2012, 1, 20)), start=9000),
    )
    assert as_at(got) == date(2010, 3, 8)


def test_the_day_is_said_with_its_evidence(loaded):
    got = loaded(contacts=CONTACTS + contacts([*BULK, *BULK, date(2019, 7, 3), date(2019, 4, 3)]))
    assert got.snapshot.manifest.as_at_why == (
        "8 March 2010: 14 rows in the last 7 days, 2 rows are later, up to 3 July 2019."
    )


def test_a_day_after_today_is_never_it(loaded):
    today = datetime.now(UTC).date()
    got = loaded(contacts=CONTACTS + contacts([*days(today - timedelta(300), today), today + timedelta(30)]))
    assert as_at(got) == today


def test_too_many_rows_after_a_gap_are_asked_about(store, write, loaded):
    late = days(date(2012, 1, 1), date(2012, 6, 1))
    files = {"contacts": CONTACTS + contacts(BULK), "late": CONTACTS + contacts(late, start=9000)}
    with pytest.raises(SherwoodError) as refused:
        loaded(**files)
    said = str(refused.value)
    assert "8 March 2010 (707 rows up to it)" in said
    assert "1 June 2012 (153 rows after a gap, all in late.csv)" in said
    assert "--as-at" in said
    assert store.current() is None
    assert as_at(loaded(**files, as_at=date(2010, 3, 8))) == date(2010, 3, 8)


def test_a_table_that_stops_months_before_the_others_is_asked_about(loaded):
    short = days(date(2008, 4, 1), date(2009, 11, 30))
    files = {"contacts": CONTACTS + contacts(BULK), "referrals": REFERRALS + referrals(short)}
    with pytest.raises(
        SherwoodError, match=r"30 November 2009 \(where the table referrals ends\)"
    ) as refused:
        loaded(**files)
    assert "8 March 2010" in str(refused.value)
    got = loaded(**files, as_at=date(2010, 3, 8))
    assert got.snapshot.manifest.reach["referrals"].to_on == date(2009, 11, 30)


def test_a_day_that_is_told_is_said_with_what_the_rows_say_of_it(loaded):
    got = loaded(contacts=CONTACTS + contacts(BULK), as_at=date(2010, 3, 1))
    assert got.snapshot.manifest.as_at_why == (
        "1 March 2010, as told when it was loaded: 7 rows in the last 7 days, 7 rows are later, up to 8 March 2010."
    )


def test_two_formats_over_a_month_apart_are_asked_about(loaded):
    rows = "".join(f"{n % 40},a) Male,a) WBRI,01/02/2003,7,{day},\n" for n, day in enumerate(BULK[:600]))
    with pytest.raises(
        SherwoodError, match=r"21 November 2009 \(Inspection lists \(Annex A\)\) or 8 March 2010"
    ):
        loaded(
            x=f"{PERSON},Date of Contact,Contact Source\n{rows}",
            contacts=REFERRALS + referrals(BULK).replace("C", ""),
        )


def test_a_quiet_table_is_no_reason_to_ask(loaded):
    rare = days(date(2008, 4, 10), date(2009, 12, 20), 40)
    got = loaded(contacts=CONTACTS + contacts(BULK), referrals=REFERRALS + referrals(rare))
    assert as_at(got) == date(2010, 3, 8)
    assert got.snapshot.manifest.reach["referrals"].to_on == date(2010, 3, 8)


EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"


def episodes(on):
    return "".join(f"{n},{day},S,C2,N1,U4,PR1,,,,,AB1 2CD,\n" for n, day in enumerate(on))


def test_a_return_is_true_of_the_end_of_its_last_year(loaded):
    got = loaded(e=EPISODES + episodes(days(date(2017, 4, 3), date(2018, 3, 20), 5)))
    assert as_at(got) == date(2018, 3, 31)


def test_a_return_of_part_of_a_year_is_true_of_the_last_day_in_it(loaded):
    got = loaded(e=EPISODES + episodes(days(date(2017, 4, 3), date(2017, 9, 28), 2)))
    assert as_at(got) == date(2017, 9, 28)
    assert "given in part" in got.snapshot.manifest.as_at_why
    assert got.snapshot.manifest.reach["care_episodes"].to_on == date(2017, 9, 28)


def test_a_return_of_this_year_is_true_of_the_last_day_something_happened(loaded):
    today = datetime.now(UTC).date()
    last = today - timedelta(3)
    first = date(last.year - (last.month < 4), 4, 1)
    got = loaded(e=EPISODES + episodes(days(first, last) or [last]))
    assert as_at(got) == last


def test_a_stray_file_of_a_later_year_does_not_move_the_return(loaded):
    got = loaded(
        a=EPISODES + episodes(days(date(2017, 4, 3), date(2018, 3, 20), 5)),
        b=EPISODES + "900,2019-05-01,S,C2,N1,U4,PR1,,,,,AB1 2CD,\n",
    )
    assert as_at(got) == date(2018, 3, 31)
    assert "stray file" in got.snapshot.manifest.as_at_why


PERSON = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years)"


def test_lists_are_true_of_the_day_their_title_says(loaded):
    rows = "".join(f"{n},a) Male,a) WBRI,01/02/2003,7,{day},\n" for n, day in enumerate(BULK[-100:]))
    title = "List 1: Contacts,run 11/03/2010,,,,,\n"
    got = loaded(x=f"{title}{PERSON},Date of Contact,Contact Source\n{rows}")
    assert as_at(got) == date(2010, 3, 11)
    assert "say they were made" in got.snapshot.manifest.as_at_why


@pytest.mark.parametrize("seed", [2009, 7])
def test_the_demonstrations_own_extract_is_true_of_its_day_without_being_told(store, tmp_path, seed):
    """It holds visits whose year was mistyped, as a council's would."""
    simulated = simulate(seed, date(2010, 3, 8), scale=0.05)
    write_extract(simulated, tmp_path / "extract")
    assert load([tmp_path / "extract"], store).manifest.as_at == date(2010, 3, 8)
