"""Parameters of the second demonstration's council: a borough of the present day.

Single assessments, family help, child protection teams of their own, and a front door where more has come since
the spring of 2025. Its timeliness follows from these numbers as the county's does from its own. Sources as in
`parameters`; what differs from there without a source is an assumption.
"""

from datetime import date

from sherwood.simulating.parameters import (
    TEAM_WORDS,
    Assessing,
    CareParameters,
    Demand,
    District,
    FamilyHelp,
    Parameters,
    Place,
    ProtectionParameters,
    SingleAssessments,
    TeamWords,
    WorkforceParameters,
)

PRESENT_DAY = Parameters(
    place=Place(
        council="Aldermere Borough Council",
        districts=(
            District("Northgate", "East", 17_500, 0.33, 0.34),
            District("Riverside", "East", 14_000, 0.26, 0.22),
            District("Kingsmead", "East", 13_500, 0.22, 0.28),
            District("Eastfield", "West", 12_000, 0.19, 0.20),
        ),
        children_lost_a_year=0.004,
        moved_district="Kingsmead",
        moved_locality="West",
        moved_on=date(2024, 4, 1),
        renamed_on=date(2023, 9, 4),
        old_service="Children's Social Care",
        team_words=TEAM_WORDS
        | {
            "reception and assessment": TeamWords("Assessment", "assessment", "Front Door and Assessment"),
            "children's services": TeamWords("Family Help", "family help", "Family Help"),
            "disabled children": TeamWords("0-25 Disability", "disability", "Family Help"),
            "looked after": TeamWords("Children in Care", "children in care", "Care and Leaving Care"),
            "leaving care": TeamWords(
                "Care Experienced Young People", "leaving care", "Care and Leaving Care"
            ),
            "contact centre": TeamWords("Integrated Front Door", "front door", "Front Door and Assessment"),
            "reviewing": TeamWords("Independent Reviewing", "reviewing", "Quality and Safeguarding"),
            "child protection": TeamWords(
                "Multi-Agency Child Protection", "child protection", "Quality and Safeguarding"
            ),
        },
    ),
    demand=Demand(
        families_in_contact_a_year=6_900,
        drift_a_year=0.02,
        rise_from=date(2025, 4, 1),
        rise_until=date(2025, 11, 1),
        growth_measured_on=date(2026, 11, 23),
    ),
    workforce=WorkforceParameters(
        assessment_posts=42,
        district_posts=46,
        disability_posts=6,
        care_posts=16,
        leaving_care_posts=7,
        contact_posts=6,
        reviewing_posts=5,
        protection_posts=18,
        new_posts=8,
        new_posts_from=date(2026, 5, 11),
        new_posts_until=date(2026, 8, 3),
        leavers_a_year=0.16,  # DfE workforce collection: turnover of 14% to 17%
    ),
    assessing=Assessing(extra_from=date(2026, 5, 4), extra_hours=0.15),
    protection=ProtectionParameters(conferences_a_day=2.9),
    care=CareParameters(
        stock=190, entries_a_year=72, reviews_a_day=3.4, remands_a_year=5, unaccompanied_a_year=9
    ),
    single=SingleAssessments(),
    family_help=FamilyHelp(),
)
