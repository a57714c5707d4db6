"""The comparison by hand: every measure as one DuckDB query of its own, as a council's analyst would write it.

    python benchmarks/by_sql.py OUT 2010-03-08 RECORDS...

Each query writes `OUT/<measure>.parquet`: the rows that count, where they happened, whose they are, and the answer
(`met`, null where it cannot be known; of a spell the day it is met from). Written from the pages in
`docs/measures`, not from the code of Sherwood: it is a second opinion as well as a stopwatch.
"""

import sys
from pathlib import Path

import duckdb

TABLES = (
    *("children", "referrals", "assessments", "section_47_enquiries", "conferences", "protection_plans"),
    *("care_episodes", "placements", "care_reviews", "teams", "involvements", "workers"),
)
BANK_HOLIDAYS = Path(__file__).parent.parent / "src" / "sherwood" / "kit" / "bank_holidays.csv"

# Every day with the number of working days up to it, and the working days by that number. Made once.
CALENDAR = f"""
CREATE TEMP TABLE calendar AS
SELECT day::DATE AS day, (count(*) FILTER (isodow(day) < 6 AND h.date IS NULL) OVER (ORDER BY day))::INT AS nth
FROM range(DATE '1998-01-01', DATE '2029-01-01', INTERVAL 1 DAY) d(day)
LEFT JOIN read_csv('{BANK_HOLIDAYS}') h ON h.date = day;
CREATE TEMP TABLE working_days AS SELECT nth, min(day) AS day FROM calendar GROUP BY nth;
"""

INITIAL_LIMIT = (
    "CASE WHEN clock_on >= DATE '2010-03-17' THEN 10 WHEN clock_on >= DATE '2000-04-01' THEN 7 END"
)
CORE_LIMIT = "CASE WHEN clock_on >= DATE '2000-04-01' THEN 35 END"
SINGLE_LIMIT = "CASE WHEN clock_on >= DATE '2013-04-15' THEN 45 END"
CONFERENCE_LIMIT = "CASE WHEN clock_on >= DATE '2000-04-01' THEN 15 END"


# When a child is in which age band, and when its childhood ends; where a team stood. Made once.
LIVES = """
CREATE TEMP MACRO birthday(born, years) AS (born + to_months(12 * years))::DATE
    + (day(born + to_months(12 * years)) <> day(born))::INT;
CREATE TEMP TABLE lives AS SELECT child, died_on, birthday(born_on, 18) AS adult_on FROM children;
CREATE TEMP TABLE ages AS
SELECT child, nullif(sex, 'U') AS sex, ethnicity, disabled, age_band,
       coalesce(birthday(born_on, since), DATE '0001-01-01') AS band_from,
       coalesce(birthday(born_on, until), DATE '9999-12-31') AS band_until
FROM children, (VALUES ('unborn', NULL, 0), ('under 1', 0, 1), ('01 to 04', 1, 5), ('05 to 09', 5, 10),
                       ('10 to 15', 10, 16), ('16 and over', 16, NULL)) bands(age_band, since, until)
WHERE born_on IS NOT NULL
UNION ALL
SELECT child, nullif(sex, 'U'), ethnicity, disabled, NULL, DATE '0001-01-01', DATE '9999-12-31'
FROM children WHERE born_on IS NULL;
CREATE TEMP TABLE places AS
WITH placed AS (
    SELECT *, coalesce(from_on, DATE '0001-01-01') AS begins, coalesce(to_on + 1, DATE '9999-12-31') AS ends
    FROM teams),
ordered AS (
    SELECT *, coalesce(lead(begins) OVER by_day, DATE '9999-12-31') AS follows,
           row_number() OVER by_day = 1 AS is_first
    FROM placed WINDOW by_day AS (PARTITION BY team ORDER BY begins, "placing"))
FROM (
    SELECT team, district, locality, service, begins AS place_from, least(ends, follows) AS place_until FROM ordered
    UNION ALL SELECT team, NULL, NULL, NULL, least(ends, follows), follows FROM ordered
    UNION ALL SELECT team, NULL, NULL, NULL, DATE '0001-01-01', begins FROM ordered WHERE is_first)
WHERE place_from < place_until;
"""


