"""Children, and how work with them begins: contacts, referrals, assessments."""

from sherwood.records.tables.shapes import CHILD, TEAM, WORKER, RecordTable, date, flag, text

CHILDREN = RecordTable(
    "children",
    "a child known to the service",
    (
        text("child", "The case system's identifier of the child; never reused.", required=True),
        date("born_on", "Date of birth; empty for an unborn child."),
        date("expected_on", "Expected date of birth of an unborn child."),
        text("sex", "F, M or U (not known).", codes="sex"),
        text("ethnicity", "Census code of ethnicity.", codes="ethnicity"),
        flag("disabled", "Whether the child has a disability; empty when not known."),
        flag("unaccompanied", "Whether the child is, or was, an unaccompanied asylum seeker."),
        date("died_on", "Date of death."),
    ),
)

CONTACTS = RecordTable(
    "contacts",
    "a contact with the front door",
    (
        text("contact", "Identifier of the contact.", required=True),
        CHILD,
        date("received_on", "The day the contact was received.", required=True),
        text("source", "Who made contact.", codes="referral_source"),
        date("decided_on", "The day it was decided what to do."),
        text("outcome", "What was decided: referral, information and advice, no further action."),
        TEAM,
    ),
)

REFERRALS = RecordTable(
    "referrals",
    "a request for services that was accepted as a referral",
    (
        text("referral", "Identifier of the referral.", required=True),
        CHILD,
        date("received_on", "The day the referral was received.", required=True),
        text("source", "Who referred.", codes="referral_source"),
        text("primary_need", "Main reason for need.", codes="primary_need"),
        flag("no_further_action", "Whether the referral ended without any further action."),
        date("decided_on", "The day it was decided what to do."),
        date("closed_on", "The day the case opened by this referral closed."),
        text("closed_reason", "Why it closed.", codes="closure_reason"),
        TEAM,
        WORKER,
    ),
)

FAMILY_HELP_EPISODES = RecordTable(
    "family_help_episodes",
    "a child's period of family help (early help), below the threshold of social care or after it",
    (
        text("family_help", "Identifier of the period for this child.", required=True),
        CHILD,
        date("started_on", "The day it began.", required=True),
        date("ended_on", "The last day; empty while it goes on."),
        text("reason", "Why the family is helped, in the council's words."),
        text("end_reason", "Why it ended, in the council's words."),
        text("led_by", "The organisation of the lead practitioner, in the council's words."),
        TEAM,
        WORKER,
    ),
)

ASSESSMENTS = RecordTable(
    "assessments",
    "an assessment of a child's needs",
    (
        text("assessment", "Identifier of the assessment.", required=True),
        CHILD,
        text("referral", "The referral it follows, when known."),
        text("kind", "initial, core or single.", required=True, codes="assessment_kind"),
        date("started_on", "The day it was commenced."),
        date("finished_on", "The day a manager authorised it; empty while it is open."),
        date("seen_on", "The day the child was seen for it."),
        flag("seen", "Whether the child was seen; empty when not known."),
        text("outcome", "What was decided."),
        TEAM,
        WORKER,
    ),
)
