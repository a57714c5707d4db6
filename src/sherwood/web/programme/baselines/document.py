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
            "phases", "Phases", *[words(f"{one.title}. {one.purpose}") for one in programme.phase_set.all()]
        ),
        part("governance", "Who steers", _bodies(programme), _roles(programme)),
        part("money", "Money", _money(programme, on)),
        part("posts", "New posts", _posts(programme)),
        part("plan", "High-level plan", *_plan(programme)),
    ]


def _drivers(programme: Programme, on: date) -> list[dict]:
    known = [one for one in programme.driver_set.all() if one.happened_on is None or one.happened_on <= on]
    dated = sorted(known, key=lambda one: (one.happened_on is None, one.happened_on))
    return [words(f"{spoken(one.happened_on) + ': ' if one.happened_on else ''}{one.words}") for one in dated]


def _findings(programme: Programme, on: date) -> list[dict]:
    found = []
    for inspection in programme.inspection_set.prefetch_related("findings"):
        if inspection.held_from > on:
            found.append(words(f"To come: {inspection.title}, from {spoken(inspection.held_from)}."))
        elif rows := [(one.key, one.weight.value, one.words) for one in inspection.findings.all()]:
            caption = f"{inspection.title}, {spoken(inspection.held_from)}"
            found.append(table(caption, ("Finding", "Kind", "What was found"), rows))
    return found


def _bodies(programme: Programme) -> dict:
    named = {one.key: one.name for one in programme.body_set.all()}
    rows = [(one.name, named.get(one.reports_to, ""), one.remit) for one in programme.body_set.all()]
    return table("Bodies and whom they report to", ("Body", "Reports to", "Remit"), rows)


def _roles(programme: Programme) -> dict:
    rows = [(one.title, one.post, one.does) for one in programme.programmerole_set.all()]
    return table("Parts in the programme", ("Part", "Post", "What it does"), rows)


def _money(programme: Programme, on: date) -> dict:
    known = [one for one in programme.funding_set.all() if one.decided_on is None or one.decided_on <= on]
    kind = {True: "Programme", False: "Service budget"}
    rows = [(one.words, one.year, kind[one.programme_money], f"£{one.amount:,}") for one in known]
    total = sum(one.amount for one in known if one.programme_money)
    return table(
        "Sums of money",
        ("What for", "Year", "Kind", "Amount"),
        [*rows, ("Programme money together", "", "", f"£{total:,}")],
    )


def _posts(programme: Programme) -> dict:
    rows = [(one.title, one.number) for one in programme.newposts_set.all()]
    total = sum(number for _, number in rows)
    return table("Posts that the money pays for", ("Post", "Number"), [*rows, ("All posts", total)])


def _plan(programme: Programme) -> list[dict]:
    projects = list(programme.project_set.all())
    return [
        table(
            category.title,
            ("Project", "Lead", "Team", "What for"),
            [_planned(one) for one in projects if one.category_id == category.pk],
        )
        for category in programme.category_set.all()
    ]


def _planned(project: Project) -> tuple[str, str, str, str]:
    lead = " and ".join([project.lead, *project.co_leads])
    team = ", ".join(project.team) + (" (suggested)" if project.team_is_suggested and project.team else "")
    return f"{project.key} {project.name}", lead, team, project.aim


# The high-level plan: one appendix for each project the Board has approved

APPROVED = (Stage.PLANNING, Stage.DELIVERY, Stage.EMBEDDING)


def plan_of(programme: Programme) -> list[Part]:
    """The summary of every project, then an appendix for each approved one."""
    projects = programme.project_set.prefetch_related("measure_links", "findings")
    approved = [one for one in projects if one.now in APPROVED]
    appendices = [_appendix(number, one) for number, one in enumerate(approved, 1)]
    return [part("summary", "Projects, leads and teams", *_plan(programme)), *appendices]


def _appendix(number: int, project: Project) -> Part:
    answered = [(one.key, one.words) for one in project.findings.all()]
    next_step = f"Next: {project.next_step}, {spoken(project.next_step_on)}." if project.next_step_on else ""
    blocks = [
        words(project.aim),
        words(
            f"Lead: {' and '.join([project.lead, *project.co_leads])}. Stage: {project.now.value}. {next_step}"
        ),
        table("Findings it answers", ("Finding", "What was found"), answered),
        table(
            "Measures that show whether it works", ("Measure",), [[one] for one in _measure_titles(project)]
        ),
    ]
    return part(project.key, f"Appendix {number}: {project.key} {project.name}", *blocks)


def _measure_titles(project: Project) -> list[str]:
    from sherwood.measuring.shelves import all_measures

    return [all_measures()[key].title for key in project.measure_keys if key in all_measures()]
