"""What projects want of measures: a marker of success that names a measure is its target."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from fractions import Fraction

from sherwood.governance.wanted import read_figure, read_step, read_wanted
from sherwood.kit.periods import spoken
from sherwood.measuring.measure import Figure
from sherwood.measuring.shelves import all_measures
from sherwood.measuring.target import MeasureTarget, TargetStep
from sherwood.reporting.trends import Begun, Setting
from sherwood.web.evidence.aims import Settings, begun_days, first_due, phases_of, targets_of
from sherwood.web.programme.programmes.models import Marker, Programme
from sherwood.web.programme.programmes.offered import decided_on


def programme_began() -> list[Begun]:
    """The day that every figure is held beside."""
    programme = Programme.objects.first()
    return [Begun("when the programme began", programme.began_on, "Programme began")] if programme else []


def marked_targets(keys: Collection[str]) -> dict[str, list[MeasureTarget]]:
    """The targets of live projects, by measure."""
    return _targets(Marker.objects.naming(keys).of_live_projects())


def settings_of_projects(measures: Mapping[int, Collection[str]]) -> dict[int, Settings]:
    """What each project wants of each of its measures, and since when it has worked on it; all by primary key.

    Where none of its own markers names a measure, the target that stands for the whole council is read.
    """
    keys = {key for own in measures.values() for key in own}
    begun, phases, common = begun_days(), phases_of(keys), targets_of(keys)
    decided = decided_on(measures)
    own = _by_project(measures)
    return {
        project: {
            key: Setting(
                first_due(own.get((project, key), ()) or common.get(key, ())),
                _since(decided.get(project), begun),
                phases.get(key, ()),
            )
            for key in linked
            if key in all_measures()
        }
        for project, linked in measures.items()
    }


def _since(decided: date | None, begun: tuple[Begun, ...]) -> tuple[Begun, ...]:
    """The days that a project's figures are held beside, its own first."""
    own = (Begun("when the project was decided", decided, "Project decided"),) if decided else ()
    return own + begun


def _by_project(projects: Collection[int]) -> dict[tuple[int, str], list[MeasureTarget]]:
    targets: dict[tuple[int, str], list[MeasureTarget]] = {}
    for marker in Marker.objects.of(projects):
        if target := target_of(marker):
            targets.setdefault((marker.project_id, marker.measure), []).append(target)
    return targets


def _targets(markers: Iterable[Marker]) -> dict[str, list[MeasureTarget]]:
    targets: dict[str, list[MeasureTarget]] = {}
    for marker in markers:
        if target := target_of(marker):
            targets.setdefault(marker.measure, []).append(target)
    return targets


def target_of(marker: Marker) -> MeasureTarget | None:
    """The target that a marker is; None where it names no measure or no figure."""
    measure, wanted = all_measures().get(marker.measure), read_wanted(marker.wanted)
    if measure is None or wanted is None:
        return None

    def in_unit(value: Fraction) -> Fraction:  # “70” of a share means 70 per cent
        return value / 100 if measure.figure is Figure.SHARE and value > 1 else value

    tolerance = read_figure(marker.tolerance) or Fraction(0)
    return MeasureTarget(
        in_unit(wanted.value),
        marker.by_on,
        in_unit(tolerance),
        tuple(TargetStep(day, in_unit(value)) for day, value in _path(marker)),
        None if wanted.highest is None else in_unit(wanted.highest),
        of=f"{marker.project.key} {marker.project.name}: {marker.words}",
        agreed=_agreed(marker),
    )


def _path(marker: Marker) -> list[tuple[date, Fraction]]:
    """Where it stood, and the steps agreed on the way, in the order of their days."""
    stood = read_figure(marker.stood_at)
    steps = {day: value for step in map(read_step, marker.steps) if step for day, value in [step]}
    steps = {day: value for day, value in steps.items() if marker.stood_on < day < marker.by_on}
    if stood is not None and marker.stood_on < marker.by_on:
        steps[marker.stood_on] = stood
    return sorted(steps.items())


def _agreed(marker: Marker) -> str:
    if not marker.agreed_by:
        return ""
    return f"{marker.agreed_by}, {spoken(marker.agreed_on)}" if marker.agreed_on else marker.agreed_by
