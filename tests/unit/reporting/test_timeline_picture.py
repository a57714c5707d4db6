"""The picture of the milestones: no mark stands there without its name."""

import re
from datetime import date

from sherwood.reporting import charts


def milestones(count: int) -> list[dict]:
    return [
        {"name": f"P{n:02} set up", "baseline": "2010-03-01", "now": "2010-04-02", "state": "slipped"}
        for n in range(count)
    ]


def test_every_milestone_of_a_long_list_is_named_beside_its_mark():
    drawn = charts.svg(charts.timeline(milestones(30), date(2010, 3, 8)))
    shown = re.findall(r"<text(?![^>]*opacity=\"0\")[^>]*>(P\d\d set up)<", drawn)
    assert shown == [one["name"] for one in milestones(30)]
