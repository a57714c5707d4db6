from sherwood.measuring.measure import measure
from sherwood.measuring.population import col
from sherwood.measuring.populations.referrals_received import referrals_received

referrals_to_initial_assessment = measure(
    title="Referrals going on to initial assessment",
    code="NI 68",
    why="How many referrals are looked into shows where the threshold stands, and whether it is steady.",
    better="context",
    source="National Indicator Set 2008",
    population=referrals_received,
    met=col("led_to_initial_assessment"),
    matures_after=28,
    numerator="referrals that led to an initial assessment, whenever it was finished",
    denominator="referrals received",
    notes=(
        "Several referrals of a child on one day are one. A referral on a case known to be open is not a referral; when it "
        "is, the page of re-referrals says.",
        "Single assessments took the place of initial ones, so there is no figure after 31 March 2014, nor where the "
        "records have no initial assessments.",
        "Recent months rise afterwards, as assessments of late referrals are begun.",
    ),
    reads=("assessments",),
    era="initial assessment",
)
