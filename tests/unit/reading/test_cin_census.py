"""The children in need census: what becomes of each element, of each year, and of each mistake."""

import gzip
import zipfile
from datetime import date, timedelta

import pytest

from sherwood.kit.errors import SherwoodError
from sherwood.reading.load import look, today
from sherwood.reading.tree_faults import DOCTYPE
from sherwood.records.reach import Reach


def header(year=2023, reference="", lea="852", made="2023-06-01T10:00:00"):
    return f"""<Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year>
        <ReferenceDate>{reference or f"{year}-03-31"}</ReferenceDate></CollectionDetails>
        <Source><SourceLevel>L</SourceLevel><LEA>{lea}</LEA><SoftwareCode>X</SoftwareCode><Release>1</Release>
        <SerialNo>001</SerialNo><DateTime>{made}</DateTime></Source></Header>"""


def tags(**values):
    return "".join(f"<{name}>{value}</{name}>\n" for name, value in values.items() if value is not None)


def child(id, *needs, born="2012-05-04", disabilities=(), **more):
    held = "".join(f"<Disability>{code}</Disability>\n" for code in disabilities)
    return f"""<Child>
        <ChildIdentifiers>{tags(LAchildID=id, PersonBirthDate=born)}{tags(**more)}</ChildIdentifiers>
        <ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities>{held}</Disabilities></ChildCharacteristics>
        {"".join(needs)}</Child>"""


def need(received, *inside, source="1A", **more):
    inside = "\n".join(inside)
    return f"""<CINdetails>{tags(CINreferralDate=received, ReferralSource=source)}{tags(**more)}{inside}</CINdetails>
    """


def assessment(started, finished=None, factors=()):
    held = "".join(f"<AssessmentFactors>{code}</AssessmentFactors>\n" for code in factors)
    return f"""<Assessments>{tags(AssessmentActualStartDate=started, AssessmentAuthorisationDate=finished)}
        <FactorsIdentifiedAtAssessment>{held}</FactorsIdentifiedAtAssessment></Assessments>"""


def enquiry(started, conference=None, not_required="false"):
    said = tags(S47ActualStartDate=started, DateOfInitialCPC=conference, ICPCnotRequired=not_required)
    return f"<Section47>{said}</Section47>"


def plan(started, *reviews, ended=None, previous="0"):
    held = "".join(f"<CPPreviewDate>{day}</CPPreviewDate>\n" for day in reviews)
    said = tags(CPPstartDate=started, CPPendDate=ended, InitialCategoryOfAbuse="NEG")
    return f"""<ChildProtectionPlans>{said}{tags(LatestCategoryOfAbuse="EMO", NumberOfPreviousCPP=previous)}
        <Reviews>{held}</Reviews></ChildProtectionPlans>"""


def census(*children, **said):
    return f"<Message>{header(**said)}<Children>{''.join(children)}</Children></Message>"


@pytest.fixture
def read(loaded):
    """Load one census of the children given, or several files by name."""

    def run(*children, as_at=None, **files):
        files = files or {"census__xml": census(*children)}
        return loaded(as_at=as_at, **files)

    return run


def test_a_child_with_everything_becomes_records_of_every_table(read):
    snapshot = read(
        child(
            "C 1",
            need(
                "2022-10-06",
                assessment("2022-10-07", "2022-11-20"),
                enquiry("2022-10-10", "2022-10-28"),
                plan("2022-10-28", "2023-01-20", "2023-03-01"),
                PrimaryNeedCode="N1",
                ReferralNFA="0",
            ),
            disabilities=("MOB", "HEAR"),
            GenderCurrent="2",
        )
    )
    assert snapshot.aside == [] and snapshot.values == []
    (girl,) = snapshot.rows("children")
    assert (girl["child"], girl["born_on"], girl["sex"]) == ("C1", date(2012, 5, 4), "F")
    assert (girl["ethnicity"], girl["disabled"]) == ("WBRI", True)
    (referral,) = snapshot.rows("referrals")
    assert referral["referral"] == "C1|2022-10-06" and referral["no_further_action"] is False
    (assessed,) = snapshot.rows("assessments")
    assert assessed["referral"] == referral["referral"] and assessed["kind"] == "single"
    (enquired,) = snapshot.rows("section_47_enquiries")
    (conference,) = snapshot.rows("conferences")
    assert (conference["enquiry"], conference["kind"]) == (enquired["enquiry"], "initial")
    assert enquired["referral"] == referral["referral"] and enquired["conference_not_needed"] is False
    (planned,) = snapshot.rows("protection_plans")
    assert (planned["initial_category"], planned["latest_category"]) == ("NEG", "EMO")
    reviews = [(row["plan"], row["held_on"]) for row in snapshot.rows("protection_reviews")]
    assert reviews == [(planned["plan"], date(2023, 1, 20)), (planned["plan"], date(2023, 3, 1))]


