"""A complete case, and the way of one through every body, for the tests of cases."""

from collections.abc import Callable
from datetime import date

from a_case import CHECKER, content
from posts import post
from sherwood.governance.programme import STANDARD_CHECKLIST
from sherwood.governance.roles import Role
from sherwood.governance.stages import Authority, Stage
from sherwood.web.programme.cases import actions
from sherwood.web.programme.cases.models import Case
from sherwood.web.programme.meetings import actions as meeting_actions
from sherwood.web.programme.meetings.models import Holding, Item
from sherwood.web.programme.programmes.models import Body, Project
from sherwood.web.site.accounts.models import User
from sherwood.web.site.ui.clock import today

EVERY_LINE = [line.key for line in STANDARD_CHECKLIST]
URGENT = Authority(
    "urgent",
    presented_by="Service manager, reception and assessment",
    accompanied_by="Programme director",
    why_urgent="Posts lapse before the next meeting.",
    agreed_by="Chair of the Board",
)
MEETING = Authority(
    "meeting",
    presented_by="Service manager, reception and assessment",
    accompanied_by="Programme director",
    body="board",
    reference="Programme Board of 8 March 2010, item 4",
    quorate=True,
    minuted=True,
)


def write_all(case: Case, lead, sections: dict | None = None) -> None:
    post(CHECKER)
    for section, words in (sections or content()).items():
        case = Case.objects.get(pk=case.pk)
        revision = case.latest.revision(section)
        actions.save_section(case=case, section=section, words=words, revision=revision, by=lead)


def walk(people, to: Stage, key: str = "P03") -> Case:
    """Take a project from idea to `to` by the real acts, each by the person whose act it is."""
    Project.objects.filter(key=key).update(stage=Stage.IDEA.name, entered_stage=Stage.IDEA.name, settled=[])
    project = Project.objects.get(key=key)
    lead, manager, officer = (
        people[role] for role in (Role.PROJECT_LEAD, Role.PROGRAMME_MANAGER, Role.PROGRAMME_OFFICER)
    )
    case = actions.ask_for_case(
        project=project, lead=lead.post, priority="Agreed with the three first", by=manager
    )
    for stage, step in _steps(case, lead, officer, people):
        if Project.objects.get(key=key).now is to:
            break
        assert Project.objects.get(key=key).now is stage
        step()
    found = Case.objects.whole().get(project__key=key)
    assert found.project.now is to
    return found


def _steps(case: Case, lead, officer, people) -> list[tuple[Stage, Callable]]:
    executive, director, board = (
        people[role] for role in (Role.EXECUTIVE_GROUP_MEMBER, Role.PROGRAMME_DIRECTOR, Role.BOARD_MEMBER)
    )

    def write_and_submit():
        write_all(case, lead)
        actions.submit(case=case, by=lead)

    def challenge():
        judge(case, executive, director)
        actions.recommend(case=case, recommendation="implement", words="Goes well.", by=executive)

    def decide():
        version = Case.objects.get(pk=case.pk).submitted
        actions.decide(version=version, outcome="implement", reason="It works.", authority=URGENT, by=board)

    def start():
        project = Project.objects.get(pk=case.project_id)
        actions.start_delivery(
            project=project, parts=True, vetted=True, measures=["x"], report_due_on=case.due_on, by=lead
        )

    return [
        (
            Stage.SCOPING,
            lambda: actions.answer_scope(case=case, answer="yes", words="Children are seen.", by=lead),
        ),
        (Stage.CASE, write_and_submit),
        (Stage.VETTING, lambda: actions.vet(case=case, passed=True, met=EVERY_LINE, by=officer)),
        (Stage.CHALLENGE, challenge),
        (Stage.DECISION, decide),
        (Stage.PLANNING, start),
        (Stage.DELIVERY, lambda: None),
    ]


def judge(case: Case, executive, director) -> None:
    """Both ratings and the director's recommendation."""
    actions.rate(
        case=case,
        achievable="shown",
        achievable_words="Posts are funded.",
        beneficial="in_part",
        beneficial_words="The measure is weekly.",
        by=executive,
    )
    actions.advise(case=case, recommendation="implement", words="It should go on.", by=director)


def seated(board: str, *holders) -> None:
    """Give each of these people a seat on a body from 1 March 2010."""
    keeper = User.objects.holding(Role.PROGRAMME_MANAGER).first()
    body, on = Body.objects.get(key=board), date(2010, 3, 1)
    for user in holders:
        (seat,) = meeting_actions.add_seats(body=body, kind="Elected member", from_on=on, by=keeper)
        meeting_actions.fill_seat(
            seat=seat, post=user.post, agency="County council", user=user, from_on=on, by=keeper
        )


def on_the_table(case: Case, *present) -> Item:
    """A meeting of the board today with the case on its agenda, everybody heard, and these people there."""
    keeper, board = User.objects.holding(Role.PROGRAMME_MANAGER).first(), Body.objects.get(key="board")
    meeting = meeting_actions.call_meeting(body=board, held_on=today(), by=keeper)
    meeting_actions.build_agenda(meeting=meeting, by=keeper)
    item = meeting.items.get(version__case=case)
    heard = {"presented_by": post("The lead"), "accompanied_by": post("The director")}
    meeting_actions.name_presenters(item=item, **heard, by=keeper)
    states = {
        holding.pk: "present" if holding.user in present else "absent"
        for holding in Holding.objects.of_body(board, today())
    }
    meeting_actions.record_attendance(meeting=meeting, states=states, by=keeper)
    return item
