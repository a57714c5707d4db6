"""The lists of this app as files; those of one project where a project is given."""

from sherwood.web.programme.plans.models import DateChange, Dependency, Milestone, Plan, Split, WorkStream
from sherwood.web.programme.plans.pages import lacking, lacks
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.ui.downloads import Sheet


def milestones(user, project: Project | None = None) -> Sheet:
    rows = [
        [
            milestone.project.key, milestone.words, milestone.owner_post, "Yes" if milestone.is_key else "No", milestone.baseline_on,
            milestone.forecast_on, milestone.actual_on, milestone.days_moved,
        ]
        for milestone in _of(Milestone.visible_to(user), project).for_timeline()
    ]  # fmt: skip
    heads = ["Project", "Milestone", "Owner", "Key", "First promised", "Expected", "Reached", "Days moved"]
    return Sheet("Milestones", heads, rows)


def date_changes(user, project: Project | None = None) -> Sheet:
    """Every change of a milestone's day that was asked for, and its answer."""
    found = DateChange.visible_to(user).select_related("milestone__project", "asked_by", "answered_by")
    rows = [
        [
            change.milestone.project.key, change.milestone.words, change.before_on, change.after_on, change.reason,
            change.asked_by.post, change.asked_on, change.get_state_display(), change.answered_by and change.answered_by.post,
            change.answered_on,
        ]
        for change in (found.filter(milestone__project=project) if project else found)
    ]  # fmt: skip
    heads = ["Project", "Milestone", "From", "To", "Why", "Asked by", "Asked on", "State", "Answered by", "Answered on"]  # fmt: skip
    return Sheet("Changes of the days of milestones", heads, rows)


def streams(user, project: Project | None = None) -> Sheet:
    """Every work stream with what its latest review found."""
    rows = []
    for stream in _of(WorkStream.visible_to(user), project).for_list():
        last = next(iter(stream.reviews.all()), None)
        found = [last.reviewed_on, last.reviewed_by, last.stands, last.help_agreed] if last else [None] * 4
        dates = [stream.from_on or "Not dated", stream.to_on or "Not dated"]
        rows.append([stream.project.key, stream.words, stream.owner_post, *dates, *found])
    heads = ["Project", "Work stream", "Owner", "From", "To", "Reviewed on", "By", "How it stands", "Help agreed"]  # fmt: skip
    return Sheet("Work streams", heads, rows)


def splits(user) -> Sheet:
    rows = [
        [split.project.key, split.project.name, split.larger, split.moved]
        for split in Split.visible_to(user).select_related("project", "parent")
    ]
    heads = ["Project", "Name", "Split from", "What moved, and what stayed"]
    return Sheet("Projects that split from a larger work stream", heads, rows)


def lacking_projects(user) -> Sheet:
    rows = [
        [project.key, project.name, project.now.value, project.lead, lacks(project)]
        for project in lacking(user)
    ]
    heads = ["Project", "Name", "Stage", "Lead", "Lacks"]
    return Sheet("Projects with no lead or no dated work stream", heads, rows)


def contributors(user, project: Project) -> Sheet:
    rows = [
        [contributor.who_post, contributor.on, contributor.changed]
        for plan in _of(Plan.visible_to(user), project).whole()
        for contributor in plan.contributors.all()
    ]
    heads = ["Who", "On", "What changed because of them"]
    return Sheet(f"Who helped to make the plan of {project.key}", heads, rows)


def dependencies(user, project: Project) -> Sheet:
    rows = [
        [
            dependency.on_programme,
            dependency.words,
            dependency.owner_post,
            dependency.needed_by_on,
            dependency.get_state_display(),
        ]
        for dependency in _of(Dependency.visible_to(user), project)
    ]
    heads = ["On which programme", "What", "Owner", "Needed by", "State"]
    return Sheet(f"What {project.key} depends on", heads, rows)


def _of(found, project: Project | None):
    return found.filter(project=project) if project else found
