"""Sending the day's digests, and saying whether one is wanted."""

from collections import Counter
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction

from sherwood.kit.errors import SherwoodError
from sherwood.web.site.accounts.models import User
from sherwood.web.site.acts import ANYBODY, SYSTEM, act
from sherwood.web.site.digest.composing import Composed, compose
from sherwood.web.site.digest.models import Digest, Unwanted
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today

SENT, NOTHING, REFUSED = "sent", "nothing new", "refused"


@act(needs=SYSTEM, in_parts=True)
def send_digests(*, by) -> Counter[str]:
    """Send everybody their digest of today who has something new and has not had it: how many of each answer.

    A mail server that cannot be reached stops it; one address that it refuses does not, and is tried again next time.
    """
    done, answers = Digest.objects.settled(today()), Counter()
    unwanted = set(Unwanted.objects.values_list("user", flat=True))
    with _mail() as mail:
        for user in User.objects.signing_in().exclude(pk__in=done | unwanted):
            answers[_send(user, mail)] += 1
    trail.record(verb="sent digests", what=("digest", today().isoformat()), detail=dict(answers), by=by)
    return answers


class _mail:
    """An open connection to the mail server, or a sentence about why there is none."""

    def __enter__(self):
        if not settings.EMAIL_HOST:
            raise SherwoodError(
                "SHERWOOD_MAIL is not set, so there is no mail server to send by. For example: "
                "SHERWOOD_MAIL=smtp://user:password@mail.example.gov.uk:587"
            )
        self.connection = get_connection()
        try:
            self.connection.open()
        except (OSError, SMTPException) as unreachable:
            raise SherwoodError(
                f"The mail server cannot be reached ({type(unreachable).__name__}). Check SHERWOOD_MAIL, then send again: "
                "nobody is sent a second message for today."
            ) from None
        return self.connection

    def __exit__(self, *_):
        self.connection.close()


def _send(user: User, mail) -> str:
    composed = compose(user, Digest.objects.told(user))
    if not composed.new:
        return NOTHING
    claimed = _claim(user, composed)
    if claimed is None:
        return NOTHING
    message = EmailMessage(
        composed.subject,
        composed.body,
        to=[user.email],
        connection=mail,
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except SMTPException:
        claimed.state = Digest.State.REFUSED
    else:
        claimed.state = Digest.State.SENT
    claimed.save(update_fields=["state"])
    return SENT if claimed.state == Digest.State.SENT else REFUSED


def _claim(user: User, composed: Composed) -> Digest | None:
    """Today's digest of somebody, written before it is sent; None when another run has it already."""
    Digest.objects.filter(user=user, day=today(), state=Digest.State.REFUSED).delete()
    try:
        with transaction.atomic():
            return Digest.objects.create(user=user, day=today(), marks=composed.marks)
    except IntegrityError:
        return None


@act(needs=ANYBODY)
def want_digest(*, wanted: bool, by: User) -> None:
    """Say for oneself whether to get the digest."""
    if wanted:
        Unwanted.objects.filter(user=by).delete()
    else:
        Unwanted.objects.get_or_create(user=by)
    trail.record(
        verb="chose about the digest", what=("account", str(by.pk)), detail={"wanted": wanted}, by=by
    )
