"""The demonstration's plan of 2008 and its 24 posts; the rows of the registers of origins stand beside them."""

from datetime import date

from sherwood.web.programme.origins import actions
from sherwood.web.programme.origins.models import ALL, EarlierPlan, PaidPost
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.offers.kinds import COUNTY, Told
from sherwood.web.site.registers.demonstration import seed_from
from sherwood.web.site.trail.actions import COMMAND_LINE

EARLIER = """Reference,Action,Owner,Due,Status
JAR1,Agree one threshold for referral with all partners,Head of integrated services,30/09/2008,Partly done
JAR2,Give team managers monthly performance figures,Head of performance review,31/12/2008,Not done
JAR3,Renew the bullying policy of children's homes,Head of social care,31/03/2009,Done
JAR4,Publish the youth centres' opening hours,Youth services,30/06/2008,Done
"""
COSTS = {
    "practitioner": 41_000,
    "administrative": 22_500,
    "head": 68_000,
    "manager": 54_000,
    "support": 27_000,
}


def seed_origins(programme: Programme, told: Told = COUNTY) -> None:
    """Doing it again changes nothing. The earlier plan and the paid posts are the county's."""
    for register in ALL.values():
        seed_from(register)(programme, told)
    if told == COUNTY and not EarlierPlan.objects.exists():
        _earlier_plan(programme)
        _posts(programme)


def _earlier_plan(programme: Programme) -> None:
    plan = actions.import_plan(
        programme=programme, title="Joint area review improvement plan", dated_on=date(2008, 5, 30),
        content=EARLIER.encode(), file_name="joint-area-review-plan.csv", by=COMMAND_LINE,
    )  # fmt: skip
    sorted_as = {"JAR1": (True, "P10"), "JAR2": (True, "P11"), "JAR4": (False, None)}
    for action in plan.actions.filter(reference__in=sorted_as):
        relevant, key = sorted_as[action.reference]
        project = programme.project_set.get(key=key) if key else None
        actions.sort_earlier_action(action=action, relevant=relevant, project=project, by=COMMAND_LINE)


def _posts(programme: Programme) -> None:
    """Each of the 24 posts, as many filled and in recruitment as the definition says."""
    for kind in programme.newposts_set.all():
        cost = next((cost for word, cost in COSTS.items() if word in kind.title.lower()), None)
        actions.list_posts(
            kind=kind, number=kind.number, on=date(2009, 9, 16), cost_a_year=cost, by=COMMAND_LINE
        )
        for post in kind.posts.all():
            if post.number <= kind.filled:
                state, on = PaidPost.State.FILLED, date(2010, 1, 4)
            elif post.number <= kind.filled + kind.in_recruitment:
                state, on = PaidPost.State.IN_RECRUITMENT, date(2010, 2, 1)
            else:
                continue
            actions.move_post(post=post, state=state, on=on, by=COMMAND_LINE)
