"""Loading: its pages, the jobs that look at an extract and that renew each night, and what waits for whoever sent one."""

from datetime import time

from django.conf import settings

from sherwood.governance.roles import Permission
from sherwood.records.snapshots import Store
from sherwood.web.evidence.loading.actions import LOOK
from sherwood.web.evidence.loading.looking import look
from sherwood.web.evidence.loading.renewing import RENEW, renew_nightly
from sherwood.web.evidence.loading.waiting import extracts_to_answer
from sherwood.web.site.jobs.kinds import Daily, JobKind
from sherwood.web.site.offers.kinds import Address, FirstStep, Link, StepState, Waits


def records_loaded() -> StepState:
    current = Store(settings.STORE_ROOT).current()
    return StepState(current is not None, "There are records." if current else "No records yet.")


OFFERS = [
    Address("", "sherwood.web.evidence.loading.urls"),
    JobKind(LOOK, look),
    JobKind(RENEW, renew_nightly),
    Daily(RENEW, time(2), "Publish the records again, with what was entered in registers since"),
    Waits(extracts_to_answer),
    FirstStep("Load the council's records", "extract_send", 50, (Permission.LOAD_DATA,), records_loaded),
    Link("data", "Load records", "extract_send", Permission.LOAD_DATA),
    Link("data", "Extracts that were sent here", "extracts", Permission.LOAD_DATA),
]
