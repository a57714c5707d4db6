"""What the executive group hears of milestones."""

from collections.abc import Iterator

from sherwood.kit.periods import spoken
from sherwood.web.programme.plans.models import Milestone
from sherwood.web.programme.programmes.agenda import Subject, Waiting
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.site.ui.clock import today


def slipped_key_milestones(programme: Programme) -> Iterator[Waiting]:
    """The key milestones of live projects that are not reached and later than first promised, longest promised first."""
    live = programme.project_set.live()
    found = Milestone.objects.filter(project__in=live, is_key=True).slipped(today())
    for one in found.select_related("project").order_by("baseline_on", "project__position", "pk"):
        title = f"Slipped: {one.words}, promised for {spoken(one.baseline_on)}"
        yield Waiting(Subject.MILESTONE, title, one.project)
