"""The priorities of the children and young people's plan, and the projects that serve each."""

from django.db import models

from sherwood.governance.roles import Permission
from sherwood.web.programme.origins.registers.causes import ORIGINS
from sherwood.web.programme.programmes.lists import keyed
from sherwood.web.programme.programmes.models import OfProgramme, Project
from sherwood.web.site.listings.columns import Column
from sherwood.web.site.registers.description import ProgrammeRegister


class PlanPriority(OfProgramme):
    """One priority; one that no project serves is said to be so."""

    words = models.CharField("Priority", max_length=200)
    plan = models.CharField(
        "Plan", max_length=200, help_text="Such as Children and young people's plan 2009-2011."
    )
    projects = models.ManyToManyField(
        Project, related_name="plan_priorities", blank=True, verbose_name="Projects that serve it"
    )

    class Meta:
        ordering = ["pk"]


plan_priorities = ProgrammeRegister(
    key="plan_priorities",
    model=PlanPriority,
    question="Which projects serve the priorities of the children's plan?",
    one="a priority of the children's plan",
    many="priorities of the children's plan",
    states={"stands": "Stands"},
    enter=["words", "plan", "projects"],
    columns=[Column("Plan", "plan"), keyed("Projects", "projects.all", none="No project")],
    keeps=Permission.RUN_PROGRAMME,
    named="words",
    among={"projects": lambda user: Project.visible_to(user).live()},
    above=ORIGINS,
    fetch=["projects"],
)
