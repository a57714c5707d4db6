"""A demonstration's registers: live risks of both levels, one scored anew, one closed, and issues."""

from sherwood.governance.roles import Role
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.programme.risks import actions
from sherwood.web.programme.risks.models import SCORES, Risk
from sherwood.web.site.accounts.models import Post, User
from sherwood.web.site.offers.kinds import COUNTY, Told


def seed_risks(programme: Programme, told: Told = COUNTY) -> None:
    """Doing it again changes nothing."""
    if Risk.objects.filter(programme=programme).exists():
        return
    texts, manager = told.beside(__file__), User.objects.holding(Role.PROGRAMME_MANAGER).first()
    projects = {project.key: project for project in programme.project_set.all()}
    for row in texts["risk"]:
        _risk(programme, projects.get(row.get("project")), row, by=manager)
    for row in texts["issue"]:
        said = {name: row[name] for name in ("words", "affects", "mitigation", "raised_on")}
        owner, project = Post.objects.called(row["owner_post"]), projects.get(row.get("project"))
        actions.enter_issue(programme=programme, project=project, owner_post=owner, **said, by=manager)


def _risk(programme: Programme, project, row: dict, by: User) -> None:
    said = {name: row[name] for name in ("words", "level", "mitigation")}
    said |= {"owner_post": Post.objects.called(row["owner_post"]), "by": by}
    scores = dict(zip(SCORES, row["scores"], strict=True))
    raised_on = row["raised_on"]
    risk = actions.enter_risk(
        programme=programme, project=project, scores=scores, raised_on=raised_on, **said
    )
    if "likelier" in row:
        scores |= {"now_likelihood": row["likelier"]}
        actions.change_risk(risk=risk, scores=scores, revision=risk.revision, **said)
    if closed := row.get("closed"):
        actions.close(line=risk, closed_on=closed["on"], because=closed["because"], by=by)
