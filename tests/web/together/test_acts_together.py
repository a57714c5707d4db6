"""Several people at once in the other parts of the site: one act stands, the other is told, and nobody gets an error."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from acting import within
from posts import post
from sherwood.governance import definition as definitions
from sherwood.governance.roles import Role
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.demonstration import OF_2010
from sherwood.web.programme.meetings import actions as meetings
from sherwood.web.programme.meetings.models import Meeting
from sherwood.web.programme.plans.demonstration import seed_plans
from sherwood.web.programme.plans.models import Plan
from sherwood.web.programme.programmes.actions import declare_rating, name_lead
from sherwood.web.programme.programmes.models import Body, Programme, Project
from sherwood.web.programme.programmes.signals import Judged
from sherwood.web.programme.proposals.actions import agree, load_definition
from sherwood.web.programme.proposals.models import Proposal
from sherwood.web.programme.rhythm import actions as rhythm
from sherwood.web.programme.rhythm.models import Answer, Report, Rhythm
from sherwood.web.site.accounts import actions as accounts
from sherwood.web.site.accounts.models import RoleGrant, User
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry
from together import browser, together, words

LAST, NEXT = date(2010, 3, 5), date(2010, 3, 12)
SAID = {
    "declared": "amber", "because": "Two teams are behind.", "progress": "Half the backlog.", "in_the_way": "",
    "next_step": "The others begin", "next_step_on": date(2010, 3, 26), "decisions_needed": "", "resources": "",
}  # fmt: skip


def told(act, **given):
    """What a person who is refused is told; what came of it else."""
    try:
        return act(**given) or "done"
    except SherwoodError as refused:
        return str(refused)


@pytest.fixture
def database(postgresql):
    """PostgreSQL alone: it has many writers, where SQLite has one."""


@pytest.fixture
def project(people) -> Project:
    """P03, whose report is due every Friday."""
    programme = Programme.objects.get()
    seed_plans(programme)
    Rhythm.objects.create(programme=programme, what="report", first_due_on=date(2010, 2, 12), every_days=7)
    return programme.project_set.get(key="P03")


def submit(project: Project, due_on: date) -> Report:
    return rhythm.submit(
        project=project, due_on=due_on, words=SAID, revision=0, judged=Judged(project, {}),
        by=User.objects.get(post=project.lead),
    )  # fmt: skip


def test_eight_who_write_the_trail_leave_one_unbroken_chain(people):
    before = Entry.objects.count()

    def write(who: int):
        for n in range(10):
            trail.record(verb="did", what=("thing", f"{who}.{n}"), by=COMMAND_LINE)
        return who + 1

    together(*(partial(write, who) for who in range(8)))
    assert Entry.objects.count() == before + 80
    assert Entry.objects.first_broken() is None
    assert {one.object_id for one in Entry.objects.filter(verb="did")} == {
        f"{who}.{n}" for who in range(8) for n in range(10)
    }


def test_of_two_who_answer_a_weekly_report_one_answers(project):
    report = submit(project, LAST)
    one, two = browser("officer"), browser("officer-2")
    answers = together(
        lambda: one.post(f"/reports/{report.pk}/answer", {"accepted": "yes"}),
        lambda: two.post(f"/reports/{report.pk}/answer", {"accepted": "no", "comments": "Say more."}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    (other,) = [answer for answer in answers if answer.status_code == 200]
    assert "Somebody has answered this report already" in words(other)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("round_", range(2))
def test_a_report_is_accepted_while_its_lead_hands_in_the_next(project, round_):
    report = submit(project, LAST)
    officer = User.objects.get(email="officer@example.org")
    together(
        lambda: rhythm.answer(report=report, accepted=True, by=officer),
        lambda: submit(project, NEXT),
    )
    assert Report.objects.submitted().count() == 2
    assert Project.objects.get(pk=project.pk).next_step == "The others begin"
    assert Entry.objects.first_broken() is None


def test_two_acts_that_settle_different_things_of_a_project_both_stay_settled(people):
    one, two = Project.objects.get(key="P03"), Project.objects.get(key="P03")
    rate = partial(
        within, declare_rating, project=one, declared=one.declared, because="x", next_step="y", next_step_on=None,
        on=LAST, by=COMMAND_LINE,
    )  # fmt: skip
    together(
        lambda: rate() or "done",
        lambda: name_lead(project=two, lead=post("Another head"), by=COMMAND_LINE) or "done",
    )
    assert {"lead", "declared", "next_step"} <= set(Project.objects.get(key="P03").settled)


def test_of_two_answers_to_a_request_for_a_role_one_stands(people):
    grant = accounts.grant_role(
        user=people[Role.PROGRAMME_ADMINISTRATOR], role=Role.PROGRAMME_OFFICER,
        by=people[Role.SYSTEM_ADMINISTRATOR],
    )  # fmt: skip
    owner = people[Role.SENIOR_RESPONSIBLE_OWNER]
    said = together(
        lambda: told(accounts.agree_role, grant=grant, by=owner),
        lambda: told(accounts.decline_role, grant=grant, by=owner),
    )
    assert RoleGrant.objects.get(pk=grant.pk).state in ("agreed", "declined")
    assert sum("waits no more" in str(one) for one in said) == 1


def test_of_two_definitions_proposed_and_agreed_at_once_the_programme_is_wholly_one(people):
    read = definitions.read(OF_2010.programme)

    def version(words: str):
        projects = [replace(project, aim=f"{project.key} {words}") for project in read.projects]
        return replace(read, projects=tuple(projects if words == "one" else reversed(projects)))

    given = {words: version(words) for words in ("one", "two")}
    propose = partial(load_definition, came_from="programme.toml", by=COMMAND_LINE)
    together(*(partial(propose, definition=version) for version in given.values()))
    assert {project.aim for project in Project.objects.all()} == {project.aim for project in read.projects}
    owner, proposals = people[Role.SENIOR_RESPONSIBLE_OWNER], list(Proposal.objects.all())
    together(
        *(
            partial(told, agree, proposal=proposal, numbers=list(proposal.changes), by=owner)
            for proposal in proposals
        )
    )
    assert len({project.aim.split(" ", 1)[1] for project in Project.objects.all()}) == 1
    made = [proposal for proposal in proposals if not Proposal.objects.get(pk=proposal.pk).unanswered()]
    assert made, "one of them was made whole"


def test_of_two_who_write_the_same_part_of_a_plan_the_second_is_told(project):
    plan = Plan.objects.filter(project__lead=project.lead).first()
    one, two = browser("lead"), browser("lead")
    path = f"/programme/projects/{plan.project.key}/plan/parts/risks"
    answers = together(
        *(
            lambda client=client, text=text: client.post(path, {"revision": plan.revision, "words": text})
            for client, text in ((one, "Ada's words"), (two, "Ben's words"))
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    (other,) = [answer for answer in answers if answer.status_code == 200]
    assert "Somebody saved this after you opened it" in words(other)
    assert Plan.objects.get(pk=plan.pk).revision == plan.revision + 1


def test_of_two_who_call_the_same_meeting_one_calls_it(people):
    body = Body.objects.get(key="board")
    call = partial(
        told, meetings.call_meeting, body=body, held_on=NEXT, by=people[Role.PROGRAMME_ADMINISTRATOR]
    )
    said = together(call, call)
    assert Meeting.objects.count() == 1
    assert sum("meets on that day already" in str(one) for one in said) == 1


def test_a_refusal_among_many_acts_is_on_the_trail_once(people):
    officer = people[Role.BOARD_MEMBER]

    def refuse():
        with pytest.raises(Refusal):
            rhythm.chase(project=Project.objects.get(key="P03"), due_on=LAST, by=officer)
        return "refused"

    together(*[refuse] * 4)
    assert Entry.objects.filter(verb="was refused").count() == 4
    assert Entry.objects.first_broken() is None
