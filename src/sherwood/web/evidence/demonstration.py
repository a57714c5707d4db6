"""What makes cases complex in the demonstration, and which measures are read with it in mind."""

from sherwood.web.evidence import actions
from sherwood.web.evidence.models import Factor
from sherwood.web.site.trail.actions import COMMAND_LINE

FACTORS = (
    ("domestic-abuse", "Domestic abuse", "Families move, come back and are referred again.",
     ("re_referrals_within_12_months", "referrals_to_initial_assessment", "second_or_subsequent_plans")),
    ("substance-use", "Misuse of drugs or alcohol", "Change takes long and is often lost again.",
     ("core_assessments_in_time", "second_or_subsequent_plans", "plans_two_years_or_more")),
    ("mental-health", "Mental ill health", "Assessments wait for adult services.",
     ("core_assessments_in_time", "core_assessments_open_overdue", "care_reviews_in_time", "three_or_more_placements")),
    ("poverty", "Poverty", "Demand follows it, and so does the number looked after.",
     ("looked_after_rate", "referrals_to_initial_assessment", "re_referrals_within_12_months")),
)  # fmt: skip


def seed_factors(programme=None) -> None:
    """Doing it again changes nothing."""
    if Factor.objects.exists():
        return
    for key, title, why, measures in FACTORS:
        actions.add_factor(key=key, title=title, why=why, measures=measures, by=COMMAND_LINE)
