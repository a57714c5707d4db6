"""What a business case still lacks, in sentences, and which needs of `stages.NEEDS` it meets."""

import re
from collections.abc import Callable, Collection, Iterator

from sherwood.governance.appraisal import missing_options
from sherwood.governance.case import (
    CHECKS,
    KINDS,
    MONEY,
    SECTIONS,
    YEARS,
    Content,
    Missing,
    named_options,
    percent,
    pounds,
    said,
)
from sherwood.governance.wording import day_said, lack_of

APPRAISAL = ("options", "money", "risks", "unpriced", "preferred")


SOURCE = "Say which records its figures come from, where they are kept and their day"
ENOUGH_OF_A_SOURCE = 4  # words: what, where and when


def missing(content: Content, posts: Collection[str] | None = None) -> list[Missing]:
    """Everything the case lacks, in the order of its sections; empty when it can be submitted.

    `posts`: the titles of the register of posts, where a post that is named must be one of them.
    """
    found = [Missing(key, words) for key, check in _CHECKS.items() for words in check(content)]
    return found if posts is None else found + list(_unknown_posts(content, posts))


def complete(content: Content, posts: Collection[str] | None = None) -> set[str]:
    """The keys of `stages.NEEDS` that the content meets; `posts` as in `missing`."""
    lacks = {lack.section for lack in missing(content, posts)}
    kinds = [said(content, "options", f"{key}.kind") for key in named_options(content)]
    found = {
        "case": not lacks,
        "options": not missing_options(kinds),
        "data_source": not lack_of(said(content, "data", "source"), SOURCE, ENOUGH_OF_A_SOURCE),
        "checks": "checks" not in lacks,
        "appraisal": not lacks & set(APPRAISAL),
    }
    return {key for key, met in found.items() if met}


def _wanted(section: str, **sentences: str) -> Callable[[Content], Iterator[str]]:
    """A check that those fields say something."""

    def check(content: Content) -> Iterator[str]:
        for name, sentence in sentences.items():
            if not said(content, section, name):
                yield sentence

    return check


