"""The form that offers what may narrow a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from sherwood.web.site.listings.columns import Choice


@dataclass(frozen=True)
class Choosing:
    """The form of some choices; a template writes it by its name alone, where several lists of a page share one."""

    request: HttpRequest
    choices: Sequence[Choice]
    title: str

    def offered(self) -> list[dict[str, Any]]:
        """Each choice, with what the address chooses."""
        user, asked = self.request.user, self.request.GET
        return [
            {"choice": choice, "options": choice.options_for(user), "value": asked.get(choice.name, "")}
            for choice in self.choices
        ]

    def kept(self) -> list[tuple[str, str]]:
        """The order that the address asks for, which a choice does not undo."""
        return [(name, value) for name, value in self.request.GET.items() if name.endswith("sort")]

    @property
    def narrowed(self) -> bool:
        return any(self.request.GET.get(choice.name) for choice in self.choices)

    def __str__(self) -> str:
        return render_to_string("listings/choices.html", {"choosing": self}, self.request)

    __html__ = __str__
