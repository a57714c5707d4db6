"""The demonstration's origins: causes, starting facts, urgent actions, the plan of 2008, readiness and 24 posts."""

from datetime import date
from decimal import Decimal

from sherwood.web.programme.origins import actions
from sherwood.web.programme.origins.models import PaidPost
from sherwood.web.programme.origins.registers.causes import causes
from sherwood.web.programme.origins.registers.evidence_needed import evidence_needed
from sherwood.web.programme.origins.registers.plan_priorities import plan_priorities
from sherwood.web.programme.origins.registers.starting_facts import StartingFact, starting_facts
from sherwood.web.programme.origins.registers.urgent_actions import urgent_actions
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.registers.demonstration import entered
from sherwood.web.site.trail.actions import COMMAND_LINE

FACTS = (
    (
        "Rise in referrals over twelve months",
        "The county, by district",
        date(2010, 2, 28),
        "0.30",
        "0.80",
        "0.43",
        "2.3",
    ),
    (
        "Rise in children subject to a protection plan",
        "The county",
        date(2010, 2, 28),
        None,
        None,
        "0.50",
        "2.3",
    ),
)
CAUSES = (
    (
        "Experience was lost and capacity cut when the council was restructured in 2006.",
        "2.2",
        ("D2", "D4", "D6"),
    ),
    ("Referrals rose by two fifths in a year with no more workers.", "2.3", ("A2",)),
)
URGENT = (
    (date(2009, 10, 19), "Reception and assessment teams", "Service manager, social care", "Audited work in progress in every team.", "Cases closed too soon were opened again and children seen."),
    (date(2009, 11, 2), "Disabled children's team", "Service manager, disabled children", "Audited open assessments.", "Eleven moved to the top of the list."),
    (date(2010, 1, 4), "Teams with most overdue work", "Head of service, social care", "Workers of other teams lent for twelve weeks.", ""),
)  # fmt: skip
EARLIER = """Reference,Action,Owner,Due,Status
JAR1,Agree one threshold for referral with all partners,Head of integrated services,30/09/2008,Partly done
JAR2,Give team managers monthly performance figures,Head of performance review,31/12/2008,Not done
JAR3,Renew the bullying policy of children's homes,Head of social care,31/03/2009,Done
JAR4,Publish the youth centres' opening hours,Youth services,30/06/2008,Done
"""
EVIDENCE = (
    (
        "Case file audits since October",
        "Service head, service improvement",
        "have",
        "Performance and policy section",
    ),
    ("Children seen within a day of a referral about harm", "Head of performance review", "gap", ""),
    ("Supervision records of reception and assessment", "Head of service, social care", "gap", ""),
    ("Minutes of the Programme Board", "Programme administrator", "have", "Programme team"),
    ("Views of children in care", "Participation officer", "unknown", ""),
)
CHILDREN_PLAN = (
    ("Children at risk are found and protected sooner", ("P03", "P04", "P10")),
    ("Children in care have homes that last", ("P13", "P17")),
    ("Children and young people are heard", ("P06", "P08")),
    ("Fewer young people are out of work or school at 16", ()),
)
COSTS = {
    "practitioner": 41_000,
    "administrative": 22_500,
    "head": 68_000,
    "manager": 54_000,
    "support": 27_000,
}


def seed_origins(programme: Programme) -> None:
    """Doing it again changes nothing."""
    if StartingFact.objects.exists():
        return
    for *told, low, high, average, source in FACTS:
        shares = {"low": low, "high": high, "average": average}
        shares = {name: value and Decimal(value) for name, value in shares.items()}
        words, place, on = told
        fact = {"words": words, "place": place, "on": on, "source": source, **shares}
        entered(starting_facts, fact, by=COMMAND_LINE)
    for words, source, keys in CAUSES:
        findings = programme.finding_set.filter(key__in=keys)
        entered(causes, {"words": words, "source": source, "findings": findings}, by=COMMAND_LINE)
    for on, team, who, words, result in URGENT:
        done = {
            "on": on,
            "team": team,
            "who_post": Post.objects.called(who),
            "words": words,
            "result": result,
        }
        entered(urgent_actions, done, by=COMMAND_LINE)
    for words, keys in CHILDREN_PLAN:
        projects = programme.project_set.filter(key__in=keys)
        priority = {
            "words": words,
            "plan": "Children and young people's plan 2009-2011",
            "projects": projects,
        }
        entered(plan_priorities, priority, by=COMMAND_LINE)
    _earlier_plan(programme)
    _readiness(programme)
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


def _readiness(programme: Programme) -> None:
    coming = programme.inspection_set.order_by("held_from").last()
    for words, owner, state, where in EVIDENCE:
        needed = {"inspection": coming, "words": words, "owner_post": Post.objects.called(owner)}
        then = {"have": [("have", {"where": where})], "gap": [("gap", {})]}.get(state, [])
        entered(evidence_needed, needed, *then, by=COMMAND_LINE)


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