def on_the_day(rows: str) -> str:
    """The query `rows` of events with the place its team had on the day, and the child's characteristics then."""
    return f"""
    SELECT r.row, r.child, r.day, r.worker, r.team, t.district, t.locality, t.service,
           a.sex, a.ethnicity, a.disabled, a.age_band, r.met
    FROM ({rows}) r
    LEFT JOIN places t ON t.team = r.team AND t.place_from <= r.day AND t.place_until > r.day
    LEFT JOIN ages a ON a.child = r.child AND a.band_from <= r.day AND a.band_until > r.day
    """


def cut(rows: str, met_from: str = "met_from") -> str:
    """The query `rows` of spells, each in a piece for every age band of the child and place of the team within it."""
    return f"""
    WITH whole AS (
        SELECT *, CASE WHEN until_on <= $as_at THEN until_on ELSE DATE '9999-12-31' END AS over_on FROM ({rows})),
    aged AS (
        SELECT w.* EXCLUDE (from_on, over_on), a.* EXCLUDE (child),
               greatest(w.from_on, band_from) AS from_on, least(w.over_on, band_until) AS over_on
        FROM whole w LEFT JOIN ages a ON a.child = w.child
        WHERE band_from IS NULL OR (band_from < w.over_on AND band_until > w.from_on)),
    pieces AS (
        SELECT a.* EXCLUDE (from_on, over_on), t.* EXCLUDE (team),
               greatest(a.from_on, place_from) AS from_on, least(a.over_on, place_until) AS over_on
        FROM aged a LEFT JOIN places t ON t.team = a.team
        WHERE place_from IS NULL OR (place_from < a.over_on AND place_until > a.from_on))
    SELECT row, child, from_on, CASE WHEN over_on <= $as_at THEN over_on END AS until_on, worker, team,
           district, locality, service, sex, ethnicity, disabled, age_band, {met_from} AS met_from
    FROM pieces WHERE from_on <= $as_at
    """


def assessments_in_time(kind: str, clock: str, limit: str) -> str:
    rows = f"""
    WITH timed AS (
        SELECT assessment AS row, a.child, finished_on AS day, a.worker, a.team, {clock} AS clock_on
        FROM assessments a LEFT JOIN referrals r USING (referral)
        WHERE kind = '{kind}' AND finished_on <= $as_at)
    SELECT t.*, CASE WHEN t.day >= clock_on THEN e.nth - s.nth <= {limit} END AS met
    FROM timed t LEFT JOIN calendar s ON s.day = clock_on LEFT JOIN calendar e ON e.day = t.day
    """
    return on_the_day(rows)


def assessments_open(kind: str, clock: str, limit: str) -> str:
    rows = f"""
    WITH timed AS (
        SELECT assessment AS row, a.child, a.worker, a.team, a.started_on, finished_on, {clock} AS clock_on
        FROM assessments a LEFT JOIN referrals r USING (referral) WHERE kind = '{kind}')
    SELECT t.*, coalesce(clock_on, started_on, DATE '0001-01-01') AS from_on,
           least(finished_on, adult_on, died_on) AS until_on, late.day AS met_from
    FROM timed t LEFT JOIN lives USING (child) LEFT JOIN calendar s ON s.day = clock_on
    LEFT JOIN working_days late ON late.nth = s.nth + {limit} + 1
    WHERE CASE WHEN clock_on IS NULL THEN finished_on IS NULL OR finished_on >= started_on
               ELSE clock_on <= $as_at AND (finished_on IS NULL OR finished_on >= clock_on) END
    """
    return cut(rows)


FROM_START = "a.started_on"
FROM_REFERRAL = """CASE WHEN r.received_on IS NOT NULL THEN r.received_on
    WHEN a.referral IS NULL OR NOT EXISTS (FROM referrals) THEN a.started_on END"""

