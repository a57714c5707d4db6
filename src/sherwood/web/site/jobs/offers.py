"""The pages of jobs, a link to them, and the tidying that the worker does by itself."""

from datetime import time

from sherwood.web.site.jobs.kinds import Daily, JobKind
from sherwood.web.site.jobs.running import forget_old
from sherwood.web.site.offers.kinds import Address, Link

OFFERS = [
    Address("", "sherwood.web.site.jobs.urls"),
    JobKind("forget_old_jobs", forget_old),
    Daily("forget_old_jobs", time(3), "Remove what is kept of old jobs"),
    Link("account", "Jobs you asked for", "jobs"),
]
