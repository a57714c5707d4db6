"""What waits of the extracts that somebody sent."""

from collections.abc import Iterable

from django.http import HttpRequest

from sherwood.web.evidence.loading.models import SentExtract
from sherwood.web.site.offers.kinds import WaitingLine

WORDS = {
    SentExtract.State.LOOKED: "Publish {}, or put it away",
    SentExtract.State.REFUSED: "See why {} could not be read",
}


def extracts_to_answer(request: HttpRequest) -> Iterable[WaitingLine]:
    """Of those one sent oneself: somebody else's is theirs to answer."""
    for extract in SentExtract.visible_to(request.user).filter(sent_by=request.user, state__in=WORDS):
        words = WORDS[SentExtract.State(extract.state)].format(str(extract).lower())
        yield WaitingLine(words, extract.get_absolute_url(), plain=words)
