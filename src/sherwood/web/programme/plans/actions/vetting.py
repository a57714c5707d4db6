"""Sending a plan for vetting, and answering each of its parts: never by who wrote it."""

from collections.abc import Collection, Mapping

from sherwood.governance.stages import ACTS, Facts, check_can_act
from sherwood.governance.wording import says_something
from sherwood.web.programme.plans.models import PARTS, Plan, PlanVetting, SentPlan
from sherwood.web.site.acts import act
from sherwood.web.site.kept import digest_of
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


def facts_of_plan(plan: Plan, user, met: Collection[str] = (), sending: SentPlan | None = None) -> Facts:
    """What is known when somebody asks to send a plan or to vet it: its last sending, or the one that they read.

    `met`: the needs that their form meets.
    """
    latest = plan.latest
    standing = {
        "parts": plan.parts_complete,
        "plan_changed": not plan.is_as_sent,
        "plan_sent": plan.waits_to_be_vetted and sending in (None, latest),
    }
    return Facts(
        stage=plan.project.now,
        permissions=user.permissions if user.is_active else (),
        complete={*met, *(key for key, is_so in standing.items() if is_so)},
        is_lead=plan.project.is_led_by(user),
        is_author=latest is not None and latest.was_written_by(user),
    )


@act(needs=ACTS["send_plan"], about="plan")
def send_plan(*, plan: Plan, by) -> SentPlan:
    """Send the plan as it stands to whoever vets plans. It may be changed meanwhile, and is then sent again."""
    check_can_act(ACTS["send_plan"], facts_of_plan(plan, by))
    number = plan.latest.number + 1 if plan.latest else 1
    made = SentPlan.objects.create(
        plan=plan,
        number=number,
        content=plan.content,
        digest=digest_of(plan.project.key, number, plan.content),
        sent_on=today(),
        sent_by=by,
    )
    detail = {"version": number, "digest": made.digest[:12]}
    trail.record(verb="sent a plan for vetting", what=plan, detail=detail, by=by)
    return made


@act(needs=ACTS["vet_plan"], about="sending")
def vet_plan(*, sending: SentPlan, answers: Mapping[str, str | None], by) -> PlanVetting:
    """Answer each part by its key: None agrees to it, words say what must change. All agreed, the plan is vetted."""
    plan = Plan.objects.get(pk=sending.plan_id)
    returned = {key: words.strip() for key, words in answers.items() if words is not None}
    is_answered = set(answers) == set(PARTS) and all(map(says_something, returned.values()))
    met = {"parts_answered"} if is_answered else set()
    check_can_act(ACTS["vet_plan"], facts_of_plan(plan, by, met, sending))
    made = PlanVetting.objects.create(
        sending=sending, passed=not returned, returned=returned, said_on=today(), by=by
    )
    detail = {"version": sending.number, "passed": made.passed, "returned": sorted(returned)}
    trail.record(verb="vetted a plan", what=plan, detail=detail, by=by)
    return made
