"""The day's messages, sent by the worker: as `sherwood digest` does, and nothing where no mail server is set."""

from typing import Any

from django.conf import settings

from sherwood.web.site.digest.actions import send_digests
from sherwood.web.site.trail.actions import BY_ITSELF

SEND = "send_digests"


def send(given: dict[str, Any], told) -> str:
    """Begun again after a kill, it sends nobody a second message: each is written down before it is sent."""
    if not settings.EMAIL_HOST:
        return "No mail server is set (SHERWOOD_MAIL), so nobody was sent a message."
    told("Sending messages", 0, 1)
    answers = send_digests(by=BY_ITSELF)
    said = ", ".join(f"{number:,} {answer}" for answer, number in sorted(answers.items()))
    return f"Messages: {said}." if said else "There was nobody to write to."
