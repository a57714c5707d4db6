"""How far each table reaches: told, known of the format, or shown by the bulk of the rows."""

from datetime import date, timedelta

import pytest

from sherwood.kit.errors import SherwoodError
from sherwood.measuring.ledger import build_for
from sherwood.reading.load import load
from sherwood.reading.reach import told
from sherwood.records.reach import Reach, in_words

REFERRALS = "referral,child,received_on,closed_on\n"
PLANS = "plan,child,started_on,ended_on\n"


def days(first, last, each=1):
    return [first + timedelta(n) for n in range(0, (last - first).days + 1, each)]


def referrals(on):
    return REFERRALS + "".join(f"R{n},C{n},{day},\n" for n, day in enumerate(on))


WINDOW = days(date(2008, 4, 1), date(2010, 3, 8), 2)


def reach(got, table):
    return got.snapshot.manifest.reach[table]


@pytest.mark.parametrize(
    "old", [[], [date(1998, 3, 4)], [date(2001, 3, 4), date(2004, 7, 1), date(2007, 1, 9)]]
)
def test_old_rows_do_not_make_a_table_begin_with_them(loaded, old):
    got = loaded(x=referrals(old + WINDOW))
    found = reach(got, "referrals")
    assert (found.from_on, found.to_on) == (date(2008, 4, 1), date(2010, 3, 8))
    assert found.covers(date(2008, 4, 1), date(2010, 3, 8)) and not found.covers(
        date(2008, 3, 31), date(2010, 3, 1)
    )
    earlier = "No row is" if not old else "1 row is" if len(old) == 1 else f"{len(old)} rows are"
    assert found.why == f"{earlier} earlier, {len(WINDOW)} later."


def test_a_service_that_grows_reaches_back_to_its_quieter_years(loaded):
    quiet, busy = days(date(2006, 1, 2), date(2007, 12, 31), 3), days(date(2008, 1, 1), date(2010, 3, 8))
    assert reach(loaded(x=referrals(quiet + busy)), "referrals").from_on == date(2006, 1, 1)


def test_only_what_comes_after_a_missing_stretch_counts(loaded):
    on = days(date(2006, 1, 2), date(2006, 12, 31)) + days(date(2008, 1, 10), date(2010, 3, 8))
    assert reach(loaded(x=referrals(on), as_at=date(2010, 3, 8)), "referrals").from_on == date(2008, 1, 10)


def test_of_spells_the_ends_tell_for_those_still_open_are_there_however_old(loaded):
    """Plans open on 1 April 2008, the oldest of 2003, and those that began since."""
    plans = [(day, day + timedelta(1900)) for day in days(date(2001, 1, 6), date(2010, 3, 1), 6)]
    since = [
        (start, end if end <= date(2010, 3, 8) else "") for start, end in plans if end >= date(2008, 4, 1)
    ]
    rows = "".join(f"P{n},C{n},{start},{end}\n" for n, (start, end) in enumerate(since))
    found = reach(loaded(x=PLANS + rows, as_at=date(2010, 3, 8)), "protection_plans")
    assert found.from_on and date(2008, 4, 1) <= found.from_on <= date(2008, 4, 30)
    assert "ends set in" in found.why


def test_a_table_with_no_rows_is_not_known(loaded):
    got = loaded(x=referrals(WINDOW), y=PLANS)
    assert reach(got, "protection_plans").from_on is None
    assert "assessments" not in got.snapshot.manifest.reach


def test_a_reach_that_is_told_in_a_file_stands(loaded):
    got = loaded(
        x=referrals([date(2003, 1, 1), *WINDOW]),
        reach="table,from_on,to_on\nReferrals,2008-06-01,2010-03-31\nreferral,2008-06-01,2010-03-31\nconferences,2010-01-02,2010-01-01\n",
    )
    found = reach(got, "referrals")
    assert (found.from_on, found.to_on, found.why) == (
        date(2008, 6, 1),
        date(2010, 3, 8),
        "Told in reach.csv.",
    )
    assert {(entry["row"], entry["column"]) for entry in got.aside} == {(3, "table"), (4, "from_on")}


def test_a_table_may_be_told_to_be_whole_though_nothing_happened(store, write):
    """No file, and yet known: there were no conferences."""
    folder = write(x=referrals(WINDOW), reach="table,from_on,to_on\nconferences,2008-04-01,2010-03-08\n")
    manifest = load([folder], store, then=build_for()).manifest
    assert manifest.reach["conferences"].covers(date(2008, 4, 1), date(2010, 3, 8))
    assert "conferences" not in manifest.tables


def test_a_reach_is_told_on_the_command_line():
    assert told("care-reviews=2008-04-01..2010-03-08") == (
        "care_reviews",
        Reach(date(2008, 4, 1), date(2010, 3, 8), "Told when it was loaded."),
    )
    for wrong in ("referrals", "referrals=2008", "referrals=2008-04-01..then"):
        with pytest.raises(SherwoodError, match="such as --covers"):
            told(wrong)
    with pytest.raises(SherwoodError, match="no record table of that name"):
        told("referal=2008-04-01..2010-03-08")


EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"


def year(first):
    return EPISODES + "".join(f"{n},{first}-0{4 + n % 6}-07,S,C2,N1,U4,PR1,,,,,AB1 2CD,\n" for n in range(30))


