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
    for one in Case.visible_to(user).whole().order_by("project__position"):
        decided = max(one.decisions, key=lambda found: found.pk, default=None)
        rows.append([
            one.project.key, one.project.name, one.project.lead, one.operational_manager or "Not named yet",
            one.project.now.value, one.asked_on, one.due_on, one.get_scope_display() or "Not answered yet",
            len(one.versions.all()), one.submitted and one.submitted.submitted_on,
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
    for one in version.vettings.all():
        met = f"{'Passed' if one.passed else 'Returned'}: {len(one.met)} of {len(one.lines)} lines met. {one.comments}"
        yield [one.said_on, "Vetting", one.by, met.strip(), None, None, None]
    for one in version.questions.all():
        answer = one.answer or "Not answered yet"
        yield [one.asked_on, "Question", one.asked_by, one.words, answer, one.answered_by, one.answered_on]
    for one in version.opinions.all():
        words = f"{one.value_words}. {one.words}"
        yield [one.said_on, one.get_kind_display(), one.by, words, None, None, None]
    for one in version.comments.all():
        yield [one.said_on, "Comment", one.by, one.words, None, None, None]
    for one in version.decisions.all():
        what = "Correction of the record" if one.corrects_id else f"Decision: {one.outcome_words.lower()}"
        yield [one.said_on, what, one.by, one.reason, None, None, None]
        for each in one.requirements.all():
            answer = each.answer or "Not answered yet"
            yield [one.said_on, "Required", one.by, each.words, answer, None, each.answered_on]


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
    return Sheet(f"Options of {version.key}", heads, [_option(one) for one in found])


def _option(row: Row) -> list:
    worth = row.worth
    switches = [_moves(one) for one in row.switches] or [None, None]
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
        [name, weight, *((one.option.scores or {}).get(name, "Not scored") for one in offered)]
        for name, weight in (weighed.weights.items() if weighed else ())
    ]
    heads = ["Benefit", "Weight", *(one.name for one in offered)]
    return Sheet(f"Benefits without a price of {version.key}", heads, rows)
