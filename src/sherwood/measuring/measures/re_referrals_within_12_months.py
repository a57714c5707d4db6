from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.referrals_received import referrals_received

re_referrals_within_12_months = measure(
    title="Re-referrals within 12 months",
    code="CIN C1",
    why="A child referred again may not have been helped the first time.",
    better="lower",
    source="Children in need census, C1",
    population=referrals_received,
    counts=col("year_before_is_known"),
    met=col("within_12_months"),
    value="days_since_referral_before",
    unit="days",
    numerator="referrals of a child who had another in the 12 months up to the day before",
    denominator="referrals received",
    notes=(
        "The twelve months run from the same date a year before up to the day before this referral.",
        "A referral whose year before is not wholly on record does not count, so the first year has no figure.",
        "An earlier referral counts whatever came of it.",
        "Several referrals of a child on one day are one. One on a case known to be open is not a referral: a case is open "
        "from its referral to the day before its recorded closing, and with none it is open still, unless it ended with no "
        "further action. "
        "Where most cases of more than a year ago have no closing, closings are not kept, and only a case that has one is "
        "known to have been open. A case opened before the records begin is not seen, so a referral on it counts.",
    ),
    looks_back=12,
)
