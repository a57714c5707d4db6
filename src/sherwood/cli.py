"""The command line: load, measure, report, programme, serve, demo. Imports are late: a call should start at once."""

import csv
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sherwood.kit.errors import SherwoodError
from sherwood.kit.homes import own_home

if TYPE_CHECKING:
    from sherwood.kit.periods import Period
    from sherwood.measuring.figures import Ledger
    from sherwood.measuring.measure import Measure
    from sherwood.records.snapshots import Manifest, Snapshot, Store
    from sherwood.reporting.blocks import Table
    from sherwood.web.programme.proposals.models import Proposal
    from sherwood.web.site.offers.kinds import Told

app = typer.Typer(
    help="Runs a children's services improvement programme and proves whether it is working.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
programme = typer.Typer(help="Begin, check and load a programme definition.", no_args_is_help=True)
app.add_typer(programme, name="programme")

Extracts = Annotated[
    list[Path], typer.Argument(help="Files, folders or zips of an extract, in any format Sherwood reads.")
]
AsAt = Annotated[str, typer.Option("--as-at", help="The day the records are true of, as 2021-03-31.")]
Covers = Annotated[
    list[str] | None,
    typer.Option("--covers", help="How far a table reaches, as referrals=2008-04-01..2010-03-08; repeat it."),
]
CouncilCode = Annotated[
    str, typer.Option("--council-code", help="Which council is meant, where the files hold several.")
]
Home = Annotated[Path, typer.Option("--home", envvar="SHERWOOD_HOME", help="Where Sherwood keeps its data.")]
HOME = Path("var")


def main() -> None:
    """A mistake a person can put right is one sentence on standard error, never a traceback."""
    try:
        app()
    except SherwoodError as mistake:
        sys.stderr.write(f"sherwood: {mistake}\n")
        sys.exit(1)


@app.command()
def load(
    extracts: Extracts,
    home: Home = HOME,
    as_at: AsAt = "",
    council: Annotated[str, typer.Option(help="The council's name, for the foot of reports.")] = "",
    covers: Covers = None,
    council_code: CouncilCode = "",
) -> None:
    """Load an extract: read it, put aside what cannot be believed, measure, and publish a snapshot."""
    with _entered_inside(home) as inside:
        snapshot = _load(
            extracts, _store(home), SaidOfExtract(as_at, council, covers, council_code), inside=inside
        )
        _note_published(home, snapshot)
    _print_accounting(snapshot)
    typer.echo(f"Snapshot {snapshot.id} is current.")


@app.command()
def renew(home: Home = HOME) -> None:
    """Publish the current records again, with what was entered in registers since. The worker of a site does it nightly."""
    from sherwood.measuring.ledger import build_for
    from sherwood.reading.renewing import renew as publish_again

    with _entered_inside(home) as inside, _progress() as step:
        snapshot = publish_again(_store(home), inside, by="Command line", then=build_for(step))
        _note_published(home, snapshot)
    _print_accounting(snapshot)
    typer.echo(f"Snapshot {snapshot.id} is current.")


@app.command()
def look(extracts: Extracts) -> None:
    """Say what each file is, without loading anything."""
    from sherwood.reading.load import look as recognise

    for name, found in recognise(extracts):
        typer.echo(f"{name}: {found}")


@app.command()
def loads(home: Home = HOME) -> None:
    """List the snapshots there are, newest first, with their rows as one sum."""
    found = _store(home).snapshots()
    if not found:
        typer.echo("Nothing has been loaded yet. `sherwood load EXTRACT...` loads an extract.")
    for snapshot in found:
        made = snapshot.manifest
        sums = f"{made.read:,} read = {made.accepted:,} accepted + {made.quarantined:,} put aside"
        typer.echo(f"{snapshot.id}  as at {made.as_at}  {sums}")


@app.command()
def measures() -> None:
    """List the measures there are."""
    from sherwood.measuring.shelves import all_measures

    for key, measure in all_measures().items():
        typer.echo(f"{key:36} {measure.code:8} {measure.title}")


@app.command()
def measure(
    name: Annotated[str, typer.Argument(help="A measure's key: see `sherwood measures`.")],
    extracts: Extracts,
    by: Annotated[
        str, typer.Option(help="Split by team, district, locality, worker, sex, age_band ...")
    ] = "",
    period: Annotated[str, typer.Option(help="2021-03, 2020/21, 2021-W12 or two days with .. between.")] = "",
    as_at: AsAt = "",
    covers: Covers = None,
    council_code: CouncilCode = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV to standard output.")] = False,
) -> None:
    """Compute one measure from an extract, by month or split by a dimension."""
    from sherwood.kit import periods
    from sherwood.measuring.shelves import measure_called

    wanted, key = measure_called(name), name.replace("-", "_")
    asked = periods.parse(period) if period else None
    with _temporary(extracts, SaidOfExtract(as_at, covers=covers, council_code=council_code)) as (
        snapshot,
        ledger,
    ):
        span = asked or periods.year_to(snapshot.manifest.as_at)
        if ledger.clip(span) != span:
            typer.echo(
                f"The records end on {periods.spoken(snapshot.manifest.as_at)}: {ledger.clip(span).label}.",
                err=True,
            )
        rows = _by_dimension(ledger, key, wanted, span, by) if by else _by_month(ledger, key, wanted, span)
        _write_figures(wanted, by or "period", rows, as_csv)


@app.command()
def benchmarks(
    file: Annotated[
        Path | None,
        typer.Argument(help="CSV: measure, area, year_to_march, value, source. See docs/add-benchmarks.md."),
    ] = None,
    home: Home = HOME,
) -> None:
    """Keep the values of those a council compares itself with, such as its statistical neighbours; without a file, list
    whom it compares itself with."""
    from sherwood.measuring.neighbours import keep, kept, read

    neighbours = read(file) if file else kept(home)
    if file:
        keep(neighbours, own_home(home))
    for area in neighbours.areas:
        many = sum(row.area == area for row in neighbours.rows)
        typer.echo(f"{area}: {many:,} of the council's own" if many else f"{area}: as published")
    typer.echo("Shown beside England's values." if neighbours.areas else "Only England's values are shown.")


@app.command()
def report(
    extracts: Extracts,
    out: Annotated[Path, typer.Option(help="The PDF to write.")] = Path("report.pdf"),
    as_at: AsAt = "",
    council: Annotated[str, typer.Option(help="The council's name, for the foot of the report.")] = "",
    covers: Covers = None,
    council_code: CouncilCode = "",
    show_small: Annotated[
        bool, typer.Option("--show-small-numbers", help="Only for readers entitled to the rows behind them.")
    ] = False,
) -> None:
    """Make the weekly performance report of an extract, as PDF."""
    with _temporary(extracts, SaidOfExtract(as_at, council, covers, council_code)) as (snapshot, ledger):
        write_report(snapshot, ledger, out, to_anyone=not show_small)
    typer.echo(f"Wrote {out}.")


class Template(StrEnum):
    """What a definition begins from."""

    PROGRAMME_OF_2009 = "2009"
    NOTICE = "notice"
    FAMILY_HELP = "family-help"


@programme.command("new")
def new_programme(
    file: Annotated[Path, typer.Argument(help="The definition to write, such as programme.toml.")],
    template: Annotated[
        Template,
        typer.Option(
            help="2009: a programme as councils ran them then; notice: after an inspection; family-help: a reform with partners."
        ),
    ] = Template.NOTICE,
) -> None:
    """Write a programme definition to begin from, with what each part is for; then change it, and check it."""
    from importlib.resources import files

    text = files("sherwood.governance").joinpath("templates", f"{template.value}.toml").read_text("utf-8")
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except FileExistsError:
        raise SherwoodError(f"{file} is there already, and was left alone. Give another name.") from None
    except OSError as fault:
        raise SherwoodError(f"{file} cannot be written: {fault.strerror}.") from None
    typer.echo(f"Wrote {file}. Change what is yours, then: sherwood programme check {file}")


@programme.command("check")
def check_programme(file: Annotated[Path, typer.Argument(help="A programme definition, TOML.")]) -> None:
    """Check a programme definition; every mistake with its line."""
    from sherwood.governance.definition import check

    problems = check(file, measures=_measure_keys())
    for problem in problems:
        typer.echo(f"{file}:{problem}")
    if not all(problem.warning for problem in problems):
        raise SherwoodError(f"{file.name} has mistakes; nothing was loaded.")
    typer.echo(f"{file.name} is a sound programme definition.")


@programme.command("load")
def load_programme(
    file: Annotated[Path, typer.Argument(help="A programme definition, TOML.")], home: Home = HOME
) -> None:
    """Load a programme definition: the first begins the programme, a later one proposes what differs."""
    check_programme(file)
    _django(home)
    from sherwood.governance.definition import read
    from sherwood.web.programme.proposals.actions import load_definition
    from sherwood.web.site.trail.actions import COMMAND_LINE

    loaded = load_definition(definition=read(file), came_from=file.name, by=COMMAND_LINE)
    if loaded.began:
        typer.echo("Loaded: the programme of this site begins as the file says.")
    elif loaded.proposal:
        _echo_proposal(loaded.proposal)
    else:
        typer.echo("The programme says all of this already. Nothing is proposed.")
    for sentence in loaded.left:
        typer.echo(f"Not changed. {sentence}")


def _echo_proposal(proposal: "Proposal") -> None:
    """What a definition proposes, and where it is agreed."""
    typer.echo(f"{proposal} is made. Nothing changes until a second person agrees to each of these:")
    for number, change in proposal.changes.items():
        typer.echo(f"  {number}. {proposal.titles[number]}, for {change.agrees.value}")
    typer.echo(f"They are agreed or refused on the site: {proposal.get_absolute_url()}")


@app.command()
def simulate(
    out: Annotated[Path, typer.Argument(help="The folder to write the extract to.")],
    seed: int = 2009,
    scale: Annotated[float, typer.Option(help="1 is a county; 0.05 is quick.")] = 1.0,
    census: Annotated[
        bool,
        typer.Option("--census", help="The children in need census of each whole year, as XML, instead."),
    ] = False,
) -> None:
    """Make the extract of an invented council, as CSV record tables or as its census."""
    from sherwood.simulating import census_years, write_census, write_extract
    from sherwood.simulating import simulate as run

    with _progress() as step:
        council = run(seed=seed, scale=scale, progress=lambda *far: step("Simulating the council", *far))
    if not census:
        write_extract(council, out)
    for year in census_years(council) if census else ():
        written = write_census(council, out, year)
        for reason, count in written.left_out.items():
            typer.echo(f"{written.path.name} leaves out {count:,} {reason}.")
    typer.echo(f"Wrote {out}.")


@app.command()
def serve(
    home: Home = HOME,
    port: Annotated[int, typer.Option(help="0 for any free port.")] = 8000,
    host: Annotated[str, typer.Option(help="Loopback unless told.")] = "127.0.0.1",
    worker: Annotated[
        bool, typer.Option(help="Also do the jobs that pages ask for, beside the site.")
    ] = True,
) -> None:
    """Serve the site: makes its tables, gathers its styles when it is a real one, and answers."""
    _django(home)
    from sherwood.web.serving import serve as run

    run(host, port, with_worker=worker)


@app.command()
def check(home: Home = HOME) -> None:
    """Say what a site has and what it lacks, with what to do; ends with 1 where something required is missing."""
    _name_home(home)
    from sherwood.web.checking import checked

    lines = []
    for line in checked(home):
        typer.echo(line)
        lines.append(line)
    if any(line.stops for line in lines):
        raise SherwoodError("This site is not ready: see what is missing above.")


@app.command()
def worker(
    home: Home = HOME,
    beside: Annotated[int, typer.Option(help="Stop when the process of this number is gone.")] = 0,
) -> None:
    """Do the jobs that pages ask for, and what is daily, until stopped; `serve` starts one by itself."""
    _django(home)
    from sherwood.web.site.jobs.worker import work

    work(beside or None)


@app.command()
def administrator(
    email: Annotated[str, typer.Argument(help="The address they sign in with.")],
    post: Annotated[str, typer.Argument(help="Their post, such as: System administrator.")],
    home: Home = HOME,
) -> None:
    """Enter a system administrator, while there are fewer than two: the two enter everybody else."""
    _django(home)
    from sherwood.web.site.accounts.actions import enter_administrator
    from sherwood.web.site.trail.actions import COMMAND_LINE

    password = typer.prompt("A password of at least 14 characters", hide_input=True, confirmation_prompt=True)
    enter_administrator(email=email, post=post, password=password, by=COMMAND_LINE)
    typer.echo(f"Entered. {email} can sign in, and should change the password there.")


@app.command()
def digest(home: Home = HOME) -> None:
    """Send each person what is new for them, one message a day at most. The worker of a site does it each morning."""
    _django(home)
    from sherwood.web.site.digest.actions import send_digests
    from sherwood.web.site.trail.actions import COMMAND_LINE

    answers = send_digests(by=COMMAND_LINE)
    typer.echo(
        ", ".join(f"{number} {answer}" for answer, number in sorted(answers.items())) or "Nobody to write to."
    )


@app.command()
def demo(
    home: Annotated[
        Path | None, typer.Option(help="Where the demonstration is kept: demo, or demo-today.")
    ] = None,
    today: Annotated[
        bool, typer.Option("--today", help="A borough of the present day, in place of a county of 2010.")
    ] = False,
    port: Annotated[int, typer.Option(help="0 for any free port.")] = 8000,
    fresh: Annotated[bool, typer.Option("--fresh", help="Start again from nothing.")] = False,
    should_serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the site at the end.")
    ] = True,
    scale: Annotated[float, typer.Option(hidden=True)] = 1.0,
) -> None:
    """Build a demonstration council, load it as any council would, report, and serve the site."""
    home = home or Path("demo-today" if today else "demo")
    if fresh:
        _remove_demonstration(home)
    from sherwood.web.site.offers.kinds import BOROUGH, COUNTY

    told = BOROUGH if today else COUNTY
    _django(home, clock=told.day.isoformat())
    from sherwood.web import demonstration

    told_of = demonstration.OF_TODAY if today else demonstration.OF_2010
    with _progress() as step:
        snapshot = demonstration.prepare(home, step, scale=scale, demonstration=told_of)
        table = demonstration.report(snapshot, home / "weekly-report.pdf", step)
    _print_headlines(table)
    _print_accounting(snapshot)
    typer.echo(f"The weekly performance report is {home / 'weekly-report.pdf'}.")
    if should_serve:
        _print_sign_ins(told)
        _serve_afresh(home, port)


