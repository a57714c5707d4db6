"""What has been said of measures, as their trends take it: targets, the days they are held beside, approved phases."""

from collections.abc import Collection, Iterable
from fractions import Fraction

from sherwood.measuring.measure import Figure
from sherwood.measuring.shelves import all_measures
from sherwood.measuring.target import MeasureTarget, TargetStep
from sherwood.reporting.trends import Begun, PhaseFrom, Setting
from sherwood.web.evidence import models
from sherwood.web.evidence.offered import Aims, Beginnings
from sherwood.web.site.offers import offered
from sherwood.web.site.ui.clock import today

Settings = dict[str, Setting]  # by measure


def settings_of(keys: Collection[str], dimension: str = "", part: str = "") -> Settings:
    """The setting of each measure, of the whole council or of one part of the service; a query for each kind."""
    begun, phases = begun_days(), phases_of(keys)
    targets = targets_of(keys, dimension, part)
    return {
        key: Setting(first_due(targets.get(key, ())), begun, phases.get(key, ()))
        for key in keys
        if key in all_measures()
    }


def begun_days() -> tuple[Begun, ...]:
    return tuple(begun for source in offered(Beginnings) for begun in source.days())


def phases_of(keys: Collection[str]) -> dict[str, tuple[PhaseFrom, ...]]:
    phases: dict[str, list[PhaseFrom]] = {}
    for phase in models.Phase.objects.standing().filter(measure__in=keys):
        phases.setdefault(phase.measure, []).append(PhaseFrom(phase.from_on, phase.label))
    return {key: tuple(found) for key, found in phases.items()}


def targets_of(keys: Collection[str], dimension: str = "", part: str = "") -> dict[str, list[MeasureTarget]]:
    """Every target that stands for these measures: those set here, and of the whole council those of projects."""
    targets: dict[str, list[MeasureTarget]] = {}
    for target in models.Target.objects.standing().filter(measure__in=keys, dimension=dimension, part=part):
        targets.setdefault(target.measure, []).append(plain(target))
    for source in offered(Aims) if not dimension else ():
        for key, more in source.targets(keys).items():
            targets.setdefault(key, []).extend(more)
    return targets


def first_due(targets: Iterable[MeasureTarget]) -> MeasureTarget | None:
    """The target that a figure is read beside: the next that falls due, else the last that did."""
    in_order = sorted(targets, key=lambda target: target.by_on)
    return next(
        (target for target in in_order if target.by_on >= today()), in_order[-1] if in_order else None
    )


def plain(target: models.Target) -> MeasureTarget:
    """A target of the database in the unit of the measure."""
    scale = unit_of(target.measure)
    path = ()
    if target.stood_at is not None and target.stood_on is not None and target.stood_on < target.by_on:
        path = (TargetStep(target.stood_on, Fraction(target.stood_at) / scale),)
    return MeasureTarget(
        Fraction(target.value) / scale,
        target.by_on,
        Fraction(target.tolerance) / scale,
        path,
        None if target.highest is None else Fraction(target.highest) / scale,
        of="Set for this measure",
        agreed=f"{target.agreed_by_whom}, {target.agreed_on:%-d %B %Y}",
    )


def unit_of(key: str) -> int:
    """By how much a figure as a person writes it is divided: a share is written in per cent."""
    return 100 if all_measures()[key].figure is Figure.SHARE else 1