# Referrals as the census counts them: one for a child and day, and none while a case of the child is known open. A case
# that nobody closed is open, unless it ended at once, where most old cases have a closing.
REFERRALS = """
    WITH closings AS (
        SELECT coalesce(CASE WHEN count(*) FILTER (is_old) > 0
                   THEN 2 * count(closed_on) FILTER (is_old) >= count(*) FILTER (is_old)
                   ELSE count(closed_on) > 0 END, false) AS are_kept
        FROM (SELECT *, received_on < $as_at - INTERVAL 12 MONTH AS is_old
              FROM referrals WHERE no_further_action IS NOT TRUE)),
    cases AS (
        SELECT child, received_on, coalesce(closed_on, DATE '9999-12-31') AS closed_on FROM referrals, closings
        WHERE closed_on IS NOT NULL OR (are_kept AND no_further_action IS NOT TRUE)),
    days AS (
        SELECT child, received_on, min(referral) AS referral,
               arg_min_null(worker, referral) AS worker, arg_min_null(team, referral) AS team
        FROM referrals WHERE received_on <= $as_at GROUP BY child, received_on),
    received AS (
        SELECT * FROM days d WHERE NOT EXISTS (
            FROM cases o
            WHERE o.child = d.child AND o.received_on < d.received_on AND d.received_on < o.closed_on))
"""

REFERRALS_TO_INITIAL_ASSESSMENT = f"""
    {REFERRALS}, assessed AS (
        SELECT DISTINCT r.child, r.received_on FROM referrals r
        WHERE EXISTS (FROM assessments a WHERE a.referral = r.referral AND a.kind = 'initial'))
    SELECT referral AS row, r.child, r.received_on AS day, worker, team, a.child IS NOT NULL AS met
    FROM received r LEFT JOIN assessed a ON a.child = r.child AND a.received_on = r.received_on
"""

RE_REFERRALS = f"""
    {REFERRALS}
    SELECT referral AS row, child, received_on AS day, worker, team,
           coalesce(lag(received_on) OVER (PARTITION BY child ORDER BY received_on)
                    >= received_on - INTERVAL 12 MONTH, false) AS met
    FROM received
    QUALIFY received_on - INTERVAL 12 MONTH >= (SELECT min(received_on) FROM referrals)
"""

CONFERENCES_IN_TIME = f"""
    WITH timed AS (
        SELECT conference AS row, c.child, held_on AS day, c.worker, c.team, s.started_on AS clock_on
        FROM conferences c LEFT JOIN section_47_enquiries s USING (enquiry)
        WHERE kind = 'initial' AND held_on <= $as_at)
    SELECT t.*, CASE WHEN t.day >= clock_on THEN e.nth - s.nth <= {CONFERENCE_LIMIT} END AS met
    FROM timed t LEFT JOIN calendar s ON s.day = clock_on LEFT JOIN calendar e ON e.day = t.day
"""

CONFERENCES_OVERDUE = f"""
    WITH called AS (
        SELECT enquiry, min(held_on) AS held_on FROM conferences WHERE enquiry IS NOT NULL GROUP BY enquiry),
    unlinked AS (
        SELECT s.enquiry, min(held_on) AS held_on FROM section_47_enquiries s JOIN conferences c USING (child)
        WHERE c.enquiry IS NULL AND kind = 'initial' AND held_on >= started_on GROUP BY s.enquiry),
    known AS (SELECT coalesce(min(held_on), DATE '0001-01-01') AS known_from FROM conferences),
    waiting AS (
        SELECT s.enquiry AS row, s.child, s.worker, s.team, started_on AS clock_on, started_on AS from_on,
               coalesce(c.held_on, u.held_on) AS held, c.enquiry IS NOT NULL AS is_called,
               least(CASE WHEN held IS NOT NULL OR is_called OR conference_not_needed IS FALSE THEN held
                          ELSE finished_on END, adult_on, died_on) AS until_on,
               is_called OR held IS NOT NULL OR started_on >= known_from AS is_known
        FROM section_47_enquiries s LEFT JOIN called c ON c.enquiry = s.enquiry
        LEFT JOIN unlinked u ON u.enquiry = s.enquiry LEFT JOIN lives l ON l.child = s.child, known
        WHERE started_on <= $as_at AND conference_not_needed IS NOT TRUE)
    SELECT w.*, CASE WHEN is_known THEN late.day END AS met_from
    FROM waiting w LEFT JOIN calendar s ON s.day = clock_on
    LEFT JOIN working_days late ON late.nth = s.nth + {CONFERENCE_LIMIT} + 1
"""

