"""What is told when nothing could be read, and what a file is that cannot be."""

import gzip
import io
import zipfile

import pyarrow.csv
import pytest

from sherwood.kit.errors import SherwoodError
from sherwood.reading.load import load, look
from sherwood.reading.refusals import KEPT
from workbook_files import workbook

HEADS = "referral,child,received_on,team\n"


def refusal(store, *paths):
    with pytest.raises(SherwoodError) as refused:
        load(paths, store)
    return str(refused.value)


def test_the_commonest_reasons_are_told_with_their_rows_and_never_what_came(store, write):
    rows = "".join(f"R{n},SECRET{n},soon,Duty\n" for n in range(7)) + "R8,,01/03/2021,Duty\n"
    said = refusal(store, write(referrals=HEADS + rows))
    assert "all 8 rows were put aside" in said
    assert "7 (rows 2, 3, 4 and on): column “received_on”: This is not a date." in said
    assert "1 (row 9): column “child”: This value is needed and is empty." in said
    assert "SECRET" not in said and "soon" not in said


def test_the_rows_of_a_refused_load_are_kept_where_a_person_can_read_them(store, write):
    said = refusal(store, write(referrals=f"{HEADS}R1,C1,=soon(),Duty\n"))
    kept = store.root / KEPT
    assert str(kept) in said
    assert kept.stat().st_mode & 0o077 == 0
    (line,) = pyarrow.csv.read_csv(kept).to_pylist()
    assert (line["file"], line["row"], line["column"], line["came"]) == (
        "referrals.csv",
        2,
        "received_on",
        "'=soon()",
    )


def test_they_are_replaced_by_the_next_refused_load_and_stay_when_one_succeeds(store, write):
    refusal(store, write(referrals=f"{HEADS}R1,C1,soon,Duty\n"))
    load([write(folder="good", referrals=f"{HEADS}R1,C1,15/03/2021,Duty\n")], store)
    assert pyarrow.csv.read_csv(store.root / KEPT).num_rows == 1
    refusal(store, write(folder="worse", referrals=f"{HEADS}R1,C1,soon,Duty\nR2,C2,later,Duty\n"))
    assert pyarrow.csv.read_csv(store.root / KEPT).num_rows == 2


def test_a_load_of_files_that_cannot_be_opened_keeps_nothing(store, write):
    said = refusal(store, write(a__pdf="%PDF-1.7"))
    assert "PDF document" in said and "kept" not in said
    assert not (store.root / KEPT).exists()


def what(path):
    return [said for _, said in look([path])]


FILES = {
    "a web page": (b"<html><body><table><tr><td>child</td></tr></table></body></html>", "web page"),
    "a page of tables alone": (b"\xef\xbb\xbf\n<table border=1><tr><th>child</th></tr></table>", "web page"),
    "a page in UTF-16": ("<html><table></table></html>".encode("utf-16"), "web page"),
    "a page as Excel writes it": (
        b'<?xml version="1.0"?>\n<!DOCTYPE html><html xmlns:x="urn:x">',
        "web page",
    ),
    "a page with what belongs to it": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n",
        "web page",
    ),
    "a spreadsheet as XML": (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "spreadsheet saved as XML",
    ),
    "a PDF": (b"%PDF-1.4", "PDF document"),
    "a text document": (b"{\\rtf1\\ansi", "RTF"),
    "a picture": (b"\x89PNG\r\n", "picture"),
    "a message": (b"From: a@example.org\nSubject: extract\n", "e-mail"),
    "JSON": (b'[{"child": "C1"}]', "JSON"),
    "a database": (b"SQLite format 3\x00", "database"),
    "an archive": (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z archive"),
    "an old Word document": (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "Word document"),
    "a message of Outlook": (b"\xd0\xcf\x11\xe0" + "__substg1.0_0037".encode("utf-16-le"), "e-mail"),
    "a workbook with a password": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
    "a census that is cut short": (
        b"<Message><Header><CollectionDetails><Collection>CIN</Collection>",
        "XML is cut short",
    ),
    "the workforce census": (
        b"<Message><Header><CollectionDetails><Collection>CSWW</Collection>",
        "workforce",
    ),
    "the return as XML": (
        b"<?xml version='1.0'?><EXPSSDA903><CHILD>",
        "looked-after return (SSDA903) as XML",
    ),
    "a school census": (b"<Message><Header><CollectionDetails><Collection>SC</Collection>", "school census"),
    "other XML": (b"<?xml version='1.0'?><records/>", "XML of a kind"),
}


