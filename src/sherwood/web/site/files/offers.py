"""What the worker tidies by itself."""

from datetime import time

from sherwood.web.site.files.receiving import sweep
from sherwood.web.site.jobs.kinds import Daily, JobKind

OFFERS = [
    JobKind("sweep_files", sweep),
    Daily("sweep_files", time(3, 15), "Remove files that nothing points at"),
]
