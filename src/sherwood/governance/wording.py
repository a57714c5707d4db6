"""Whether words say something: one rule, for plans, outcomes and sources; and a day as people write it in a sentence.

Words that only hold a place (“x”, “to be confirmed”, “soon”) and fewer than a few different words say nothing that anybody
could vet. The rule is about form alone: it never judges what is meant.
"""

import calendar
import re
from datetime import date

FEW = 3  # different words
PLACEHOLDERS = frozenset({
    "tbc", "tba", "tbd", "todo", "wip", "pending", "na", "nil", "none", "nothing", "no", "yes", "soon",
    "later", "asap", "ongoing", "test", "testing", "dummy", "draft", "placeholder", "somebody", "someone",
    "anybody", "anyone", "nobody", "unknown", "various", "something", "anything", "whatever", "blah", "lorem",
    "ipsum",
})  # fmt: skip
PHRASES = (
    "to be confirmed", "to be decided", "to be agreed", "to be advised", "to do", "to follow", "not known", "not yet",
    "not applicable", "as soon as possible", "in due course", "n a", "see above", "as above",
)  # fmt: skip
MONTHS = {name.lower(): number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names) if name}  # fmt: skip


def telling(text: str) -> list[str]:
    """The different words of a text that could tell somebody something, in small letters."""
    left = " ".join(re.findall(r"[^\W_]+", text.lower()))
    for phrase in PHRASES:
        left = re.sub(rf"\b{phrase}\b", " ", left)
    words = [word for word in left.split() if word not in PLACEHOLDERS]
    return list(dict.fromkeys(word for word in words if len(set(word)) > 1 or word.isdecimal()))


def says_something(text: str, least: int = FEW) -> bool:
    """Whether a text has at least so many different words that are no placeholder."""
    return len(telling(text)) >= least


def lack_of(text: str, wants: str, least: int = FEW) -> str:
    """Why a text does not say enough, with what to write; empty when it does. `wants`: “Say how people will hear of it”."""
    if says_something(text, least):
        return ""
    said = " ".join(text.split())
    shown = said if len(said) <= 40 else f"{said[:40]}…"
    return f"{wants}, in {least} words or more: “{shown}” says too little." if said else f"{wants}."


def day_said(text: str) -> date | None:
    """The day that “30 June 2010”, “30/6/2010”, “2010-06-30” or “June 2010” (its last day) names; None when none."""
    said = " ".join(text.lower().replace(",", " ").split())
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[/. ](\d{1,2})[/. ](\d{4})", said):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]+)\.? (\d{4})", said):
        year, month = int(found[3]), MONTHS.get(found[2], 0)
        if month and year and not found[1]:
            return date(year, month, calendar.monthrange(year, month)[1])
        return _day(year, month, int(found[1] or 0))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # right in form, but no such day
        return None
