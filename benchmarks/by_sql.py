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
    *("care_episodes", "placements", "care_reviews", "teams", "involvements", "population"),
)
BANK_HOLIDAYS = Path(__file__).parent.parent / "src" / "sherwood" / "kit" / "bank_holidays.csv"
EVENT, SPELL = "day", "from_on, r.until_on"

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


def placed(rows: str, days: str, answer: str) -> str:
    """The query `rows` with the place its team had on the day, and the child's characteristics then."""
    day = "r." + days.split(",")[0]
    return f"""
    SELECT r.row, r.child, r.{days}, r.worker, r.team, t.district, t.locality, t.service,
           c.sex, c.ethnicity, c.disabled,
           CASE WHEN {day} < born_on THEN 'unborn'
                WHEN age < 1 THEN 'under 1' WHEN age < 5 THEN '01 to 04' WHEN age < 10 THEN '05 to 09'
                WHEN age < 16 THEN '10 to 15' WHEN age >= 16 THEN '16 and over' END AS age_band,
           {answer}
    FROM ({rows}) r
    LEFT JOIN teams t ON t.team = r.team
        AND (t.from_on IS NULL OR t.from_on <= {day}) AND (t.to_on IS NULL OR t.to_on >= {day})
    LEFT JOIN children c ON c.child = r.child,
    LATERAL (SELECT year({day}) - year(born_on)
             - (month({day}) < month(born_on) OR month({day}) = month(born_on) AND day({day}) < day(born_on))::INT
             AS age)
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
    return placed(rows, EVENT, "met")


def assessments_open(kind: str, clock: str, limit: str) -> str:
    rows = f"""
    WITH timed AS (
        SELECT assessment AS row, a.child, a.worker, a.team, finished_on, {clock} AS clock_on
        FROM assessments a LEFT JOIN referrals r USING (referral) WHERE kind = '{kind}')
    SELECT t.*, clock_on AS from_on, finished_on AS until_on, late.day AS met_from
    FROM timed t JOIN calendar s ON s.day = clock_on
    LEFT JOIN working_days late ON late.nth = s.nth + {limit} + 1
    WHERE clock_on <= $as_at AND (finished_on IS NULL OR finished_on >= clock_on)
    """
    return placed(rows, SPELL, "met_from")


FROM_REFERRAL, FROM_START = "coalesce(r.received_on, a.started_on)", "a.started_on"

# Referrals as the census counts them: one for a child and day, and none while a case of the child is known open.
REFERRALS = """
    WITH days AS (
        SELECT child, received_on, min(referral) AS referral, max(closed_on) AS closed_on,
               arg_min_null(worker, referral) AS worker, arg_min_null(team, referral) AS team
        FROM referrals WHERE received_on <= $as_at GROUP BY child, received_on),
    received AS (
        SELECT * FROM days d WHERE NOT EXISTS (
            FROM referrals o
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
    WITH held AS (SELECT enquiry, min(held_on) AS held_on FROM conferences GROUP BY enquiry),
    waiting AS (
        SELECT s.enquiry AS row, s.child, s.worker, s.team, started_on AS clock_on, started_on AS from_on,
               CASE WHEN h.enquiry IS NULL THEN finished_on ELSE held_on END AS until_on
        FROM section_47_enquiries s LEFT JOIN held h ON h.enquiry = s.enquiry
        WHERE started_on <= $as_at AND conference_not_needed IS NOT TRUE)
    SELECT w.*, late.day AS met_from
    FROM waiting w LEFT JOIN calendar s ON s.day = clock_on
    LEFT JOIN working_days late ON late.nth = s.nth + {CONFERENCE_LIMIT} + 1
"""

PLANS_TWO_YEARS = """
    SELECT plan AS row, child, ended_on AS day, worker, team,
           CASE WHEN ended_on >= started_on THEN ended_on - started_on + 1 > 729 END AS met
    FROM protection_plans WHERE ended_on <= $as_at
"""

SECOND_PLANS = """
    SELECT plan AS row, p.child, p.started_on AS day, worker, team,
           p.started_on > first_on OR coalesce(previous_plans, 0) > 0 AS met
    FROM protection_plans p
    JOIN (SELECT child, min(started_on) AS first_on FROM protection_plans GROUP BY child) f USING (child)
    WHERE p.started_on <= $as_at
"""

# Episodes of care but for short breaks; one that was never closed ends when the child's next one starts.
EPISODES = """
    episodes AS (
        SELECT episode, child, worker, team, started_on,
               least(ended_on, lead(started_on) OVER (PARTITION BY child ORDER BY started_on, episode)) AS until_on
        FROM care_episodes
        WHERE started_on <= $as_at AND (legal_status IS NULL OR legal_status NOT IN ('V3', 'V4')))
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

THREE_PLACEMENTS = f"""
    WITH {EPISODES}, {PERIODS}, {STOCK},
    moves AS (
        SELECT s.row, count(*) AS placements
        FROM stock s JOIN placements p ON p.child = s.child AND p.started_on <= s.day
             AND (p.ended_on IS NULL OR p.ended_on > s.year_on)
        WHERE (kind IS NULL OR kind NOT LIKE 'T%') AND (p.ended_on IS NULL OR p.ended_on > p.started_on)
        GROUP BY s.row)
    SELECT s.*, coalesce(placements, 0) >= 3 AS met FROM stock s LEFT JOIN moves USING (row),
         (SELECT min(started_on) AS known_from FROM placements)
    WHERE year_on > known_from OR period_on >= known_from
"""

CARE_REVIEWS = f"""
    WITH {EPISODES}, {PERIODS}, {STOCK},
    known AS (SELECT min(held_on) AS known_from FROM care_reviews),
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
        SELECT child, period, anchor_on, held_before,
               lead(anchor_on) OVER (PARTITION BY child, period ORDER BY held_before) AS held_on,
               (CASE WHEN held_before = 0 AND period_on < DATE '2011-04-01' THEN period_on + 28
                     WHEN held_before = 0 THEN late.day
                     WHEN held_before = 1 AND period_on >= known_from THEN anchor_on + INTERVAL 3 MONTH
                     ELSE anchor_on + INTERVAL 6 MONTH END)::DATE AS due_on
        FROM anchors CROSS JOIN known
        LEFT JOIN calendar s ON s.day = period_on LEFT JOIN working_days late ON late.nth = s.nth + 20
        QUALIFY held_before > 0 OR period_on >= known_from),
    late AS (
        SELECT s.row, count(*) FILTER (held_on IS NULL OR held_on > due_on) AS late
        FROM stock s JOIN reviews USING (child, period) WHERE due_on BETWEEN year_on AND s.day GROUP BY s.row)
    SELECT s.*, coalesce(late, 0) = 0 AS met FROM stock s LEFT JOIN late USING (row), known
    WHERE day - period_on >= 28 AND (year_on > known_from OR period_on >= known_from)
"""

LOOKED_AFTER = f"""
    WITH {EPISODES}
    SELECT episode AS row, child, started_on AS from_on, until_on, worker, team, started_on AS met_from FROM episodes
"""

CHILDREN_HELD = """
    SELECT involvement AS row, child, started_on AS from_on, ended_on + 1 AS until_on, worker, team,
           started_on AS met_from
    FROM involvements
    WHERE started_on <= $as_at AND (role IS NULL OR role = 'allocated worker')
      AND (ended_on IS NULL OR ended_on >= started_on)
"""

QUERIES = {
    "initial_assessments_in_time": assessments_in_time("initial", FROM_REFERRAL, INITIAL_LIMIT),
    "initial_assessments_open_overdue": assessments_open("initial", FROM_REFERRAL, INITIAL_LIMIT),
    "core_assessments_in_time": assessments_in_time("core", FROM_START, CORE_LIMIT),
    "core_assessments_open_overdue": assessments_open("core", FROM_START, CORE_LIMIT),
    "single_assessments_in_time": assessments_in_time("single", FROM_REFERRAL, SINGLE_LIMIT),
    "single_assessments_open_overdue": assessments_open("single", FROM_REFERRAL, SINGLE_LIMIT),
    "referrals_to_initial_assessment": placed(REFERRALS_TO_INITIAL_ASSESSMENT, EVENT, "met"),
    "re_referrals_within_12_months": placed(RE_REFERRALS, EVENT, "met"),
    "conferences_in_time": placed(CONFERENCES_IN_TIME, EVENT, "met"),
    "conferences_overdue": placed(CONFERENCES_OVERDUE, SPELL, "met_from"),
    "plans_two_years_or_more": placed(PLANS_TWO_YEARS, EVENT, "met"),
    "second_or_subsequent_plans": placed(SECOND_PLANS, EVENT, "met"),
    "looked_after_rate": placed(LOOKED_AFTER, SPELL, "met_from"),
    "three_or_more_placements": placed(THREE_PLACEMENTS, EVENT, "met"),
    "care_reviews_in_time": placed(CARE_REVIEWS, EVENT, "met"),
    "children_held_per_worker": placed(CHILDREN_HELD, SPELL, "met_from"),
}


def main(out: Path, as_at: str, records: list[Path]) -> None:
    with duckdb.connect() as connection:
        for table in TABLES:
            files = [str(folder / f"{table}.parquet") for folder in records]
            connection.execute(f"CREATE VIEW {table} AS FROM read_parquet({files})")
        connection.execute(CALENDAR)
        for key, query in QUERIES.items():
            sql = query.replace("$as_at", f"DATE '{as_at}'")
            connection.execute(f"COPY ({sql}) TO '{out / key}.parquet'")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], [Path(one) for one in sys.argv[3:]])
