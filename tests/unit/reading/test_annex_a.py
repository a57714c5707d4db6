import csv
import io
import re
from datetime import date

import pytest

from sherwood.kit.errors import SherwoodError
from sherwood.reading.load import load, look
from sherwood.records.snapshots import Store

PERSON = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years)"
CONTACTS = f"{PERSON},Date of Contact,Contact Source\n"
REFERRALS = f"{PERSON},Date of referral,Referral Source,Referral NFA?,Number of Referrals in Last 12 Months,Allocated Team,Allocated Worker\n"
ENQUIRIES = (
    f"{PERSON},Does the Child have a Disability,Strategy discussion initiating Section 47 Enquiry Start Date,"
    "Was an Initial Child Protection Conference deemed unnecessary?,Date of Initial Child Protection Conference,"
    "Did the Initial Child Protection Conference Result in a Child Protection Plan,"
    "Number of Section 47 Enquiries in the last 12 months,Number of ICPCs in the last 12 months,Allocated Team,Allocated Worker\n"
)
NEEDS = (
    f"{PERSON},Does the Child have a Disability,CIN Start Date,Primary Need Code,Date Child Was Last Seen,"
    "CIN Closure Date,Reason for Closure,Case status,Allocated Team,Allocated Worker\n"
)
CHILD = "100,a) Male,a) WBRI,01/02/2003,7"


def test_a_list_is_known_by_its_headings_not_its_name(write):
    folder = write(anything=CONTACTS, List_1=REFERRALS)
    assert look([folder]) == [
        ("List_1.csv", "Inspection lists (Annex A): List 3 (referrals)"),
        ("anything.csv", "Inspection lists (Annex A): List 1 (contacts)"),
    ]


@pytest.mark.parametrize(
    "headings",
    [
        "ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,DateOfContact,ContactSource",
        "Unique child identifier ,GENDER,ethnicity,Date of birth,Age,date of  contact ,contact source (agency)",
        "List 1: Contacts,,,,,,\n" + CONTACTS.strip(),
        "colour," + CONTACTS.strip(),
    ],
)
def test_headings_are_read_in_their_dialects(loaded, headings):
    extra = "red," if headings.startswith("colour") else ""
    got = loaded(x=f"{headings}\n{extra}{CHILD},08/03/2010,q) 6: Police\n")
    (contact,) = got.rows("contacts")
    assert (contact["child"], contact["received_on"], contact["source"]) == ("100", date(2010, 3, 8), "6")


def test_a_list_without_the_heading_it_is_known_by_says_so(write):
    ((_, reason),) = look([write(x=REFERRALS.replace("Date of referral", "When"))])
    assert "most like List 3 (referrals), but there is no “Date of referral”" in reason


def test_an_unborn_child_has_an_expected_date_and_no_birth(loaded):
    got = loaded(x=CONTACTS + "100,c) Not stated/recorded (or unborn),,01/06/2010,-1,08/03/2010,\n")
    (child,) = got.rows("children")
    assert (child["born_on"], child["expected_on"], child["sex"]) == (None, date(2010, 6, 1), "U")


def test_a_spelling_with_two_meanings_is_left_empty_and_reported(loaded):
    got = loaded(x=CONTACTS + f"{CHILD},08/03/2010,CAFCASS\n")
    assert got.rows("contacts")[0]["source"] is None
    (entry,) = got.values
    assert (entry["row"], entry["column"], entry["came"]) == (2, "Contact Source", "CAFCASS")


def test_contacts_of_one_child_on_one_day_are_two_unless_they_are_the_same(loaded):
    row = f"{CHILD},08/03/2010,q) 6: Police\n"
    got = loaded(x=CONTACTS + row + row.replace("q) 6: Police", "e) 2A: Schools") + row)
    assert sorted(contact["source"] for contact in got.rows("contacts")) == ["2A", "6"]
    (entry,) = got.aside
    assert (entry["row"], "repeats row 2" in entry["reason"]) == (4, True)


def test_workers_are_identifiers_and_teams_are_rows(loaded):
    rows = (
        f"{CHILD},08/03/2010,,b) No,0,Duty Team,Ada Lovelace\n{CHILD},09/03/2010,,b) No,1,Duty Team,SW 17\n"
    )
    got = loaded(x=REFERRALS + rows)
    workers = {row["worker"] for row in got.rows("workers")}
    assert "SW17" in workers
    assert all(re.fullmatch(r"SW17|W-[0-9A-F]{12}", worker) for worker in workers)
    assert [row["team"] for row in got.rows("teams")] == ["Duty Team"]
    assert "Names of workers" in got.sources["x.csv"].note
    assert "Lovelace" not in str(got.rows("referrals"))


def test_an_enquiry_and_its_conference_are_two_records(loaded):
    rows = [
        f"{CHILD},b) No,01/03/2010,b) No,08/03/2010,a) Yes,1,1,,\n",
        f"{CHILD.replace('100', '200')},b) No,02/03/2010,a) Yes,,,1,0,,\n",
        f"{CHILD.replace('100', '300')},b) No,,,09/03/2010,b) No,0,1,,\n",
        f"{CHILD.replace('100', '400')},b) No,,,,,0,0,,\n",
    ]
    got = loaded(x=ENQUIRIES + "".join(rows))
    enquiries = {row["child"]: row for row in got.rows("section_47_enquiries")}
    conferences = {row["child"]: row for row in got.rows("conferences")}
    assert enquiries.keys() == {"100", "200"}
    assert enquiries["200"]["conference_not_needed"] is True
    assert conferences.keys() == {"100", "300"}
    assert conferences["100"]["enquiry"] == enquiries["100"]["enquiry"]
    assert (conferences["300"]["enquiry"], conferences["300"]["plan_made"]) == (None, False)
    assert [entry["row"] for entry in got.aside] == [5]
    assert [entry["row"] for entry in got.values] == [4]