# What the commands share


def write_report(snapshot: "Snapshot", ledger: "Ledger", out: Path, to_anyone: bool) -> None:
    from sherwood.reporting.pdf import pdf
    from sherwood.reporting.report import Context, weekly_performance_report

    made = snapshot.manifest
    context = Context(ledger, made.as_at, made, to_anyone=to_anyone)
    with _progress() as step:
        step("Writing the report", 0, 1)
        out.write_bytes(pdf(weekly_performance_report(context)))
        step("Writing the report", 1, 1)


def _store(home: Path) -> "Store":
    from sherwood.records.snapshots import Store

    return Store(own_home(home) / "store")


@dataclass(frozen=True)
class SaidOfExtract:
    """What a person says of an extract that its files may not."""

    as_at: str = ""
    council: str = ""
    covers: list[str] | None = None
    council_code: str = ""


@contextmanager
def _entered_inside(home: Path) -> Iterator[list[Path]]:
    """The registers of the site of this home, as files to read; none where there is no site."""
    if not _has_site(home):
        yield []
        return
    _django(home)
    from sherwood.web.site.registers.exports import written_out

    with written_out() as inside:
        yield inside


def _has_site(home: Path) -> bool:
    import os

    return (home / "db.sqlite3").exists() or bool(os.environ.get("SHERWOOD_DATABASE_URL"))


