"""What a business case holds, section by section, and what one still lacks.

The content of a case is text as it was typed: section -> name -> words. Nothing typed is refused, so a draft can
always be kept; `missing` says in sentences what is not there yet or cannot be read, and `complete` which gates it
would pass. In a table a name is “row.column” (`1.words`), in the money “year.option.kind” (`0.B.costs`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sherwood.governance.appraisal import Option, Risk
from sherwood.governance.money import typed_pounds

Content = Mapping[str, Mapping[str, str]]

OPTIONS = ("A", "B", "C", "D", "E", "F")
KINDS = {"do_nothing": "Do nothing", "do_minimum": "Do the minimum", "real": "A real option"}
ANSWERS = {"yes": "Yes", "no": "No", "not_needed": "Not needed"}
MONEY = {"costs": "Costs", "benefits": "Benefits", "disbenefits": "Disbenefits"}
YEARS = tuple(str(year) for year in range(6))
OPTION_CHOICES = {key: f"Option {key}" for key in OPTIONS}
SCORES = {str(number): str(number) for number in range(6)}
CHECKS = {
    "human_resources": "Human resources",
    "finance": "Finance",
    "procurement": "Procurement",
    "ways_of_working": "Ways of working",
}


@dataclass(frozen=True)
class Field:
    """One thing asked for. `kind`: line, text, pounds, percent, number or choice."""

    key: str
    label: str
    kind: str = "line"
    hint: str = ""
    choices: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Section:
    """One page of the case: fields, and a table of rows where there may be several of a thing."""

    key: str
    title: str
    asks: str
    fields: tuple[Field, ...] = ()
    row: str = ""
    rows: Mapping[str, str] | None = None
    columns: tuple[Field, ...] = ()

    def names(self) -> Iterator[tuple[str, str, Field]]:
        """Every name that may hold words, how it is called, and its field; the tables first, as on the page."""
        for key, label in (self.rows or {}).items():
            for column in self.columns:
                yield f"{key}.{column.key}", f"{label}: {column.label.lower()}", column
        for field in self.fields:
            yield field.key, field.label, field


def _numbered(name: str, count: int) -> dict[str, str]:
    return {str(number): f"{name} {number}" for number in range(1, count + 1)}


_POUNDS = {
    f"{option}.{kind}": Field(f"{option}.{kind}", f"Option {option}, {words.lower()}", "pounds")
    for option in OPTIONS
    for kind, words in MONEY.items()
}

SECTIONS: dict[str, Section] = {
    section.key: section
    for section in (
        Section(
            "summary",
            "Summary",
            "What is proposed, in words that somebody reads once.",
            (
                Field("what", "What is proposed?", "text"),
                Field("why", "Why now, and what happens if nothing is done?", "text"),
            ),
        ),
        Section(
            "findings",
            "Findings it answers",
            "Which findings the project answers, and how.",
            (
                Field(
                    "keys", "Findings, by their key", hint="Such as A1, A2. If none names it, write: none."
                ),
                Field("how", "How does it answer them?", "text"),
            ),
        ),
        Section(
            "outcomes",
            "Outcomes for children",
            "What will be different for children and young people. At least one.",
            row="Outcome",
            rows=_numbered("Outcome", 4),
            columns=(
                Field("words", "What will be different for children", "text"),
                Field("shown_by", "What will show it"),
                Field("by_when", "By when"),
            ),
        ),
        Section(
            "data",
            "Where its figures come from",
            "The records that the figures of this case were taken from, and their date.",
            (
                Field(
                    "source",
                    "Which records?",
                    "text",
                    "Name the records, the day they are true of, and who took them.",
                ),
                Field("limits", "What can they not say?", "text"),
            ),
        ),
        Section(
            "options",
            "Options",
            "Doing nothing, doing the minimum, and at least two real options beside them.",
            row="Option",
            rows=OPTION_CHOICES,
            columns=(
                Field("name", "Name"),
                Field("kind", "Kind", "choice", choices=KINDS),
                Field("words", "What it is", "text"),
            ),
        ),
        Section(
            "money",
            "Costs and benefits",
            "Whole pounds in the prices of year 0. An empty box is a year with nothing to say; write 0 where it is nought.",
            (
                Field("prices", "The prices are those of", hint="Such as 2009/10, which is year 0."),
                *(
                    Field(
                        f"uplift_{option}",
                        f"Added to the costs of option {option} for optimism (%)",
                        "percent",
                    )
                    for option in OPTIONS
                ),
                Field("uplift_reason", "Why those additions for optimism?", "text"),
                Field(
                    "harms",
                    "What losses or harm might it bring to others?",
                    "text",
                    "Write “none” only with the reason.",
                ),
            ),
            row="Year",
            rows={year: f"Year {year}" for year in YEARS},
            columns=tuple(_POUNDS.values()),
        ),
        Section(
            "risks",
            "Risks",
            "What may go wrong with each option, how likely it is, and what it would cost.",
            row="Risk",
            rows=_numbered("Risk", 8),
            columns=(
                Field("option", "Option", "choice", choices=OPTION_CHOICES),
                Field("words", "What may go wrong"),
                Field("probability", "Likelihood (%)", "percent"),
                Field("impact", "Cost if it does (£)", "pounds"),
            ),
        ),
        Section(
            "unpriced",
            "Benefits without a price",
            "Scored from 0 to 5 for each option, with weights that everybody can see. They stand beside the money.",
            row="Benefit",
            rows=_numbered("Benefit", 4),
            columns=(
                Field("name", "Benefit"),
                Field("weight", "Weight (1 to 10)", "number"),
                *(Field(option, f"Option {option}", "choice", choices=SCORES) for option in OPTIONS),
            ),
        ),
        Section(
            "preferred",
            "The option preferred",
            "Which option, and why that one.",
            (
                Field("option", "Which option?", "choice", choices=OPTION_CHOICES),
                Field("why", "Why that one?", "text"),
            ),
        ),
        Section(
            "checks",
            "Four checks",
            "Each answered by a post that can be asked.",
            row="Check",
            rows=CHECKS,
            columns=(
                Field("answer", "Does it work?", "choice", choices=ANSWERS),
                Field("post", "Answered by (post)"),
                Field("words", "In a few words"),
            ),
        ),
    )
}


RECOMMENDATIONS = {"implement": "Implement", "amend": "Amend", "close": "Close"}
SCOPE = {
    "yes": "Yes: it directly improves safeguarding or looked-after services",
    "enabler": "No, but it makes possible a project that does",
    "no": "No",
}


@dataclass(frozen=True)
class Offered:
    """An option as the case describes it, and as the appraisal weighs it."""

    key: str
    kind: str
    words: str
    option: Option

    @property
    def name(self) -> str:
        return f"{self.key}. {self.option.name}"


@dataclass(frozen=True)
class Missing:
    """Something the case lacks, or that cannot be read, and the section where it is mended."""

    section: str
    words: str

    def __str__(self):
        return self.words


def pounds(text: str) -> int | None:
    """Whole pounds as people write them: £1,200. None when it is not that, or is more than any case could cost."""
    amount = typed_pounds(text)
    return amount if amount is not None and amount < 10**12 else None


def percent(text: str) -> Decimal | None:
    """A percentage as a part of one: 20 or 20% is 0.2; None when it is not that, or is over 300."""
    found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*%?", text.strip())
    return Decimal(found[1]) / 100 if found and Decimal(found[1]) <= 300 else None


def said(content: Content, section: str, name: str) -> str:
    return content.get(section, {}).get(name, "").strip()


def named_options(content: Content) -> list[str]:
    return [key for key in OPTIONS if said(content, "options", f"{key}.name")]


def offered(content: Content) -> list[Offered]:
    """The options that have a name, doing nothing first; what cannot be read counts as nothing."""
    found = [_offered(content, key) for key in named_options(content)]
    return sorted(found, key=lambda one: (list(KINDS).index(one.kind) if one.kind in KINDS else 9, one.key))


def _offered(content: Content, key: str) -> Offered:
    amounts = {kind: _by_year(content, key, kind) for kind in MONEY}
    option = Option(
        name=said(content, "options", f"{key}.name"),
        **amounts,
        risks=tuple(_risks(content, key)),
        uplift=percent(said(content, "money", f"uplift_{key}")) or Decimal(0),
        scores=_scores(content, key),
    )
    return Offered(
        key, said(content, "options", f"{key}.kind"), said(content, "options", f"{key}.words"), option
    )


def _by_year(content: Content, key: str, kind: str) -> dict[int, int]:
    read = {int(year): pounds(said(content, "money", f"{year}.{key}.{kind}")) for year in YEARS}
    return {year: amount for year, amount in read.items() if amount is not None}


def _risks(content: Content, key: str) -> Iterator[Risk]:
    for row in SECTIONS["risks"].rows or {}:
        chance = percent(said(content, "risks", f"{row}.probability"))
        impact = pounds(said(content, "risks", f"{row}.impact"))
        if said(content, "risks", f"{row}.option") == key and chance is not None and impact is not None:
            yield Risk(said(content, "risks", f"{row}.words"), min(chance, Decimal(1)), impact)


def _scores(content: Content, key: str) -> dict[str, int]:
    return {
        said(content, "unpriced", f"{row}.name"): int(given)
        for row in SECTIONS["unpriced"].rows or {}
        if (given := said(content, "unpriced", f"{row}.{key}")) in SCORES
    }


def weights(content: Content) -> dict[str, int]:
    """The unpriced benefits that have a name and a readable weight."""
    return {
        name: int(weight)
        for row in SECTIONS["unpriced"].rows or {}
        if (name := said(content, "unpriced", f"{row}.name"))
        and re.fullmatch("[1-9]|10", weight := said(content, "unpriced", f"{row}.weight"))
    }
