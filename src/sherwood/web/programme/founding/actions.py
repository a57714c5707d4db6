"""Beginning a draft, writing and removing its parts, and loading it: the first begins the programme, later ones propose."""

from typing import Any

from sherwood.governance import definition
from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.measuring.shelves import all_measures
from sherwood.web.programme.founding.models import Draft
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.programme.programmes.shape import ONCE, TITLES
from sherwood.web.programme.programmes.written import written
from sherwood.web.programme.proposals.actions import Loaded, load_definition
from sherwood.web.site.acts import act
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today

MOST = 2_000_000  # characters of a definition; the demonstration's has 60,000


@act(needs=Permission.LOAD_PROGRAMME)
def begin(*, by) -> Draft:
    """A draft of what the programme is now; empty where there is none yet."""
    programme = Programme.objects.first()
    made = Draft.objects.create(
        content=written(programme) if programme else {},
        base=programme.digest if programme else "",
        begun_by=by,
        begun_on=today(),
    )
    trail.record(verb="began a draft of the programme", what=("draft", made.pk), by=by)
    return made


@act(needs=Permission.LOAD_PROGRAMME)
def begin_from_file(*, file, by) -> Draft:
    """A draft of what a definition file says. The file must be TOML; what else is wrong is mended in the draft."""
    try:
        text = file.read(MOST + 1).decode("utf-8")
    except UnicodeDecodeError:
        raise SherwoodError("The file is not text in UTF-8. Save it as UTF-8 and send it again.") from None
    if len(text) > MOST:
        raise SherwoodError("The file is longer than any definition. Send the definition itself.")
    raw, problems = definition.parse(text)
    if raw is None:
        raise SherwoodError(str(problems[0]))
    programme = Programme.objects.first()
    made = Draft.objects.create(
        content=_shaped(raw),
        base=programme.digest if programme else "",
        came_from=file.name[-200:],
        begun_by=by,
        begun_on=today(),
    )
    trail.record(
        verb="began a draft of the programme", what=("draft", made.pk), detail={"from": "a file"}, by=by
    )
    return made


def _shaped(raw: dict[str, Any]) -> dict[str, Any]:
    """What can be shown as forms; what cannot is told, not dropped."""
    for section, found in raw.items():
        if section not in TITLES:
            raise SherwoodError(
                f"“{section}” is not a section of a definition. Sections: {', '.join(TITLES)}."
            )
        rows = [found] if section in ONCE else found
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise SherwoodError(
                f"“{section}” is written {'[' if section in ONCE else '[['}{section}{']' if section in ONCE else ']]'}."
            )
    return raw


def _check_is_draft(draft: Draft) -> None:
    if draft.loaded_on:
        raise Refusal(
            "This draft was loaded or proposed and does not change. Begin another from the programme as it is now."
        )


@act(needs=Permission.LOAD_PROGRAMME, about="draft")
def write_part(*, draft: Draft, section: str, part: dict[str, Any], old: str = "", by) -> None:
    """Add a part, or put it in the place of the one whose key is `old`."""
    _check_is_draft(draft)
    if section in ONCE:
        draft.content[section] = part
    else:
        rows = draft.rows(section)
        place = next((i for i, row in enumerate(rows) if old and row.get("key") == old), None)
        if place is None and draft.part(section, part["key"]):
            raise SherwoodError(
                f"There is {TITLES[section][1]} with the key “{part['key']}” already. Give another key."
            )
        draft.content[section] = [*rows, part] if place is None else [*rows[:place], part, *rows[place + 1 :]]
    draft.save()
    trail.record(
        verb="wrote a draft",
        what=("draft", draft.pk),
        detail={"section": section, "key": part.get("key", "")},
        by=by,
    )


@act(needs=Permission.LOAD_PROGRAMME, about="draft")
def remove_part(*, draft: Draft, section: str, key: str, by) -> Draft:
    _check_is_draft(draft)
    draft.content[section] = [row for row in draft.rows(section) if row.get("key") != key]
    draft.save()
    trail.record(
        verb="removed a part of a draft",
        what=("draft", draft.pk),
        detail={"section": section, "key": key},
        by=by,
    )
    return draft


@act(needs=Permission.LOAD_PROGRAMME, about="draft")
def load(*, draft: Draft, by) -> Loaded:
    """Begin the programme as the draft says; where one stands, propose what differs, if it stands as the draft found it."""
    _check_is_draft(draft)
    programme = Programme.objects.first()
    if (programme.digest if programme else "") != draft.base:
        raise Refusal(
            "The programme was changed after this draft was begun. Download this draft, begin again, and enter "
            "what is missing."
        )
    said = definition.read_raw(draft.raw(), set(all_measures()))
    loaded = load_definition(definition=said, came_from=draft.whence, by=by)
    if loaded.began or loaded.proposal:
        draft.loaded_on, draft.proposal = today(), loaded.proposal
        draft.save()
    return loaded