def _note_published(home: Path, snapshot: "Snapshot") -> None:
    """On the trail of the site, where there is one."""
    if _has_site(home):
        from sherwood.web.evidence.loading.actions import note_published
        from sherwood.web.site.trail.actions import COMMAND_LINE

        note_published(snapshot=snapshot, by=COMMAND_LINE)


def _load(
    extracts: list[Path],
    store: "Store",
    said: SaidOfExtract,
    keep_refused: bool = True,
    inside: Sequence[Path] = (),
) -> "Snapshot":
    from sherwood.measuring.ledger import build_for
    from sherwood.reading.load import load as read
    from sherwood.reading.reach import told

    day = _day(said.as_at) if said.as_at else None
    covers = dict(told(cover) for cover in said.covers or ())
    with _progress() as step:
        return read(
            extracts,
            store,
            as_at=day,
            council=said.council,
            covers=covers,
            keep_refused=keep_refused,
            inside=inside,
            council_code=said.council_code,
            then=build_for(step),
            progress=step,
        )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SherwoodError(f"“{text[:20]}” is not a day. Write it as 2021-03-31.") from None


@contextmanager
def _temporary(extracts: list[Path], said: SaidOfExtract) -> Iterator[tuple["Snapshot", "Ledger"]]:
    """An extract loaded into a store that is gone afterwards."""
    from sherwood.measuring.figures import Ledger
    from sherwood.records.snapshots import Store

    with tempfile.TemporaryDirectory(prefix="sherwood-") as folder:
        snapshot = _load(extracts, Store(folder), said, keep_refused=False)
        _print_accounting(snapshot, to=sys.stderr)
        yield snapshot, Ledger(snapshot.ledger)


