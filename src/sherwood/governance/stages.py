"""The stages a project passes through, in order, and the kinds of project and finding there are."""

from enum import Enum


class Stage(Enum):
    """Where a project stands; the value is how a page says it."""

    IDEA = "Idea"
    SCOPING = "Scoping"
    CASE = "Business case"
    VETTING = "Vetting"
    CHALLENGE = "Challenge"
    DECISION = "Board decision"
    PLANNING = "Planning"
    DELIVERY = "Delivery"
    EMBEDDING = "Embedding"
    CLOSED = "Closed"

    @property
    def number(self) -> int:
        return list(Stage).index(self) + 1

    @property
    def live(self) -> bool:
        """Counted among the programme's live projects."""
        return self is not Stage.CLOSED


class Category(Enum):
    """What kind of project it is."""

    HIGH_PRIORITY = "High priority"
    SERVICE_DEVELOPMENT = "Service development"
    SERVICE_REVIEW = "Service review"


class FindingKind(Enum):
    """What a finding says, the most serious first."""

    PRIORITY_ACTION = "Priority area for action"
    AREA_FOR_DEVELOPMENT = "Area for development"
    VULNERABILITY = "Vulnerability"
    STRENGTH = "Strength"

    @property
    def needs_action(self) -> bool:
        return self is not FindingKind.STRENGTH