def test_every_review_is_kept_however_often_the_element_around_them_stands(read):
    again = "<Reviews><CPPreviewDate>2023-03-01</CPPreviewDate></Reviews></ChildProtectionPlans>"
    held = plan("2022-04-28", "2022-07-20", "2022-12-20").replace("</ChildProtectionPlans>", again)
    snapshot = read(child("C1", need("2022-04-06", held)))
    assert [row["held_on"].month for row in snapshot.rows("protection_reviews")] == [7, 12, 3]


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("true", True), ("0", False), ("false", False)])
def test_flags_are_written_both_ways(read, said, meant):
    snapshot = read(
        child("C1", need("2022-10-06", enquiry("2022-10-10", not_required=said), ReferralNFA=said))
    )
    assert snapshot.rows("referrals")[0]["no_further_action"] is meant
    assert snapshot.rows("section_47_enquiries")[0]["conference_not_needed"] is meant


@pytest.mark.parametrize(
    ("element", "said", "meant"),
    [("GenderCurrent", "1", "M"), ("GenderCurrent", "9", "U"), ("Sex", "F", "F"), ("Sex", "1", "M")],
)
def test_sex_is_read_as_each_year_writes_it(read, element, said, meant):
    snapshot = read(child("C1", need("2022-10-06"), **{element: said}))
    assert snapshot.rows("children")[0]["sex"] == meant
    assert ("of the census from 2024/25" in snapshot.sources["element Child"].note) is (element == "Sex")


@pytest.mark.parametrize(("codes", "meant"), [(("NONE",), False), (("AUT",), True), ((), None)])
def test_none_says_that_there_is_no_disability(read, codes, meant):
    snapshot = read(child("C1", need("2022-10-06"), disabilities=codes))
    assert snapshot.rows("children")[0]["disabled"] is meant


def test_an_unborn_child_is_a_child(read):
    snapshot = read(child("C1", need("2022-10-06"), born=None, ExpectedPersonBirthDate="2023-05-01"))
    (unborn,) = snapshot.rows("children")
    assert (unborn["born_on"], unborn["expected_on"]) == (None, date(2023, 5, 1))


def test_a_conference_on_the_referral_is_of_a_child_who_moved_in_unless_an_enquiry_has_it(read):
    snapshot = read(
        child("C1", need("2022-10-06", enquiry("2022-10-10", "2022-10-28"), DateOfInitialCPC="2022-10-28")),
        child("C2", need("2022-10-06", DateOfInitialCPC="2022-11-04")),
    )
    said = [(row["child"], row["kind"], row["enquiry"]) for row in snapshot.rows("conferences")]
    assert said == [("C1", "initial", "C1|2022-10-10"), ("C2", "transfer_in", None)]


def test_two_enquiries_with_one_conference_each_have_it(read):
    twice = need("2022-10-06", enquiry("2022-10-10", "2022-10-28"), enquiry("2022-10-12", "2022-10-28"))
    snapshot = read(child("C1", twice))
    assert [row["enquiry"] for row in snapshot.rows("conferences")] == ["C1|2022-10-10", "C1|2022-10-12"]


