"""Whom a change of the programme touches: those who are told of it."""

from collections.abc import Iterable

from django.db.models import Q

from sherwood.governance.proposing import ProposedChange
from sherwood.governance.roles import MATRIX, Permission, Role
from sherwood.web.programme.meetings.models import Holding
from sherwood.web.programme.programmes.models import Body, Finding, Programme, Project
from sherwood.web.programme.programmes.parts import PARTS
from sherwood.web.programme.proposals.models import Proposal
from sherwood.web.site.accounts.models import RoleGrant, User
from sherwood.web.site.ui.clock import today

OF_THE_DECIDERS = ("rules", "checklist", "grade", "criterion", "funding", "posts")
STEERS = (Role.SENIOR_RESPONSIBLE_OWNER, Role.PROGRAMME_DIRECTOR)


def holders_of(permission: Permission) -> list[User]:
    """Who may do something today, by role."""
    return list(_with([role for role in Role if permission in MATRIX[role]]))


def _with(roles: Iterable[Role]):
    held = RoleGrant.objects.current().filter(role__in=[role.name for role in roles])
    return User.objects.signing_in().filter(grants__in=held).distinct()


def touched_by(programme: Programme, change: ProposedChange, proposal: Proposal, by) -> list[User]:
    """Those whose work it is about, and its proposer; not who agrees. Asked before it is made."""
    found = {user.pk: user for user in _touched(programme, change)}
    if proposal.proposed_by:
        found[proposal.proposed_by_id] = proposal.proposed_by
    found.pop(by.pk, None)
    return [user for user in found.values() if user.may(Permission.SEE_PROGRAMME)]


def _touched(programme: Programme, change: ProposedChange) -> Iterable[User]:
    said = change.before | change.after
    if change.section in ("body", "agenda"):
        return _members(programme, str(said.get("body") or _named(programme, change, "body") or change.key))
    if change.section in OF_THE_DECIDERS:
        return holders_of(Permission.DECIDE)
    if change.section == "role":
        return User.objects.signing_in().filter(post__title__in=_posts(programme, change))
    if projects := _projects(programme, change):
        return _leads(projects, said)
    return _with(STEERS)


def _named(programme: Programme, change: ProposedChange, link: str) -> str:
    """The key of what a part that stands names."""
    row = PARTS[change.section].objects.filter(programme=programme, key=change.key).first()
    named = getattr(row, link, None)
    return named.key if named else ""


def _members(programme: Programme, key: str) -> list[User]:
    """Who sits on a body, and whoever decides or challenges where it is the body that does."""
    body = Body.objects.filter(programme=programme, key=key).first()
    found = (
        [
            holding.user
            for holding in Holding.objects.current(today()).filter(seat__body=body, user__isnull=False)
        ]
        if body
        else []
    )
    if key == programme.deciding_body:
        found += holders_of(Permission.DECIDE)
    if key == programme.challenging_body:
        found += holders_of(Permission.CHALLENGE)
    return found


def _posts(programme: Programme, change: ProposedChange) -> list[str]:
    row = PARTS["role"].objects.filter(programme=programme, key=change.key).select_related("post").first()
    said = [change.before.get("post"), change.after.get("post"), row and row.post.title]
    return [title for title in said if title]


def _projects(programme: Programme, change: ProposedChange) -> list[Project]:
    """The projects that a change is about."""
    if change.section == "finding":
        row = Finding.objects.filter(programme=programme, key=change.key).first()
        keys = {project.key for project in row.projects.all()} if row else set()
        keys |= set(change.after.get("projects", []))
    elif change.section in ("score", "marker"):
        keys = {
            change.before.get("project"),
            change.after.get("project"),
            _named(programme, change, "project"),
        }
    else:
        keys = {change.key} if change.section == "project" else set()
    return list(
        Project.objects.filter(programme=programme, key__in=keys - {None}).prefetch_related("co_leads")
    )


def _leads(projects: Iterable[Project], said: dict) -> Iterable[User]:
    """Who leads them, now or once it is made."""
    posts = {post.pk for project in projects for post in [project.lead, *project.co_leads.all()] if post}
    titles = [said.get("lead"), *said.get("co_leads", [])]
    return User.objects.signing_in().filter(
        Q(post__in=posts) | Q(post__title__in=[title for title in titles if title])
    )
