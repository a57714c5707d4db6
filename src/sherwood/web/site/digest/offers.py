"""The daily email: sent by the worker each morning, and the page on which somebody chooses to have it."""

from datetime import time

from sherwood.web.site.digest.daily import SEND, send
from sherwood.web.site.jobs.kinds import Daily, JobKind
from sherwood.web.site.offers.kinds import Address, Link

OFFERS = [
    Address("", "sherwood.web.site.digest.urls"),
    JobKind(SEND, send),
    Daily(SEND, time(7), "Send each person what is new for them"),
    Link("account", "Messages by email", "email"),
]
