"""Who may do what: a plain table, read by the site and printed as docs/who-may-do-what.md.

A role is held from one day to another, for the whole council or for a part of it. What is not granted here is
refused.
"""

from collections.abc import Iterable
from enum import Enum


class Permission(Enum):
    """One thing a person may do; the value is how a page says it."""

    SEE_PROGRAMME = "See the programme: portfolio, projects, findings, bodies and money"
    LOAD_PROGRAMME = "Load the programme's first definition, and propose changes to it"
    AGREE_PROGRAMME = "Agree, as the second person, to a proposed change of the programme"
    RUN_PROGRAMME = "Run the programme: phases, priorities, naming leads, baselines, the reporting calendar"
    WRITE_CASE = "Write the business case and the implementation plan of a project they lead"
    VET = "Vet business cases and plans against the checklist"
    CHALLENGE = "Challenge a vetted case, rate it and recommend it"
    RECOMMEND = "Add the director's recommendation to a case"
    DECIDE = "Decide a case: implement, amend or close"
    ASK = "Ask questions that must be answered"
    COMMENT = "Comment, without approving anything"
    KEEP_MEETINGS = "Keep meetings: agenda, papers, attendance, minutes"
    KEEP_ACTIONS = "Enter actions, and check what others say is done"
    KEEP_ENGAGEMENT = "Keep stakeholders and the communications plan"
    KEEP_ESTABLISHMENT = "Keep the posts that the programme pays for"
    ALLOW_EXCEPTION = "Allow, with a second person, an exception to the separation of duties"
    SEE_MEASURES = "See measures: figures, trends and breakdowns, small numbers hidden"
    KEEP_TARGETS = "Set targets of measures, and approve the phases of their charts"
    SEE_OWN_CHILDREN = "See the children they hold themselves"
    SEE_CHILDREN_OF_TEAM = "See the children of their team or part of the service"
    SEE_CHILDREN_ALL = "See any child-level row of the council"
    KEEP_REGISTERS = (
        "Keep the registers of services, for their own part of the service: complaints and the like"
    )
    SEE_DATA = "See the loads, the row accounting and the quality of the data"
    LOAD_DATA = "Load an extract"
    SEE_QUARANTINED_ROWS = "See the rows that were put aside"
    MANAGE_ACCOUNTS = "Enter people and grant roles"
    AGREE_ROLES = "Agree, as the second person, to a role of the programme"
    SEE_TRAIL = "Read the trail: who did what, and who looked at whom"


class Role(Enum):
    """A part a person plays; the value is how a page says it."""

    BOARD_MEMBER = "Board member"
    SPONSORING_GROUP_MEMBER = "Sponsoring group member"
    SENIOR_RESPONSIBLE_OWNER = "Senior responsible owner"
    PROGRAMME_DIRECTOR = "Programme director"
    EXECUTIVE_GROUP_MEMBER = "Executive group member"
    PROGRAMME_MANAGER = "Programme manager"
    PROGRAMME_OFFICER = "Programme officer"
    PROGRAMME_ADMINISTRATOR = "Programme administrator"
    PROJECT_LEAD = "Project lead"
    DATA_ANALYST = "Data analyst"
    SERVICE_DIRECTOR = "Service director"
    HEAD_OF_SERVICE = "Head of service or service manager"
    TEAM_MANAGER = "Team manager"
    SOCIAL_WORKER = "Social worker"
    REVIEWING_OFFICER = "Independent reviewing officer"
    CONSULTANT = "Critical friend or consultant"
    SYSTEM_ADMINISTRATOR = "System administrator"
    AUDITOR = "Auditor of the trail"


_SEE = frozenset({Permission.SEE_PROGRAMME, Permission.SEE_MEASURES})
_STEER = _SEE | {Permission.SEE_DATA}
_KEEP = frozenset(
    {
        Permission.KEEP_MEETINGS,
        Permission.KEEP_ACTIONS,
        Permission.KEEP_ENGAGEMENT,
        Permission.KEEP_ESTABLISHMENT,
    }
)

