"""What may narrow a list, and the form that offers it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Choice:
    """What may narrow a list: a choice above it, kept in the address. An unknown value finds nothing rather than everything."""

    name: str
    label: str
    options: Options | Callable[[Any], Options] | None  # fixed, or by the reader; None: words are typed
    narrow: Callable[[Any, str], Any]  # the rows and the value chosen give fewer rows
    every: str = "All"  # how it says that nothing is chosen
    always: bool = False  # narrows where nothing is chosen too, as to what is live

    def options_for(self, user) -> list[tuple[str, str]]:
        return list(self.options(user) if callable(self.options) else self.options or ())

    def applied(self, rows: Any, asked: Mapping[str, str]) -> Any:
        value = asked.get(self.name, "").strip()
        return self.narrow(rows, value) if value or self.always else rows


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

    @property
    def narrowed(self) -> bool:
        return any(self.request.GET.get(choice.name) for choice in self.choices)

    def __str__(self) -> str:
        return render_to_string("listings/choices.html", {"choosing": self}, self.request)

    __html__ = __str__