def _rows(content: Content, section: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The rows in which anything was written: key, name, words by column."""
    shape = SECTIONS[section]
    for key, label in (shape.rows or {}).items():
        found = {column.key: said(content, section, f"{key}.{column.key}") for column in shape.columns}
        if any(found.values()):
            yield key, label, found


def _outcomes(content: Content) -> Iterator[str]:
    rows = list(_rows(content, "outcomes"))
    if not rows:
        yield "Name at least one outcome for children."
    for _, label, row in rows:
        yield from _enough(f"{label}: say what will be different for children", row["words"])
        yield from _enough(
            f"{label}: name the measure that will show it, or say how it will be seen", row["shown_by"]
        )
        if not day_said(row["by_when"]):
            said_now = f": “{row['by_when'][:40]}” is no day" if row["by_when"] else ""
            yield f"{label}: give the day by which it will be so, such as 30 June 2010{said_now}."


def _enough(wants: str, text: str) -> Iterator[str]:
    if lack := lack_of(text, wants):
        yield lack


def _data(content: Content) -> Iterator[str]:
    if lack := lack_of(said(content, "data", "source"), SOURCE, ENOUGH_OF_A_SOURCE):
        yield lack
    if not said(content, "data", "limits"):
        yield "Say what they cannot say."


def _options(content: Content) -> Iterator[str]:
    rows = list(_rows(content, "options"))
    for _, label, row in rows:
        if not row["name"]:
            yield f"{label} has no name."
        if row["kind"] not in KINDS:
            yield f"{label} does not say of which kind it is."
        if not row["words"]:
            yield f"{label} does not say what it is."
    for kind in ("do_nothing", "do_minimum"):
        if sum(row["kind"] == kind for _, _, row in rows) > 1:
            yield f"Only one option can be “{KINDS[kind]}”."
    for lack in missing_options([row["kind"] for _, _, row in rows if row["name"]]):
        yield f"The options lack {lack}."


def _money(content: Content) -> Iterator[str]:
    if not said(content, "money", "prices"):
        yield "Say of which year the prices are."
    for key in named_options(content):
        yield from _money_of(content, key)
    if not said(content, "money", "uplift_reason"):
        yield "Give the reason for what is added for optimism."
    if not said(content, "money", "harms"):
        yield "Say what losses or harm it might bring to others, or why there are none."


def _money_of(content: Content, key: str) -> Iterator[str]:
    given = {
        (kind, year): text
        for kind in MONEY
        for year in YEARS
        if (text := said(content, "money", f"{year}.{key}.{kind}"))
    }
    for (kind, year), text in given.items():
        if pounds(text) is None:
            yield f"Option {key}, {MONEY[kind].lower()}, year {year}: “{text[:20]}” is not a number of whole pounds."
    for kind in ("costs", "benefits"):
        if not any(one == kind for one, _ in given):
            yield f"Option {key} has no {kind}. Write 0 where there are none."
    uplift = said(content, "money", f"uplift_{key}")
    if said(content, "options", f"{key}.kind") != "do_nothing" and percent(uplift) is None:
        yield f"Option {key} does not say what is added for optimism, as a percentage such as 10 (0 where nothing is)."


def _risks(content: Content) -> Iterator[str]:
    rows = list(_rows(content, "risks"))
    for _, label, row in rows:
        chance = percent(row["probability"])
        if row["option"] not in named_options(content):
            yield f"{label} does not say of which option it is."
        if not row["words"]:
            yield f"{label} does not say what may go wrong."
        if chance is None or chance > 1:
            yield f"{label} needs a likelihood from 0 to 100%."
        if pounds(row["impact"]) is None:
            yield f"{label} does not say what it would cost, in whole pounds."
    if not named_options(content):
        yield "Name the options first, then the risks of each."
    weighed = {row["option"] for _, _, row in rows}
    for key in named_options(content):
        if key not in weighed:
            yield f"Option {key} has no risk. Name at least one: doing nothing has risks too."


def _unpriced(content: Content) -> Iterator[str]:
    rows = list(_rows(content, "unpriced"))
    if not rows:
        yield "Name at least one benefit that has no price."
    names = [row["name"] for _, _, row in rows if row["name"]]
    if len(names) != len(set(names)):
        yield "Two of the benefits without a price have the same name."
    for _, label, row in rows:
        if not row["name"]:
            yield f"{label} has no name."
        if not re.fullmatch("[1-9]|10", row["weight"]):
            yield f"{label} needs a weight from 1 to 10."
        for key in named_options(content):
            if not row[key]:
                yield f"{label} is not scored for option {key}."


def _preferred(content: Content) -> Iterator[str]:
    if said(content, "preferred", "option") not in named_options(content):
        yield "Say which option is preferred."
    if not said(content, "preferred", "why"):
        yield "Say why that option is preferred."


def _checks(content: Content) -> Iterator[str]:
    for key, words in CHECKS.items():
        if not said(content, "checks", f"{key}.answer"):
            yield f"{words} is not answered: yes, no or not needed."
        if not said(content, "checks", f"{key}.post"):
            yield f"{words} does not say which post answered."


def _unknown_posts(content: Content, posts: Collection[str]) -> Iterator[Missing]:
    for key, words in CHECKS.items():
        post = said(content, "checks", f"{key}.post")
        if post and post not in posts:
            yield Missing(
                "checks",
                f"{words}: “{post[:60]}” is not a post of the register. Choose the post that answered.",
            )


_CHECKS: dict[str, Callable[[Content], Iterator[str]]] = {
    "summary": _wanted("summary", what="Say what is proposed.", why="Say why now."),
    "findings": _wanted(
        "findings", keys="Name the findings it answers, or write: none.", how="Say how it answers them."
    ),
    "outcomes": _outcomes,
    "data": _data,
    "options": _options,
    "money": _money,
    "risks": _risks,
    "unpriced": _unpriced,
    "preferred": _preferred,
    "checks": _checks,
}