def test_a_return_reaches_over_the_years_it_was_given_for(loaded):
    got = loaded(
        a=year(2016),
        b=year(2017),
        r=REVIEWS + "1,2003-01-01,2017-06-01,PN1\n",
    )
    assert reach(got, "care_episodes") == reach(got, "placements")
    found = reach(got, "placements")
    assert (found.from_on, found.to_on) == (date(2016, 4, 1), date(2018, 3, 31))
    assert found.why == "The episodes files of 2016/17 to 2017/18."
    assert reach(got, "care_reviews").from_on == date(2017, 4, 1)
    assert "missing_episodes" not in got.snapshot.manifest.reach


def test_a_missing_middle_year_splits_a_return(loaded):
    found = reach(loaded(a=year(2014), b=year(2016), c=year(2017)), "care_episodes")
    assert (found.from_on, found.to_on) == (date(2016, 4, 1), date(2018, 3, 31))
    assert "None was given for 2015/16" in found.why


PERSON = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years)"
LIST_3 = f"{PERSON},Date of referral,Referral Source,Referral NFA?,Number of Referrals in Last 12 Months,Allocated Team,Allocated Worker\n"


def listed(on):
    return LIST_3 + "".join(
        f"{n},a) Male,a) WBRI,01/02/2003,7,{day},,b) No,3,North,W1\n" for n, day in enumerate(on)
    )


@pytest.mark.parametrize(
    ("first", "each", "begins"),
    [
        (date(2009, 9, 10), 2, date(2009, 9, 8)),  # the six months that are asked for
        (date(2009, 3, 9), 2, date(2009, 3, 9)),  # a whole year was given
        (date(2009, 12, 9), 2, date(2009, 12, 9)),  # only three months
        (date(2009, 11, 9), 60, date(2009, 9, 8)),  # too few to tell
    ],
)
def test_a_list_reaches_over_the_window_it_is_asked_for_unless_its_rows_show_another(
    loaded, first, each, begins
):
    got = loaded(x=listed(days(first, date(2010, 3, 8), each)), as_at=date(2010, 3, 8))
    assert reach(got, "referrals").from_on == begins


def test_what_a_list_counts_for_itself_is_kept(loaded):
    got = loaded(x=listed([date(2010, 3, 1), date(2010, 3, 8)]))
    assert [
        (row["child"], row["what"], row["number"], row["counted_on"]) for row in got.rows("source_counts")
    ] == [
        ("0", "referrals", 3, date(2010, 3, 8)),
        ("1", "referrals", 3, date(2010, 3, 8)),
    ]


def test_a_reach_is_said_in_words():
    assert in_words(Reach(date(2008, 4, 1), date(2010, 3, 8))) == "from 1 April 2008 to 8 March 2010"
    assert in_words(Reach(None, date(2010, 3, 8))) == "the latest of each child only, to 8 March 2010"
    assert in_words(Reach(date.min, date(2010, 3, 8))) == "everything to 8 March 2010"


def test_of_assessments_those_finished_tell_for_those_still_open_are_there_however_old(loaded):
    """Finished from 1 September 2008, or open: those begun in August and finished in it are not there."""
    all_of_them = [(day, day + timedelta(30)) for day in days(date(2007, 1, 1), date(2010, 3, 1))]
    window = [(start, end) for start, end in all_of_them if end >= date(2008, 9, 1)]
    rows = "".join(
        f"A{n},C{n},initial,{start},{end if end <= date(2010, 3, 8) else ''}\n"
        for n, (start, end) in enumerate(window)
    )
    got = loaded(x="assessment,child,kind,started_on,finished_on\n" + rows, as_at=date(2010, 3, 8))
    assert reach(got, "assessments").from_on == date(2008, 9, 1)


def plans_of(first, last, each=3, lasts=730):
    """Plans that begin every so many days and last as long."""
    return [(day, day + timedelta(lasts)) for day in days(first, last, each)]


def plan_rows(plans, as_at=date(2010, 3, 8)):
    return PLANS + "".join(
        f"P{n},C{n},{start},{end if end <= as_at else ''}\n" for n, (start, end) in enumerate(plans)
    )


def test_of_what_began_since_a_day_nobody_can_tell_how_many_were_open(loaded):
    """An extract of plans begun since 1 September 2008: those open then are missing, and more are open every month."""
    begun = plans_of(date(2008, 9, 1), date(2010, 3, 1))
    found = reach(loaded(x=plan_rows(begun), as_at=date(2010, 3, 8)), "protection_plans")
    assert found.begun_only and not found.covers(date(2010, 3, 1), date(2010, 3, 8))
    assert Reach.from_json(found.to_json()) == found
    assert "only what began since then is held" in found.why


def test_the_same_plans_with_those_that_were_open_then_are_whole(loaded):
    whole = [plan for plan in plans_of(date(2004, 1, 1), date(2010, 3, 1)) if plan[1] >= date(2008, 9, 1)]
    assert not reach(loaded(x=plan_rows(whole), as_at=date(2010, 3, 8)), "protection_plans").begun_only


def test_a_system_that_began_empty_is_whole_once_it_has_filled(loaded):
    since = plans_of(date(2004, 1, 5), date(2010, 3, 1))
    found = reach(loaded(x=plan_rows(since), as_at=date(2010, 3, 8)), "protection_plans")
    assert not found.begun_only
    assert date(2005, 10, 1) <= found.from_on <= date(2006, 1, 31)
