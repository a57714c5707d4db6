"""What a worker can be asked to do, and what it does by itself each day: each an app's offer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any

from sherwood.kit.errors import SherwoodError

Told = Callable[[str, int, int], None]  # a step, how far it is, out of how many


@dataclass(frozen=True)
class JobKind:
    """One thing that a worker can do.

    `run` is given what the job was asked with and somebody to tell how far it is, and gives back a sentence of what
    came of it. It may be begun again from the start after a kill, so what it leaves behind is made whole or not at all.
    A `SherwoodError` is a refusal that nobody mends by trying again; anything else is tried up to `tries` times.
    """

    key: str
    run: Callable[[dict[str, Any], Told], str]
    tries: int = 3


@dataclass(frozen=True)
class Daily:
    """A kind of job that is asked for by itself, once a day from `at` on; `words` are its title."""

    kind: str
    at: time
    words: str


def kind_called(key: str) -> JobKind:
    from sherwood.web.site.offers import offered

    for kind in offered(JobKind):
        if kind.key == key:
            return kind
    raise SherwoodError(f"This version of Sherwood does not know the job “{key}”. Ask for it again.")
