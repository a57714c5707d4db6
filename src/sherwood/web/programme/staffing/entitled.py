"""Who may put a team together: its lead, by post, and the programme manager."""

from sherwood.governance.roles import Permission
from sherwood.web.programme.programmes.models import Project


def runs(user) -> bool:
    return user.may(Permission.RUN_PROGRAMME)


def leads(project: Project, user) -> bool:
    return user.may(Permission.WRITE_CASE) and project.is_led_by(user)
