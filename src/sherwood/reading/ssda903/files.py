"""The files of the looked-after return: how each is known, what is read of it and what it becomes.

`select` is what a row becomes: SQL over the rows taken, which also have `year` (where the collection year
begins) and `year_name` (2017/18). Keys are made of what identifies the row in the return, so that they are
the same in every load.
"""

from dataclasses import dataclass

from sherwood.reading import values
from sherwood.reading.names import read_alike
from sherwood.reading.taking import Field
from sherwood.reading.values import Value
from sherwood.records import codes
from sherwood.records.tables import Kind

SEX = {"1": "M", "2": "F"}  # as returned until 2023/24
MISSING = {"m": "missing", "a": "away"}


def read_accommodation(text: str) -> Value:
    """The kind of accommodation: the letter of codes such as B1; 0 when not in touch."""
    code = text.upper()
    if code[:1] in codes.codes("accommodation") and code[1:] in ("", "1", "2"):
        return Value(code[:1])
    return values.empty(text) or Value(problem=values.not_a_code("accommodation"))


def read_suitable(text: str) -> Value:
    """Whether it is suitable: the figure of codes such as B1 (1 suitable, 2 unsuitable)."""
    return Value({"1": True, "2": False}.get(text[1:]) if text[:1].isalpha() else None)


def read_sdq_score(text: str) -> Value:
    read = values.read_number(text)
    if read.value is not None and read.value > 40:
        return Value(
            problem="A score of strengths and difficulties is from 0 to 40. Correct it in the source."
        )
    return read


@dataclass(frozen=True)
class ReturnFile:
    """One file of the return. Headings beyond `fields` are not held; without a `table` no row of it is."""

    name: str
    markers: frozenset[str]  # the headings by which it is known, folded
    fields: tuple[Field, ...] = ()
    key: tuple[str, ...] = ("child",)
    key_words: str = "child"
    table: str = ""
    select: str = ""
    events: tuple[str, ...] = ()  # columns of days that lie in the collection year, or before it
    begins_on: str = ""  # the day a row is of, which cannot be after the collection year
    ends_on: str = ""


CHILD = Field("child", Kind.TEXT, "CHILD", required=True, identifier=True)
BORN_ON = Field("born_on", Kind.DATE, "DOB")


def code(column: str, heading: str, codeset: str, **more) -> Field:
    return Field(column, Kind.TEXT, heading, codes=codeset, **more)


def date(column: str, heading: str, required: bool = False) -> Field:
    return Field(column, Kind.DATE, heading, required)


def flag(column: str, heading: str) -> Field:
    return Field(column, Kind.FLAG, heading)


HEADER = ReturnFile(
    "header",
    frozenset({"child", "dob", "ethnic"}),
    (CHILD, code("sex", "SEX", "sex", spellings=SEX), BORN_ON, code("ethnicity", "ETHNIC", "ethnicity")),
    table="children",
    select="child, born_on, sex, ethnicity",
)

EPISODES = ReturnFile(
    "episodes",
    frozenset({"child", "decom", "rne", "ls"}),
    (
        CHILD,
        date("started_on", "DECOM", required=True),
        code("start_reason", "RNE", "episode_start_reason"),
        code("legal_status", "LS", "legal_status"),
        code("primary_need", "CIN", "primary_need"),
        code("kind", "PLACE", "placement"),
        code("provider", "PLACE_PROVIDER", "placement_provider"),
        date("ended_on", "DEC"),
        code("end_reason", "REC", "episode_end_reason"),
        code("change_reason", "REASON_PLACE_CHANGE", "placement_change_reason"),
        Field("postcode", Kind.TEXT, "PL_POST", read=read_alike),
        Field("urn", Kind.TEXT, "URN", read=read_alike),
    ),
    key=("child", "started_on"),
    key_words="child and start of episode",
    table="care_episodes",
    select="""child || '|' || started_on AS episode, child, started_on, start_reason, legal_status,
        primary_need, ended_on, end_reason, known_to_on""",
    events=("started_on", "ended_on"),
    begins_on="started_on",
    ends_on="ended_on",
)

REVIEWS = ReturnFile(
    "reviews",
    frozenset({"child", "review", "review_code"}),
    (
        CHILD,
        BORN_ON,
        date("held_on", "REVIEW", required=True),
        code("participation", "REVIEW_CODE", "review_participation"),
    ),
    key=("child", "held_on"),
    key_words="child and day of review",
    table="care_reviews",
    select="child || '|' || held_on AS review, child, held_on, participation",
    begins_on="held_on",
)

