"""What a business case holds, section by section, and what one still lacks.

The content of a case is text as it was typed: section -> name -> words. Nothing typed is refused, so a draft can
always be kept; `missing` says in sentences what is not there yet or cannot be read, and `complete` which gates it
would pass. In a table a name is “row.column” (`1.words`), in the money “year.option.kind” (`0.B.costs`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sherwood.governance.appraisal import Option, OptionRisk
from sherwood.governance.money import typed_pounds

Content = Mapping[str, Mapping[str, str]]

OPTIONS = ("A", "B", "C", "D", "E", "F")
KINDS = {"do_nothing": "Do nothing", "do_minimum": "Do the minimum", "real": "A real option"}
ANSWERS = {"yes": "Yes", "no": "No", "not_needed": "Not needed"}
MONEY = {"costs": "Costs", "benefits": "Benefits", "disbenefits": "Drawbacks"}
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
class CaseField:
    """One thing asked for. `kind`: line, text, pounds, percent, number, choice or post (the title of one)."""

    key: str
    label: str
    kind: str = "line"
    hint: str = ""
    choices: Mapping[str, str] | None = None


@dataclass(frozen=True)
class CaseSection:
    """One page of the case: fields, and a table of rows where there may be several of a thing."""

    key: str
    title: str
    asks: str
    fields: tuple[CaseField, ...] = ()
    row: str = ""
    rows: Mapping[str, str] | None = None
    columns: tuple[CaseField, ...] = ()

    def names(self) -> Iterator[tuple[str, str, CaseField]]:
        """Every name that may hold words, how it is called, and its field; the tables first, as on the page."""
        for key, label in (self.rows or {}).items():
            for column in self.columns:
                yield f"{key}.{column.key}", f"{label}: {column.label.lower()}", column
        for field in self.fields:
            yield field.key, field.label, field


def _numbered(name: str, count: int) -> dict[str, str]:
    return {str(number): f"{name} {number}" for number in range(1, count + 1)}


_POUNDS = {
    f"{option}.{kind}": CaseField(f"{option}.{kind}", f"Option {option}, {words.lower()}", "pounds")
    for option in OPTIONS
    for kind, words in MONEY.items()
}

SECTIONS: dict[str, CaseSection] = {
    section.key: section
    for section in (
        CaseSection(
            "summary",
            "Summary",
            "What is proposed, in words that somebody reads once.",
            (
                CaseField("what", "What is proposed?", "text"),
                CaseField("why", "Why now, and what happens if nothing is done?", "text"),
            ),
        ),
        CaseSection(
            "findings",
            "Findings it answers",
            "Which findings the project answers, and how.",
            (
                CaseField(
                    "keys", "Findings, by their key", hint="Such as A1, A2. If none names it, write: none."
                ),
                CaseField("how", "How does it answer them?", "text"),
            ),
        ),
        CaseSection(
            "outcomes",
            "Outcomes for children",
            "What will be different for children and young people: at least one outcome, with the measure that will show it (or "
            "how it will be seen) and the day by which, such as 30 June 2010.",
            row="Outcome",
            rows=_numbered("Outcome", 4),
            columns=(
                CaseField("words", "What will be different for children", "text"),
                CaseField("shown_by", "What will show it"),
                CaseField("by_when", "By when"),
            ),
        ),
        CaseSection(
            "data",
            "Where its figures come from",
            "The records that the figures of this case were taken from, and their date.",
            (
                CaseField(
                    "source",
                    "Which records?",
                    "text",
                    "Name the measure, table, register or document, where it is kept, the day it is true of, and who took it.",
                ),
                CaseField("limits", "What can they not say?", "text"),
            ),
        ),
        CaseSection(
            "options",
            "Options",
            "Doing nothing, doing the minimum, and at least two real options beside them.",
            row="Option",
            rows=OPTION_CHOICES,
            columns=(
                CaseField("name", "Name"),
                CaseField("kind", "Kind", "choice", choices=KINDS),
                CaseField("words", "What it is", "text"),
            ),
        ),
        CaseSection(
            "money",
            "Costs and benefits",
            "Whole pounds in the prices of the first year, year 0. An empty box is a year with nothing to say; write 0 where it is nought.",
            (
                CaseField("prices", "The prices are those of", hint="Such as 2009/10, which is year 0."),
                *(
                    CaseField(
                        f"uplift_{option}",
                        f"Added to the costs of option {option} for optimism (%)",
                        "percent",
                    )
                    for option in OPTIONS
                ),
                CaseField("uplift_reason", "Why those additions for optimism?", "text"),
                CaseField(
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
        CaseSection(
            "risks",
            "Risks",
            "What may go wrong with each option, how likely it is, and what it would cost.",
            row="Risk",
            rows=_numbered("Risk", 8),
            columns=(
                CaseField("option", "Option", "choice", choices=OPTION_CHOICES),
                CaseField("words", "What may go wrong"),
                CaseField("probability", "Likelihood (%)", "percent"),
                CaseField("impact", "Cost if it does (£)", "pounds"),
            ),
        ),
        CaseSection(
            "unpriced",
            "Benefits without a price",
            "Scored from 0 to 5 for each option, with weights that everybody can see. They stand beside the money.",
            row="Benefit",
            rows=_numbered("Benefit", 4),
            columns=(
                CaseField("name", "Benefit"),
                CaseField("weight", "Weight (1 to 10)", "number"),
                *(CaseField(option, f"Option {option}", "choice", choices=SCORES) for option in OPTIONS),
            ),
        ),
        CaseSection(
            "preferred",
            "The option preferred",
            "Which option, and why that one.",
            (
                CaseField("option", "Which option?", "choice", choices=OPTION_CHOICES),
                CaseField("why", "Why that one?", "text"),
            ),
        ),
        CaseSection(
            "checks",
            "Four checks",
            "Each answered by a post that can be asked. A post that is not in the list is entered in the register of posts first.",
            row="Check",
            rows=CHECKS,
            columns=(
                CaseField("answer", "Does it work?", "choice", choices=ANSWERS),
                CaseField("post", "Answered by (post)", "post"),
                CaseField("words", "In a few words"),
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


def _risks(content: Content, key: str) -> Iterator[OptionRisk]:
    for row in SECTIONS["risks"].rows or {}:
        chance = percent(said(content, "risks", f"{row}.probability"))
        impact = pounds(said(content, "risks", f"{row}.impact"))
        if said(content, "risks", f"{row}.option") == key and chance is not None and impact is not None:
            yield OptionRisk(said(content, "risks", f"{row}.words"), min(chance, Decimal(1)), impact)


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
