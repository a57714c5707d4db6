"""The columns of the record tables that the sixteen measures need."""

COLUMNS = {
    "children": "child born_on died_on sex ethnicity disabled",
    "referrals": "referral child received_on closed_on no_further_action team worker",
    "assessments": "assessment child referral kind started_on finished_on team worker",
    "section_47_enquiries": "enquiry child started_on finished_on conference_not_needed team worker",
    "conferences": "conference child enquiry kind held_on team worker",
    "protection_plans": "plan child started_on ended_on previous_plans team worker",
    "care_episodes": "episode child started_on ended_on known_to_on legal_status team worker",
    "placements": "placement child started_on ended_on kind home provider",
    "care_reviews": "child held_on",
    "teams": "placing team district locality service from_on to_on",
    "involvements": "involvement child worker team role started_on ended_on",
    "workers": "worker qualified",
}