def _print_accounting(snapshot: "Snapshot", to=None) -> None:
    made = snapshot.manifest
    for source in made.sources:
        where = f"{source.name}{f', {source.sheet}' if source.sheet else ''}"
        sums = f"{source.read:,} read = {source.accepted:,} accepted + {source.quarantined:,} put aside"
        typer.echo(f"{where} ({source.format}): {sums}{'. ' + source.note if source.note else ''}", file=to)
    sums = f"{made.read:,} read = {made.accepted:,} accepted + {made.quarantined:,} put aside"
    typer.echo(f"All files: {sums}.", file=to)
    _print_day_and_reach(made, to)


def _print_day_and_reach(made: "Manifest", to=None) -> None:
    """Which day the records are true of, how far each table reaches and what conflicts, with the evidence."""
    from sherwood.records.reach import in_words

    typer.echo(f"As at {made.as_at_why or made.as_at}", file=to)
    for sentence in made.settled:
        typer.echo(sentence, file=to)
    for table, reach in made.reach.items():
        typer.echo(f"{table.replace('_', ' ').capitalize()}: {in_words(reach)}. {reach.why}", file=to)
    for finding in made.findings:
        typer.echo(f"{finding.count:,} × {finding.kind}. {finding.rule}", file=to)


def _by_month(ledger: "Ledger", key: str, wanted: "Measure", span: "Period") -> list[tuple]:
    """The period asked for by month: of the first and the last month the days that were asked for, and none after the records."""
    from sherwood.kit.periods import Period
    from sherwood.kit.periods import months as months_of

    asked = [
        Period(max(month.first, span.first), min(month.last, span.last))
        for month in months_of(span.first, span.last)
    ]
    months = [ledger.clip(month) for month in asked]
    return [(month.label, count) for month, count in zip(months, ledger.series(wanted, months), strict=True)]


