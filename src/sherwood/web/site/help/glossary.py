"""The glossary, from the one file that holds it. `python -m sherwood.web.site.help.glossary` writes the page of the documentation."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import slugify

EMPHASIS = "*"


@dataclass(frozen=True)
class Term:
    """A word and what it means; in `means` a word between two stars is stressed."""

    word: str
    means: str

    @property
    def anchor(self) -> str:
        return slugify(self.word)

    @property
    def drawn(self) -> SafeString:
        """What it means, for a page."""
        parts = str(escape(self.means)).split(EMPHASIS)
        return SafeString("".join(f"<em>{part}</em>" if at % 2 else part for at, part in enumerate(parts)))


@cache
def glossary() -> dict[str, Term]:
    """Every term by its word, in the order of the alphabet."""
    told = tomllib.loads((files(__package__) / "glossary.toml").read_text("utf-8"))
    return {word: Term(word, told[word]) for word in sorted(told, key=str.lower)}


def as_markdown() -> str:
    rows = "".join(f"| {term.word} | {term.means} |\n" for term in glossary().values())
    return f"# Glossary\n\nThe words of the field, as the code uses them.\n\n| word | means |\n| --- | --- |\n{rows}"


if __name__ == "__main__":
    print(as_markdown(), end="")
