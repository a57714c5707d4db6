"""What the apps above may offer about actions."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WaitsAsItself:
    """Open actions of this origin wait on the home page in a line of the app that made them, and in no second one."""

    origin_kind: str
