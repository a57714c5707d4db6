"""Which line of a TOML file each key stands on: tomllib reads the values but forgets where they were.

Understands what a definition is written in: tables, arrays of tables, and keys with their values, over one
line or several. A key inside an inline table is found at the line of the key that holds it.
"""

import re
from collections import defaultdict

Path = tuple[str | int, ...]

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"""^\s*([A-Za-z0-9_-]+|"[^"]*"|'[^']*')\s*=\s*(.*)$""")
LONG = ('"""', "'''")


def lines_of(text: str) -> dict[Path, int]:
    """The line (from 1) of each table, each element of an array of tables, and each key under them."""
    found: dict[Path, int] = {}
    counts: dict[str, int] = defaultdict(int)
    place: Path = ()
    still_open = _Open()
    for number, line in enumerate(text.splitlines(), 1):
        if still_open.swallows(line):
            continue
        if header := HEADER.match(line):
            place = _place(header[1], header[2], counts)
            found.setdefault(place, number)
        elif key := KEY.match(line):
            found.setdefault((*place, key[1].strip("\"'")), number)
            still_open.begin(key[2])
    return found


def _place(brackets: str, name: str, counts: dict[str, int]) -> Path:
    if brackets == "[":
        return tuple(part.strip() for part in name.split("."))
    counts[name] += 1
    return (name, counts[name] - 1)


class _Open:
    """A value that goes on over the following lines: a long string, or a list that is not shut yet."""

    def __init__(self) -> None:
        self.quote, self.depth = "", 0

    def begin(self, value: str) -> None:
        for quote in LONG:
            if value.startswith(quote):
                self.quote = "" if quote in value[3:] else quote
                return
        self.depth = self._brackets(value)

    def swallows(self, line: str) -> bool:
        """Whether `line` belongs to the value before it."""
        if self.quote:
            self.quote = "" if self.quote in line else self.quote
            return True
        if self.depth > 0:
            self.depth += self._brackets(line)
            return True
        return False

    @staticmethod
    def _brackets(text: str) -> int:
        bare = re.sub(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*', "", text)
        return bare.count("[") - bare.count("]")