def test_what_has_no_record_table_is_put_aside_and_named_with_the_reason(read):
    proceedings = "<PreProceedingsandFGDM><PPStartDate>2023-01-09</PPStartDate></PreProceedingsandFGDM>"
    in_need = "<CINPlanDates><CINPlanStartDate>2023-01-24</CINPlanStartDate></CINPlanDates>"
    held = need("2022-10-06", assessment("2022-10-07", factors=("1A", "2B")), in_need, proceedings)
    snapshot = read(child("C1", held, UPN="A123456789123"))
    aside = [(entry["sheet"], entry["reason"].partition(",")[0]) for entry in snapshot.aside]
    assert sorted(aside) == [
        ("element AssessmentFactors", "Factors found by an assessment are not held yet"),
        ("element AssessmentFactors", "Factors found by an assessment are not held yet"),
        ("element CINPlanDates", "Children in need plans are not held yet"),
        (
            "element PreProceedingsandFGDM",
            "Work before care proceedings and family group meetings are not held yet",
        ),
    ]
    assert "UPN (1). A pupil's number" in snapshot.sources["element Child"].note
    assert "not held yet" in snapshot.sources["element PreProceedingsandFGDM"].note


def test_an_element_that_is_not_known_is_told(read):
    snapshot = read(child("C1", need("2022-10-06", "<FamilyHub>1</FamilyHub>")))
    assert "not known, with what is in them: FamilyHub (1)" in snapshot.sources["element CINdetails"].note


def test_every_mistake_is_told_with_its_line_and_costs_no_more_than_it_must(read):
    text = census(
        child("C1", need("2022-10-06", assessment("2022-13-07"), plan("2022-10-28", previous="some"))),
        child("C2", need("not known", assessment("2022-10-07")), need("2022-10-07", source="99")),
        child("", need("2022-10-08")),
        child("C3", need("2023-04-08"), need("2022-10-08", CINclosureDate="2022-10-01")),
        child("C4", need("2022-10-09", ReasonForClosure="RC10"), GenderCurrent="X"),
    )
    snapshot = read(census__xml=text)
    lines = text.splitlines()
    opening = {
        "element Child": "<Child>",
        "element CINdetails": "<CINdetails>",
        "element Assessments": "<Assess",
    }
    for entry in snapshot.aside:
        assert opening[entry["sheet"]] in lines[entry["row"] - 1]
    aside = [(entry["sheet"], entry["column"], entry["reason"][:30]) for entry in snapshot.aside]
    assert sorted(aside) == [
        ("element Assessments", "AssessmentActualStartDate", "There is no such day in the ca"),
        ("element CINdetails", "CINreferralDate", "This day is after the end of t"),
        ("element CINdetails", "CINreferralDate", "This is not a date. Expected a"),
        ("element CINdetails", "LAchildID", "This value is needed and is em"),
        ("element Child", "LAchildID", "This value is needed and is em"),
    ]
    values = sorted(entry["column"] for entry in snapshot.values)
    assert values == [
        "CINclosureDate",
        "GenderCurrent",
        "NumberOfPreviousCPP",
        "ReasonForClosure",
        "ReferralSource",
    ]
    # The assessment of a referral without a day is kept, of the child and of no referral.
    assert [(row["child"], row["referral"]) for row in snapshot.rows("assessments")] == [("C2", None)]


def test_a_code_of_a_later_year_is_left_empty(read):
    files = {
        "then__xml": census(child("C1", need("2021-10-06", ReasonForClosure="RC9")), year=2022),
        "now__xml": census(child("C2", need("2022-10-06", ReasonForClosure="RC9")), year=2023),
    }
    snapshot = read(**files)
    reasons = {row["child"]: row["closed_reason"] for row in snapshot.rows("referrals")}
    assert reasons == {"C1": None, "C2": "RC9"}
    assert any(entry["reason"].startswith("This code was not in use") for entry in snapshot.values)