@pytest.mark.parametrize(("data", "said"), FILES.values(), ids=FILES)
def test_a_file_that_holds_no_rows_is_named_whatever_it_is_called(write, data, said):
    (told,) = what(write(extract__xls=data))
    assert said in told


def test_a_document_that_is_a_zip_is_named(write):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("word/document.xml", "")
    assert "Word document" in what(write(extract__xlsx=out.getvalue()))[0]


def test_a_packed_file_is_read_and_one_cut_short_is_named(write):
    packed = gzip.compress(f"{HEADS}R1,C1,15/03/2021,Duty\n".encode())
    assert "referrals" in what(write(extract__gz=packed))[0]
    assert "cut short" in what(write(folder="cut", extract__gz=packed[:-12]))[0]


TABLES = {
    "CINdetails": "LAchildID,CINreferralDate,ReferralSource,PrimaryNeedCode,CINclosureDate,ReasonForClosure",
    "Section47": "LAchildID,CINdetailsID,S47ActualStartDate,InitialCPCtarget,DateOfInitialCPC,ICPCnotRequired",
    "ChildProtectionPlans": "LAchildID,CINdetailsID,CPPID,CPPstartDate,CPPendDate,InitialCategoryOfAbuse",
    "Reviews": "LAchildID,CPPID,CPPreviewDate",
    "Disabilities": "LAchildID,Disability",
    "ChildCharacteristics": "LAchildID,Ethnicity",
    "ChildIdentifiers": "LAchildID,UPN,PersonBirthDate,GenderCurrent",
    "Assessments": "LAchildID,AssessmentActualStartDate,AssessmentInternalReviewDate,AssessmentAuthorisationDate",
    "ssd_person": "pers_person_id,pers_sex,pers_ethnicity,pers_dob",
    "ssd_cla_episodes": "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date",
    "workers": "AgencyWorker,SWENo,FTE,PersonBirthDate,GenderCurrent,OrgRole",
    "pupils": "UPN,Surname,Forename,DOB,NCyearActual,EnrolStatus",
}


@pytest.mark.parametrize(("table", "headings"), TABLES.items())
def test_a_table_of_a_return_that_is_not_read_is_named_with_what_to_give_instead(write, table, headings):
    (told,) = what(write(extract=f"{headings}\n{',' * headings.count(',')}\n"))
    assert f"This is {table} of " in told and "Give the inspection lists" in told


def test_it_is_named_below_a_title_and_in_a_workbook(write):
    heads = TABLES["Section47"].split(",")
    assert "Section47" in what(write(extract__xlsx=workbook(["Census 2021"], None, heads, sheet="Sheet1")))[0]


def test_the_analysis_tool_is_named(write):
    data = workbook(
        ["Children's services Analysis Tool (ChAT)"], ["Contacts in the last 6 months", 120], sheet="1"
    )
    assert "(ChAT)" in what(write(chat__xlsx=data))[0]


def test_a_file_of_no_format_names_the_headings_it_shares_and_no_other_word(write):
    (told,) = what(write(extract="child,team,Ada Lovelace,received_on,x,y\n1,2,3,4,5,6\n"))
    assert "“child”, “team”, “received_on”, in row 1" in told
    assert "Lovelace" not in told
