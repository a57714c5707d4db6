"""The demonstration's cases: each project walked by the real acts, by the people whose acts they are, on plausible days.

Projects begin again as ideas and go as far as their definition says they stand on the day.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import cycle

from django.conf import settings
from django.db import transaction

from sherwood.governance.case import CHECKS
from sherwood.governance.programme import STANDARD_CHECKLIST
from sherwood.governance.stages import Authority, Stage
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.cases import actions
from sherwood.web.programme.cases.actions import Condition
from sherwood.web.programme.cases.actions.asking import tasks
from sherwood.web.programme.cases.models import Case
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.site.accounts.models import Post, User
from sherwood.web.site.action_log.actions import discharge
from sherwood.web.site.offers.kinds import COUNTY, Told
from sherwood.web.site.ui.clock import given_back

EVERY_LINE = [line.key for line in STANDARD_CHECKLIST]


def seed_cases(programme: Programme, told: Told = COUNTY) -> None:
    """Walk every project that has no case yet. Doing it again changes nothing."""
    if settings.PRODUCTION:
        raise SherwoodError("The demonstration's cases are invented: a real site refuses them.")
    texts = told.beside(__file__)
    waiting = Project.objects.filter(programme=programme, case=None, stage__in=list(texts["walk"]["asked"]))
    judges = _Judges(User.objects.all())
    for post, _ in texts["walk"]["support"].values():
        Post.objects.called(post)
    for project in waiting:
        with transaction.atomic(), given_back():
            ProjectWalk(project, texts.get(project.key, {}), texts["walk"], judges).go()


class _Judges:
    """The people of the demonstration, by the name of their sign-in; those of whom there are two take turns."""

    def __init__(self, people: Iterable[User]):
        self.people = {user.email.partition("@")[0]: user for user in people}
        self.turns = {name: cycle([name, f"{name}-2"]) for name in ("officer", "executive", "board")}

    def __getitem__(self, name: str) -> User:
        """The person, with what they may do read anew: it depends on the day."""
        name = next(self.turns[name]) if name in self.turns else name
        return User.objects.get(pk=self.people[name].pk)


class ProjectWalk:
    """One project's way. `texts`: its words; `walk`: what is said alike of every case of this council."""

    def __init__(self, project: Project, texts: dict, walk: dict, judges: _Judges):
        self.project, self.texts, self.walk, self.judges, self.target = (
            project,
            texts,
            walk,
            judges,
            project.now,
        )
        lead = User.objects.filter(post=project.lead, is_active=True).first()
        self.lead = lead

    def go(self) -> None:
        if self.lead is None:
            return  # a definition of the reader's own, whose leads cannot sign in here
        self._at(self.walk["asked"][self.target.name])
        Project.objects.filter(pk=self.project.pk).update(
            stage=Stage.IDEA.name, entered_stage=Stage.IDEA.name
        )
        self._ask()
        if self.target is Stage.SCOPING:
            return
        self._scope_and_write()
        if self.target is not Stage.CASE:
            self._through_the_bodies()

    def _at(self, day: date) -> None:
        settings.CLOCK = day
        if self.lead:
            self.lead = User.objects.get(pk=self.lead.pk)

    def _later(self, days: int) -> None:
        """So many days on, or the Monday after."""
        day = settings.CLOCK + timedelta(days=days)
        self._at(day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0))

    @property
    def case(self) -> Case:
        return Case.objects.whole().get(project=self.project)

    def _ask(self) -> None:
        agreed = "; ".join(priority.words for priority in self.project.priorities.all())
        manager = next((post for post in self.project.team if "manager" in post.lower()), "")
        actions.ask_for_case(
            project=self.project,
            lead=self.project.lead,
            priority=agreed or self.walk["no_priority"].format(self.project.category.title.lower()),
            operational_manager=Post.objects.called(manager) if manager else None,
            by=self.judges["manager"],
        )

    def _scope_and_write(self) -> None:
        self._later(3)
        actions.answer_scope(case=self.case, answer="yes", words=self.project.aim, by=self.lead)
        self._later(4)
        for section, words in content(self.project, self.texts, self.walk).items():
            self._save(section, words)

    def _save(self, section: str, words: dict[str, str]) -> None:
        revision = self.case.latest.revision(section)
        actions.save_section(case=self.case, section=section, words=words, revision=revision, by=self.lead)

    def _through_the_bodies(self) -> None:
        self._submit()
        if self.target is Stage.VETTING:
            return
        if "returned" in self.texts:
            self._return()
        self._pass()
        if self.target is Stage.CHALLENGE:
            return self._question()
        self._question()
        self._challenge()
        if self.target is Stage.DECISION:
            return None
        if "amend" in self.texts:
            self._amend()
        self._implement()
        return self._deliver()

    def _submit(self) -> None:
        self._later(1)
        actions.submit(case=self.case, by=self.lead)
        for task in tasks(self.case).filter(state="said_done"):
            discharge(action=task, by=self.judges["manager"])

    def _return(self) -> None:
        self._later(3)
        comments, limits = self.texts["returned"], self.texts["returned_limits"]
        met = [key for key in EVERY_LINE if key not in ("costs", "people")]
        actions.vet(case=self.case, passed=False, met=met, comments=comments, by=self.judges["officer"])
        self._later(2)
        self._save("data", self.case.latest.content["data"] | {"limits": limits})
        self._submit()

    def _pass(self) -> None:
        self._later(3)
        actions.vet(case=self.case, passed=True, met=EVERY_LINE, by=self.judges["officer"])
        actions.comment(case=self.case, words=self.walk["comment"], by=self.judges["consultant"])  # fmt: skip

    def _question(self) -> None:
        self._later(2)
        asked, answer = self.texts["question"]
        question = actions.ask_question(case=self.case, words=asked, by=self.judges["executive"])
        if answer:
            self._later(2)
            actions.answer_question(case=self.case, question=question, answer=answer, by=self.lead)

    def _challenge(self) -> None:
        executive = self.judges["executive"]
        actions.rate(
            case=self.case,
            achievable="in_part" if "condition" in self.texts else "shown",
            achievable_words="The people are named; their time is the risk.",
            beneficial="shown",
            beneficial_words="A measure the programme already keeps will show it.",
            by=executive,
        )
        self._advise("implement")
        words = "Recommended, with the answer given above."
        actions.recommend(case=self.case, recommendation="implement", words=words, by=executive)

    def _advise(self, recommendation: str) -> None:
        words = "It answers the findings at a cost the programme can bear."
        actions.advise(case=self.case, recommendation=recommendation, words=words, by=self.judges["director"])

    def _decide(self, outcome: str, reason: str, **more) -> None:
        self._later(3)
        day, programme = settings.CLOCK, self.project.programme
        body = programme.body_set.get(key=programme.deciding_body)
        authority = Authority(
            "meeting",
            presented_by=str(self.project.lead),
            accompanied_by=self.walk["accompanied_by"],
            body=body.key,
            reference=f"{body.name} of {day.day} {day:%B %Y}, item on {self.project.key}",
            quorate=True,
            minuted=True,
        )
        version, board = self.case.submitted, self.judges["board"]
        actions.decide(version=version, outcome=outcome, reason=reason, authority=authority, **more, by=board)
        # what the programme's own file says comes next was said after this decision
        said = {"next_step": self.project.next_step, "next_step_on": self.project.next_step_on}
        Project.objects.filter(pk=self.project.pk).update(**said)

    def _amend(self) -> None:
        self._decide("amend", "The need is plain and the plan is not yet.", requirements=self.texts["amend"])
        self._later(2)
        self._save("data", self.case.latest.content["data"] | {"limits": self.texts["amended_limits"]})
        for one, answer in zip(self.case.requirements, self.texts["amend_answers"], strict=True):
            actions.answer_requirement(case=self.case, requirement=one, answer=answer, by=self.lead)
        self._submit()
        self._pass()
        self._challenge()

    def _implement(self) -> None:
        conditions = []
        if words := self.texts.get("condition"):
            conditions = [Condition(words, self.project.lead, self.texts["condition_on"])]
        self._decide(
            "implement",
            "It answers what was found, and everybody can see whether it works.",
            conditions=conditions,
        )

    def _deliver(self) -> None:
        if self.target is Stage.PLANNING:
            return
        self._later(10)
        measures = self.project.measure_keys or [self.walk["measure"]]
        report = settings.CLOCK + timedelta(days=7)
        now = Project.objects.get(pk=self.project.pk)
        actions.start_delivery(
            project=now, parts=True, vetted=True, measures=measures, report_due_on=report, by=self.lead
        )
        if self.target is Stage.EMBEDDING:
            self._at(self.walk["finished_on"])
            actions.finish_outputs(project=now, milestones_done=True, by=self.judges["manager"])


