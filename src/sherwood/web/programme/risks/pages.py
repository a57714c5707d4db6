"""What the registers show."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest

from sherwood.governance.risks import RiskScale, RiskScore
from sherwood.governance.roles import Permission
from sherwood.governance.stages import allows
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.programmes.models.scales import standing_scale
from sherwood.web.programme.risks import lists
from sherwood.web.programme.risks.actions import check_keeps
from sherwood.web.programme.risks.models import AFFECTS, Issue, Risk
from sherwood.web.site.listings.choosing import Choosing
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.templatetags.ui import marked


def registers(request: HttpRequest, chosen: dict[str, str] | None = None) -> dict:
    """Both registers as chosen, the matrix of the risks that are live, and what keeps the words of the page."""
    user = request.user
    risks, issues = lists.RISKS.shown(request, chosen=chosen), lists.ISSUES.shown(request, chosen=chosen)
    live = [risk for risk in risks.rows if risk.live]
    scale = standing_scale()
    return {
        "sentence": sentence(live, [issue for issue in issues.rows if issue.live]),
        "risks": risks,
        "issues": issues,
        "matrix": matrix(live, scale),
        "scale": scale,
        "bands": bands(scale),
        "affected": _affected(issues.rows),
        "choosing": Choosing(request, lists.CHOICES, "risks and issues"),
        "keeps": bool(user.may(Permission.RUN_PROGRAMME) or kept_projects(user)),
    }


def project_registers(request: HttpRequest, project: Project) -> dict:
    """Everything of one project, what is closed too."""
    return registers(request, {"project": project.key, "state": "all"}) | {
        "project": project,
        "keeps": allows(check_keeps, project, request.user),
    }


def sentence(risks: list[Risk], issues: list[Issue]) -> str:
    """How many live risks there are of each level and how large, and how long issues have been open."""
    oldest = max((issue.days_open(today()) for issue in issues), default=0)
    then = f"{_count(len(issues), 'open issue')}, the oldest for {_count(oldest, 'day')}"
    return f"{_risks_said(risks)}; {then if issues else 'no open issue'}."


def _risks_said(risks: list[Risk]) -> str:
    if not risks:
        return "No live risk"
    strategic = [risk for risk in risks if risk.level == Risk.Level.STRATEGIC]
    key = [risk.now.band.title.lower() for risk in strategic if risk.now.band.key_risk]
    minor = len(risks) - len(strategic)
    parts = [f"{len(strategic)} strategic ({_key_said(key)})"] if strategic else []
    return (
        f"{_count(len(risks), 'live risk')}: {' and '.join([*parts, f'{minor} minor'] if minor else parts)}"
    )


def _key_said(titles: list[str]) -> str:
    """3 high now; or none that those who challenge hear of."""
    counts = Counter(titles)
    said = ", ".join(f"{number} {title}" for title, number in counts.items())
    return f"{said} now" if said else "no key risk now"


def bands(scale: RiskScale) -> str:
    """From 1 low, watch it; from 4 medium; and after whom."""
    said = "; ".join(
        f"from {band.from_score} {band.title.lower()}{f', {band.asks}' if band.asks else ''}"
        for band in scale.bands
    )
    sources = dict.fromkeys(band.source for band in scale.bands if band.source)
    after = f" After: {', '.join(sources)}." if sources else ""
    return f"Likelihood times impact: {said}.{after}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def matrix(risks: Iterable[Risk], scale: RiskScale) -> list[tuple[str, list]]:
    """From the likeliest down, each with a cell for each impact: how many live risks, the band, its colour and shape."""
    counts = Counter((risk.now_likelihood, risk.now_impact) for risk in risks)

    def cell(likelihood: int, impact: int) -> tuple:
        band = RiskScore(likelihood, impact, scale).band
        return counts[likelihood, impact], band.title, *marked(band.mark)

    impacts = range(1, len(scale.impacts) + 1)
    return [
        (f"{likelihood} {point.title}", [cell(likelihood, impact) for impact in impacts])
        for likelihood, point in reversed(list(enumerate(scale.likelihoods, 1)))
    ]


def _affected(issues: Iterable[Issue]) -> str:
    """Of the issues shown: 3 affect time, 1 affects cost, none affects quality."""
    counts = Counter(key for issue in issues for key in issue.affects)
    return ", ".join(
        f"{counts[key]} affect{'s' if counts[key] == 1 else ''} {words.lower()}"
        for key, words in AFFECTS.items()
    )


def kept_projects(user):
    """The live projects whose registers this person keeps."""
    live = Project.visible_to(user).live()
    if user.may(Permission.RUN_PROGRAMME):
        return live
    if not user.may(Permission.WRITE_CASE):
        return live.none()
    own = list(live.led_by(user.post).values_list("pk", flat=True))
    return live.filter(Q(pk__in=own))


def line(found: Risk | Issue, user) -> dict:
    """The page of one risk or issue."""
    return {
        "one": found,
        "keeps": found.live and allows(check_keeps, found.project, user),
        "days": (found.days_open(today()) if isinstance(found, Issue) else None),
        "state": (
            "Live"
            if found.live
            else f"Closed on {spoken(found.closed_on)}. {found.closed_because}"
        ),
    }  # fmt: skip
