"""Referrals, assessments, conferences, plans and children held, counted as their pages say."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from recount.answers import MET, Answer, answer, judged
from recount.council import Council, Row
from recount.days import DAY, earliest, elapsed, months_on

# from which day on how many working days
LIMITS = {
    "initial": ((date(2000, 4, 1), 7), (date(2010, 3, 17), 10)),
    "core": ((date(2000, 4, 1), 35),),
    "single": ((date(2013, 4, 15), 45),),
    "conference": ((date(2000, 4, 1), 15),),
    "return interview": ((date(2009, 7, 1), 3),),
    "complaint": ((date(2006, 9, 1), 10),),
    "complex complaint": ((date(2006, 9, 1), 20),),
}
CONFERENCE_DAYS, TWO_YEARS = 15, 729
MONTHS_UNBORN, MONTHS_OF_CHILDHOOD = 9, 216


def limit(kind: str, started_on: date | None) -> int | None:
    """The limit in force when a clock started; None before there was one."""
    known = [days for since, days in LIMITS[kind] if started_on and started_on >= since]
    return known[-1] if known else None


def in_time(kind: str, started_on: date | None, ended_on: date) -> bool | None:
    days = limit(kind, started_on)
    if days is None or started_on is None or ended_on < started_on:
        return None
    return elapsed(started_on, ended_on) <= days


def clock_start(council: Council, assessment: Row) -> date | None:
    """A core assessment is timed from its own start, the others from the referral, where they name one; the day of one
    that is not among those on record is not known."""
    if assessment.kind == "core":
        return assessment.started_on
    referral = council.by("referrals", "referral").get(assessment.referral or "")
    if referral:
        return referral[0].received_on
    return None if assessment.referral and council.table("referrals") else assessment.started_on


def assessments_finished(council: Council, kind: str, first: date, last: date) -> Iterator[Answer]:
    for record in council.table("assessments"):
        if record.kind == kind and record.finished_on and first <= record.finished_on <= last:
            met = in_time(kind, clock_start(council, record), record.finished_on)
            yield answer(council, record, record.assessment, judged(met), record.finished_on)


def assessments_open(council: Council, kind: str, day: date) -> Iterator[Answer]:
    for record in council.table("assessments"):
        if record.kind != kind:
            continue
        start = clock_start(council, record)
        opened_on = start or record.started_on
        over_on = earliest(record.finished_on, council.childhood_ends(record.child))
        is_begun = opened_on <= day if opened_on else record.finished_on is None
        if not is_begun or (over_on and over_on <= day):
            continue
        days = limit(kind, start)
        overdue = None if start is None or days is None else elapsed(start, day) > days
        # on a day off that follows the last day in time no more working days have passed
        yield answer(council, record, record.assessment, judged(overdue), day)


def referrals_received(council: Council) -> dict[str, list[tuple[date, Row, bool]]]:
    """By child, in order of days: the referrals that count, and whether an initial assessment followed.

    Of several on one day the first stands for all. One on a day when a case of the child is open does not count.
    """
    return council.kept("referrals received", _referrals_received)


def _referrals_received(council: Council) -> dict[str, list[tuple[date, Row, bool]]]:
    assessed = {record.referral for record in council.table("assessments") if record.kind == "initial"}
    kept, counted = closings_are_kept(council), defaultdict(list)
    for child, referrals in council.by("referrals", "child").items():
        for day in sorted({record.received_on for record in referrals}):
            cases = [record for record in referrals if record.received_on < day]
            if day > council.as_at or any(is_open(case, day, kept) for case in cases):
                continue
            of_the_day = [record for record in referrals if record.received_on == day]
            stands = min(of_the_day, key=lambda record: record.referral)
            led = any(record.referral in assessed for record in of_the_day)
            counted[child].append((day, stands, led))
    return counted


def is_open(case: Row, day: date, closings_kept: bool) -> bool:
    """On the day it closed a case is no longer open."""
    if case.closed_on:
        return case.closed_on > day
    return closings_kept and not case.no_further_action


def closings_are_kept(council: Council) -> bool:
    cases = [record for record in council.table("referrals") if not record.no_further_action]
    old = [record for record in cases if record.received_on < months_on(council.as_at, -12)]
    closed = sum(record.closed_on is not None for record in old)
    return 2 * closed >= len(old) if old else any(record.closed_on for record in cases)


def led_to_assessment(council: Council, first: date, last: date) -> Iterator[Answer]:
    for referrals in referrals_received(council).values():
        for day, record, led in referrals:
            if first <= day <= last:
                yield answer(council, record, record.referral, judged(led), day)


def re_referrals(council: Council, first: date, last: date, known_from: date) -> Iterator[Answer]:
    for referrals in referrals_received(council).values():
        for day, record, _ in referrals:
            if first <= day <= last and (since := months_on(day, -12)) >= known_from:
                again = any(since <= earlier < day for earlier, *_ in referrals)
                yield answer(council, record, record.referral, judged(again), day)


def conferences_held(council: Council, first: date, last: date) -> Iterator[Answer]:
    enquiries = council.by("section_47_enquiries", "enquiry")
    for record in council.table("conferences"):
        if record.kind == "initial" and record.held_on and first <= record.held_on <= last:
            enquiry = enquiries.get(record.enquiry or "", [Row()])[0]
            met = in_time("conference", enquiry.started_on, record.held_on)
            yield answer(council, record, record.conference, judged(met), record.held_on)


def awaiting_conference(council: Council, day: date, known_from: date) -> Iterator[Answer]:
    """`known_from`: from when conferences are whole. One held before that cannot be seen, so who began before and has
    none may wait or not."""
    for record in council.table("section_47_enquiries"):
        if record.conference_not_needed or record.started_on > day:
            continue
        over_on = earliest(wait_ended(council, record), council.childhood_ends(record.child))
        if over_on is None or over_on > day:
            overdue: bool | None = elapsed(record.started_on, day) > CONFERENCE_DAYS
            if record.started_on < known_from and not has_conference(council, record):
                overdue = None
            yield answer(council, record, record.enquiry, judged(overdue), day)


def has_conference(council: Council, enquiry: Row) -> bool:
    return enquiry.enquiry in council.by("conferences", "enquiry") or bool(unlinked(council, enquiry))


def unlinked(council: Council, enquiry: Row) -> list[date]:
    """The days of initial conferences of the child, since the enquiry began, that name no enquiry."""
    return [
        record.held_on
        for record in council.by("conferences", "child").get(enquiry.child, [])
        if record.enquiry is None and record.kind == "initial"
        and record.held_on and record.held_on >= enquiry.started_on
    ]  # fmt: skip


def wait_ended(council: Council, enquiry: Row) -> date | None:
    """The day of the conference; else, where none is called or known to be needed, the end of the enquiry."""
    called = council.by("conferences", "enquiry").get(enquiry.enquiry, [])
    held_on = earliest(*(record.held_on for record in called)) or earliest(*unlinked(council, enquiry))
    if held_on or called or enquiry.conference_not_needed is False:
        return held_on
    return enquiry.finished_on


def plans_ended(council: Council, first: date, last: date) -> Iterator[Answer]:
    for record in council.table("protection_plans"):
        ended_on = earliest(record.ended_on, council.childhood_ends(record.child))
        if ended_on and first <= ended_on <= last:
            days = (ended_on - record.started_on).days + 1
            yield answer(
                council, record, record.plan, judged(days > TWO_YEARS if days > 0 else None), ended_on
            )


def plans_started(council: Council, first: date, last: date, known_from: date) -> Iterator[Answer]:
    """`known_from`: from when plans are whole. Of a child that may have had one before that, only the source can say."""
    plans = council.by("protection_plans", "child")
    for record in council.table("protection_plans"):
        if first <= record.started_on <= last:
            before = any(other.started_on < record.started_on for other in plans[record.child])
            is_told = record.previous_plans is not None
            is_known = before or is_told or may_have_begun(council, record) >= known_from
            said = judged((before or bool(record.previous_plans)) if is_known else None)
            yield answer(council, record, record.plan, said, record.started_on)


def may_have_begun(council: Council, plan: Row) -> date:
    """The first day on which a plan for the child can have begun."""
    born_on = council.child(plan.child).born_on
    if born_on:
        return months_on(born_on, -MONTHS_UNBORN)
    return months_on(plan.started_on, -MONTHS_OF_CHILDHOOD - MONTHS_UNBORN)


def children_held(council: Council, day: date) -> Iterator[Answer]:
    workers = council.by("workers", "worker")
    for record in council.table("involvements"):
        died_on = council.child(record.child).died_on
        until = earliest(record.ended_on and record.ended_on + DAY, died_on)
        worker = workers.get(record.worker, [Row()])[0]
        if record.role not in (None, "allocated worker") or worker.qualified is False:
            continue
        if record.started_on <= day and (until is None or until > day):
            part = worker.full_time_equivalent
            full_time = part if part and part > 0 else 1.0
            yield answer(council, record, record.involvement, MET, day, full_time=full_time)


def _rule(complaint: Row) -> str:
    return "complex complaint" if complaint.longer else "complaint"


def complaints_answered(council: Council, first: date, last: date) -> Iterator[Answer]:
    for record in council.table("complaints"):
        if record.answered_on and first <= record.answered_on <= last:
            met = in_time(_rule(record), record.received_on, record.answered_on)
            yield answer(council, record, record.complaint, judged(met), record.answered_on)


def complaints_taken_further(council: Council, first: date, last: date) -> Iterator[Answer]:
    for record in council.table("complaints"):
        if record.answered_on and first <= record.answered_on <= last:
            asked = record.investigation_asked_on is not None
            yield answer(council, record, record.complaint, judged(asked), record.answered_on)


def complaints_open(council: Council, day: date) -> Iterator[Answer]:
    """Waiting for their answer on a day; one answered before it was received never waited."""
    for record in council.table("complaints"):
        answered = record.answered_on
        if record.received_on > day or (answered and (answered <= day or answered < record.received_on)):
            continue
        days = limit(_rule(record), record.received_on)
        overdue = None if days is None else elapsed(record.received_on, day) > days
        yield answer(council, record, record.complaint, judged(overdue), day)


INTERVIEW_DAYS = 3


def returned_and_interviewed(council: Council, first: date, last: date) -> Iterator[Answer]:
    """One whose interview may still come in time is left out; one before the return cannot be told."""
    for record in council.table("missing_episodes"):
        back, asked = record.ended_on, record.interviewed_on
        if not back or not first <= back <= last or (record.started_on and back < record.started_on):
            continue
        asked = asked if asked and asked <= council.as_at else None
        if asked is None and back + INTERVIEW_DAYS * DAY >= council.as_at:
            continue
        allowed = limit("return interview", back)
        if (
            allowed is None
            or (asked and asked < back)
            or (asked is None and record.interview_offered is None)
        ):
            met = None
        else:
            met = asked is not None and (asked - back).days <= allowed
        yield answer(council, record, record.missing_episode, judged(met), back)


def awaiting_interview(council: Council, day: date) -> Iterator[Answer]:
    for record in council.table("missing_episodes"):
        back, asked = record.ended_on, record.interviewed_on
        if not back or back > day or record.interview_accepted is False or (asked and asked < back):
            continue
        over_on = earliest(asked, council.childhood_ends(record.child))
        if over_on and over_on <= day:
            continue
        said = (record.interview_offered, record.interview_accepted, asked)
        is_known = limit("return interview", back) is not None and said != (None, None, None)
        overdue = (day - back).days > INTERVIEW_DAYS if is_known else None
        yield answer(council, record, record.missing_episode, judged(overdue), day)


def agreements_in_force(council: Council, day: date) -> Iterator[Answer]:
    for record in council.table("placement_agreements"):
        ended = record.ended_on
        if record.started_on > day or (ended and (ended < day or ended < record.started_on)):
            continue
        childhood_ends = council.childhood_ends(record.child)
        if childhood_ends and childhood_ends <= day:
            continue
        good = (
            None if record.quality in (None, "", "not_judged") else record.quality in ("outstanding", "good")
        )
        yield answer(council, record, record.agreement, judged(good), day)