MATRIX: dict[Role, frozenset[Permission]] = {
    # Those who decide, steer and run the programme never see a child.
    Role.BOARD_MEMBER: _SEE | {Permission.DECIDE, Permission.ASK},
    Role.SPONSORING_GROUP_MEMBER: _SEE | {Permission.ASK},
    Role.SENIOR_RESPONSIBLE_OWNER: _STEER
    | {
        Permission.ALLOW_EXCEPTION,
        Permission.KEEP_ACTIONS,
        Permission.AGREE_ROLES,
        Permission.AGREE_PROGRAMME,
        Permission.KEEP_TARGETS,
    },
    Role.PROGRAMME_DIRECTOR: _STEER
    | {
        Permission.RECOMMEND,
        Permission.ALLOW_EXCEPTION,
        Permission.AGREE_PROGRAMME,
        Permission.KEEP_ACTIONS,
        Permission.COMMENT,
        Permission.KEEP_TARGETS,
    },
    Role.EXECUTIVE_GROUP_MEMBER: _STEER | {Permission.CHALLENGE, Permission.KEEP_ACTIONS},
    Role.PROGRAMME_MANAGER: _STEER
    | _KEEP
    | {Permission.LOAD_PROGRAMME, Permission.AGREE_PROGRAMME, Permission.RUN_PROGRAMME, Permission.VET},
    Role.PROGRAMME_OFFICER: _STEER | _KEEP | {Permission.LOAD_PROGRAMME, Permission.VET},
    Role.PROGRAMME_ADMINISTRATOR: _SEE | {Permission.KEEP_MEETINGS, Permission.KEEP_ACTIONS},
    Role.PROJECT_LEAD: _STEER | {Permission.WRITE_CASE, Permission.KEEP_ACTIONS},
    Role.CONSULTANT: _SEE | {Permission.COMMENT},
    # Those who work with the records see children as far as their work reaches.
    Role.DATA_ANALYST: _STEER
    | {Permission.LOAD_DATA, Permission.SEE_QUARANTINED_ROWS, Permission.SEE_CHILDREN_ALL},
    Role.SERVICE_DIRECTOR: _STEER
    | {Permission.SEE_CHILDREN_ALL, Permission.KEEP_TARGETS, Permission.KEEP_REGISTERS},
    Role.HEAD_OF_SERVICE: _STEER | {Permission.SEE_CHILDREN_OF_TEAM, Permission.KEEP_REGISTERS},
    Role.TEAM_MANAGER: _SEE | {Permission.SEE_CHILDREN_OF_TEAM, Permission.KEEP_REGISTERS},
    Role.SOCIAL_WORKER: frozenset({Permission.SEE_MEASURES, Permission.SEE_OWN_CHILDREN}),
    Role.REVIEWING_OFFICER: _SEE | {Permission.SEE_CHILDREN_OF_TEAM},
    # Those who keep the site see neither programme nor children.
    Role.SYSTEM_ADMINISTRATOR: frozenset({Permission.MANAGE_ACCOUNTS, Permission.SEE_TRAIL}),
    Role.AUDITOR: frozenset({Permission.SEE_TRAIL}),
}

# Groups of roles, by what their work is.
STEER = frozenset(  # see that somebody acts, and question a rating
    {
        Role.SENIOR_RESPONSIBLE_OWNER,
        Role.PROGRAMME_DIRECTOR,
        Role.PROGRAMME_MANAGER,
        Role.PROGRAMME_OFFICER,
        Role.EXECUTIVE_GROUP_MEMBER,
    }
)
DECIDE = frozenset({Role.BOARD_MEMBER, Role.SPONSORING_GROUP_MEMBER})
RUN = frozenset(
    {
        Role.PROGRAMME_MANAGER,
        Role.PROGRAMME_OFFICER,
        Role.PROGRAMME_ADMINISTRATOR,
        Role.PROGRAMME_DIRECTOR,
    }
)
PRACTISE = frozenset(
    {Role.HEAD_OF_SERVICE, Role.TEAM_MANAGER, Role.SOCIAL_WORKER}
)  # their own work is in the records

CHILD_LEVEL = frozenset(
    {
        Permission.SEE_OWN_CHILDREN,
        Permission.SEE_CHILDREN_OF_TEAM,
        Permission.SEE_CHILDREN_ALL,
        Permission.SEE_QUARANTINED_ROWS,
    }
)

# What one account administrator alone gives to nobody.
GUARDED = CHILD_LEVEL | {
    Permission.DECIDE,
    Permission.VET,
    Permission.CHALLENGE,
    Permission.ALLOW_EXCEPTION,
    Permission.MANAGE_ACCOUNTS,
    Permission.AGREE_ROLES,
    Permission.LOAD_PROGRAMME,
    Permission.AGREE_PROGRAMME,
    Permission.SEE_TRAIL,
}
NOT_THE_PROGRAMME = CHILD_LEVEL | {Permission.MANAGE_ACCOUNTS, Permission.SEE_TRAIL}


def needs_second_person(role: Role) -> bool:
    """Whether a role takes effect only when a second person has agreed to it."""
    return bool(MATRIX[role] & GUARDED)


def is_of_programme(role: Role) -> bool:
    """Whether a role belongs to the programme: it sees no child and keeps neither accounts nor trail."""
    return not MATRIX[role] & NOT_THE_PROGRAMME


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Everything those roles allow together."""
    return frozenset().union(*(MATRIX[role] for role in roles))


def held_by(*permissions: Permission) -> str:
    """For whom something is that needs any of `permissions`, as a sentence."""
    holders = [
        role.value.lower()
        for role, held in MATRIX.items()
        if any(permission in held for permission in permissions)
    ]
    return f"It is for: {', '.join(holders)}."


def as_markdown() -> str:
    """docs/who-may-do-what.md: a list for each role, and each permission with who holds it."""
    lines = [
        "# Who may do what",
        "",
        "Made from `sherwood.governance.roles` by `python -m sherwood.governance.roles`; do not edit.",
        "A role is held from one day to another. What is not written here is refused.",
        "A role with any of these is asked for by one account administrator and takes effect when a second person agrees:",
        "; ".join(_small(permission.value) for permission in Permission if permission in GUARDED) + ".",
        "",
        "| Permission | Held by |",
        "| --- | --- |",
    ]
    for permission in Permission:
        holders = [role.value for role in Role if permission in MATRIX[role]]
        lines.append(f"| {permission.value} | {', '.join(holders)} |")
    for role in Role:
        may = [permission.value for permission in Permission if permission in MATRIX[role]]
        lines += ["", f"## {role.value}", "", *(f"- {line}" for line in may)]
    return "\n".join(lines) + "\n"


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


if __name__ == "__main__":
    print(as_markdown(), end="")
