"""What the apps above may offer to the registers: registers themselves."""

from dataclasses import dataclass

from sherwood.web.site.registers.description import Register


@dataclass(frozen=True)
class OnShelf:
    """A register that the site has."""

    register: Register