def _by_dimension(ledger: "Ledger", key: str, wanted: "Measure", span: "Period", by: str) -> list[tuple]:
    from sherwood.measuring.parts import part_name

    split = ledger.breakdown(wanted, span, by)
    total = ledger.figure(wanted, span)
    return [(part_name(by, value), count) for value, count in split.items()] + [("All", total)]


def _write_figures(wanted: "Measure", first: str, rows: list[tuple], as_csv: bool) -> None:
    from sherwood.measuring.wording import whole_figure_text

    if not as_csv:
        for name, count in rows:
            typer.echo(f"{name:32} {whole_figure_text(wanted, count)}")
        return
    writer = csv.writer(sys.stdout)
    writer.writerow(
        [first, "numerator", "denominator", "value", "low_95", "high_95", "unknown", "unit", "not_known"]
    )
    for name, c in rows:
        figures = [c.numerator, c.denominator, c.value, c.low, c.high, c.unknown]
        said = [None] * len(figures) if c.not_known else figures
        writer.writerow([_safe(name), *said, wanted.figure.value, c.not_known])


def _safe(text: str) -> str:
    """Text that a spreadsheet would read as a formula is kept as text."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def _remove_demonstration(home: Path) -> None:
    """Only a folder that this command filled is ever removed."""
    import shutil

    if home.exists() and any(home.iterdir()) and not (home / "loaded.json").exists():
        raise SherwoodError(
            f"{home} does not hold a demonstration, so it was left alone. Choose another --home."
        )
    shutil.rmtree(home, ignore_errors=True)


TOLD = ("Measure", "Latest", "Wanted", "A year ago", "Signal")  # columns of the headline table in a terminal


def _print_headlines(table: "Table") -> None:
    """The headline table in a terminal's width."""
    from rich.console import Console
    from rich.table import Table as Drawn

    drawn = Drawn(title=table.caption, title_justify="left", box=None, pad_edge=False)
    shown = [place for place, name in enumerate(table.columns) if name in TOLD]
    for place in shown:
        drawn.add_column(table.columns[place], justify="right" if place in table.figures else "left")
    for row in table.rows:
        drawn.add_row(*(str(row[place]) for place in shown))
    Console().print(drawn)


