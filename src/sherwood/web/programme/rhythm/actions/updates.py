"""Drafting an update to a body, and the owner's name under it."""

from collections.abc import Sequence

from sherwood.governance.roles import Permission, Role
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.programmes.models import Body, Programme
from sherwood.web.programme.programmes.signals import Judged
from sherwood.web.programme.rhythm.models import SignOff, Update
from sherwood.web.programme.rhythm.telling import content_of
from sherwood.web.site.acts import act, rule
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


@act(needs=Permission.RUN_PROGRAMME, about="body")
def draft_update(
    *, body: Body, summary: str, judged: Sequence[Judged], corrects: Update | None = None, by
) -> Update:
    """Freeze what is known today as the next update. What it says never changes; another takes its place."""
    if not summary.strip():
        raise SherwoodError("Say in a few sentences what the body should know.")
    programme = Programme.objects.select_for_update().get(pk=body.programme_id)
    found = Update.objects.filter(programme=programme, body=body)
    if found.to_sign().exists():
        raise Refusal("An update waits to be signed off or sent back already. One at a time.")
    if corrects and not corrects.issued:
        raise Refusal("Only an issued update is corrected. Draft a new one instead.")
    issued = found.issued()
    before = (issued.filter(number__lt=corrects.number) if corrects else issued).first()
    last = Update.objects.filter(programme=programme).first()
    made = Update(
        programme=programme,
        body=body,
        number=last.number + 1 if last else 1,
        summary=summary,
        content=content_of(programme, judged, before),
        corrects=corrects,
        by=by,
        said_on=today(),
    )
    made.digest = made.worked_out()
    made.save()
    detail = {"digest": made.digest[:12]} | ({"corrects": corrects.number} if corrects else {})
    trail.record(verb="drafted an update", what=made, detail=detail, by=by)
    return made


@rule(Permission.ALLOW_EXCEPTION)
def check_signs(update: Update, by) -> None:
    """The owner of the programme, never who drafted it."""
    if Role.SENIOR_RESPONSIBLE_OWNER not in by.roles:
        raise Refusal(f"An update is signed off by {update.programme.called('owning_role')}.")
    if update.by_id == by.pk:
        raise Refusal("You drafted this update, so somebody else must sign it off.")


@act(needs=check_signs, about="update")
def sign_off(*, update: Update, signed: bool, words: str = "", by) -> SignOff:
    """Issue it, or send it back with words. By the owner of the programme, never by who drafted it."""
    if hasattr(update, "sign_off"):
        raise Refusal("This update was answered already.")
    if not signed and not words.strip():
        raise SherwoodError("Say what must be put right before you sign it.")
    if update.digest != update.worked_out():
        raise Refusal("This is not what was drafted: its digest differs. Tell the programme manager.")
    made = SignOff.objects.create(update=update, signed=signed, words=words, by=by, said_on=today())
    trail.record(verb="signed off an update" if signed else "sent back an update", what=update, by=by)
    return made
