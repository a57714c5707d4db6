"""Runs a children's services improvement programme and proves whether it is working."""

__version__ = "0.1.0"