def _serve_afresh(home: Path, port: int) -> None:
    """Become `sherwood serve`: workers must not be forked from a process in which an engine has started threads."""
    import os

    sys.stdout.flush()
    again = [sys.executable, "-m", "sherwood.cli", "serve", "--home", str(home), "--port", str(port)]
    os.execv(sys.executable, again)  # noqa: S606 - our own command line


def _print_sign_ins(told: "Told") -> None:
    from sherwood.web.site.accounts.demonstration import PASSWORD, people_of

    typer.echo(f"\nSign in with any of these; the password of each is: {PASSWORD}\n")
    for person in people_of(told):
        typer.echo(f"  {person.email:34} {person.post or person.role.value}")
    typer.echo("")


def _measure_keys() -> set[str]:
    from sherwood.measuring.shelves import all_measures

    return set(all_measures())


def _django(home: Path, clock: str = "") -> None:
    """Set up the web for this home, with its tables made."""
    _name_home(own_home(home), clock)
    import django

    django.setup()
    from sherwood.web.site.tables import make_tables

    make_tables()


def _name_home(home: Path, clock: str = "") -> None:
    """What the settings of the web are read from."""
    import os

    os.environ["SHERWOOD_HOME"] = str(home.resolve())
    if clock:
        os.environ["SHERWOOD_CLOCK"] = clock
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sherwood.web.settings")


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each step, on standard error; a line a step where there is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bars: dict[str, int] = {}

        def step(name: str, done: int, total: int) -> None:
            if name not in bars:
                bars[name] = progress.add_task(name, total=total)
            progress.update(bars[name], completed=done, total=total)

        yield step


if __name__ == "__main__":
    main()
