"""The initiation document, and the high-level plan, made from the programme's data part by part."""

from datetime import date

from sherwood.governance.stages import Stage
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.site.documents import Part, part, table, words


def parts_of(programme: Programme, on: date) -> list[Part]:
    """The document as it stands, holding nothing dated after `on`."""
    return [
        part("context", "Why there is a programme", *_drivers(programme, on)),
        part("found", "What was found", *_findings(programme, on)),
        part("mandate", "Mandate and aim", words(programme.mandate), words(programme.aim)),
        part("scope", "Scope", words(f"Out of scope: {programme.out_of_scope}")),
        part(
            "phases",
            "Phases",
            *[words(f"{phase.title}. {phase.purpose}") for phase in programme.phase_set.all()],
        ),
        part("governance", "Who steers", _bodies(programme), _roles(programme)),
        part("money", "Money", _money(programme, on)),
        part("posts", "New posts", _posts(programme)),
        part("plan", "High-level plan", *_plan(programme)),
    ]


def _drivers(programme: Programme, on: date) -> list[dict]:
    known = [
        driver
        for driver in programme.driver_set.all()
        if driver.happened_on is None or driver.happened_on <= on
    ]
    dated = sorted(known, key=lambda one: (one.happened_on is None, one.happened_on))
    return [
        words(f"{spoken(driver.happened_on) + ': ' if driver.happened_on else ''}{driver.words}")
        for driver in dated
    ]


def _findings(programme: Programme, on: date) -> list[dict]:
    found = []
    for inspection in programme.inspection_set.prefetch_related("findings__kind"):
        if inspection.held_from > on:
            found.append(words(f"To come: {inspection.title}, from {spoken(inspection.held_from)}."))
        elif rows := [
            (finding.key, finding.kind.title, finding.words_standing) for finding in inspection.findings.all()
        ]:
            caption = f"{inspection.title}, {spoken(inspection.held_from)}"
            found.append(table(caption, ("Finding", "Kind", "What was found"), rows))
    return found


def _bodies(programme: Programme) -> dict:
    named = {body.key: body.name for body in programme.body_set.all()}
    rows = [(body.name, named.get(body.reports_to, ""), body.remit) for body in programme.body_set.all()]
    return table("Bodies and whom they report to", ("Body", "Reports to", "Remit"), rows)


def _roles(programme: Programme) -> dict:
    rows = [(role.title, str(role.post), role.does) for role in programme.programmerole_set.all()]
    return table("Parts in the programme", ("Part", "Post", "What it does"), rows)


def _money(programme: Programme, on: date) -> dict:
    known = [
        funding
        for funding in programme.funding_set.all()
        if funding.decided_on is None or funding.decided_on <= on
    ]
    kind = {True: "Programme", False: "Service budget"}
    rows = [
        (funding.words, funding.year, kind[funding.programme_money], f"£{funding.amount:,}")
        for funding in known
    ]
    total = sum(funding.amount for funding in known if funding.programme_money)
    return table(
        "Sums of money",
        ("What for", "Year", "Kind", "Amount"),
        [*rows, ("Programme money together", "", "", f"£{total:,}")],
    )


def _posts(programme: Programme) -> dict:
    rows = [(posts.title, posts.number) for posts in programme.newposts_set.all()]
    total = sum(number for _, number in rows)
    return table("Posts that the money pays for", ("Post", "Number"), [*rows, ("All posts", total)])


def _plan(programme: Programme) -> list[dict]:
    projects = list(programme.project_set.all())
    return [
        table(
            category.title,
            ("Project", "Lead", "Team", "What for"),
            [_planned(project) for project in projects if project.category_id == category.pk],
        )
        for category in programme.category_set.all()
    ]


def _planned(project: Project) -> tuple[str, str, str, str]:
    lead = project.leads_in_words
    team = ", ".join(project.team) + (" (suggested)" if project.team_is_suggested and project.team else "")
    return f"{project.key} {project.name}", lead, team, project.aim


# The high-level plan: one appendix for each project that was approved

APPROVED = (Stage.PLANNING, Stage.DELIVERY, Stage.EMBEDDING)


def plan_of(programme: Programme) -> list[Part]:
    """The summary of every project, then an appendix for each approved one."""
    projects = programme.project_set.prefetch_related("measure_links", "findings")
    approved = [project for project in projects if project.now in APPROVED]
    appendices = [_appendix(number, project) for number, project in enumerate(approved, 1)]
    return [part("summary", "Projects, leads and teams", *_plan(programme)), *appendices]


def _appendix(number: int, project: Project) -> Part:
    answered = [(finding.key, finding.words_standing) for finding in project.findings.all()]
    next_step = f"Next: {project.next_step}, {spoken(project.next_step_on)}." if project.next_step_on else ""
    blocks = [
        words(project.aim),
        words(f"Lead: {project.leads_in_words}. Stage: {project.now.value}. {next_step}"),
        table("Findings it answers", ("Finding", "What was found"), answered),
        table(
            "Measures that show whether it works",
            ("Measure",),
            [[title] for title in _measure_titles(project)],
        ),
    ]
    return part(project.key, f"Appendix {number}: {project.key} {project.name}", *blocks)


def _measure_titles(project: Project) -> list[str]:
    from sherwood.measuring.shelves import all_measures

    return [all_measures()[key].title for key in project.measure_keys if key in all_measures()]
