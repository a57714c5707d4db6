"""Lay out the organisation: council, service, locality, team."""

from collections.abc import Iterable, Mapping

from sherwood.governance.roles import Permission
from sherwood.web.site.accounts.models import OrganisationUnit
from sherwood.web.site.acts import act
from sherwood.web.site.trail import actions as trail


@act(needs=Permission.MANAGE_ACCOUNTS)
def lay_out_organisation(*, council: str, placings: Iterable[Mapping], by) -> OrganisationUnit:
    """Put every team in its place: council, service, locality, team. Doing it again changes nothing.

    `placings`: rows like the record table `teams`: team, locality, service, from_on, to_on (others ignored).
    """
    before = OrganisationUnit.objects.count()
    top = _unit(OrganisationUnit.Kind.COUNCIL, council, None)
    for row in placings:
        place = top
        for kind in (OrganisationUnit.Kind.SERVICE, OrganisationUnit.Kind.LOCALITY):
            place = _unit(kind, row.get(kind.value) or "", place) if row.get(kind.value) else place
        _unit(OrganisationUnit.Kind.TEAM, row["team"], place, row.get("from_on"), row.get("to_on"))
    if made := OrganisationUnit.objects.count() - before:
        trail.record(
            verb="laid out the organisation", what=("council", council), detail={"added": made}, by=by
        )
    return top


def _unit(kind, key: str, parent, from_on=None, to_on=None) -> OrganisationUnit:
    unit, _ = OrganisationUnit.objects.update_or_create(
        kind=kind, key=key, parent=parent, from_on=from_on, defaults={"name": key, "to_on": to_on}
    )
    return unit