PLANS_TWO_YEARS = """
    SELECT plan AS row, child, least(ended_on, adult_on, died_on) AS day, worker, team,
           CASE WHEN day >= started_on THEN day - started_on + 1 > 729 END AS met
    FROM protection_plans LEFT JOIN lives USING (child) WHERE day <= $as_at
"""

SECOND_PLANS = """
    WITH firsts AS (SELECT child, min(started_on) AS first_on FROM protection_plans GROUP BY child),
    known AS (SELECT min(started_on) AS known_from FROM protection_plans)
    SELECT plan AS row, p.child, p.started_on AS day, worker, team,
           CASE WHEN p.started_on > first_on OR previous_plans IS NOT NULL
                  OR coalesce(born_on - INTERVAL 9 MONTH, p.started_on - INTERVAL 225 MONTH) >= known_from
                THEN p.started_on > first_on OR coalesce(previous_plans, 0) > 0 END AS met
    FROM protection_plans p JOIN firsts USING (child) LEFT JOIN children USING (child), known
    WHERE p.started_on <= $as_at
"""

# Episodes of care but for short breaks; one that was never closed ends when the child's next one starts, at 18, at death,
# and after the last day on which the returns still name it.
EPISODES = """
    kept AS (
        SELECT e.*, adult_on, died_on,
               lead(started_on) OVER (PARTITION BY child ORDER BY started_on, episode) AS following
        FROM care_episodes e LEFT JOIN lives USING (child)
        WHERE started_on <= $as_at AND (legal_status IS NULL OR legal_status NOT IN ('V3', 'V4'))
          AND coalesce(least(adult_on, died_on) > started_on, true)),
    episodes AS (
        SELECT episode, child, worker, team, started_on,
               least(ended_on, following, adult_on, died_on, CASE WHEN following IS NULL THEN known_to_on + 1 END)
                   AS until_on
        FROM kept)
"""

# Unbroken stretches of care: an episode that starts the day the one before ended goes on with the same stretch.
PERIODS = """
    marked AS (
        SELECT *, started_on IS DISTINCT FROM
                  lag(until_on) OVER (PARTITION BY child ORDER BY started_on, episode) AS begins
        FROM episodes),
    numbered AS (
        SELECT *, count(*) FILTER (begins) OVER (PARTITION BY child ORDER BY started_on, episode) AS period
        FROM marked),
    periods AS (
        SELECT child, period, min(started_on) AS period_on,
               CASE WHEN count(until_on) = count(*) THEN max(until_on) END AS until_on
        FROM numbered GROUP BY child, period)
"""

# Children looked after on the last day of each month and on the day of the records. `year_on` begins the year to it.
STOCK = """
    days AS (
        SELECT DISTINCT least(last_day(month::DATE), $as_at) AS day
        FROM range((SELECT date_trunc('month', min(started_on)) FROM care_episodes), $as_at + 1, INTERVAL 1 MONTH)
             m(month)),
    stock AS (
        SELECT n.child || ' on ' || day AS row, n.child, day, n.worker, n.team, period, period_on,
               (day + 1 - INTERVAL 12 MONTH)::DATE AS year_on
        FROM numbered n JOIN days ON started_on <= day AND (n.until_on IS NULL OR n.until_on > day)
        JOIN periods p USING (child, period))
"""