def content(project: Project, texts: dict, walk: dict) -> dict[str, dict[str, str]]:
    """A case's sections from its words; only what they hold is written, so that a draft is a draft."""
    found = {
        "summary": {"what": texts["what"], "why": texts["why"]},
        "outcomes": dict(zip(("1.words", "1.shown_by", "1.by_when"), texts["outcome"], strict=True)),
    }
    if "costs" not in texts:
        return found
    keys = ", ".join(finding.key for finding in project.findings.all()) or "none"
    how = f"What comes of it: {texts['outcome'][0].lower()}."
    return found | {
        "findings": {"keys": keys, "how": how},
        "data": walk["data"],
        "options": _options(texts),
        "money": _money(texts, walk),
        "risks": _risks(texts),
        "unpriced": _unpriced(texts),
        "preferred": dict(zip(("option", "why"), texts["preferred"], strict=True)),
        "checks": {
            f"{key}.{name}": value
            for key in CHECKS
            for name, value in zip(("answer", "post", "words"), ("yes", *walk["support"][key]), strict=True)
        },
    }


def _options(texts: dict) -> dict[str, str]:
    nothing = ("Go on as now", "Nothing changes; what was found goes on.")
    given = {"A": ("do_nothing", *nothing), "B": ("do_minimum", *texts["minimum"])}
    given |= {"C": ("real", *texts["first"]), "D": ("real", *texts["second"])}
    return {
        f"{key}.{name}": value
        for key, row in given.items()
        for name, value in zip(("kind", "name", "words"), row, strict=True)
    }


