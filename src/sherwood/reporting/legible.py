"""The one place where text becomes fit for a document: no character in it may keep a report from coming out."""

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")

STAND_IN = "\N{REPLACEMENT CHARACTER}"
NO_CHARACTER = (
    re.compile(  # controls, halves of a pair, places that are no character: a document cannot hold them
        "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
        + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
        + "]"
    )
)
LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
WORD_SYMBOLS = str.maketrans(  # what Word keeps as a place in its own symbol fonts
    {
        0xF0B7: "•",
        0xF0A7: "▪",
        0xF06F: "○",
        0xF0A8: "□",
        0xF0D8: "➢",
        0xF0E0: "→",
        0xF0FC: "✓",
        0xF0FB: "✗",
        0xF02D: "-",
    }
)


def legible(thing: T) -> T:
    """A report, a block or any plain data of one, with every text in it as `text`."""
    found: Any = thing
    if isinstance(found, str):
        found = text(found)
    elif is_dataclass(found) and not isinstance(found, type):
        found = replace(
            found,
            **{field.name: legible(getattr(found, field.name)) for field in fields(found) if field.init},
        )
    elif isinstance(found, dict):
        found = {key: legible(value) for key, value in found.items()}
    elif isinstance(found, list | tuple):
        found = type(found)(map(legible, found))
    return found


def text(words: str) -> str:
    """Without what no document can hold; a bullet of Word's as a bullet."""
    if words.isascii() and words.isprintable():
        return words
    return NO_CHARACTER.sub("", LINE_BREAK.sub("\n", words)).translate(WORD_SYMBOLS)


def without(characters: set[str], thing: T) -> T:
    """The same with a stand-in for each of `characters`, which no font at hand can show."""
    table = str.maketrans({character: _stand_in(character) for character in characters})
    return _translated(thing, table)


def _translated(thing: Any, table: dict[int, str]) -> Any:
    if isinstance(thing, str):
        return thing.translate(table)
    if isinstance(thing, dict):
        return {key: _translated(value, table) for key, value in thing.items()}
    return [_translated(one, table) for one in thing] if isinstance(thing, list | tuple) else thing


def _stand_in(character: str) -> str:
    """A sign in words, so that a red and a green circle stay two; a letter as the sign for one that is missing."""
    if character == STAND_IN:
        return "?"
    if unicodedata.category(character) in ("So", "Sm", "Sc", "Sk"):
        return f"[{unicodedata.name(character, 'sign').lower()}]"
    return "" if unicodedata.category(character) in ("Mn", "Me", "Cf") else STAND_IN