# A placement is made of stretches: back in the same home after a temporary absence, and adopted by the same carers.
MOVES = r"""
    stretches AS (
        SELECT placement, child, started_on, ended_on, kind, coalesce(kind LIKE 'T%', false) AS is_away,
               nullif(regexp_replace(upper(home), '[\s-]+', '', 'g'), '') AS home,
               nullif(regexp_replace(upper(provider), '[\s-]+', '', 'g'), '') AS provider
        FROM placements WHERE ended_on IS NULL OR ended_on > started_on),
    beside AS (
        SELECT *, started_on IS DISTINCT FROM lag(ended_on) OVER by_day AS breaks,
               coalesce(lag(is_away) OVER by_day, false) AS was_away
        FROM stretches WINDOW by_day AS (PARTITION BY child ORDER BY started_on, placement)),
    unbroken AS (
        SELECT *, count(*) FILTER (breaks) OVER (PARTITION BY child ORDER BY started_on, placement) AS run FROM beside),
    at_home AS (
        SELECT *, lag(run) OVER by_day AS run_before, lag(kind) OVER by_day AS kind_before,
               lag(home) OVER by_day AS home_before, lag(provider) OVER by_day AS provider_before
        FROM unbroken WHERE NOT is_away WINDOW by_day AS (PARTITION BY child ORDER BY started_on, placement)),
    compared AS (
        SELECT *, run = run_before AS follows,
               coalesce(home = home_before, kind = kind_before AND coalesce(provider = provider_before, true))
                   AND was_away AS returns,
               kind IN ('A3', 'A5') AND kind_before NOT IN ('A3', 'A4', 'A5', 'A6')
                   OR kind_before IN ('U2', 'U5') AND kind IN ('A3', 'A4', 'A5', 'A6')
                       AND coalesce(home = home_before, true) AS is_adopted
        FROM at_home),
    told_apart AS (
        SELECT *, count(*) FILTER (NOT (coalesce(follows, false) AND (coalesce(returns, false)
                   OR coalesce(is_adopted, false)))) OVER (PARTITION BY child ORDER BY started_on, placement) AS number
        FROM compared),
    moves AS (
        SELECT child, min(started_on) AS started_on,
               CASE WHEN count(ended_on) = count(*) THEN max(ended_on) END AS ended_on
        FROM told_apart GROUP BY child, number)
"""

THREE_PLACEMENTS = f"""
    WITH {EPISODES}, {PERIODS}, {STOCK}, {MOVES},
    of_the_year AS (
        SELECT s.row, count(*) AS placements
        FROM stock s JOIN moves p ON p.child = s.child AND p.started_on <= s.day
             AND (p.ended_on IS NULL OR p.ended_on > s.year_on)
        GROUP BY s.row)
    SELECT s.*, coalesce(placements, 0) >= 3 AS met FROM stock s LEFT JOIN of_the_year USING (row),
         (SELECT min(started_on) AS known_from FROM placements)
    WHERE year_on >= known_from OR period_on >= known_from
"""

