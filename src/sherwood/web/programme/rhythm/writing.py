"""The page on which a lead writes a report: opened pre-filled, kept as it is typed, and handed in."""

from datetime import date
from functools import cached_property

from django.contrib import messages
from django.http import HttpRequest, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.programmes.signals import judged
from sherwood.web.programme.rhythm import actions, figures, forms
from sherwood.web.programme.rhythm.expecting import Expected, due_of, expected
from sherwood.web.programme.rhythm.models import Hint, Report
from sherwood.web.site.ui.records import current_snapshot, manifest_of


class Writing:
    """One report of one project, for the request that writes it."""

    def __init__(self, request: HttpRequest, project: Project, due_on: date):
        self.request, self.project, self.due_on = request, project, due_on
        self.latest = Report.objects.for_day(project, due_on).select_related("answer").first()

    @property
    def handed_in(self) -> Report | None:
        """The report when it is not to be written any more."""
        return self.latest if self.latest and self.latest.state in ("submitted", "accepted") else None

    @property
    def draft(self) -> Report | None:
        return self.latest if self.latest and not self.latest.locked else None

    @property
    def returned(self) -> Report | None:
        """The version before this one, with the comments it came back with."""
        number = self.draft.number - 1 if self.draft else self.latest.number if self.latest else 0
        found = Report.objects.for_day(self.project, self.due_on).filter(number=number)
        return found.select_related("answer__by").first() if number else None

    @cached_property
    def earlier(self) -> list[Report]:
        return figures.earlier_reports(self.project, self.due_on)

    @cached_property
    def judged(self):
        return judged([self.project], self.request)[0]

    @property
    def as_at(self) -> date | None:
        snapshot = current_snapshot(self.request)
        return manifest_of(snapshot).as_at if snapshot else None

    @property
    def expected(self) -> Expected:
        return expected([self.project], self.due_on, self.due_on)[0]

    def begun_with(self) -> dict:
        """What the form opens with: the draft, the version that came back, or last time's."""
        if self.latest:
            return self.latest.words
        return figures.begun_with(self.project, self.earlier[0] if self.earlier else None)

    def form(self, data=None) -> forms.ProjectReport:
        words = self.begun_with()
        hints = {name: said[0] for name, said in Hint.standing(self.project.programme).items()}
        asked = Hint.asked_for(self.project.programme)
        initial = words | {"revision": self.draft.revision if self.draft else 0}
        same = figures.unchanged(words, self.earlier)
        return forms.ProjectReport(data, initial=initial, asked=asked, hints=hints, same=same)

    def kept(self):
        """Save or submit what was sent."""
        form = self.form(self.request.POST)
        if not form.is_valid():
            return self._refused(form, 422)
        try:
            report = self._act(form)
        except actions.DraftOvertaken as overtaken:
            again = self.request.POST.copy()
            again["revision"] = str(overtaken.revision)
            form = self.form(again)
            form.add_error(None, str(overtaken))
            return self._refused(form, 409, theirs=overtaken.theirs)
        except SherwoodError as refused:
            form.add_error(None, str(refused))
            return self._refused(form, 422)
        return self._told(report)

    def _act(self, form: forms.ProjectReport) -> Report:
        given = {"project": self.project, "due_on": self.due_on, "words": form.words, "by": self.request.user}
        given["revision"] = form.cleaned_data["revision"]
        if "submit" in self.request.POST:
            return actions.submit(**given, judged=self.judged, as_at=self.as_at)
        return actions.save_draft(**given)

    @property
    def _typing(self) -> bool:
        """Sent by the page itself while somebody types; it reads a short answer."""
        return self.request.headers.get("X-Requested-With") == "saving"

    def _told(self, report: Report):
        if self._typing:
            said = f"Draft saved at {timezone.localtime():%H:%M}."
            return JsonResponse({"revision": report.revision, "said": said})
        if report.locked:
            messages.success(self.request, "The report is submitted. It does not change from now on.")
            return redirect(report)
        messages.success(self.request, "The draft is kept.")
        return redirect("report_write", self.project.key, self.due_on.isoformat())

    def _refused(self, form: forms.ProjectReport, status: int, theirs: Report | None = None):
        if self._typing:
            why = [str(error) for errors in form.errors.values() for error in errors]
            return JsonResponse({"said": f"Not saved yet: {' '.join(why)}"}, status=status)
        return self.shown(form, status, theirs)

    def shown(self, form: forms.ProjectReport, status: int = 200, theirs: Report | None = None):
        period = due_of([self.project])[self.project.pk].period(self.due_on)
        context = {
            "form": form,
            "project": self.project,
            "due_on": self.due_on,
            "expected": self.expected,
            "period": period,
            "before": self.earlier[0] if self.earlier else None,
            "returned": self.returned,
            "judged": self.judged,
            "figures": figures.figures_of(self.project, self.judged, self.as_at, period),
            "theirs": [
                (label, getattr(theirs, name))
                for name, label in Hint.asked_for(self.project.programme).items()
            ]
            if theirs
            else [],
        }
        return render(self.request, "rhythm/write.html", context, status=status)
