"""The lead writes the case, section by section, and submits it, which locks the version."""

from collections.abc import Mapping

from sherwood.governance.case import SECTIONS
from sherwood.governance.stages import ACTS, MOVES
from sherwood.kit.errors import Refusal
from sherwood.web.programme.cases.actions.asking import tasks
from sherwood.web.programme.cases.actions.holding import at_version, said_something, tell
from sherwood.web.programme.cases.facts import check
from sherwood.web.programme.cases.models import Case, Requirement, Version
from sherwood.web.programme.programmes.actions import move_project
from sherwood.web.site.action_log.actions import say_done
from sherwood.web.site.acts import act
from sherwood.web.site.ui.clock import now, today
from sherwood.web.site.ui.overtaking import Overtaken


class SavedBefore(Overtaken):
    """Somebody saved this section after it was opened; nothing of either is lost. `theirs`: the words as they are."""

    def __init__(self, post: str, at: str, revision: int, theirs: Mapping[str, str]):
        super().__init__(
            f"{post} saved this part at {at}, after you had opened it. Nothing of theirs was overwritten and nothing "
            "of yours is lost: both are below. Settle what it should say, then save again."
        )
        self.revision, self.theirs = revision, theirs


@act(needs=ACTS["write"], about="case")
def save_section(*, case: Case, section: str, words: Mapping[str, str], revision: int, by) -> Version:
    """Keep what was typed, complete or not. `revision`: how often the section had been saved when it was opened."""
    check(ACTS["write"], case.project, case, by)
    latest = at_version(case, None)
    if latest.revision(section) != revision:
        last = latest.saves[section]
        raise SavedBefore(last["by"], last["at"], latest.revision(section), latest.content.get(section, {}))
    typed = {name: words[name] for name, _, _ in SECTIONS[section].names() if words.get(name, "").strip()}
    if typed == latest.content.get(section, {}):
        return latest
    draft = _draft(case, latest)
    draft.content = {**draft.content, section: typed}
    at = f"{now():%H:%M on %-d %B %Y}"
    draft.saves = {**draft.saves, section: {"revision": revision + 1, "by": str(by.post), "at": at}}
    draft.save()
    draft.authors.add(by)
    tell(case, "wrote a part of a case", version=draft.number, part=SECTIONS[section].title, by=by)
    return draft


def _draft(case: Case, latest: Version) -> Version:
    """The version that can be written in: the latest, or the next, copied from it with its authors."""
    if not latest.locked:
        return latest
    draft = Version.objects.create(
        case=case, number=latest.number + 1, content=latest.content, saves=latest.saves
    )
    draft.authors.set(latest.authors.all())
    return draft


@act(needs=ACTS["answer_requirement"], about="case")
def answer_requirement(*, case: Case, requirement: Requirement, answer: str, by) -> None:
    """Say what was done about one of the requirements of a decision."""
    check(ACTS["answer_requirement"], case.project, case, by, said_something(answer))
    requirement = Requirement.objects.get(pk=requirement.pk, decision__version__case=case)
    requirement.answer, requirement.answered_by, requirement.answered_on = answer.strip(), by, today()
    requirement.save()
    tell(case, "answered a requirement", requirement=requirement.pk, by=by)


@act(needs=MOVES["submit"], about="case")
def submit(*, case: Case, number: int | None = None, by) -> Version:
    """Lock the draft as a numbered version and send it to be vetted."""
    version = at_version(case, number)
    facts = check(MOVES["submit"], case.project, case, by)
    before = max(
        (version for version in case.versions.all() if version.locked),
        key=lambda one: one.number,
        default=None,
    )
    if before and before.content == version.content:
        raise Refusal(f"This version says what version {before.number} said. Change what must change first.")
    version.authors.add(by)
    version.submitted_on, version.submitted_by = today(), by
    version.digest = version.worked_out()
    version.save()
    move_project(project=case.project, move=MOVES["submit"], facts=facts, by=by)
    for task in tasks(case).open():
        say_done(action=task, evidence=f"Version {version.number} submitted.", by=by)
    tell(case, "submitted a case", version=version.number, digest=version.digest[:12], by=by)
    return version
