"""The demonstration's baselines: version 1 of November 2009, version 2 of March 2010 with what caused it."""

from datetime import date

from sherwood.web.programme.baselines.actions import BodyAsked, approve, freeze, record_review
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.offers.kinds import COUNTY, Told
from sherwood.web.site.trail.actions import COMMAND_LINE

ASKED = (
    BodyAsked(
        "Social care leadership team", date(2009, 10, 21), "Capacity must come first; the posts cannot wait."
    ),
    BodyAsked("Children's leadership team", date(2009, 10, 28), "Tie every project to the children's plan."),
    BodyAsked(
        "Corporate Leadership Team", date(2009, 11, 3), "Show what each project costs and what it brings."
    ),
    BodyAsked("Cabinet", date(2009, 11, 11), "Report every month, and say plainly when things slip."),
    BodyAsked(
        "Elected members", date(2009, 11, 12), "Members want to know whether children are seen sooner."
    ),
)
ASKED_AGAIN = (
    BodyAsked(
        "Programme Board", date(2010, 2, 15), "Keep the reserve for posts; show early work beside the plan."
    ),
    BodyAsked(
        "Safeguarding children board",
        date(2010, 3, 3),
        "Bring thresholds forward; report to us every two months.",
    ),
)
EVENTS = (
    "Early work of the programme since November 2009",
    "The county council's budget meeting of February 2010 (25 or 26 February: the sources differ)",
    "The extraordinary meeting of the safeguarding children board on 3 March 2010",
)
APPROVALS = {
    "Corporate Leadership Team": date(2009, 11, 10),
    "Cabinet": date(2009, 11, 11),
    "Elected members": date(2009, 11, 16),
}

REVIEWS = (
    ("document", 1, "Executive group", date(2010, 1, 14), "The part on new posts names what each is for; the money is shown by source."),
    ("plan", 1, "Executive group", date(2010, 2, 11), ""),
)  # fmt: skip


def seed_baselines(programme: Programme, told: Told = COUNTY, by=COMMAND_LINE) -> None:
    """Freeze both versions, record two reviews and the three approvals. Doing it again changes nothing."""
    if programme.baselines.exists():
        return
    if told != COUNTY:
        freeze(programme=programme, dated_on=programme.began_on, events=(), consulted=(), by=by)
        return
    freeze(programme=programme, dated_on=date(2009, 11, 16), events=(), consulted=ASKED, by=by)
    for of, number, body, on, changes in REVIEWS:
        record_review(
            programme=programme,
            of=of,
            number=number,
            body=body,
            reviewed_on=on,
            changed=bool(changes),
            changes=changes,
            by=by,
        )
    freeze(programme=programme, dated_on=date(2010, 3, 3), events=EVENTS, consulted=ASKED_AGAIN, by=by)
    initiation = programme.phase_set.get(key="initiation")
    for body, on in APPROVALS.items():
        approve(phase=initiation, body=body, on=on, by=by)
