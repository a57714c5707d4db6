"""The inspection lists (Annex A) of a council, written as a workbook from its records.

A list holds what happened in the months before its day, or was open or ended in them; of placements, visits and reviews
only the latest of each child.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from recount.care import looked_after, placements_between
from recount.council import Council, Row
from recount.days import months_on, year_to

PERSON = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)")
ALLOCATED = ("Allocated Team", "Allocated Worker")
DISABLED = "Does the Child have a Disability"
HEADINGS = {
    "List 1": (*PERSON, "Date of Contact", "Contact Source"),
    "List 3": (*PERSON, "Date of referral", "Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months", *ALLOCATED),
    "List 4": (*PERSON, DISABLED, "Continuous Assessment Start Date", "Child Seen During Continuous Assessment",
               "Continuous Assessment Date of Authorisation",
               "Was the child assessed as requiring LA children's social care support", *ALLOCATED),
    "List 5": (*PERSON, DISABLED, "Strategy discussion initiating Section 47 Enquiry Start Date",
               "Was an Initial Child Protection Conference deemed unnecessary?", "Date of Initial Child Protection Conference",
               "Did the Initial Child Protection Conference Result in a Child Protection Plan",
               "Number of Section 47 Enquiries in the last 12 months", "Number of ICPCs in the last 12 months", *ALLOCATED),
    "List 6": (*PERSON, DISABLED, "CIN Start Date", "Primary Need Code", "Date Child Was Last Seen", "CIN Closure Date",
               "Reason for Closure", "Case Status", *ALLOCATED),
    "List 7": (*PERSON, DISABLED, "Child Protection Plan Start Date", "Initial Category of Abuse", "Latest Category of Abuse",
               "Date of the Last Statutory Visit", "Was the Child Seen Alone?", "Date of latest review conference",
               "Child Protection Plan End Date",
               "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
               "Number of Previous Child Protection Plans", *ALLOCATED),
    "List 8": (*PERSON, "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", DISABLED,
               "Date Started to be Looked After", "Child's Category of Need", "Child's Legal Status",
               "Date of Latest Statutory Review", "Date of Last Social Work Visit", "Date of Last Health Assessment",
               "Date of Last Dental Check", "Number of Placements in the Last 12 months", "Date Ceased to be Looked After",
               "Reason Ceased to be Looked After", "Start Date of Most Recent Placement", "Placement Type",
               "Placement Provider", "Placement Location", *ALLOCATED),
}  # fmt: skip
SEXES, FLAGS = {"M": "a) Male", "F": "b) Female"}, {True: "a) Yes", False: "b) No"}


def write_lists(council: Council, path: Path, draw: random.Random) -> None:
    """A workbook of the lists as at the day of the records, with rows given twice and workers by name here and there."""
    first = months_on(council.as_at, -6)
    writers: dict[str, Callable[[Council, date], Iterator[dict]]] = {
        "List 3": _referrals, "List 4": _assessments, "List 5": _enquiries, "List 6": _needs, "List 7": _plans, "List 8": _care,
    }  # fmt: skip
    with xlsxwriter.Workbook(path) as book:
        for name, headings in HEADINGS.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, headings)
            rows = list(writers[name](council, first)) if name in writers else []
            rows += draw.sample(rows, len(rows) // 40)  # given twice
            for number, row in enumerate(rows, 1):
                sheet.write_row(number, 0, [row.get(heading, "") for heading in headings])


def _row(council: Council, record: Row, **more: Any) -> dict[str, Any]:
    who = council.child(record.child)
    worker = (
        ""
        if not record.worker
        else f"Sam {'ABCDEFGHIJ'[int(record.worker[-1])]}"
        if record.worker.endswith("7")
        else record.worker
    )
    said = {
        "Child Unique ID": record.child, "Gender": SEXES.get(who.sex or "", "c) Not stated/recorded"),
        "Ethnicity": f"a) {who.ethnicity}" if who.ethnicity else "", "Date of Birth": _day(who.born_on),
        DISABLED: FLAGS.get(who.disabled, ""), "Allocated Team": record.team or "", "Allocated Worker": worker,
    }  # fmt: skip
    return said | more


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _referrals(council: Council, first: date) -> Iterator[dict]:
    for record in council.table("referrals"):
        if first <= record.received_on <= council.as_at:
            nfa = FLAGS.get(record.no_further_action, "")
            yield _row(
                council, record, **{"Date of referral": _day(record.received_on), "Referral NFA?": nfa}
            )


def _needs(council: Council, first: date) -> Iterator[dict]:
    """A case once for each child and day."""
    seen = set()
    for record in council.table("referrals"):
        if record.received_on <= council.as_at and (not record.closed_on or record.closed_on >= first):
            if (record.child, record.received_on) not in seen:
                yield _row(council, record, **{
                    "CIN Start Date": _day(record.received_on), "CIN Closure Date": _day(record.closed_on),
                })  # fmt: skip
            seen.add((record.child, record.received_on))


def _assessments(council: Council, first: date) -> Iterator[dict]:
    """All are called single here: the lists know no other."""
    for record in council.table("assessments"):
        if (
            record.started_on
            and record.started_on <= council.as_at
            and (record.finished_on or council.as_at) >= first
        ):
            yield _row(council, record, **{
                "Continuous Assessment Start Date": _day(record.started_on),
                "Continuous Assessment Date of Authorisation": _day(record.finished_on),
            })  # fmt: skip


def _enquiries(council: Council, first: date) -> Iterator[dict]:
    held = council.by("conferences", "enquiry")
    for record in council.table("section_47_enquiries"):
        if first <= record.started_on <= council.as_at:
            conference = held.get(record.enquiry, [Row()])[0]
            yield _row(council, record, **{
                "Strategy discussion initiating Section 47 Enquiry Start Date": _day(record.started_on),
                "Was an Initial Child Protection Conference deemed unnecessary?": FLAGS.get(record.conference_not_needed, ""),
                "Date of Initial Child Protection Conference": _day(conference.held_on),
            })  # fmt: skip


def _plans(council: Council, first: date) -> Iterator[dict]:
    for record in council.table("protection_plans"):
        if record.started_on <= council.as_at and (record.ended_on or council.as_at) >= first:
            told = "" if record.plan.endswith("3") else record.previous_plans
            yield _row(council, record, **{
                "Child Protection Plan Start Date": _day(record.started_on),
                "Child Protection Plan End Date": _day(record.ended_on),
                "Number of Previous Child Protection Plans": told,
            })  # fmt: skip


def _care(council: Council, _: date) -> Iterator[dict]:
    """Who is looked after on the day, with the latest of everything."""
    since = year_to(council.as_at)
    for child, stay, record in looked_after(council, council.as_at):
        latest = _latest(council, "placements", child, "started_on")
        review = _latest(council, "care_reviews", child, "held_on")
        told = (
            "" if record.episode.endswith("3") else placements_between(council, child, since, council.as_at)
        )
        yield _row(council, record, **{
            "Date Started to be Looked After": _day(stay.began_on), "Child's Legal Status": record.legal_status or "",
            "Date of Latest Statutory Review": _day(review.held_on), "Number of Placements in the Last 12 months": told,
            "Start Date of Most Recent Placement": _day(latest.started_on), "Placement Type": latest.kind or "",
        })  # fmt: skip


def _latest(council: Council, table: str, child: str, column: str) -> Row:
    rows = [row for row in council.by(table, "child").get(child, []) if getattr(row, column) <= council.as_at]
    return max(rows, key=lambda row: getattr(row, column), default=Row())
