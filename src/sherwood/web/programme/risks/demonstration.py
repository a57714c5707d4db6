"""The demonstration's registers on 8 March 2010: eight live risks of both levels and one closed, five issues."""

from datetime import date

from sherwood.governance.roles import Role
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.programme.risks import actions
from sherwood.web.programme.risks.models import SCORES, Risk
from sherwood.web.site.accounts.models import Post, User

# project ("" for the programme), level, what may happen, owner, what is done, likelihood and impact before, now, wanted, raised on
RISKS = (
    ("", "strategic", "Referrals keep rising faster than posts are filled, so that children wait longer however hard teams work.", "Service director, children's social care", "Twelve practitioner posts first; family support workers beside reception and assessment; load reported every week.", (5, 5, 4, 5, 2, 4), date(2009, 11, 30)),
    ("", "strategic", "The full inspection of March 2010 finds safeguarding inadequate before the first changes can show.", "Corporate director, senior responsible owner", "Early work shown beside the plan; priority actions answered one by one; plan for the news agreed.", (4, 5, 3, 5, 2, 5), date(2009, 12, 7)),
    ("", "strategic", "Partners do not hold to the thresholds they agreed, so that concerns reach social care late or not at all.", "Chair, safeguarding children board", "Thresholds group with police, health and schools; reported to the board every two months.", (4, 4, 3, 4, 2, 3), date(2009, 12, 14)),
    ("P01", "strategic", "Experienced social workers cannot be found for the last posts, because every council seeks them.", "Service head, service improvement", "National advertisement; agency cover to the end of March; newly qualified staff with a mentor.", (4, 4, 3, 4, 2, 3), date(2009, 12, 1)),
    ("P11", "strategic", "Figures from the case system stay unreliable, so that nobody can tell whether children are seen sooner.", "Head of performance review, data and communications", "Figures by hand every week until the new report; missing dates chased team by team.", (4, 4, 4, 3, 2, 2), date(2010, 1, 11)),
    ("P02", "minor", "Managers audit fewer case files than agreed while the load is high.", "Service head, service improvement", "Two files a manager a month, counted in supervision.", (4, 3, 3, 3, 2, 2), date(2010, 1, 18)),
    ("P03", "minor", "Teams hurry assessments to meet the timescale, and their quality falls.", "Service manager, reception and assessment", "A second manager reads a tenth of the assessments each month.", (3, 4, 3, 3, 2, 2), date(2010, 1, 18)),
    ("P15", "minor", "Courses clash with duty rotas and places stay empty.", "Service head, service improvement", "Dates agreed with team managers a quarter ahead.", (3, 2, 2, 1, 1, 1), date(2010, 2, 1)),
)  # fmt: skip
ISSUES = (
    ("P11", ("time",), "The supplier of the case system cannot make the new report before May.", "Head of performance review, data and communications", "Figures by hand until then; a date in writing asked for.", date(2010, 2, 15)),
    ("P01", ("cost", "time"), "Three practitioner posts were filled later than planned, and agency cover costs more.", "Service head, service improvement", "Agency cover ends on 31 March; the last three begin in April.", date(2010, 1, 25)),
    ("P03", ("quality",), "A fifth of the core assessments that were read do not record that the child was seen alone.", "Service manager, reception and assessment", "Said in every team meeting; read again in April.", date(2010, 2, 22)),
    ("P04", ("time", "quality"), "The lead of the domestic abuse topic has left, and nobody has taken it on.", "Head of service, social care", "A deputy holds it until the new lead is named.", date(2010, 3, 1)),
    ("", ("cost",), "Rooms for the new teams have to be rented in one district.", "Business manager", "A lease to September; council rooms looked for meanwhile.", date(2010, 2, 8)),
)  # fmt: skip


def seed_risks(programme: Programme) -> None:
    """Doing it again changes nothing."""
    if Risk.objects.filter(programme=programme).exists():
        return
    manager = User.objects.holding(Role.PROGRAMME_MANAGER).first()
    projects = {project.key: project for project in programme.project_set.all()}
    made = [_risk(programme, projects.get(key), *more, by=manager) for key, *more in RISKS]
    for key, affects, words, owner_post, mitigation, raised_on in ISSUES:
        actions.enter_issue(
            programme=programme,
            project=projects.get(key),
            words=words,
            affects=affects,
            owner_post=Post.objects.called(owner_post),
            mitigation=mitigation,
            raised_on=raised_on,
            by=manager,
        )
    _scored_anew(made[5], manager)
    _closed(programme, projects["P16"], manager)


def _risk(programme, project, level, words, owner_post, mitigation, marks, raised_on, by) -> Risk:
    scores = dict(zip(SCORES, marks, strict=True))
    return actions.enter_risk(
        programme=programme,
        project=project,
        words=words,
        level=level,
        owner_post=Post.objects.called(owner_post),
        mitigation=mitigation,
        scores=scores,
        raised_on=raised_on,
        by=by,
    )


def _scored_anew(risk: Risk, by: User) -> None:
    """Fewer audits than agreed have become likelier."""
    actions.change_risk(
        risk=risk,
        words=risk.words,
        level=risk.level,
        owner_post=risk.owner_post,
        mitigation=risk.mitigation,
        scores=risk.scores | {"now_likelihood": 4},
        revision=risk.revision,
        by=by,
    )


def _closed(programme: Programme, project, by: User) -> None:
    words = "References are checked late, and somebody begins work unchecked."
    mitigation = "No start date is given before the last reference is in."
    marks = (3, 5, 1, 5, 1, 5)
    post = "Service manager, human resources"
    made = _risk(programme, project, "minor", words, post, mitigation, marks, date(2009, 12, 1), by=by)
    why = "The new check has held for three months, and the audit found no gap."
    actions.close(line=made, closed_on=date(2010, 3, 4), because=why, by=by)
