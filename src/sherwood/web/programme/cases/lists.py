"""The list of cases, of what was said of one, and of the options that a version weighs."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from django.http import HttpRequest

from sherwood.governance.roles import Permission
from sherwood.web.programme.cases.models import Case, Version
from sherwood.web.programme.cases.pages import Weighed, WeighedOption, case_of, version_of, weigh
from sherwood.web.programme.cases.templatetags.cases import money
from sherwood.web.site.accounts.models import User
from sherwood.web.site.listings.columns import Column, Where, read
from sherwood.web.site.listings.listing import Listing, Shown

NEEDS = [Permission.SEE_PROGRAMME]

CASES = Listing(
    title="Business cases", file="cases_file", saved_as="business-cases", needs=NEEDS,
    rows=lambda user: Case.visible_to(user).whole().order_by("project__position"),
    columns=[
        Column("Project", "project.key"), Column("Name", "project.name"), Column("Lead", "project.lead"),
        Column("Operational manager", lambda case: case.operational_manager or "Not named yet"),
        Column("Stage", "project.now.value"), Column("Asked for on", "asked_on"), Column("Due", "due_on"),
        Column("In scope?", lambda case: case.get_scope_display() or "Not answered yet"),
        Column("Versions", lambda case: len(case.versions.all())),
        Column("Last submitted on", lambda case: case.submitted and case.submitted.submitted_on),
        Column("Last decision", lambda case: case.decided.outcome_words if case.decided else "Not decided yet"),
        Column("Decided on", lambda case: case.decided and case.decided.said_on),
    ],
)  # fmt: skip


class SaidLine(NamedTuple):
    """One thing that was said of a version."""

    version: int
    on: date
    what: str
    who: User
    words: str
    answer: str | None = None
    answered_by: User | None = None
    answered_on: date | None = None


def _said(version: Version) -> Iterator[SaidLine]:
    number = version.number
    for vetting in version.vettings.all():
        met = f"{'Passed' if vetting.passed else 'Returned'}: {len(vetting.met)} of {len(vetting.lines)} lines met. {vetting.comments}"
        yield SaidLine(number, vetting.said_on, "Vetting", vetting.by, met.strip())
    for question in version.questions.all():
        answered = question.answer or "Not answered yet", question.answered_by, question.answered_on
        yield SaidLine(number, question.asked_on, "Question", question.asked_by, question.words, *answered)
    for opinion in version.opinions.all():
        words = f"{opinion.value_words}. {opinion.words}"
        yield SaidLine(number, opinion.said_on, opinion.get_kind_display(), opinion.by, words)
    for comment in version.comments.all():
        yield SaidLine(number, comment.said_on, "Comment", comment.by, comment.words)
    for decision in version.decisions.all():
        what = f"Decision: {decision.outcome_words.lower()}"
        if decision.corrects_id:
            what = "Correction of the record"
        yield SaidLine(number, decision.said_on, what, decision.by, decision.reason)
        for requirement in decision.requirements.all():
            answered = requirement.answer or "Not answered yet", None, requirement.answered_on
            yield SaidLine(number, decision.said_on, "Required", decision.by, requirement.words, *answered)


SAID = Listing(
    title="What was said of the case of {key}", file="case_said_file", needs=NEEDS,
    rows=lambda user, key: (line for version in case_of(user, key).versions.all() for line in _said(version)),
    columns=[
        Column("Version", "version"), Column("On", "on"), Column("What", "what"), Column("Who", "who.post"),
        Column("Words", "words"), Column("Answer", "answer"),
        Column("Answered by", lambda line: line.answered_by and line.answered_by.post),
        Column("Answered on", "answered_on"),
    ],
)  # fmt: skip


def _pounds(head: str, of: str | Callable[[WeighedOption], Decimal], short: str = "") -> Column:
    """To the penny in a file, to the pound on a page."""
    return Column(
        head,
        lambda row: round(Decimal(read(row, of)), 2),
        words=lambda row: money(read(row, of)),
        figure=True,
        short=short,
    )


def _rounded(head: str, of: str, places: int, none: str) -> Column:
    """To four places in a file, to fewer on a page."""

    def to(say: Callable, row: WeighedOption) -> Decimal | str:
        return none if read(row, of) is None else say(read(row, of))

    return Column(
        head,
        partial(to, lambda value: round(value, 4)),
        words=partial(to, lambda value: f"{value:,.{places}f}"),
        figure=True,
    )


def _moves(head: str, of: int) -> Column:
    """How far one thing must move until doing nothing is as good; in a file as a part: 0.25 is a quarter more."""
    none = "No change would be enough"

    def part(row: WeighedOption) -> Decimal | str | None:
        change = row.switches[of].change if row.switches else 0
        return none if change is None else round(change, 4) if row.switches else None

    def words(row: WeighedOption) -> str:
        if not (change := row.switches[of].change):
            return none if change is None else "Already no better"
        return f"{abs(change) * 100:.0f}% {'higher' if change > 0 else 'lower'}"

    return Column(head, part, words=words)


NAME, LEFT_OVER = Column("Option", "offered.name"), _pounds("Net gain", "worth.net")
MUST_MOVE = [_moves("Its costs must move by", 0), _moves("Its benefits must move by", 1)]
MOVED = ("Costs 20% lower", "Benefits 20% lower", "Costs 20% higher", "Benefits 20% higher")
IF_MOVED = [_pounds(words, lambda row, words=words: dict(row.sensitivity)[words]) for words in MOVED]


def _weighed(user, key: str, number: int) -> list[WeighedOption]:
    weighed = weigh(version_of(case_of(user, key), number))
    return weighed.rows if weighed else []


OPTIONS = Listing(
    title="Options of {key}, version {number}", file="case_options_file", needs=NEEDS, rows=_weighed,
    columns=[
        replace(NAME, template="cases/option.html"), Column("What it is", "offered.words", where=Where.FILE),
        Column("Preferred", lambda row: "Yes" if row.preferred else "No", where=Where.FILE),
        _pounds("Cost", "worth.cost"), _pounds("Benefits less drawbacks", "worth.benefit", short="Benefits"),
        _pounds("Likely cost of risks", "worth.expected_loss"), LEFT_OVER,
        _rounded("Benefit for £1", "worth.ratio", 2, "Nothing spent"),
        _rounded("Score for what has no price (0 to 5)", "score", 1, "Not scored"),
        *(replace(column, where=Where.FILE) for column in MUST_MOVE),
        *(replace(column, head=f"Net gain if: {column.head.lower()}", where=Where.FILE) for column in IF_MOVED),
    ],
)  # fmt: skip
SWITCHING = replace(OPTIONS, columns=[NAME, *MUST_MOVE])
SENSITIVITY = replace(OPTIONS, columns=[NAME, replace(LEFT_OVER, head="As it stands"), *IF_MOVED])


def tables(request: HttpRequest, weighed: Weighed | None) -> dict[str, Shown]:
    """The options side by side, how far one thing must move, and what is left over if it does."""
    if not weighed:
        return {}
    prices = f" ({weighed.prices})" if weighed.prices else ""
    moving = [row for row in weighed.rows if row.switches]
    switching = (
        "Tipping points: how far one thing must move before the option is no better than doing nothing"
    )
    return {
        "options": OPTIONS.shown(request, weighed.rows, f"Options, in the prices of the first year{prices}"),
        "switching": SWITCHING.shown(request, moving, switching),
        "sensitivity": SENSITIVITY.shown(request, weighed.rows, "Net gain if one thing moves"),
    }