CARE_REVIEWS = f"""
    WITH {EPISODES}, {PERIODS}, {STOCK},
    known AS (
        SELECT known_from, greatest(known_from, care_from) AS all_from
        FROM (SELECT min(held_on) AS known_from FROM care_reviews),
             (SELECT min(started_on) AS care_from FROM care_episodes)),
    held AS (
        SELECT DISTINCT p.child, period, period_on, held_on
        FROM periods p JOIN care_reviews r ON r.child = p.child AND held_on >= period_on
             AND (until_on IS NULL OR held_on <= until_on)
        WHERE held_on <= $as_at),
    anchors AS (
        SELECT child, period, period_on, period_on AS anchor_on, 0 AS held_before FROM periods
        UNION ALL
        SELECT *, row_number() OVER (PARTITION BY child, period ORDER BY held_on) FROM held),
    reviews AS (
        SELECT child, period, held_before,
               lead(anchor_on) OVER (PARTITION BY child, period ORDER BY held_before) AS held_on,
               (CASE WHEN period_on < all_from AND held_before = 0
                     THEN greatest(known_from - 1, period_on) + INTERVAL 6 MONTH
                     WHEN held_before = 0 AND period_on < DATE '2011-04-01' THEN period_on + 28
                     WHEN held_before = 0 THEN late.day
                     WHEN held_before = 1 AND period_on >= all_from THEN anchor_on + INTERVAL 3 MONTH
                     ELSE anchor_on + INTERVAL 6 MONTH END)::DATE AS due_on
        FROM anchors CROSS JOIN known
        LEFT JOIN calendar s ON s.day = period_on LEFT JOIN working_days late ON late.nth = s.nth + 20),
    late AS (
        SELECT s.row, count(*) FILTER (held_on IS NULL OR held_on > due_on) AS late
        FROM stock s JOIN reviews USING (child, period)
        WHERE due_on <= s.day AND (due_on >= year_on OR held_on IS NULL OR held_on >= year_on) GROUP BY s.row)
    SELECT s.*, CASE WHEN period_on >= all_from OR year_on - INTERVAL 6 MONTH >= greatest(known_from, period_on)
                     THEN coalesce(late, 0) = 0 END AS met
    FROM stock s LEFT JOIN late USING (row), known
    WHERE day - period_on >= 28 AND (year_on - INTERVAL 6 MONTH >= known_from OR period_on >= known_from)
"""

LOOKED_AFTER = f"""
    WITH {EPISODES}
    SELECT episode AS row, child, started_on AS from_on, until_on, worker, team FROM episodes
"""

CHILDREN_HELD = """
    SELECT involvement AS row, i.child, i.started_on AS from_on, least(ended_on + 1, died_on) AS until_on,
           i.worker, i.team
    FROM involvements i LEFT JOIN lives USING (child) LEFT JOIN workers w ON w.worker = i.worker
    WHERE i.started_on <= $as_at AND (role IS NULL OR role = 'allocated worker') AND qualified IS NOT FALSE
      AND (ended_on IS NULL OR ended_on >= i.started_on)
"""

QUERIES = {
    "initial_assessments_in_time": assessments_in_time("initial", FROM_REFERRAL, INITIAL_LIMIT),
    "initial_assessments_open_overdue": assessments_open("initial", FROM_REFERRAL, INITIAL_LIMIT),
    "core_assessments_in_time": assessments_in_time("core", FROM_START, CORE_LIMIT),
    "core_assessments_open_overdue": assessments_open("core", FROM_START, CORE_LIMIT),
    "single_assessments_in_time": assessments_in_time("single", FROM_REFERRAL, SINGLE_LIMIT),
    "single_assessments_open_overdue": assessments_open("single", FROM_REFERRAL, SINGLE_LIMIT),
    "referrals_to_initial_assessment": on_the_day(REFERRALS_TO_INITIAL_ASSESSMENT),
    "re_referrals_within_12_months": on_the_day(RE_REFERRALS),
    "conferences_in_time": on_the_day(CONFERENCES_IN_TIME),
    "conferences_overdue": cut(CONFERENCES_OVERDUE),
    "plans_two_years_or_more": on_the_day(PLANS_TWO_YEARS),
    "second_or_subsequent_plans": on_the_day(SECOND_PLANS),
    "looked_after_rate": cut(LOOKED_AFTER, "from_on"),
    "three_or_more_placements": on_the_day(THREE_PLACEMENTS),
    "care_reviews_in_time": on_the_day(CARE_REVIEWS),
    "children_held_per_worker": cut(CHILDREN_HELD, "from_on"),
}


def main(out: Path, as_at: str, records: list[Path]) -> None:
    with duckdb.connect() as connection:
        for table in TABLES:
            files = [str(folder / f"{table}.parquet") for folder in records]
            connection.execute(f"CREATE VIEW {table} AS FROM read_parquet({files})")
        connection.execute(CALENDAR)
        connection.execute(LIVES)
        for key, query in QUERIES.items():
            sql = query.replace("$as_at", f"DATE '{as_at}'")
            connection.execute(f"COPY ({sql}) TO '{out / key}.parquet'")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], [Path(one) for one in sys.argv[3:]])
