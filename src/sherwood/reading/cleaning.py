"""The text of a cell without what a person cannot see and what a spreadsheet put round it.

Every value of every column goes through here before it is read, whatever it is of.
"""

import re
import unicodedata

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\x0b\x0c\x85]")
TEXT_FORMULA = re.compile(r'=\s*(?:T\()?\s*"((?:[^"]|"")*)"\s*\)?')
POINT_NOUGHT = re.compile(r"([-+]?\d+)\.0+")
ERROR = re.compile(
    r"#(?:value!|ref!|n/a|name\?|div/0!|null!|num!|spill!|calc!|field!|blocked!|connect!|busy!|unknown!|error!"
    r"|getting_data)|err:\d{3}|#{3,}",
    re.I,
)
NOT_CALCULATED = "#NOT CALCULATED!"  # stands in a grid for a formula that has no result

REMOVED = "values held characters that cannot be seen, which were left out"
UNWRAPPED = 'values were written as ="..." or after an apostrophe, to keep a spreadsheet from changing them'
WITHOUT_POINT = "values ended in .0 and were read without it"

ERROR_SHOWN = (
    "This cell shows an error of the spreadsheet, such as #VALUE! or #REF!, and no value. Mend it there and "
    "export it again."
)
NO_RESULT = (
    "This cell holds a formula whose result was never stored. Open the workbook in Excel, let it calculate, "
    "save it and load that."
)
FAULTS_OF_THE_SHEET = (ERROR_SHOWN, NO_RESULT)


PLAIN = re.compile(r"[!-&(-<>-~](?:[ -~]*[!-/1-~])?")  # nothing odd, in no wrapping, and no nought at its end


def clean(text: str) -> tuple[str, list[str]]:
    """The text that is meant, and what was mended in it. A text of a mark alone becomes empty."""
    mended: list[str] = []
    if PLAIN.fullmatch(text):
        return text, mended
    seen = visible(text)
    if seen != text and (INVISIBLE.search(text) or ODD_SPACE.search(text)):
        mended.append(REMOVED)
    bare = _unwrapped(seen)
    if bare != seen:
        mended.append(UNWRAPPED)
    if found := POINT_NOUGHT.fullmatch(bare):
        bare = found[1]
        mended.append(WITHOUT_POINT)
    return bare, mended


def visible(text: str) -> str:
    """Without what cannot be seen, with plain spaces, and with each accented letter in its one form."""
    if text.isascii() and text.isprintable():
        return text.strip()
    plain = ODD_SPACE.sub(" ", INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", plain).strip()


def _unwrapped(text: str) -> str:
    if found := TEXT_FORMULA.fullmatch(text):
        return found[1].replace('""', '"').strip()
    if len(text) > 1 and text[0] == "'":
        return (text[1:-1] if text[-1] == "'" else text[1:]).strip()
    return text


def fault_of_the_sheet(text: str) -> str | None:
    """Why there is no value, when the spreadsheet shows an error or has not calculated."""
    if not text.startswith(("#", "e", "E")):
        return None
    if text == NOT_CALCULATED:
        return NO_RESULT
    return ERROR_SHOWN if ERROR.fullmatch(text) else None
