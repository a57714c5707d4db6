"""A list said once: its columns, whose rows, and what narrows it; drawn as a table of a page, as CSV and as Excel.

An app keeps its lists in `lists.py`:

    STAKEHOLDERS = Listing(
        title="Stakeholders, the most influential first",
        rows=Stakeholder.visible_to,
        needs=[Permission.SEE_PROGRAMME],
        columns=[Column("Stakeholder", "name", href="get_absolute_url"), Column("Interest", "interest", figure=True)],
        file="stakeholders_file",
    )

`STAKEHOLDERS.shown(request)` goes into a template as `{{ stakeholders }}`, and `file_of(STAKEHOLDERS)` is the view of its files.
"""
