"""The demonstration's four audiences, its stakeholders, its communications plan and one handling plan."""

from datetime import date

from sherwood.governance.roles import Role
from sherwood.web.programme.engagement import actions
from sherwood.web.programme.engagement.registers.audiences import Audience, audiences
from sherwood.web.programme.engagement.registers.messages import messages
from sherwood.web.programme.engagement.registers.promises import promises
from sherwood.web.programme.engagement.registers.stakeholders import stakeholders
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.accounts.models import Post, User
from sherwood.web.site.registers.demonstration import entered

AUDIENCES = {
    "Staff of the children's department": (
        ("What the inspectors found and what happens now", "Staff briefings in every district", date(2009, 11, 18), 900, date(2009, 11, 20), 742, "Teams ask when the new posts arrive."),
        ("Monthly letter on the programme", "Letter from the corporate director", date(2010, 3, 1), 1_400, date(2010, 3, 2), None, ""),
    ),
    "The wider county council": (
        ("Why safeguarding is everybody's business", "Intranet and managers' meetings", date(2010, 1, 15), 8_000, date(2010, 1, 18), 3_100, ""),
        ("What other departments can do", "Managers' conference", date(2010, 3, 5), 250, None, None, ""),
    ),
    "The safeguarding children board": (
        ("Progress against the priority actions", "Report to the board", date(2010, 3, 3), 24, date(2010, 3, 3), 22, "Asks for thresholds to come first."),
    ),
    "The children's trust": (
        ("What partners are asked to promise", "Trust board paper", date(2010, 3, 24), 30, None, None, ""),
    ),
}  # fmt: skip
STAKEHOLDERS = (
    ("Head teachers", "Schools", 4, 4, ((date(2009, 12, 1), 2, "Few came to the briefing."), (date(2010, 2, 10), 3, "Designated teachers ask for the threshold guide."))),
    ("Police public protection", "Police", 4, 5, ((date(2009, 12, 8), 4, "Joined the thresholds group at once."),)),
    ("Health visitors and school nurses", "Primary care trust", 4, 3, ((date(2010, 1, 20), 4, "Two days a week promised to the pilot."),)),
    ("Social workers in reception and assessment", "County council", 5, 4, ((date(2009, 11, 25), 2, "Workloads leave no time."), (date(2010, 3, 1), 3, "New colleagues have arrived."))),
    ("Local newspapers", "Press", 3, 3, ()),
)  # fmt: skip
PROMISES = (
    (
        "P10",
        "Police",
        "An officer for the thresholds group, one day a week",
        date(2010, 1, 4),
        "One day a week",
        date(2010, 1, 6),
    ),
    (
        "P07",
        "Primary care trust",
        "Monthly figures on missed appointments of children with plans",
        date(2010, 3, 1),
        "",
        None,
    ),
)


def seed_engagement(programme: Programme) -> None:
    """Doing it again changes nothing."""
    if Audience.objects.exists():
        return
    manager = _holder(Role.PROGRAMME_MANAGER)
    for name, planned in AUDIENCES.items():
        _audience(name, planned, manager)
    for name, agency, interest, influence, ratings in STAKEHOLDERS:
        told = {"name": name, "agency": agency, "interest": interest, "influence": influence}
        made = entered(stakeholders, told, by=manager)
        for on, rating, reason in ratings:
            actions.rate_buy_in(stakeholder=made, rating=rating, on=on, reason=reason, by=manager)
    for key, agency, promised, by_on, given, given_on in PROMISES:
        project = programme.project_set.get(key=key)
        told = {"project": project, "agency": agency, "promised": promised, "by_on": by_on}
        then = [("give", {"given": given, "given_on": given_on})] if given_on else []
        entered(promises, told, *then, by=manager)
    actions.write_handling_plan(
        programme=programme,
        title="If the full inspection finds safeguarding inadequate",
        news_on=date(2010, 4, 12),
        words="Staff and families first, on the morning; then partners; then the press at noon. One voice: the corporate director.",
        readers=[_holder(Role.SENIOR_RESPONSIBLE_OWNER), _holder(Role.PROGRAMME_DIRECTOR)],
        by=manager,
    )


def _audience(name: str, planned, manager: User) -> None:
    audience = entered(audiences, {"name": name}, by=manager)
    lead = Post.objects.called("Communications lead")
    for words, channel, planned_on, reach, done_on, reached, response in planned:
        told = {"audience": audience, "words": words, "channel": channel, "owner_post": lead}
        came = {"done_on": done_on, "actual_reach": reached, "response": response}
        then = [("report", came)] if done_on else []
        entered(messages, told | {"planned_on": planned_on, "planned_reach": reach}, *then, by=manager)


def _holder(role: Role) -> User:
    return User.objects.holding(role).first()
