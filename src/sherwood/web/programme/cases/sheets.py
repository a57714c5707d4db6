"""The lists of this app as files."""

from collections.abc import Iterator
from decimal import Decimal

from sherwood.governance.appraisal import Switch
from sherwood.web.programme.cases.models import Case, Version
from sherwood.web.programme.cases.pages import Row, weigh
from sherwood.web.site.ui.downloads import Sheet


def cases(user) -> Sheet:
    """Every case with where it stands and what was last decided of it."""
    rows = []
    for case in Case.visible_to(user).whole().order_by("project__position"):
        decided = max(case.decisions, key=lambda found: found.pk, default=None)
        rows.append([
            case.project.key, case.project.name, case.project.lead, case.operational_manager or "Not named yet",
            case.project.now.value, case.asked_on, case.due_on, case.get_scope_display() or "Not answered yet",
            len(case.versions.all()), case.submitted and case.submitted.submitted_on,
            decided.outcome_words if decided else "Not decided yet", decided and decided.said_on,
        ])  # fmt: skip
    heads = [
        "Project", "Name", "Lead", "Operational manager", "Stage", "Asked for on", "Due", "In scope?", "Versions",
        "Last submitted on", "Last decision", "Decided on",
    ]  # fmt: skip
    return Sheet("Business cases", heads, rows)


def said(case: Case) -> Sheet:
    """Everything that was said and decided of the case, version by version."""
    rows = [[version.number, *line] for version in case.versions.all() for line in _said(version)]
    heads = ["Version", "On", "What", "Who", "Words", "Answer", "Answered by", "Answered on"]
    return Sheet(f"What was said of the case of {case.key}", heads, rows)


def _said(version: Version) -> Iterator[list]:
    for vetting in version.vettings.all():
        met = f"{'Passed' if vetting.passed else 'Returned'}: {len(vetting.met)} of {len(vetting.lines)} lines met. {vetting.comments}"
        yield [vetting.said_on, "Vetting", vetting.by, met.strip(), None, None, None]
    for question in version.questions.all():
        answer = question.answer or "Not answered yet"
        yield [
            question.asked_on,
            "Question",
            question.asked_by,
            question.words,
            answer,
            question.answered_by,
            question.answered_on,
        ]
    for opinion in version.opinions.all():
        words = f"{opinion.value_words}. {opinion.words}"
        yield [opinion.said_on, opinion.get_kind_display(), opinion.by, words, None, None, None]
    for comment in version.comments.all():
        yield [comment.said_on, "Comment", comment.by, comment.words, None, None, None]
    for decision in version.decisions.all():
        what = (
            "Correction of the record"
            if decision.corrects_id
            else f"Decision: {decision.outcome_words.lower()}"
        )
        yield [decision.said_on, what, decision.by, decision.reason, None, None, None]
        for requirement in decision.requirements.all():
            answer = requirement.answer or "Not answered yet"
            yield [
                decision.said_on,
                "Required",
                decision.by,
                requirement.words,
                answer,
                None,
                requirement.answered_on,
            ]


def options(version: Version) -> Sheet:
    """The options weighed, doing nothing first; pounds of year 0."""
    weighed = weigh(version)
    found = weighed.rows if weighed else []
    moved = [words for words, _ in found[0].sensitivity] if found else []
    heads = [
        "Option", "What it is", "Preferred", "Cost", "Benefit less disbenefit", "Expected loss", "Left over",
        "Benefit for £1", "Without a price (of 5)", "Its costs must move by", "Its benefits must move by",
        *(f"Left over if: {words.lower()}" for words in moved),
    ]  # fmt: skip
    return Sheet(f"Options of {version.key}", heads, [_option(option) for option in found])


def _option(row: Row) -> list:
    worth = row.worth
    switches = [_moves(switch) for switch in row.switches] or [None, None]
    return [
        row.offered.name, row.offered.words, "Yes" if row.preferred else "No", _pounds(worth.cost),
        _pounds(worth.benefit), _pounds(worth.expected_loss), _pounds(worth.net),
        "Nothing spent" if worth.ratio is None else round(worth.ratio, 4),
        "Not scored" if row.score is None else round(row.score, 4), *switches,
        *(_pounds(value) for _, value in row.sensitivity),
    ]  # fmt: skip


def _pounds(value: Decimal | int) -> Decimal:
    return round(Decimal(value), 2)


def _moves(switch: Switch) -> Decimal | str:
    """As a part: 0.25 is a quarter more."""
    return "No change of it would do" if switch.change is None else round(switch.change, 4)


def scores(version: Version) -> Sheet:
    """The benefits without a price, each scored from 0 to 5 for each option."""
    weighed = weigh(version)
    offered = [row.offered for row in weighed.rows] if weighed else []
    rows = [
        [name, weight, *((option.option.scores or {}).get(name, "Not scored") for option in offered)]
        for name, weight in (weighed.weights.items() if weighed else ())
    ]
    heads = ["Benefit", "Weight", *(option.name for option in offered)]
    return Sheet(f"Benefits without a price of {version.key}", heads, rows)