def _money(texts: dict, walk: dict) -> dict[str, str]:
    found = walk["money"] | {"harms": texts["harms"]}
    found |= {"0.A.costs": "0", "0.A.benefits": "0"}
    for key, costs, benefits in zip("BCD", texts["costs"], texts["benefits"], strict=True):
        found[f"uplift_{key}"] = "10"
        for year, (cost, benefit) in enumerate(zip(costs, benefits, strict=True)):
            found |= {
                f"{year}.{key}.costs": f"{cost * 1000:,}",
                f"{year}.{key}.benefits": f"{benefit * 1000:,}",
            }
    return found


def _risks(texts: dict) -> dict[str, str]:
    rows = [("A", "What was found goes on and harms a child", "50", "50,000")]
    for key, words, costs in zip("BCD", texts["risks"], texts["costs"], strict=True):
        rows.append((key, words, "30" if key == "C" else "40", f"{max(costs) * 200:,}"))
    return {
        f"{number}.{name}": value
        for number, row in enumerate(rows, 1)
        for name, value in zip(("option", "words", "probability", "impact"), row, strict=True)
    }


def _unpriced(texts: dict) -> dict[str, str]:
    name, scores = texts["unpriced"]
    return {"1.name": name, "1.weight": "5", "1.A": "0"} | {
        f"1.{key}": str(score) for key, score in zip("BCD", scores, strict=True)
    }
