"""Children looked after and those who left care: episodes, placements, reviews, visits, health, times missing."""

from sherwood.records.tables.shapes import CHILD, TEAM, WORKER, RecordTable, date, flag, number, text

CARE_EPISODES = RecordTable(
    "care_episodes",
    "a stretch of being looked after under one legal status in one placement",
    (
        text("episode", "Identifier of the episode.", required=True),
        CHILD,
        date("started_on", "The first day.", required=True),
        text("start_reason", "Reason for the new episode.", codes="episode_start_reason"),
        text("legal_status", "Legal status.", codes="legal_status"),
        text("primary_need", "Main reason for need.", codes="primary_need"),
        date("ended_on", "The day it ended; the next episode of the same period starts that day."),
        text("end_reason", "Reason it ended.", codes="episode_end_reason"),
        date(
            "known_to_on",
            "Where it is open and a later return no longer names the child: the last day it is known to last.",
        ),
        TEAM,
        WORKER,
    ),
)

PLACEMENTS = RecordTable(
    "placements",
    "a stretch in one placement with the same carer",
    (
        text("placement", "Identifier of the placement.", required=True),
        CHILD,
        date("started_on", "The first day.", required=True),
        date("ended_on", "The day it ended; empty while it lasts."),
        text("kind", "Type of placement.", codes="placement"),
        text("provider", "Who provides it.", codes="placement_provider"),
        text(
            "home",
            "An identifier of the home, the same whenever a child is placed there; no address in the clear.",
        ),
        text("change_reason", "Why it ended.", codes="placement_change_reason"),
        flag("inside_area", "Whether it is within the council's own area."),
        number("distance", "Miles from home."),
        date(
            "known_to_on",
            "Where it is open and a later return no longer names the child: the last day it is known to last.",
        ),
    ),
)

CARE_REVIEWS = RecordTable(
    "care_reviews",
    "a statutory review of a looked-after child",
    (
        text("review", "Identifier of the review.", required=True),
        CHILD,
        date("due_on", "The day it was due, as the source says."),
        date("held_on", "The day it was held.", required=True),
        text("participation", "How the child took part.", codes="review_participation"),
    ),
)

CARE_VISITS = RecordTable(
    "care_visits",
    "a statutory visit to a looked-after child",
    (
        text("visit", "Identifier of the visit.", required=True),
        CHILD,
        date("visited_on", "The day of the visit.", required=True),
        flag("seen", "Whether the child was seen."),
        flag("seen_alone", "Whether the child was seen alone."),
        WORKER,
    ),
)

HEALTH_CHECKS = RecordTable(
    "health_checks",
    "a health check, assessment or score of a looked-after child",
    (
        text("check", "Identifier of the check.", required=True),
        CHILD,
        text("kind", "What kind of check.", required=True, codes="health_check"),
        date("done_on", "The day it was done."),
        text("year", "The year it is returned for, as 2016/17, when no day is known."),
        flag("done", "Whether it was done or up to date; empty when not known."),
        number("score", "The score, where the check gives one."),
    ),
)

CARE_LEAVERS = RecordTable(
    "care_leavers",
    "what was known of a care leaver on a day",
    (
        text("entry", "Identifier of the entry.", required=True),
        CHILD,
        date("known_on", "The day the answers are true of."),
        text("in_touch", "Whether the council is in touch.", codes="in_touch"),
        text("accommodation", "Where they live.", codes="accommodation"),
        flag("accommodation_suitable", "Whether it is suitable."),
        text("activity", "Education, employment or training.", codes="activity"),
        date("pathway_plan_on", "The day of the latest pathway plan or its review."),
        TEAM,
        WORKER,
    ),
)

MISSING_EPISODES = RecordTable(
    "missing_episodes",
    "a time a child was missing or away without authorisation",
    (
        text("missing_episode", "Identifier of the episode.", required=True),
        CHILD,
        TEAM,
        WORKER,
        text("kind", "missing or away.", required=True, codes="missing_kind"),
        date("started_on", "The day it began.", required=True),
        date("ended_on", "The day the child was found or returned."),
        flag("interview_offered", "Whether a return interview was offered."),
        flag("interview_accepted", "Whether it was accepted."),
        date("interviewed_on", "The day of the return interview."),
    ),
)