def test_the_need_and_closure_of_list_6_complete_the_referral_that_opened_the_case(loaded):
    got = loaded(
        three=REFERRALS + f"{CHILD},08/03/2010,q) 6: Police,b) No,0,Duty,\n",
        six=NEEDS
        + f"{CHILD},b) No,08/03/2010,N1 - Abuse or neglect,09/03/2010,20/03/2010,RC7 - Services ceased for any other reason,e) Closed episode,Long Term,\n"
        + f"{CHILD},b) No,01/05/2009,N2 - Disability,09/03/2010,,,c) Child in need plan,Long Term,\n",
    )
    (referral,) = got.rows("referrals")
    assert (referral["source"], referral["primary_need"], referral["closed_on"], referral["team"]) == (
        "6",
        "N1",
        date(2010, 3, 20),
        "Duty",
    )
    (entry,) = got.aside
    assert (entry["file"], entry["row"]) == ("six.csv", 3)
    assert (got.sources["six.csv"].accepted, got.sources["six.csv"].quarantined) == (1, 1)


def test_missing_lists_are_noted_and_stop_nothing(loaded):
    got = loaded(x=CONTACTS + f"{CHILD},08/03/2010,\n")
    missing = [source for source in got.sources.values() if "not in this workbook" in source.note]
    assert len(missing) == 10
    assert all((source.read, source.accepted) == (0, 0) for source in missing)
    assert "List 4 (assessments)" in got.sources["List 4"].note
    assert len(got.rows("contacts")) == 1


def test_the_2024_workbook_loads_and_adds_up(loaded, sample):
    got = loaded(sample("annex_a", "liia_2024_Jan.xlsx"))
    assert {name: (source.read, source.accepted) for name, source in got.sources.items()} == {
        "List 1": (5, 5),
        "List 2": (5, 0),
        "List 3": (6, 6),
        "List 4": (5, 5),
        "List 5": (5, 5),
        "List 6": (5, 0),
        "List 7": (7, 7),
        "List 8": (5, 5),
        "List 9": (6, 6),
        "List 10": (5, 0),
        "List 11": (5, 0),
    }
    assert len(got.rows("care_episodes")) == len(got.rows("placements")) == 5
    assert {row["kind"] for row in got.rows("assessments")} == {"single"}
    assert all(row["child"].isdigit() for row in got.rows("children"))
    assert not [entry for entry in got.values if entry["column"] in ("Gender", "Ethnicity", "Date of Birth")]


def test_the_row_in_the_report_is_the_row_in_the_spreadsheet(loaded, sample):
    got = loaded(sample("annex_a", "liia_2024_Jan.xlsx"))
    entry = next(entry for entry in got.values if entry["column"] == "Placement Provider")
    assert (entry["sheet"], entry["row"], entry["came"]) == ("List 8", 4, "f) PR5 - Voluntary/third sector")


def test_the_2019_workbook_loads_and_adds_up(loaded, sample):
    got = loaded(sample("annex_a", "journeys_example.xlsx"))
    manifest = got.snapshot.manifest
    assert (manifest.read, manifest.as_at) == (43, date(2020, 5, 15))
    assert [source.name for source in manifest.sources if not source.balances] == []
    assert (manifest.tables["contacts"], manifest.tables["referrals"], manifest.tables["care_episodes"]) == (
        13,
        11,
        3,
    )


def test_the_empty_official_template_is_recognised_and_says_that_it_has_no_rows(sample, tmp_path):
    path = sample("annex_a", "ofsted_template_2019_empty.xlsx")
    known = [what for name, what in look([path]) if what.startswith("Inspection lists (Annex A): List")]
    assert len(known) == len(set(known)) == 11
    store = Store(tmp_path)
    with pytest.raises(SherwoodError, match=r"List_1: .*There are headings and no rows"):
        load([path], store)
    assert store.current() is None


def test_the_official_template_filled_in_is_read_below_its_two_heading_rows(loaded, sample):
    import python_calamine

    sheet = python_calamine.CalamineWorkbook.from_path(
        sample("annex_a", "ofsted_template_2019_empty.xlsx")
    ).get_sheet_by_name("List_7")
    text = io.StringIO()
    rows = sheet.to_python()
    filled = dict.fromkeys(rows[1], "") | {
        "Child Unique ID": "100",
        "Child Protection Plan Start Date": "08/03/2010",
        "Initial Category of Abuse": "a) Neglect",
        "Date of the Last Statutory Visit": "10/03/2010",
        "Was the Child Seen Alone?": "a) Yes",
        "Number of Previous Child Protection Plans": "0",
    }
    csv.writer(text).writerows([*rows, filled.values(), ["", *[""] * (len(filled) - 1)], ["x"] * len(filled)])
    got = loaded(seven=text.getvalue())
    (plan,) = got.rows("protection_plans")
    assert (plan["started_on"], plan["initial_category"], plan["previous_plans"]) == (
        date(2010, 3, 8),
        "NEG",
        0,
    )
    (visit,) = got.rows("protection_visits")
    assert (visit["visited_on"], visit["seen_alone"], visit["plan"]) == (
        date(2010, 3, 10),
        True,
        plan["plan"],
    )
    assert [entry["row"] for entry in got.aside] == [5]
