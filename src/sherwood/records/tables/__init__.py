"""What a record is: every table and column, typed, each with a sentence.

The shapes follow the Standard Safeguarding Dataset, extended where 2009-era practice needs it (initial and
core assessments). Dates are `..._on`, people are identifiers of the case system, never names. Every table
has a key of its own so that a row can always be pointed at; a format that has no key makes one from the row.
"""

from sherwood.records.tables.care import (
    CARE_EPISODES,
    CARE_LEAVERS,
    CARE_REVIEWS,
    CARE_VISITS,
    HEALTH_CHECKS,
    MISSING_EPISODES,
    PLACEMENTS,
)
from sherwood.records.tables.front_door import (
    ASSESSMENTS,
    CHILDREN,
    CONTACTS,
    FAMILY_HELP_EPISODES,
    REFERRALS,
)
from sherwood.records.tables.protection import (
    CONFERENCES,
    PROTECTION_PLANS,
    PROTECTION_REVIEWS,
    PROTECTION_VISITS,
    SECTION_47_ENQUIRIES,
    STRATEGY_DISCUSSIONS,
)
from sherwood.records.tables.registers import COMPLAINTS, PLACEMENT_AGREEMENTS
from sherwood.records.tables.service import (
    INVOLVEMENTS,
    POPULATION,
    SOURCE_COUNTS,
    TEAMS,
    WORKERS,
)
from sherwood.records.tables.shapes import Kind, RecordColumn, RecordTable

__all__ = [
    "ASSESSMENTS",
    "CARE_EPISODES",
    "CARE_LEAVERS",
    "CARE_REVIEWS",
    "CARE_VISITS",
    "CHILDREN",
    "COMPLAINTS",
    "CONFERENCES",
    "CONTACTS",
    "FAMILY_HELP_EPISODES",
    "HEALTH_CHECKS",
    "INVOLVEMENTS",
    "MISSING_EPISODES",
    "PLACEMENTS",
    "PLACEMENT_AGREEMENTS",
    "POPULATION",
    "PROTECTION_PLANS",
    "PROTECTION_REVIEWS",
    "PROTECTION_VISITS",
    "REFERRALS",
    "SECTION_47_ENQUIRIES",
    "SOURCE_COUNTS",
    "STRATEGY_DISCUSSIONS",
    "TABLES",
    "TEAMS",
    "WORKERS",
    "Kind",
    "RecordColumn",
    "RecordTable",
]

TABLES: dict[str, RecordTable] = {
    table.name: table
    for table in (
        CHILDREN,
        CONTACTS,
        FAMILY_HELP_EPISODES,
        REFERRALS,
        ASSESSMENTS,
        STRATEGY_DISCUSSIONS,
        SECTION_47_ENQUIRIES,
        CONFERENCES,
        PROTECTION_PLANS,
        PROTECTION_REVIEWS,
        PROTECTION_VISITS,
        CARE_EPISODES,
        PLACEMENTS,
        CARE_REVIEWS,
        CARE_VISITS,
        HEALTH_CHECKS,
        CARE_LEAVERS,
        MISSING_EPISODES,
        COMPLAINTS,
        PLACEMENT_AGREEMENTS,
        WORKERS,
        TEAMS,
        INVOLVEMENTS,
        SOURCE_COUNTS,
        POPULATION,
    )
}