UASC = ReturnFile(
    "unaccompanied asylum seekers",
    frozenset({"child", "duc"}),
    (CHILD, code("sex", "SEX", "sex", spellings=SEX), BORN_ON),
    table="children",
    select="child, born_on, sex, true AS unaccompanied",
)

OC2_CHECKS = """[
    {kind: 'health assessment', done: health_assessment, score: NULL::DOUBLE},
    {kind: 'dental check', done: teeth_check, score: NULL},
    {kind: 'immunisations', done: immunisations, score: NULL},
    {kind: 'development check', done: health_check, score: NULL},
    {kind: 'sdq', done: nullif(sdq_score IS NOT NULL, false), score: sdq_score},
    {kind: 'substance misuse', done: substance_misuse, score: NULL},
    {kind: 'substance misuse help received', done: intervention_received, score: NULL},
    {kind: 'substance misuse help offered', done: intervention_offered, score: NULL}
]"""

OC2 = ReturnFile(
    "health of children looked after for a year (OC2)",
    frozenset({"child", "health_check", "teeth_check", "immunisations"}),
    (
        CHILD,
        BORN_ON,
        Field("sdq_score", Kind.NUMBER, "SDQ_SCORE", read=read_sdq_score),
        flag("health_check", "HEALTH_CHECK"),
        flag("immunisations", "IMMUNISATIONS"),
        flag("teeth_check", "TEETH_CHECK"),
        flag("health_assessment", "HEALTH_ASSESSMENT"),
        flag("substance_misuse", "SUBSTANCE_MISUSE"),
        flag("intervention_received", "INTERVENTION_RECEIVED"),
        flag("intervention_offered", "INTERVENTION_OFFERED"),
    ),
    table="health_checks",
    select=f"""child || '|' || coalesce(year_name, '') || '|' || kind AS "check", * EXCLUDE (_row, year_name)
        FROM (
            SELECT _row, child, year_name, year_name AS year, unnest({OC2_CHECKS}, recursive := true)
            FROM rows
        )
        WHERE done IS NOT NULL OR kind = 'health assessment'""",
)

OC3 = ReturnFile(
    "care leavers (OC3)",
    frozenset({"child", "in_touch", "activ", "accom"}),
    (
        CHILD,
        BORN_ON,
        code("in_touch", "IN_TOUCH", "in_touch"),
        code("activity", "ACTIV", "activity"),
        Field("accommodation", Kind.TEXT, "ACCOM", read=read_accommodation),
        Field("accommodation_suitable", Kind.FLAG, "ACCOM", read=read_suitable),
    ),
    table="care_leavers",
    # The answers are true of the birthday in the collection year.
    select="""child || '|' || coalesce(year_name, '') AS entry, child,
        (born_on + to_years((year + (month(born_on) < 4)::INT - year(born_on))::INT))::DATE AS known_on,
        in_touch, activity, accommodation, accommodation_suitable""",
)

MISSING_FILE = ReturnFile(
    "missing and away",
    frozenset({"child", "missing", "mis_start"}),
    (
        CHILD,
        BORN_ON,
        code("kind", "MISSING", "missing_kind", spellings=MISSING, required=True),
        date("started_on", "MIS_START", required=True),
        date("ended_on", "MIS_END"),
    ),
    key=("child", "kind", "started_on"),
    key_words="child, kind and start",
    table="missing_episodes",
    select="child || '|' || kind || '|' || started_on AS missing_episode, child, kind, started_on, ended_on",
    events=("started_on", "ended_on"),
    begins_on="started_on",
    ends_on="ended_on",
)

SW_EPISODES = ReturnFile(
    "social workers",
    frozenset({"child", "sw_id", "sw_decom"}),
    (
        CHILD,
        BORN_ON,
        Field("worker", Kind.TEXT, "SW_ID", required=True, identifier=True),
        date("started_on", "SW_DECOM", required=True),
        date("ended_on", "SW_DEC"),
    ),
    key=("child", "worker", "started_on"),
    key_words="child, worker and start",
    table="involvements",
    select="""child || '|' || worker || '|' || started_on AS involvement, child, worker,
        'allocated worker' AS role, started_on, ended_on""",
    events=("started_on", "ended_on"),
    begins_on="started_on",
    ends_on="ended_on",
)

NOT_HELD = (
    ReturnFile("adoptions (AD1)", frozenset({"child", "date_int", "date_match"})),
    ReturnFile("previous permanence", frozenset({"child", "prev_perm"})),
    ReturnFile("should be placed for adoption", frozenset({"child", "date_placed"})),
    ReturnFile("deprivation of liberty", frozenset({"child", "dolo_start"})),
)

FILES = (HEADER, EPISODES, REVIEWS, UASC, OC2, OC3, MISSING_FILE, SW_EPISODES, *NOT_HELD)
