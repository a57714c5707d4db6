"""Some vet, others challenge, others ask and comment."""

from collections.abc import Collection

from sherwood.governance.case import RECOMMENDATIONS
from sherwood.governance.stages import ACTS, MOVES
from sherwood.kit.errors import Refusal
from sherwood.web.programme.cases.actions.holding import at_version, said_something, tell
from sherwood.web.programme.cases.facts import check
from sherwood.web.programme.cases.models import Case, Comment, Opinion, Question, Version, Vetting
from sherwood.web.programme.programmes.actions import move_project
from sherwood.web.site.acts import act
from sherwood.web.site.ui.clock import today


@act(needs=MOVES["pass_vetting"], about="case")
def vet(
    *, case: Case, passed: bool, met: Collection[str], comments: str = "", number: int | None = None, by
) -> Vetting:
    """Answer the checklist, and pass the case to challenge or return it to its lead with what must change."""
    version = at_version(case, number)
    lines = [(line.key, line.words) for line in case.project.programme.checkline_set.all()]
    found = [key for key, _ in lines if key in met]
    given = ({"checklist"} if len(found) == len(lines) else set()) | said_something(comments)
    move = MOVES["pass_vetting" if passed else "return_from_vetting"]
    facts = check(move, case.project, case, by, given)
    vetting = Vetting.objects.create(
        version=version,
        passed=passed,
        met=found,
        lines=lines,
        comments=comments.strip(),
        said_on=today(),
        by=by,
    )
    move_project(project=case.project, move=move, facts=facts, by=by)
    outcome = "passed" if passed else "returned"
    tell(case, "vetted a case", version=version.number, outcome=outcome, met=len(found), of=len(lines), by=by)
    return vetting


@act(needs=ACTS["ask_question"], about="case")
def ask_question(*, case: Case, words: str, number: int | None = None, by) -> Question:
    """Ask the lead; the case goes no further until there is an answer."""
    version = at_version(case, number)
    check(ACTS["ask_question"], case.project, case, by, said_something(words))
    question = Question.objects.create(version=version, words=words.strip(), asked_on=today(), asked_by=by)
    tell(case, "asked a question", version=version.number, question=question.pk, by=by)
    return question


@act(needs=ACTS["answer_question"], about="case")
def answer_question(*, case: Case, question: Question, answer: str, by) -> None:
    check(ACTS["answer_question"], case.project, case, by, said_something(answer))
    question = Question.objects.get(pk=question.pk, version__case=case)
    if question.answer:
        raise Refusal("This question has its answer, which stays as it was given.")
    question.answer, question.answered_by, question.answered_on = answer.strip(), by, today()
    question.save()
    tell(case, "answered a question", question=question.pk, by=by)


@act(needs=ACTS["rate"], about="case")
def rate(
    *,
    case: Case,
    achievable: str,
    achievable_words: str,
    beneficial: str,
    beneficial_words: str,
    number: int | None = None,
    by,
) -> None:
    """Whether it can be achieved, and whether it brings benefit, each with its words."""
    version = at_version(case, number)
    grades = {grade.key: grade.words for grade in case.project.programme.grade_set.all()}
    rated = {"ratings"} if {achievable, beneficial} <= set(grades) else set()
    check(ACTS["rate"], case.project, case, by, rated | said_something(achievable_words, beneficial_words))
    for kind, value, words in (
        (Opinion.Kind.ACHIEVABLE, achievable, achievable_words),
        (Opinion.Kind.BENEFICIAL, beneficial, beneficial_words),
    ):
        _opine(version, kind, value, words, by, grades[value])
    tell(case, "rated a case", achievable=grades[achievable], beneficial=grades[beneficial], by=by)


@act(needs=ACTS["advise"], about="case")
def advise(*, case: Case, recommendation: str, words: str, number: int | None = None, by) -> None:
    """The director's recommendation."""
    version = at_version(case, number)
    check(ACTS["advise"], case.project, case, by, _recommended(recommendation, words))
    _opine(version, Opinion.Kind.DIRECTOR, recommendation, words, by)
    tell(case, "recommended as director", recommendation=recommendation, by=by)


@act(needs=MOVES["recommend"], about="case")
def recommend(*, case: Case, recommendation: str, words: str, number: int | None = None, by) -> None:
    """The recommendation of those who challenge, which takes the case to those who decide."""
    version = at_version(case, number)
    facts = check(MOVES["recommend"], case.project, case, by)
    if not _recommended(recommendation, words):
        raise Refusal("Say what is recommended, implement, amend or close, and why.")
    _opine(version, Opinion.Kind.EXECUTIVE, recommendation, words, by)
    move_project(project=case.project, move=MOVES["recommend"], facts=facts, by=by)
    tell(case, "recommended as executive", recommendation=recommendation, by=by)


@act(needs=MOVES["return_from_challenge"], about="case")
def return_from_challenge(*, case: Case, comments: str, number: int | None = None, by) -> None:
    """Back to the lead, with what must change."""
    version = at_version(case, number)
    move = MOVES["return_from_challenge"]
    facts = check(move, case.project, case, by, said_something(comments))
    _opine(version, Opinion.Kind.RETURNED, "returned", comments, by)
    move_project(project=case.project, move=move, facts=facts, by=by)
    tell(case, "returned a case", version=version.number, by=by)


@act(needs=ACTS["comment"], about="case")
def comment(*, case: Case, words: str, number: int | None = None, by) -> None:
    """A consultant or critical friend is heard; it approves nothing."""
    version = at_version(case, number)
    check(ACTS["comment"], case.project, case, by, said_something(words))
    Comment.objects.create(version=version, words=words.strip(), said_on=today(), by=by)
    tell(case, "commented on a case", version=version.number, by=by)


def _recommended(recommendation: str, words: str) -> set[str]:
    return said_something(words) if recommendation in RECOMMENDATIONS else set()


def _opine(version: Version, kind: str, value: str, words: str, by, grade: str = "") -> None:
    said = {"kind": kind, "value": value, "grade": grade, "words": words.strip()}
    Opinion.objects.create(version=version, said_on=today(), by=by, **said)
