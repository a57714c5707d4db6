"""Who may do what, and what nobody may through a role of the programme."""

from pathlib import Path

import pytest

from sherwood.governance.roles import CHILD_LEVEL, MATRIX, Permission, Role, as_markdown, permissions_of

PRINTED = Path(__file__).parents[3] / "docs" / "who-may-do-what.md"
NEVER = {
    Role.BOARD_MEMBER,
    Role.SPONSORING_GROUP_MEMBER,
    Role.SENIOR_RESPONSIBLE_OWNER,
    Role.PROGRAMME_DIRECTOR,
    Role.EXECUTIVE_GROUP_MEMBER,
    Role.PROGRAMME_MANAGER,
    Role.PROGRAMME_OFFICER,
    Role.PROGRAMME_ADMINISTRATOR,
    Role.PROJECT_LEAD,
    Role.CONSULTANT,
    Role.SYSTEM_ADMINISTRATOR,
    Role.AUDITOR,
}


def test_every_role_has_a_line_in_the_table():
    assert set(MATRIX) == set(Role)


def test_every_permission_is_held_by_somebody():
    assert permissions_of(Role) == set(Permission)


@pytest.mark.parametrize("role", sorted(NEVER, key=lambda role: role.name), ids=lambda role: role.name)
def test_a_role_of_the_programme_or_of_the_site_never_sees_a_child(role):
    assert MATRIX[role].isdisjoint(CHILD_LEVEL)


def test_who_reads_the_trail_changes_nothing_it_tells_of():
    assert MATRIX[Role.AUDITOR] == {Permission.SEE_TRAIL}


def test_roles_together_allow_what_each_allows():
    both = permissions_of([Role.AUDITOR, Role.SOCIAL_WORKER])
    assert both == MATRIX[Role.AUDITOR] | MATRIX[Role.SOCIAL_WORKER]
    assert permissions_of([]) == frozenset()


def test_the_printed_table_is_current():
    assert PRINTED.read_text("utf-8") == as_markdown(), (
        "docs/who-may-do-what.md is stale. Make it again: "
        "python -m sherwood.governance.roles > docs/who-may-do-what.md"
    )