def test_a_child_given_twice_is_one_and_what_is_told_twice_is_once(read):
    twice = child("C1", need("2022-10-06", enquiry("2022-10-10")))
    snapshot = read(twice, twice)
    assert len(snapshot.rows("children")) == len(snapshot.rows("referrals")) == 1
    assert len(snapshot.rows("section_47_enquiries")) == 1
    assert {entry["reason"][:17] for entry in snapshot.aside} == {"The row repeats r"}


def test_it_is_true_of_31_march_and_whole_for_its_year(read):
    snapshot = read(child("C1", need("2021-10-06"), need("2022-10-06"), need("2023-02-06")))
    manifest = snapshot.snapshot.manifest
    assert manifest.as_at == date(2023, 3, 31)
    reach = manifest.reach["referrals"]
    assert (reach.from_on, reach.to_on) == (date(2022, 4, 1), date(2023, 3, 31))
    assert "assessments" not in manifest.reach, "a table that no row is of is in no source"


def test_years_that_follow_one_another_reach_together_and_the_later_tells(read):
    files = {
        f"y{year}__xml": census(
            child("C1", need("2020-10-06", CINclosureDate=f"{year}-01-06" if year == 2023 else None)),
            child(f"N{year}", need(f"{year}-01-06")),
            year=year,
        )
        for year in (2020, 2022, 2023)
    }
    files["y2020__xml"] = files["y2020__xml"].replace("2020-10-06", "2019-10-06")
    snapshot = read(**files)
    reach = snapshot.snapshot.manifest.reach["referrals"]
    assert (reach.from_on, reach.to_on) == (date(2021, 4, 1), date(2023, 3, 31))
    assert "None was given for 2020/21" in reach.why
    closed = {row["referral"]: row["closed_on"] for row in snapshot.rows("referrals")}
    assert closed["C1|2020-10-06"] == date(2023, 1, 6)


def test_of_two_things_of_one_day_the_one_that_goes_on_is_the_same_in_the_next_year(read):
    done, open_still = assessment("2022-03-01", "2022-03-20"), assessment("2022-03-01")
    snapshot = read(
        first__xml=census(child("C1", need("2022-02-06", done, open_still)), year=2022),
        second__xml=census(
            child("C1", need("2022-02-06", assessment("2022-03-01", "2022-05-06"))), year=2023
        ),
    )
    finished = [row["finished_on"] for row in snapshot.rows("assessments")]
    assert sorted(finished) == [date(2022, 3, 20), date(2022, 5, 6)]


def test_a_case_or_plan_open_at_the_end_of_a_year_and_gone_in_the_next_is_told(read):
    snapshot = read(
        first__xml=census(
            child("C1", need("2021-10-06", plan("2021-10-28"))),
            child("C2", need("2021-10-06", plan("2021-10-28"))),
            child("C3", need("2021-10-06", ReferralNFA="true")),
            year=2022,
        ),
        second__xml=census(child("C1", need("2021-10-06", plan("2021-10-28"))), year=2023),
    )
    told = [(entry["sheet"], entry["column"]) for entry in snapshot.values]
    assert sorted(told) == [
        ("element CINdetails", "CINclosureDate"),
        ("element ChildProtectionPlans", "CPPendDate"),
    ]
    assert len(snapshot.rows("protection_plans")) == 2


@pytest.mark.parametrize(
    ("said", "ends", "told"),
    [
        ({"year": 2023}, 2023, "2022/23, from ReferenceDate."),
        ({"year": 2022, "reference": "2023-03-31"}, 2023, "Year in the header says otherwise"),
        ({"year": 2022, "reference": "2022-07-21"}, 2022, "is not the 31 March"),
        ({"year": "x", "reference": "2022-03-31"}, 2022, "2021/22, from ReferenceDate."),
        ({"year": 2022, "reference": "soon"}, 2022, "2021/22, from Year"),
    ],
)
def test_the_year_is_what_the_header_says(read, said, ends, told):
    snapshot = read(x__xml=census(child("C1", need(f"{ends}-01-06")), **said))
    assert snapshot.snapshot.manifest.as_at == date(ends, 3, 31)
    assert told in snapshot.sources["element Child"].note


