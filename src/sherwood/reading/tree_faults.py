"""What may be wrong with an XML file, and the sentence that says so."""

from xml.parsers import expat

DEEPEST = 50  # elements within elements
LONGEST = 1 << 20  # bytes of one value, start tag, comment or instruction
MOST_ROWS = 5_000_000
MOST_NAMES = 10_000  # of elements and attributes

AGAIN = "Export it from the system again, and do not change it by hand."
DOCTYPE = (
    "The XML begins with a document type (DOCTYPE), by which a file can swell without end or fetch others, so it was not "
    "read. Expected a return without one. Export it from the system again, without a document type."
)
TOO_DEEP = f"The XML has elements within elements more than {DEEPEST} deep, which no return has. {AGAIN}"
TOO_LONG = (
    f"The XML has a value, a tag or a comment of more than a million characters, near line {{}}. {AGAIN}"
)
TOO_MANY_NAMES = f"The XML has more than {MOST_NAMES:,} names of elements, which no return has. {AGAIN}"
TOO_MANY = f"The XML has more than {MOST_ROWS:,} rows. Load it in parts."
CUT_SHORT = f"The XML is cut short: it ends in line {{}} before its elements are closed. {AGAIN}"
NOT_WELL_FORMED = f"The file is not well-formed XML: line {{}}, character {{}}. Expected elements that are opened and closed. {AGAIN}"
WRONG_ENCODING = f"The file is not in the encoding that it says, or in none that is known (see line {{}}). Expected UTF-8. {AGAIN}"
OTHER_ROOT = "The outermost element is not the one that was expected, “{}”. Check which file it is."
SAID_TWICE = (
    "“{}” stands twice in the header and says two things. Expected one. Load a file of one council and year."
)
TWICE = "“{}” stands twice in this element and says two things. Expected one. Correct it in the source."
NOT_A_VALUE = "“{}” holds elements. Expected a value alone. Correct it in the source."

ENDS_EARLY = {expat.errors.codes[getattr(expat.errors, f"XML_ERROR_{name}")] for name in (
    "NO_ELEMENTS", "UNCLOSED_TOKEN", "PARTIAL_CHAR", "UNCLOSED_CDATA_SECTION",
)}  # fmt: skip
ENCODING = {expat.errors.codes[getattr(expat.errors, f"XML_ERROR_{name}")] for name in (
    "UNKNOWN_ENCODING", "INCORRECT_ENCODING",
)}  # fmt: skip

INVALID = expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]


def fault_of(error: expat.ExpatError, at: bytes) -> str:
    """What is wrong, in a sentence; `at` are the bytes where the parser stopped."""
    if error.code in ENDS_EARLY:
        return CUT_SHORT.format(error.lineno)
    if error.code in ENCODING or (error.code == INVALID and _is_not_utf8(at)):
        return WRONG_ENCODING.format(error.lineno)
    return NOT_WELL_FORMED.format(error.lineno, error.offset + 1)


def _is_not_utf8(at: bytes) -> bool:
    return at[:1] >= b"\x80" and not any(_decodes(at[:length]) for length in range(1, len(at) + 1))


def _decodes(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
