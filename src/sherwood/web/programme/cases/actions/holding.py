"""What acts on a case have in common: the version that was read, and a line in the trail."""

from sherwood.kit.errors import Refusal
from sherwood.web.programme.cases.models import Case, Version
from sherwood.web.site.trail import actions as trail


def at_version(case: Case, number: int | None) -> Version:
    """The latest version, when it is the one that was read; None reads whatever is latest."""
    version = case.latest
    if version is None:
        raise Refusal("This project has no case yet. Its scope test comes first.")
    if number is not None and number != version.number:
        raise Refusal(
            f"You were reading version {number}, and version {version.number} has taken its place. Read that one first."
        )
    return version


def said_something(*words: str) -> set[str]:
    """The needs that are met by having written something."""
    return {"words", "reason", "comments"} if all(word.strip() for word in words) else set()


def tell(case: Case, verb: str, *, by, **detail) -> None:
    trail.record(verb=verb, what=("case", case.project.key), detail=detail, by=by)
