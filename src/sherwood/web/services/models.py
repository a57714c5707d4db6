"""The models of every register on the shelf; each stands beside its description."""

from sherwood.kit.shelf import shelf
from sherwood.web.services import registers
from sherwood.web.site.registers.description import Register

ALL = shelf(registers, Register)