def test_without_a_year_the_rows_say_which_day_it_is_true_of(read):
    snapshot = read(x__xml=census(child("C1", need("2021-01-06")), year="", reference="x"))
    assert snapshot.snapshot.manifest.as_at == date(2021, 1, 6)
    assert snapshot.snapshot.manifest.reach["referrals"] == Reach(
        None, date(2021, 1, 6), snapshot.snapshot.manifest.reach["referrals"].why
    )


def test_of_two_files_of_one_year_the_one_made_later_stands(read):
    early, late = (
        census(
            child("C1", need("2022-10-06", source=source), need("2022-11-06")), made=f"2023-0{n}-01T10:00:00"
        )
        for n, source in ((6, "1A"), (7, "6"))
    )
    snapshot = read(a_second__xml=early, b_first__xml=late)
    assert [row["source"] for row in snapshot.rows("referrals")] == ["6", "1A"]
    assert "because it is newer" in " ".join(snapshot.snapshot.manifest.settled)


def test_two_councils_are_never_put_together(read):
    files = {
        "here__xml": census(child("C1", need("2022-10-06"))),
        "there__xml": census(child("C1", need("2022-10-06")), lea="888"),
    }
    with pytest.raises(SherwoodError, match=r"several councils: 852 .*, 888 "):
        read(**files)


def test_a_damaged_file_is_listed_with_the_reason_and_the_others_are_read(read):
    snapshot = read(good__xml=census(child("C1", need("2022-10-06"))), cut__xml=census(child("C2"))[:-9])
    assert "cut short" in snapshot.sources["cut.xml"].note
    assert [row["child"] for row in snapshot.rows("children")] == ["C1"]


def test_another_return_as_xml_is_not_taken_for_it(tmp_path):
    path = tmp_path / "x.xml"
    path.write_text("<Message><Header><Collection>CSWW</Collection></Header><CSWWWorker/></Message>")
    ((_, said),) = look([path])
    assert "workforce census" in said


@pytest.mark.parametrize(
    ("file", "children", "read_rows", "accepted", "ends"),
    [
        ("CIN_Census_2021.xml", 1, 11, 8, date(2023, 3, 31)),
        ("CIN_Census_2026.xml", 2, 17, 10, date(2024, 3, 31)),
        ("fake_CIN_data.xml", 332, 851, 800, date(2022, 3, 31)),
    ],
)
def test_a_sample_is_read_whole(sample, loaded, file, children, read_rows, accepted, ends):
    snapshot = loaded(sample("cin", file))
    manifest = snapshot.snapshot.manifest
    assert (manifest.read, manifest.accepted, manifest.as_at) == (read_rows, accepted, ends)
    assert len(snapshot.rows("children")) == children
    assert not any("not known" in source.note for source in manifest.sources)


def test_a_census_that_is_not_over_is_true_of_the_last_day_on_which_anything_happened(read):
    day = today() - timedelta(3)
    year = day.year + (day.month > 3)
    snapshot = read(x__xml=census(child("C1", need(day.isoformat())), year=year))
    assert snapshot.snapshot.manifest.as_at == day


def test_a_census_without_children_says_that_there_are_none(read):
    with pytest.raises(SherwoodError, match=r"element Child: .*There are headings and no rows"):
        read(x__xml=census())


def test_it_is_read_from_a_zip_or_packed_with_gzip(loaded, tmp_path):
    text = census(child("C1", need("2022-10-06"))).encode()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("deep/census.xml", text)
    (tmp_path / "b.xml.gz").write_bytes(gzip.compress(text))
    for path in (tmp_path / "a.zip", tmp_path / "b.xml.gz"):
        assert [row["child"] for row in loaded(path).rows("referrals")] == ["C1"]


def test_a_bomb_in_the_guise_of_a_census_is_refused(tmp_path):
    path = tmp_path / "x.xml"
    path.write_text('<!DOCTYPE Message [<!ENTITY a "ha">]>' + census(child("&a;", need("2022-10-06"))))
    assert [said for _, said in look([path])] == [DOCTYPE]
