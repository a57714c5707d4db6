"""Loading in the browser: its pages, the job that looks at an extract, and what waits for whoever sent one."""

from sherwood.governance.roles import Permission
from sherwood.web.evidence.loading.actions import LOOK
from sherwood.web.evidence.loading.looking import look
from sherwood.web.evidence.loading.waiting import extracts_to_answer
from sherwood.web.site.jobs.kinds import JobKind
from sherwood.web.site.offers.kinds import Address, Link, Waits

OFFERS = [
    Address("", "sherwood.web.evidence.loading.urls"),
    JobKind(LOOK, look),
    Waits(extracts_to_answer),
    Link("data", "Load records", "extract_send", Permission.LOAD_DATA),
    Link("data", "Extracts that were sent here", "extracts", Permission.LOAD_DATA),
]
