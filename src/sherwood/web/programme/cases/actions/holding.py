"""What every act begins and ends with: the case held still, and a line in the trail."""

from sherwood.kit.errors import Refusal
from sherwood.web.programme.cases.models import Case, Version
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.trail import actions as trail


def held(case: Case) -> Case:
    """The case as it is now, its project held until the act ends, so that two people act one after the other."""
    Project.objects.select_for_update().get(pk=case.project_id)
    return Case.objects.whole().get(pk=case.pk)


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
    return {"words", "reason", "comments"} if all(one.strip() for one in words) else set()


def tell(case: Case, verb: str, *, by, **detail) -> None:
    trail.record(verb=verb, what=("case", case.project.key), detail=detail, by=by)
